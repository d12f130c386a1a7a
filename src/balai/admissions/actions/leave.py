"""Somebody steps back, does not come, or lets time run out; the seat goes on to the next."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions import messages
from balai.admissions.actions.locks import locked_application, locked_selection, step
from balai.admissions.actions.seats import fill_seats
from balai.admissions.elsewhere import sitting_in
from balai.admissions.enums import ApplicationState, DecisionRule
from balai.admissions.models import Application
from balai.admissions.rules.authority import check_may_assist, check_may_decide, may_assist
from balai.admissions.rules.deciding import check_not_over, check_reason, check_still_before_class
from balai.audit.record import record, record_batch
from balai.kernel.refusal import Refused
from balai.people.actions.involve import end_involvement
from balai.planning.enums import BatchState


@transaction.atomic
def withdraw(*, by: Actor, application: Application, now: datetime, holds_code: bool = False) -> Application:
    """holds_code: the unguessable code was shown, which stands for the applicant. A seat that is left goes to the first
    reserve when the result is out."""
    selection = locked_selection(application.batch_id)
    application = locked_application(application.pk)
    own = application.person is not None and by.user_id is not None and application.person.user_id == by.user_id
    if not (holds_code or own or may_assist(by, application.batch)):
        check_may_assist(by, application.batch)
    if application.state == ApplicationState.WITHDRAWN:
        return application  # sent again after a cut connection
    check_still_before_class(application.batch, by_clerk=may_assist(by, application.batch))
    check_not_sitting(application)
    before = step(application, "withdraw")
    application.decided_by, application.decided_at = by.name, now
    application.save(update_fields=["state", "decided_by", "decided_at"])
    if application.person_id is not None:
        _end_involvement(application, application.person_id, now)
    record(by, "admissions.withdraw", application, before=before)
    if before in (ApplicationState.SELECTED, ApplicationState.CONFIRMED):
        fill_seats(by, selection, application.batch, now)
    return application


def check_not_sitting(application: Application) -> None:
    """Under the lock of the selection: nobody is seated meanwhile. Leaving a seat has a day, a reason and a kind of its own."""
    people = [application.person_id] if application.person_id is not None else []
    if application.person_id in sitting_in(people, application.batch):
        raise Refused(
            "sits_already",
            _(
                "Orang ini sudah duduk di kelasnya. Bila ia berhenti, catat di halaman Peserta kelas itu, dengan alasannya."
            ),
        )


def _end_involvement(application: Application, person: UUID, now: datetime) -> None:
    """Unless another application keeps the institution and the person together."""
    others = Application.objects.counted().filter(person_id=person).exclude(pk=application.pk)
    kept = set(others.values_list("batch__centre_id", flat=True)) | set(
        others.values_list("batch__selector_id", flat=True)
    )
    for institution in {application.batch.centre_id, application.batch.selector_id} - kept:
        end_involvement([person], institution, "admissions.apply", timezone.localdate(now))


@transaction.atomic
def reinstate(*, by: Actor, application: Application, now: datetime) -> Application:
    """Undoes a withdrawal made by mistake; the applicant stands in line again, without the seat they had."""
    application = locked_application(application.pk)
    check_may_assist(by, application.batch)
    if application.person_id is None:
        raise Refused("never_verified", _("Pendaftaran ini belum pernah diperiksa. Minta pelamar mendaftar lagi."))
    step(application, "reinstate")
    application.rank = None
    try:
        with transaction.atomic():
            application.save(update_fields=["state", "rank"])
    except IntegrityError as error:
        raise Refused("already_applied", _("Orang ini sudah mendaftar lagi di kelas ini.")) from error
    record(by, "admissions.reinstate", application)
    return application


@transaction.atomic
def forfeit(*, by: Actor, application: Application, rule: DecisionRule, reason: str, now: datetime) -> Application:
    """Did not come, or did not confirm in time; the first reserve moves up."""
    selection = locked_selection(application.batch_id)
    application = locked_application(application.pk)
    check_may_decide(by, application.batch)
    if (application.state, application.rule, application.decided_by) == (ApplicationState.FORFEITED, rule, by.name):
        return application  # sent again after a cut connection
    check_not_over(application.batch)
    check_not_sitting(application)
    before = step(application, "forfeit")
    application.rule, application.decision_reason = rule, check_reason(reason) if rule == DecisionRule.OTHER else reason
    application.decided_by, application.decided_at = by.name, now
    application.save(update_fields=["state", "rule", "decision_reason", "decided_by", "decided_at"])
    record(by, "admissions.forfeit", application, before=before, rule=rule)
    if before in (ApplicationState.SELECTED, ApplicationState.CONFIRMED):
        fill_seats(by, selection, application.batch, now)
    return application


@transaction.atomic
def expire_claims(*, by: Actor, now: datetime, limit: int = 1000) -> int:
    """For the worker: claims whose phone never answered. Returns how many."""
    rows = Application.objects.select_for_update(skip_locked=True).expiring(now).order_by("expires_at")
    ids = list(rows.values_list("pk", flat=True)[:limit])
    if ids:
        Application.objects.filter(pk__in=ids).update(state=ApplicationState.EXPIRED)
        record_batch(by, "admissions.expire", "admissions.application", ids)
    return len(ids)


@transaction.atomic
def tell_cancelled(*, by: Actor, now: datetime, limit: int = 500) -> int:
    """For the worker: everybody who waited for or sat in a cancelled class hears it, once. Returns how many.

    Their applications keep their state (a cancelling may be taken back) and no longer stand in the way of another class.
    """
    waiting = (
        ApplicationState.CLAIMED, ApplicationState.VERIFIED, ApplicationState.SELECTED, ApplicationState.RESERVE,
        ApplicationState.CONFIRMED,
    )  # fmt: skip
    rows = Application.objects.select_for_update(of=("self",), skip_locked=True).filter(
        batch__state=BatchState.CANCELLED, state__in=waiting, cancelled_told_at=None
    )
    told = list(rows.select_related("batch").order_by("pk")[:limit])
    for application in told:
        messages.class_cancelled(application)
    if told:
        Application.objects.filter(pk__in=[row.pk for row in told]).update(cancelled_told_at=now)
        record_batch(by, "admissions.tell_cancelled", "admissions.application", [row.pk for row in told])
    return len(told)
