"""Seats after the result: confirming (daftar ulang), and reserves moving up in their order."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions import messages
from balai.admissions.actions.locks import locked_application, locked_selection, step
from balai.admissions.elsewhere import places_elsewhere, sitting_in, with_a_place
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application, Selection
from balai.admissions.parameters import CONFIRM_DAYS
from balai.admissions.rules.authority import check_may_assist, check_may_decide, is_own, may_assist
from balai.admissions.rules.deciding import check_not_cancelled, check_not_late, check_not_over, check_published
from balai.audit.record import record
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.people.models import Person
from balai.planning.enums import BatchState
from balai.planning.models import Batch


@transaction.atomic
def confirm(*, by: Actor, application: Application, now: datetime, holds_code: bool = False) -> Application:
    """Daftar ulang, by the applicant until the last day, or by a clerk at any time. A second time changes nothing."""
    selection = locked_selection(application.batch_id)
    application = locked_application(application.pk)
    helped = may_assist(by, application.batch)
    if not (holds_code or helped or is_own(by, application)):
        check_may_assist(by, application.batch)
    if application.state == ApplicationState.CONFIRMED:
        return application
    check_not_cancelled(application.batch)
    check_published(selection)
    if not helped:
        check_not_late(last_day(application, selection), today_in(application.batch.zone, now))
    check_one_class(application.person_id, application.batch)
    step(application, "confirm")
    application.save(update_fields=["state"])
    record(by, "admissions.confirm", application)
    return application


def check_one_class(person: UUID | None, batch: Batch) -> None:
    """One class at a time: two centres may both have chosen somebody. The lock on the person decides which seat is first;
    the other is told what to do."""
    if person is None:
        return
    Person.objects.select_for_update(of=("self",)).filter(pk=person).first()
    other = places_elsewhere([person], batch).get(person)
    if other is not None:
        raise Refused(
            "confirmed_elsewhere",
            _(
                "Pada waktu yang sama sudah ada tempat di %(title)s, %(centre)s. Undurkan diri di sana dahulu bila memilih kelas ini."
            )
            % {"title": other.title, "centre": other.centre.name},
        )


def last_day(application: Application, selection: Selection) -> date | None:
    """A reserve who moved up has days of their own."""
    if selection.confirm_by is None or application.decided_at is None or selection.published_at is None:
        return selection.confirm_by
    given = selection.confirm_by - today_in(application.batch.zone, selection.published_at)
    return max(selection.confirm_by, today_in(application.batch.zone, application.decided_at) + given)


@transaction.atomic
def unconfirm(*, by: Actor, application: Application) -> Application:
    """Undoes a confirmation entered by mistake. Nobody is seated by it meanwhile: seats are given under the same lock."""
    locked_selection(application.batch_id)
    application = locked_application(application.pk)
    check_may_assist(by, application.batch)
    check_not_over(application.batch)
    if application.person_id in sitting_in([application.person_id] if application.person_id else [], application.batch):
        raise Refused(
            "sits_already",
            _("Orang ini sudah duduk di kelasnya. Bila ia berhenti, catat di halaman Peserta kelas itu."),
        )
    step(application, "unconfirm")
    application.save(update_fields=["state"])
    record(by, "admissions.unconfirm", application)
    return application


@transaction.atomic
def move_up(*, by: Actor, batch: Batch, now: datetime) -> list[Application]:
    """Fills free seats with reserves, in their order. Returns who moved."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_not_over(batch)
    return fill_seats(by, selection, batch, now)


def fill_seats(by: Actor, selection: Selection, batch: Batch, now: datetime) -> list[Application]:
    """Under the lock of the selection. Nothing moves before the result is out."""
    if selection.published_at is None or batch.state in (BatchState.CANCELLED, BatchState.FINISHED):
        return []
    taken = len(with_a_place(batch.pk))
    waiting = Application.objects.select_for_update(of=("self",)).select_related("batch", "person")
    rows = waiting.filter(batch=batch, state=ApplicationState.RESERVE).in_line()
    moved = list(rows[: max(0, batch.seats - taken)])
    today = today_in(batch.zone, now)
    last_day = max(selection.confirm_by or today, today + timedelta(days=confirm_days(batch, today)))
    for application in moved:
        step(application, "select")
        application.decided_by, application.decided_at = by.name, now
        application.save(update_fields=["state", "decided_by", "decided_at"])
        record(by, "admissions.move_up", application, rank=application.rank)
        messages.seat_offered(application, last_day)
    return moved


def confirm_days(batch: Batch, today: date) -> int:
    days: int = value_on(CONFIRM_DAYS, today, batch.selector_id)
    return days
