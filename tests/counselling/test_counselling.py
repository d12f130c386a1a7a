"""Counselling: one case file a person, routes with their reason, a group on one screen, review and way back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.counselling.actions.case_file import (
    close_case_file,
    open_case_file,
    reopen_case_file,
    restore_route,
    withdraw_route,
)
from balai.counselling.actions.session import (
    Attendee,
    Gathering,
    RowsRefused,
    correct_session,
    record_group_session,
    record_session,
)
from balai.counselling.desk import hand_over, waiting
from balai.counselling.enums import Route
from balai.counselling.models import CaseFile, CounsellingSession, GroupSession, RouteRecommendation
from balai.counselling.privacy import HOOKS
from balai.counselling.rules import Advice, SessionFacts
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.kernel.registry import NOBODY
from balai.people.models import Involvement, Person
from balai.people.rules.details import PersonDetails
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
def office() -> Institution:
    return factories.institution(kind=InstitutionKind.LABOUR_OFFICE)


@pytest.fixture
def counsellor(office: Institution) -> Actor:
    return factories.actor(office, Role.COUNSELLOR)


@pytest.fixture
def person(office: Institution) -> Person:
    return factories.person("Rahmah", registered_by=office)


def facts(*routes: Route, **said: Any) -> SessionFacts:
    return SessionFacts(held_on=TODAY, advice=[Advice(r, "cocok dengan minatnya") for r in routes], **said)


def refused(code: str, act: Any) -> None:
    with pytest.raises(Refused) as no:
        act()
    assert no.value.code == code


def test_one_case_file_a_person_and_the_office_is_involved(
    office: Institution, counsellor: Actor, person: Person
) -> None:
    first = open_case_file(by=counsellor, person=person, office=office, now=NOW)
    assert open_case_file(by=counsellor, person=person, office=office, now=NOW).pk == first.pk
    assert Involvement.objects.current().filter(person=person, institution=office).count() == 1


def test_several_routes_apply_and_each_has_its_reason(office: Institution, counsellor: Actor, person: Person) -> None:
    act: Any = {"by": counsellor, "person": person, "office": office, "now": NOW}
    session = record_session(facts=facts(Route.TRAINING, Route.WORK, notes="Ingin menjahit"), **act)
    assert sorted(session.routes.values_list("route", flat=True)) == ["training", "work"]
    refused(
        "reason_missing",
        lambda: record_session(facts=SessionFacts(held_on=TODAY, advice=[Advice(Route.WORK, "ya")]), **act),
    )
    refused("route_twice", lambda: record_session(facts=facts(Route.WORK, Route.WORK), **act))
    refused("held_ahead", lambda: record_session(facts=SessionFacts(held_on=TODAY + timedelta(days=1)), **act))
    assert CounsellingSession.objects.count() == 1


def test_a_route_advised_again_supersedes_and_can_be_taken_back(
    office: Institution, counsellor: Actor, person: Person
) -> None:
    act: Any = {"by": counsellor, "person": person, "office": office, "now": NOW}
    old = record_session(facts=facts(Route.TRAINING), **act).routes.get()
    new = record_session(facts=facts(Route.TRAINING), **act).routes.get()
    old.refresh_from_db()
    assert (old.superseded_on, new.superseded_on) == (TODAY, None)
    refused("reason_missing", lambda: withdraw_route(by=counsellor, route=new, reason="-", now=NOW))
    withdraw_route(by=counsellor, route=new, reason="sudah bekerja sekarang", now=NOW)
    refused("route_over", lambda: withdraw_route(by=counsellor, route=new, reason="sudah bekerja sekarang", now=NOW))
    assert restore_route(by=counsellor, route=new).superseded_on is None
    refused("route_decided_anew", lambda: restore_route(by=counsellor, route=old))


def test_a_stranger_counsels_nobody_here(office: Institution, person: Person) -> None:
    stranger = factories.actor(role=Role.COUNSELLOR)
    refused("may_not_counsel", lambda: open_case_file(by=stranger, person=person, office=office, now=NOW))
    own = Institution.objects.get(pk=stranger.desks[0].institution)
    refused("not_your_person", lambda: open_case_file(by=stranger, person=person, office=own, now=NOW))
    assert not CaseFile.objects.visible_to(stranger).exists()


def test_a_closed_file_takes_no_session_until_it_is_opened_again(
    office: Institution, counsellor: Actor, person: Person
) -> None:
    act: Any = {"by": counsellor, "person": person, "office": office, "now": NOW}
    session = record_session(facts=facts(), **act)
    assert (
        correct_session(by=counsellor, session=session, situation="lulus SMK", notes="", now=NOW).situation
        == "lulus SMK"
    )
    refused(
        "not_your_session",
        lambda: correct_session(by=factories.actor(), session=session, situation="", notes="", now=NOW),
    )
    closed = close_case_file(by=counsellor, case_file=session.case_file, summary="bekerja di garmen", now=NOW)
    refused("case_file_closed", lambda: record_session(facts=facts(), **act))
    assert reopen_case_file(by=counsellor, case_file=closed).closed_on is None


def gathering(*attendees: Attendee) -> Gathering:
    return Gathering(title="Bimbingan jabatan", held_on=TODAY, reason="minat menjahit kuat", attendees=attendees)


def test_a_group_of_twenty_on_one_screen(office: Institution, counsellor: Actor) -> None:
    known = [factories.person(f"Orang {n}", registered_by=office) for n in range(18)]
    rows = [Attendee(person=one, routes=("training",)) for one in known]
    rows += [Attendee(details=PersonDetails(full_name=f"Baru {n}"), routes=("work", "training")) for n in range(2)]
    group = record_group_session(by=counsellor, office=office, gathering=gathering(*rows), now=NOW)
    assert (CounsellingSession.objects.filter(group_session=group).count(), Person.objects.count()) == (20, 20)
    assert set(RouteRecommendation.objects.values_list("reason", flat=True)) == {"minat menjahit kuat"}


def test_a_row_that_is_wrong_saves_nothing_and_is_named(office: Institution, counsellor: Actor, person: Person) -> None:
    rows = [
        Attendee(person=person, routes=("training",)), Attendee(details=PersonDetails(full_name="  ")),
        Attendee(person=person), Attendee(details=PersonDetails(full_name="Baru", phone="12")),
    ]  # fmt: skip
    with pytest.raises(RowsRefused) as no:
        record_group_session(by=counsellor, office=office, gathering=gathering(*rows), now=NOW)
    assert {place: one.code for place, one in no.value.rows.items()} == {
        1: "name_missing", 2: "person_twice", 3: "phone_unreadable",
    }  # fmt: skip
    assert (GroupSession.objects.count(), CaseFile.objects.count(), Person.objects.count()) == (0, 0, 1)


def test_the_desk_asks_for_routes_and_reviews_and_is_handed_over(
    office: Institution, counsellor: Actor, person: Person
) -> None:
    open_case_file(by=counsellor, person=person, office=office, now=NOW)
    assert [item.url for item in waiting(counsellor, NOW)] == ["counselling:session"]
    advice = [Advice(Route.TRAINING, "cocok dengan minatnya", TODAY + timedelta(days=5))]
    record_session(
        by=counsellor, person=person, office=office, facts=SessionFacts(held_on=TODAY, advice=advice), now=NOW
    )
    assert [(item.url, item.urgency) for item in waiting(counsellor, NOW)] == [("counselling:case_file", 1)]
    assert [item.urgency for item in waiting(counsellor, NOW + timedelta(days=9))] == [0]
    for place in range(4):
        other = factories.person(f"Orang {place}", registered_by=office)
        record_session(
            by=counsellor, person=other, office=office, facts=SessionFacts(held_on=TODAY, advice=advice), now=NOW
        )
    assert [item.url for item in waiting(counsellor, NOW)] == ["counselling:case_file"] * 3 + ["counselling:reviews"]
    successor = factories.actor(office, Role.COUNSELLOR)
    assert hand_over(counsellor.user_id or 0, successor.user_id or 0, office.pk) == {"case_files": 5}
    assert list(waiting(counsellor, NOW)) == [] and len(list(waiting(successor, NOW))) == 4


def test_the_file_is_told_merged_and_erased(office: Institution, counsellor: Actor, person: Person) -> None:
    double = factories.person("Rahmah", registered_by=office)
    for one in (person, double):
        record_session(by=counsellor, person=one, office=office, facts=facts(Route.TRAINING, notes="rahasia"), now=NOW)
    assert HOOKS.export and HOOKS.merge and HOOKS.unmerge and HOOKS.road and HOOKS.erase
    moved = HOOKS.merge(person.pk, double.pk)
    assert len(HOOKS.export(person.pk)["counselling_session"]) == 2
    HOOKS.unmerge(person.pk, double.pk, moved)
    assert len(HOOKS.export(double.pk)["counselling_session"]) == 1
    assert "cocok dengan minatnya" in next(iter(HOOKS.road(person.pk, TODAY, NOBODY))).text
    HOOKS.erase(person.pk)
    assert "rahasia" not in str(HOOKS.export(person.pk))
