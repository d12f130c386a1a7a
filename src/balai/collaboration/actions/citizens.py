"""A citizen brings an obstacle and follows it by its code; the secretariat takes it into the register, merges it or says why not."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.obstacles import Trouble, ask_owner, raise_obstacle
from balai.collaboration.citizen_messages import tell_offered
from balai.collaboration.enums import ObstacleState
from balai.collaboration.enums.face import OFFER_FLOW, FaceKind
from balai.collaboration.models import CitizenOffer, Collaboration, Member, Obstacle
from balai.collaboration.parameters import CITIZEN_MONTHS
from balai.collaboration.queries.face import kinds_on, newest_period
from balai.collaboration.rules.authority import check_may_keep
from balai.collaboration.rules.citizens import check_offer, check_tells_nobody
from balai.kernel.clock import add_months
from balai.kernel.once import saved_once
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on


@dataclass(frozen=True, slots=True)
class Taking:
    """The obstacle as it goes into the register, in the secretariat's words, with who is asked to look after it."""

    text: str
    subject: str
    owner: Member
    due: date


@transaction.atomic
def offer_obstacle(
    *, collaboration: Collaboration, text: str, now: datetime, client_id: UUID | None = None
) -> CitizenOffer:
    """By anybody. The audit tells that something was brought, never by whom, and not its code."""
    if FaceKind.OBSTACLES not in kinds_on(collaboration):
        raise Refused(
            "takes_none", _("Forum ini tidak menerima hambatan dari warga. Sampaikan ke kantor sekretariatnya.")
        )
    text = check_offer(text)
    made = CitizenOffer(collaboration=collaboration, text=text, raised_at=now, client_id=client_id)
    kept = saved_once(made)
    if kept is made:
        record("public", "collaboration.offer_obstacle", made)
        tell_offered(collaboration, timezone.localdate(now))
    return kept


def _locked(by: Actor, offer: CitizenOffer, step: str) -> CitizenOffer:
    rows = CitizenOffer.objects.select_for_update(of=("self",)).select_related("collaboration__owner")
    row = rows.get(pk=offer.pk)
    check_may_keep(by, row.collaboration)
    row.state = OFFER_FLOW.next_state(row.state, step)
    return row


@transaction.atomic
def accept_offer(*, by: Actor, offer: CitizenOffer, taking: Taking, now: datetime) -> CitizenOffer:
    """Into the register, brought there by the secretariat: nobody learns who told it."""
    row = _locked(by, offer, "accept")
    check_tells_nobody(taking.text)
    period = newest_period(row.collaboration)
    bodies = Member.objects.filter(period=period, institution=row.collaboration.owner_id).select_related("institution")
    secretariat = bodies.first()
    if period is None or secretariat is None:
        raise Refused(
            "no_secretariat", _("Sekretariat belum menjadi pihak di masa ini. Tambahkan dahulu sebagai pihak.")
        )
    trouble = Trouble(taking.text, taking.subject)
    obstacle = raise_obstacle(by=by, period=period, member=secretariat, trouble=trouble, now=now)
    ask_owner(by=by, obstacle=obstacle, member=taking.owner, due=taking.due, now=now)
    return _answered(by, row, now, obstacle=obstacle)


@transaction.atomic
def merge_offer(*, by: Actor, offer: CitizenOffer, obstacle: Obstacle, now: datetime) -> CitizenOffer:
    row = _locked(by, offer, "merge")
    if obstacle.issue.period.collaboration_id != row.collaboration_id:
        raise Refused("other_forum", _("“Hambatan di daftar”: pilih hambatan forum ini."), "obstacle")
    return _answered(by, row, now, obstacle=obstacle)


@transaction.atomic
def refuse_offer(*, by: Actor, offer: CitizenOffer, reason: str, now: datetime) -> CitizenOffer:
    """The reason is read by the citizen."""
    row = _locked(by, offer, "refuse")
    row.answer = check_reason(reason)
    check_tells_nobody(row.answer, "reason")
    return _answered(by, row, now)


def _answered(by: Actor, row: CitizenOffer, now: datetime, obstacle: Obstacle | None = None) -> CitizenOffer:
    row.obstacle, row.answered_at, row.answered_by = obstacle, now, by.name
    row.save(update_fields=["state", "obstacle", "answer", "answered_at", "answered_by"])
    record(by, "collaboration.answer_offer", row, state=row.state, obstacle=obstacle.pk if obstacle else 0)
    return row


@transaction.atomic
def forget_offers(*, by: Actor, now: datetime) -> int:
    """Every night: words whose term is over go; what is still worked on keeps them. The code tells on how it went."""
    today = timezone.localdate(now)
    last = add_months(today, -int(value_on(CITIZEN_MONTHS, today)))
    open_still = Q(obstacle__isnull=False) & ~Q(obstacle__state=ObstacleState.SETTLED)
    touched = Coalesce("obstacle__settled_at", "answered_at", "raised_at")
    rows = (
        CitizenOffer.objects.exclude(text="")
        .exclude(open_still)
        .annotate(touched=touched)
        .filter(touched__date__lt=last)
    )
    ids = list(rows.values_list("pk", flat=True)[:5000])
    gone = CitizenOffer.objects.filter(pk__in=ids).update(text="", forgotten_at=now)
    if gone:
        record(by, "collaboration.forget_offers", None, count=gone)
    return gone
