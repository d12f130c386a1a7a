"""Somebody who was given a seat steps back before their class begins: the seat goes to the first reserve in the same act."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.admissions.actions.leave import withdraw
from balai.admissions.models import Application
from balai.kernel.clock import today_in
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.actions.enrol import free_seat
from balai.training.enums import EnrolmentState, LeaveKind
from balai.training.models import Enrolment


@transaction.atomic
def give_up(*, by: Actor, application: Application, now: datetime, holds_code: bool = False) -> Application:
    """For the applicant. Who may, and until when, is said by `withdraw`; refused there, nothing of this stands."""
    batch = Batch.objects.select_for_update(no_key=True).get(pk=application.batch_id)
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(batch=batch, state=EnrolmentState.ENROLLED)
    enrolment = rows.filter(person=application.person_id).first()
    if enrolment is not None and batch.state not in (BatchState.RUNNING, BatchState.FINISHED):
        words = str(_("Mengundurkan diri sebelum kelas mulai."))
        free_seat(by, batch, enrolment, words, today_in(application.batch.zone, now), LeaveKind.OTHER)
    return withdraw(by=by, application=application, now=now, holds_code=holds_code)
