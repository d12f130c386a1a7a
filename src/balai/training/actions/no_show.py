"""Somebody who confirmed did not come when the class began: the seat is free, and the first reserve is offered it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.admissions.actions.late import forfeit_no_show
from balai.admissions.actions.locks import locked_selection
from balai.admissions.models import Application
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.enrol import leave_training
from balai.training.enums import ATTENDED, EnrolmentState
from balai.training.models import AttendanceMark, Enrolment


@transaction.atomic
def no_show(*, by: Actor, application: Application, now: datetime) -> Application:
    """Raises Refused("came") where the attendance says otherwise, "class_not_begun", "not_confirmed"."""
    Batch.objects.select_for_update(no_key=True).get(pk=application.batch_id)
    locked_selection(application.batch_id)
    seated = Enrolment.objects.select_for_update(no_key=True, of=("self",)).filter(application=application)
    enrolment = seated.filter(state=EnrolmentState.ENROLLED).first()
    if enrolment is not None:  # whoever writes a mark for this seat has committed by now, or waits for us
        if AttendanceMark.objects.filter(enrolment=enrolment, mark__in=ATTENDED).exists():
            raise Refused(
                "came", _("Daftar hadir mencatat orang ini pernah datang. Catat berhentinya di daftar peserta.")
            )
        today = today_in(application.batch.zone, now)
        leave_training(by=by, enrolment=enrolment, reason=str(_("Tidak datang saat kelas mulai.")), today=today)
    return forfeit_no_show(by=by, application=application, now=now)
