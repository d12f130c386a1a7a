"""Visits, running groups and products shown: by whom they were made or looked after, on which day."""

from datetime import date, timedelta

import pytest

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.institutions.desks import actor_for
from balai.institutions.models import Institution, Membership
from balai.ventures.actions.groups import change_group_state, hide_business, show_business
from balai.ventures.actions.visits import Found, record_visit, undo_visit
from balai.ventures.enums import GroupState
from balai.ventures.models import BusinessGroup, MonitoringVisit
from tests import factories as make
from tests.support.measures import AFTER, SINCE, UNTIL, ask, is_counted_by_day, number
from tests.ventures.rows import NOW, TODAY, group, office, officer

pytestmark = [pytest.mark.data, pytest.mark.django_db]
WHY = "Salah catat hari ini."


def visited(one: BusinessGroup, desk: Membership | None = None) -> MonitoringVisit:
    by = actor_for(desk.user, TODAY) if desk else CLI
    return record_visit(by=by, group=one, found=Found(TODAY, progress="Produksi lancar minggu ini."), now=NOW)


def running(at: Institution, **details: object) -> BusinessGroup:
    one = group(at, **details)
    return change_group_state(by=officer(at), group=one, state=GroupState.RUNNING, reason="", now=NOW)


def test_visits_are_those_of_people_of_the_body() -> None:
    at, other = office(), office()
    desk = make.desk(at, Role.MENTOR)
    one = group(at)
    done = visited(one, desk)
    visited(group(other), make.desk(other, Role.MENTOR))
    assert number("visits_made", at) == 1
    found = ask("visits_made", at)
    assert found.unknown == 0
    assert [(row.words, row.by, row.args) for row in found.rows] == [
        (f"kunjungan ke {one.name}", f"user:{desk.user_id}", (done.pk,))
    ]


def test_a_body_counts_what_its_people_did_for_a_group_of_another() -> None:
    at, mentoring = office(), make.institution()
    desk = make.desk(mentoring, Role.VOLUNTEER)
    visited(group(at, mentor=desk.user, mentoring_institution=mentoring), desk)
    assert (number("visits_made", mentoring), number("visits_made", at)) == (1, 0)


def test_only_visits_that_were_made_count() -> None:
    at = office()
    desk = make.desk(at, Role.MENTOR)
    one = group(at, mentor=desk.user)
    assert MonitoringVisit.objects.filter(group=one, visitor=desk.user, state="planned").exists()
    MonitoringVisit.objects.update(visited_on=TODAY)  # a day left behind is no visit
    assert number("visits_made", at) == 0
    MonitoringVisit.objects.update(visited_on=None)
    done = visited(one, desk)
    assert number("visits_made", at) == 1
    undo_visit(by=CLI, visit=done, reason=WHY, now=NOW)
    assert number("visits_made", at) == 0


def test_the_day_of_the_visit_decides() -> None:
    at = office()
    done = visited(group(at), make.desk(at, Role.MENTOR))
    is_counted_by_day("visits_made", at, lambda day: MonitoringVisit.objects.filter(pk=done.pk).update(visited_on=day))


def test_the_visitor_had_a_desk_on_that_day() -> None:
    at = office()
    desk = make.desk(at, Role.MENTOR)
    visited(group(at), desk)
    day = timedelta(days=1)
    for starts, ends, expected in (
        (TODAY, TODAY, 1),
        (TODAY - day, None, 1),
        (TODAY + day, None, 0),
        (TODAY - 9 * day, TODAY - day, 0),
    ):
        Membership.objects.filter(pk=desk.pk).update(starts_on=starts, ends_on=ends)
        assert number("visits_made", at) == expected, (starts, ends)


def test_two_desks_at_one_body_do_not_count_a_visit_twice() -> None:
    at = office()
    desk = make.desk(at, Role.MENTOR)
    make.desk(at, Role.LABOUR_OFFICER, held_by=desk.user)
    visited(group(at), desk)
    assert number("visits_made", at) == 1


def test_a_visit_without_visitor_is_not_judged() -> None:
    at, other = office(), office()
    done = visited(group(at))
    assert done.visitor_id is None
    assert (ask("visits_made", at).number, ask("visits_made", at).unknown) == (0, 1)
    assert (ask("visits_made", other).number, ask("visits_made", other).unknown) == (0, 0)
    MonitoringVisit.objects.filter(pk=done.pk).update(visited_on=AFTER)
    assert ask("visits_made", at).unknown == 0


@pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.STALLED, GroupState.STOPPED])
def test_groups_that_run_are_counted_and_no_others(state: GroupState) -> None:
    at, other = office(), office()
    one = running(at)
    running(other)
    found = ask("groups_active", at)
    assert (found.number, found.unknown, found.rows[0].args) == (1, 0, (one.pk,))
    change_group_state(by=officer(at), group=one, state=state, reason="Bahan baku habis.", now=NOW)
    assert (ask("groups_active", at).number, ask("groups_active", at).unknown) == (0, 0)


def test_a_group_counts_from_the_day_it_runs() -> None:
    at = office()
    one = running(at)
    for day, expected in ((date(2025, 1, 1), 1), (SINCE, 1), (UNTIL, 1), (AFTER, 0)):
        BusinessGroup.objects.filter(pk=one.pk).update(state_since=day)
        assert number("groups_active", at) == expected, day
    BusinessGroup.objects.filter(pk=one.pk).update(state_since=None)
    assert (ask("groups_active", at).number, ask("groups_active", at).unknown) == (0, 1)


def test_a_group_is_also_counted_for_who_mentors_it_and_once_for_who_does_both() -> None:
    at, mentoring = office(), make.institution()
    running(at, mentoring_institution=mentoring)
    running(at, mentoring_institution=at)
    assert (number("groups_active", at), number("groups_active", mentoring)) == (2, 1)


def test_products_are_counted_while_they_are_shown() -> None:
    at, other = office(), office()
    one, elsewhere = running(at), running(other)
    running(at)
    for each, by in ((one, officer(at)), (elsewhere, officer(other))):
        show_business(by=by, group=each, product_note="Keripik singkong", contact="", today=TODAY, agreed=True)
    found = ask("products_promoted", at)
    assert (found.number, found.unknown) == (1, 0)
    assert [(row.words, row.args) for row in found.rows] == [(f"{one.name}: Keripik singkong", (one.pk,))]
    is_counted_by_day(
        "products_promoted", at, lambda day: BusinessGroup.objects.filter(pk=one.pk).update(shown_since=day)
    )
    BusinessGroup.objects.filter(pk=one.pk).update(shown_since=TODAY)
    change_group_state(by=officer(at), group=one, state=GroupState.STOPPED, reason="Pindah kota.", now=NOW)
    assert number("products_promoted", at) == 0
    change_group_state(by=officer(at), group=one, state=GroupState.RUNNING, reason="", now=NOW)
    assert number("products_promoted", at) == 1
    hide_business(by=officer(at), group=one)
    assert number("products_promoted", at) == 0
