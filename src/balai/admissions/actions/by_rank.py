"""The whole list of a class as the ranking proposes it, in one act: for many classes at once, or one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.actions.locks import locked_selection
from balai.admissions.actions.plan import fix_plan
from balai.admissions.actions.select import decide
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.admissions.parameters import SCORE_SPREAD
from balai.admissions.queries import scores_of
from balai.admissions.rules.authority import check_may_decide
from balai.admissions.rules.deciding import check_registration_over, check_unpublished
from balai.admissions.rules.proposing import check_undisputed, proposals
from balai.admissions.rules.standing import ranked_list
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.models import Batch


@transaction.atomic
def decide_by_rank(*, by: Actor, batch: Batch, now: datetime) -> int:
    """How many were decided, each with its audit entry; 0 where the same officer decided this list before.

    The way of selecting as it was fixed proposes; what it cannot say (a draw owed, a score missing, scorers who disagree,
    a list somebody has already decided) is left to a human, and the class is refused whole. Raises Refused, as `decide` too.
    """
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_registration_over(batch, now)
    check_unpublished(selection)
    if selection.decided_at is not None:
        if selection.decided_by == by.name:
            return 0
        raise Refused(
            "decided_already", _("Kelas ini sudah diputuskan petugas lain. Lihat putusannya di halaman seleksinya.")
        )
    plan = fix_plan(by=by, batch=batch, now=now)
    check_undisputed(scores_of(batch.pk), int(value_on(SCORE_SPREAD, today_in(batch.zone, now), batch.selector_id)))
    confirmed = Application.objects.filter(batch=batch, state=ApplicationState.CONFIRMED).values_list("pk", flat=True)
    keep = set(confirmed)
    wanted = [one for one in proposals(ranked_list(batch), plan.by_lot) if one.application_id not in keep]
    if not wanted:
        raise Refused("nobody_to_decide", _("Kelas ini belum punya pendaftar yang bisa diputuskan."))
    decide(by=by, batch=batch, decisions=wanted, version=selection.version, now=now)
    return len(wanted)
