"""A draw in three acts: the seed was locked, the list is published, the public number is written before witnesses."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.actions.locks import locked_selection
from balai.admissions.actions.plan import commit_seed, fix_plan
from balai.admissions.enums import DRAW_FLOW, DrawState
from balai.admissions.models import Draw
from balai.admissions.models.draw import seed_aad
from balai.admissions.queries.plans import salt_of
from balai.admissions.rules.authority import check_may_decide
from balai.admissions.rules.deciding import check_reason, check_registration_over, check_unpublished
from balai.admissions.rules.drawing import PublicNumber, check_public_number, token
from balai.admissions.rules.ranking import owed_groups
from balai.admissions.rules.standing import ranked_list
from balai.audit.record import record
from balai.kernel.crypto import unseal
from balai.kernel.refusal import Refused
from balai.planning.models import Batch


@transaction.atomic
def publish_draw_list(*, by: Actor, batch: Batch, now: datetime) -> Draw:
    """Those whom scores cannot part, as tokens. From here on scores are closed. A second time changes nothing.

    Raises Refused("scores_missing") while the ties may still change, "nothing_to_draw".
    """
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_registration_over(batch, now)
    check_unpublished(selection)
    fix_plan(by=by, batch=batch, now=now)
    draw = _live(batch)
    if draw.state == DrawState.LISTED:
        return draw
    ranked = ranked_list(batch)
    if any(one.missing for one in ranked):
        raise Refused("scores_missing", _("Lengkapi dahulu nilai semua pelamar; sesudah itu yang seri bisa diundi."))
    groups = owed_groups(ranked)
    if not groups:
        raise Refused("nothing_to_draw", _("Tidak ada pelamar yang seri pada batas kursi, jadi tidak perlu undian."))
    salt = salt_of(draw)
    draw.groups = [sorted(token(salt, pk) for pk in group) for group in groups]
    draw.state, draw.listed_at = DRAW_FLOW.next_state(draw.state, "list"), now
    draw.save(update_fields=["groups", "state", "listed_at"])
    record(by, "admissions.publish_draw_list", draw, batch=batch.pk, people=sum(map(len, groups)))
    return draw


@transaction.atomic
def draw_lots(*, by: Actor, batch: Batch, given: PublicNumber, now: datetime) -> Draw:
    """Completes the draw. The same number sent again (a cut connection) answers what stands; another one is refused."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_unpublished(selection)
    draw = _live(batch)
    if draw.state == DrawState.DRAWN and draw.number == given.number.strip():
        return draw
    draw_state = DRAW_FLOW.next_state(draw.state, "draw")
    names = [name for name in (" ".join(n.split())[:120] for n in given.witnesses) if name]
    cleaned = PublicNumber(number=given.number.strip(), source=given.source.strip()[:300], at=given.at, witnesses=names)
    check_public_number(cleaned, draw, now)
    draw.state, draw.number, draw.number_source, draw.number_at = draw_state, cleaned.number, cleaned.source, given.at
    draw.witnesses, draw.seed = "\n".join(names), unseal(draw.seed_sealed, seed_aad(batch.pk, draw.round))
    draw.drawn_at, draw.drawn_by = now, by.name
    draw.save()
    selection.version += 1
    selection.save(update_fields=["version"])
    record(by, "admissions.draw_lots", draw, batch=batch.pk, round=draw.round, witnesses=len(names))
    return draw


@transaction.atomic
def void_draw(*, by: Actor, batch: Batch, reason: str, now: datetime) -> Draw:
    """A draw that was wrong stays readable with its reason; the next round begins with a new locked seed."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_unpublished(selection)
    words = check_reason(reason)
    draw = _live(batch)
    draw.state, draw.void_reason = DRAW_FLOW.next_state(draw.state, "void"), words
    draw.save(update_fields=["state", "void_reason"])
    record(by, "admissions.void_draw", draw, batch=batch.pk, round=draw.round)
    return commit_seed(by, batch, draw.round + 1, now)


def _live(batch: Batch) -> Draw:
    found = Draw.objects.live().select_for_update(of=("self",)).filter(batch=batch).first()
    if found is None:
        raise Refused("no_seed", _("Benih undian kelas ini belum dikunci. Umumkan daftar undiannya dahulu."))
    return found
