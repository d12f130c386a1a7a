"""Confirmed, seated, and did not come on the first day: seat and place go on; whoever was seen is not a no-show."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection

from balai.access.roles import Role
from balai.admissions.actions.leave import withdraw
from balai.admissions.actions.seats import confirm
from balai.admissions.actions.select import decide, publish_result
from balai.admissions.enums import ApplicationState, Outcome
from balai.admissions.models import Application
from balai.admissions.rules.deciding import Decision
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.enrol import enrol_batch
from balai.training.actions.no_show import no_show
from balai.training.actions.statements import Told, tell_marks
from balai.training.enums import MarkSource
from balai.training.first_day import came_on_first_day
from balai.training.models import AttendanceMark, Enrolment, TrainingSession
from tests import factories
from tests.admissions.rows import AFTER, admin_of, open_class, verified
from tests.support.races import one_behind_the_other

pytestmark = [pytest.mark.data, pytest.mark.django_db]
FIRST_DAY = datetime(2026, 4, 6, 2, tzinfo=UTC)


def a_class_on_its_first_day() -> tuple[Batch, list[Application]]:
    """Two who confirmed and sit; nobody marked."""
    batch = open_class()
    clerk = admin_of(batch)
    people = [verified(batch) for _n in range(2)]
    given = [Decision(one.pk, Outcome.SELECT) for one in people]
    decide(by=clerk, batch=batch, decisions=given, version=0, now=AFTER)
    publish_result(by=clerk, batch=batch, now=AFTER)
    for one in people:
        confirm(by=clerk, application=one, now=AFTER)
    Batch.objects.filter(pk=batch.pk).update(state="running")
    return batch, people


@pytest.mark.django_db(transaction=True)
def test_a_mark_written_while_the_no_show_is_recorded_is_seen_by_it() -> None:
    batch, people = a_class_on_its_first_day()
    clerk = admin_of(batch)
    enrol_batch(by=clerk, batch=batch, today=batch.starts_on)
    meeting = TrainingSession.objects.create(batch=batch, number=1, held_on=batch.starts_on)
    seat = Enrolment.objects.get(application=people[0])
    told = [Told(uuid4(), seat.pk, "present", FIRST_DAY)]
    raced = one_behind_the_other(
        lambda: tell_marks(by=clerk, session=meeting, told=told, source=MarkSource.PHONE, now=FIRST_DAY),
        lambda: no_show(by=clerk, application=people[0], now=FIRST_DAY),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "came", raced
    assert Enrolment.objects.get(pk=seat.pk).seat == seat.seat


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["withdraw", "bare"])
def test_who_steps_back_while_the_class_is_seated_gets_no_seat(how: str) -> None:
    """bare: whoever changes an application under its own lock alone, without the selection."""
    batch, people = a_class_on_its_first_day()
    clerk = admin_of(batch)

    def step_back() -> object:
        if how == "withdraw":
            return withdraw(by=clerk, application=people[0], now=AFTER)
        return Application.objects.filter(pk=people[0].pk).update(state=ApplicationState.WITHDRAWN)

    raced = one_behind_the_other(step_back, lambda: enrol_batch(by=clerk, batch=batch, today=batch.starts_on))
    connection.close()
    assert raced.waited and not isinstance(raced.first, Exception), raced
    assert [one.application_id for one in raced.second] == [people[1].pk]


@pytest.mark.django_db(transaction=True)
def test_who_is_being_seated_is_neither_withdrawn_nor_forfeited() -> None:
    batch, people = a_class_on_its_first_day()
    clerk = admin_of(batch)
    raced = one_behind_the_other(
        lambda: enrol_batch(by=clerk, batch=batch, today=batch.starts_on),
        lambda: withdraw(by=clerk, application=people[0], now=AFTER),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "sits_already", raced


def test_the_seat_in_the_class_and_the_place_go_to_a_reserve_unless_they_were_seen() -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = [verified(batch) for _n in range(3)]
    outcomes = (Outcome.SELECT, Outcome.SELECT, Outcome.RESERVE)
    given = [Decision(one.pk, outcome) for one, outcome in zip(people, outcomes, strict=True)]
    decide(by=clerk, batch=batch, decisions=given, version=0, now=AFTER)
    publish_result(by=clerk, batch=batch, now=AFTER)
    for one in people[:2]:
        confirm(by=clerk, application=one, now=AFTER)
    Batch.objects.filter(pk=batch.pk).update(state="running")
    enrol_batch(by=clerk, batch=batch, today=batch.starts_on)
    assert came_on_first_day(batch.pk).came is None
    meeting = TrainingSession.objects.create(batch=batch, number=1, held_on=batch.starts_on, state="held")
    seated = {row.application_id: row for row in Enrolment.objects.all()}
    seen = seated[people[0].pk]
    AttendanceMark.objects.create(session=meeting, enrolment=seen, mark="present", marked_by="cli", marked_at=FIRST_DAY)
    assert (came_on_first_day(batch.pk).came, came_on_first_day(batch.pk).unknown) == (1, 1)
    with pytest.raises(Refused, match="pernah datang"):
        no_show(by=clerk, application=people[0], now=FIRST_DAY)
    with pytest.raises(Refused):
        no_show(by=factories.actor(role=Role.COUNSELLOR), application=people[1], now=FIRST_DAY)
    assert Enrolment.objects.get(application=people[1]).seat is not None
    no_show(by=clerk, application=people[1], now=FIRST_DAY)
    for one in people:
        one.refresh_from_db()
    assert [one.state for one in people] == [
        ApplicationState.CONFIRMED, ApplicationState.FORFEITED, ApplicationState.SELECTED,
    ]  # fmt: skip
    gone = Enrolment.objects.get(application=people[1])
    assert (gone.state, gone.seat) == ("left", None)
