"""Plan the waves of those who completed, and let due ones come up. Run by the worker; the same again changes nothing."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.clock import add_months
from balai.outcomes.enums import FollowUpState
from balai.outcomes.models import FollowUp
from balai.outcomes.parameters import LOOK_BACK, WAVES
from balai.outcomes.queries import without_wave
from balai.parameters.queries import value_on
from balai.training.enums import EnrolmentState

AT_ONCE = 500


@transaction.atomic
def plan_follow_ups(*, by: Actor, today: date) -> int:
    """How many were planned. One follow-up an enrolment and wave is decided by the constraint, whoever plans beside us."""
    oldest = today - timedelta(days=value_on(LOOK_BACK, today))
    planned = sum(_plan_wave(wave, today, oldest) for wave in value_on(WAVES, today))
    dropped = _drop_of_reopened()
    FollowUp.objects.filter(state=FollowUpState.PLANNED, due_on__lte=today).update(state=FollowUpState.DUE)
    overtaken = _close_overtaken(today)
    if planned or dropped or overtaken:
        record(by, "outcomes.plan_follow_ups", None, planned=planned, dropped=dropped, overtaken=overtaken)
    return planned


def _plan_wave(wave: int, today: date, oldest: date) -> int:
    rows = []
    ended = without_wave(wave).filter(ended_on__gte=add_months(oldest, -wave))
    for enrolment in ended.order_by("pk").iterator(AT_ONCE):
        if enrolment.ended_on is None:
            continue
        due = add_months(enrolment.ended_on, wave)
        rows.append(
            FollowUp(
                enrolment=enrolment, wave=wave, due_on=due, next_contact_on=due, owner_id=enrolment.batch.centre_id,
                state=FollowUpState.DUE if due <= today else FollowUpState.PLANNED,
            )
        )  # fmt: skip
    FollowUp.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(rows)


def _close_overtaken(today: date) -> int:
    """Once the next wave has come, nobody is asked any more how it was before: that wave stays unknown, and says so. What
    somebody still tells of it can be recorded all the same."""
    later = FollowUp.objects.filter(enrolment=OuterRef("enrolment"), wave__gt=OuterRef("wave"), due_on__lte=today)
    silent = FollowUp.objects.filter(Exists(later), state=FollowUpState.DUE)
    reason = _("Gelombang berikutnya sudah tiba sebelum kabarnya diketahui.")
    pks = list(silent.values_list("pk", flat=True))
    return FollowUp.objects.filter(pk__in=pks).update(
        state=FollowUpState.UNKNOWN, closed_on=today, unknown_reason=reason
    )


def _drop_of_reopened() -> int:
    """A completion that was taken back takes its untouched waves with it."""
    untouched = FollowUp.objects.filter(
        state__in=[FollowUpState.PLANNED, FollowUpState.DUE], attempts__isnull=True, statements__isnull=True
    ).exclude(enrolment__state=EnrolmentState.COMPLETED)
    return FollowUp.objects.filter(pk__in=list(untouched.values_list("pk", flat=True))).delete()[0]
