"""Confirmed, seated, and did not come on the first day: seat and place go on; whoever was seen is not a no-show."""

from datetime import UTC, datetime

import pytest

from balai.access.roles import Role
from balai.admissions.actions.seats import confirm
from balai.admissions.actions.select import decide, publish_result
from balai.admissions.enums import ApplicationState, Outcome
from balai.admissions.rules.deciding import Decision
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.enrol import enrol_batch
from balai.training.actions.no_show import no_show
from balai.training.first_day import came_on_first_day
from balai.training.models import AttendanceMark, Enrolment, TrainingSession
from tests import factories
from tests.admissions.rows import AFTER, admin_of, open_class, verified

pytestmark = [pytest.mark.data, pytest.mark.django_db]
FIRST_DAY = datetime(2026, 4, 6, 2, tzinfo=UTC)


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
