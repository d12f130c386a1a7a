"""A class opens from a funded package, is announced by whom the money says, and every step can be taken back."""

from datetime import UTC, date, datetime

import pytest

from balai.audit.models import Entry
from balai.funding.actions import assign_duty
from balai.funding.enums import Bearer, Duty, FundSource
from balai.institutions.models import Membership
from balai.parameters.actions import set_parameter
from balai.planning.actions.batches import change_batch, move_batch, open_batch, restore_batch
from balai.planning.models import Batch
from balai.planning.parameters import CLASS_SIZE
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, plan
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_a_class_has_sixteen_seats_and_two_reserves_unless_a_rule_says_otherwise() -> None:
    at = rows.place()
    batch = open_batch(by=at.by_centre, package=rows.funded(at, seats=36), plan=plan(), today=TODAY)
    assert (batch.seats, batch.reserves, batch.intake, batch.state) == (16, 2, 1, "draft")
    set_parameter(
        by=at.by_centre,
        parameter=CLASS_SIZE,
        text="20",
        valid_from=date(2026, 1, 1),
        valid_to=None,
        legal_basis="SK kepala 12/2026",
        institution_id=at.centre.pk,
    )
    again = open_batch(by=at.by_centre, package=batch.package, plan=plan(), today=TODAY)
    assert (again.seats, again.intake) == (20, 2)


def test_no_class_without_money() -> None:
    at = rows.place()
    package = rows.proposed(at)
    assert (
        code_of(lambda: open_batch(by=at.by_centre, package=package, plan=plan(), today=TODAY)) == "package_not_funded"
    )


def test_regional_money_lets_the_office_recruit_and_the_centre_does_not_announce() -> None:
    at = rows.place()
    batch = rows.draft(at)
    assert batch.recruiter == at.office
    assert code_of(lambda: move_batch(by=at.by_centre, batch=batch, step="announce", now=NOW)) == "recruiter_announces"
    assert move_batch(by=at.by_office, batch=batch, step="announce", now=NOW).state == "announced"


def test_the_centre_announces_while_nobody_sits_at_the_recruiter() -> None:
    at = rows.place()
    batch = rows.draft(at)
    Membership.objects.filter(institution=at.office).update(ends_on=date(2026, 1, 1))
    assert move_batch(by=at.by_centre, batch=batch, step="announce", now=NOW).state == "announced"


def test_the_chain_is_a_table_somebody_may_change() -> None:
    at = rows.place()
    assign_duty(
        by=at.by_office,
        source=FundSource.APBD_REGENCY,
        duty=Duty.RECRUIT,
        bearer=Bearer.CENTRE,
        legal_basis="SK kepala dinas",
        funder=at.office,
    )
    assert rows.draft(at).recruiter == at.centre


def test_an_announcement_says_until_when_and_for_whom() -> None:
    at = rows.place()
    batch = rows.draft(at, entry_rules="")
    announce = lambda now: move_batch(by=at.by_office, batch=batch, step="announce", now=now)  # noqa: E731
    assert code_of(lambda: announce(NOW)) == "entry_rules_missing"
    assert code_of(lambda: announce(datetime(2026, 3, 21, 0, tzinfo=UTC))) == "closing_is_past"
    change_batch(by=at.by_centre, batch=batch, plan=plan(minimum_age=17))
    assert announce(NOW).state == "announced"


@pytest.mark.parametrize(
    ("zone", "minute_before", "minute_after"),
    [
        ("Asia/Jakarta", datetime(2026, 3, 20, 16, 58, tzinfo=UTC), datetime(2026, 3, 20, 16, 59, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2026, 3, 20, 15, 58, tzinfo=UTC), datetime(2026, 3, 20, 15, 59, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2026, 3, 20, 14, 58, tzinfo=UTC), datetime(2026, 3, 20, 14, 59, tzinfo=UTC)),
    ],
)
def test_registration_closes_at_23_59_where_the_class_is(zone, minute_before, minute_after) -> None:
    at = rows.place(zone)
    batch = move_batch(by=at.by_office, batch=rows.draft(at), step="announce", now=NOW)
    assert list(Batch.objects.open_at(minute_before)) == [batch]
    assert list(Batch.objects.open_at(minute_after)) == []


def test_a_class_starts_after_its_registration_closed_in_its_own_zone() -> None:
    """21 March 00.30 in Jayapura is still 20 March in UTC: the class of the 20th would start before it closes."""
    at = rows.place("Asia/Jayapura")
    closes = datetime(2026, 3, 20, 15, 30, tzinfo=UTC)
    early = lambda: rows.draft(at, closes_at=closes, starts_on=date(2026, 3, 21))  # noqa: E731
    assert code_of(early) == "starts_before_closing"


def test_every_step_can_be_taken_back_with_a_trace() -> None:
    at = rows.place()
    batch = rows.draft(at)
    move_batch(by=at.by_office, batch=batch, step="announce", now=NOW)
    path = [("close", "selecting"), ("reannounce", "announced"), ("close", "selecting"), ("start", "running"),
            ("unstart", "selecting"), ("start", "running"), ("finish", "finished"), ("reopen", "running")]  # fmt: skip
    for step, state in path:
        assert move_batch(by=at.by_office, batch=batch, step=step, now=NOW).state == state
    assert code_of(lambda: move_batch(by=at.by_centre, batch=batch, step="cancel", now=NOW)) == "reason_missing"
    move_batch(by=at.by_centre, batch=batch, step="cancel", now=NOW, reason=REASON)
    assert restore_batch(by=at.by_centre, batch=batch).state == "running"
    assert code_of(lambda: restore_batch(by=at.by_centre, batch=batch)) == "not_cancelled"
    assert Entry.objects.filter(verb="planning.restore_batch").count() == 1


def test_seats_are_fixed_once_announced_and_an_ended_class_stays_as_it_is() -> None:
    at = rows.place()
    batch = move_batch(by=at.by_office, batch=rows.draft(at), step="announce", now=NOW)
    changed = change_batch(by=at.by_centre, batch=batch, plan=plan(seats=99, venue="Aula"))
    assert (changed.seats, changed.venue) == (16, "Aula")
    assert Entry.objects.get(verb="planning.change_batch").facts["changed"] == ["venue"]
    move_batch(by=at.by_centre, batch=batch, step="cancel", now=NOW, reason=REASON)
    assert code_of(lambda: change_batch(by=at.by_centre, batch=batch, plan=plan())) == "batch_ended"


def test_strangers_neither_run_nor_see_a_draft() -> None:
    at, other = rows.place(), rows.place()
    batch = rows.draft(at)
    assert code_of(lambda: move_batch(by=other.by_centre, batch=batch, step="announce", now=NOW)) == "not_your_batch"
    assert list(Batch.objects.visible_to(other.by_centre)) == []
    assert list(Batch.objects.public()) == []
    assert list(Batch.objects.visible_to(at.by_office)) == [batch]
