"""Graduates hired and apprentices taken: when the employer says so, of people who had completed a training."""

from datetime import date
from typing import Any

import pytest

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.institutions.models import Institution
from balai.people.models import Person
from balai.placement.actions.place import end_placement, withdraw_placement
from balai.placement.actions.words import state_placement
from balai.placement.enums import Says
from balai.placement.models import Placement, PlacementStatement
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment
from tests import factories as make
from tests.placement.rows import NOW, TODAY, company, office, placed
from tests.support.measures import AFTER, BEFORE, SINCE, UNTIL, ask, is_counted_by_day, number
from tests.training.rows import a_class

pytestmark = [pytest.mark.data, pytest.mark.django_db]
MEASURES = pytest.mark.parametrize(
    ("code", "kind"), [("graduates_hired", "akl"), ("graduates_hired", "akad"), ("apprentices_taken", "apprenticeship")]
)


def graduated(person: Person, **fields: Any) -> Enrolment:
    stated: dict[str, Any] = {"state": EnrolmentState.COMPLETED, "ended_on": date(2026, 2, 1)} | fields
    return Enrolment.objects.create(batch=a_class(), person=person, seat=1, started_on=date(2026, 1, 5), **stated)


def taken(employer: Institution, kind: str = "akl", says: str = "works", **enrolled: Any) -> Placement:
    """A graduate placed there, and what the employer said; says empty: nothing yet."""
    placement = placed(office(), employer, kind=kind)
    graduated(placement.person, **enrolled)
    if says:
        said(placement, says)
    return placement


def said(placement: Placement, says: str, side: str = "employer", as_of: date = TODAY) -> PlacementStatement:
    return state_placement(by=CLI, placement=placement, side=side, says=says, as_of=as_of, now=NOW)


@MEASURES
def test_the_employers_newest_word_decides(code: str, kind: str) -> None:
    employer = company()
    one = taken(employer, kind, says="")
    assert (ask(code, employer).number, ask(code, employer).unknown) == (0, 1)
    said(one, "works", side="office")
    said(one, "works", side="person")
    assert (ask(code, employer).number, ask(code, employer).unknown) == (0, 1)
    for says, expected in (("never_started", 0), ("works", 1), ("ended", 1), ("never_started", 0)):
        said(one, says)
        found = ask(code, employer)
        assert (found.number, len(found.rows), found.unknown) == (expected, expected, 0), says
    said(one, "works", as_of=date(2026, 3, 1))  # written later, of an earlier day
    assert number(code, employer) == 0


@MEASURES
def test_silence_about_other_days_is_not_asked_for(code: str, kind: str) -> None:
    employer = company()
    one = taken(employer, kind, says="")
    for day, expected in ((BEFORE, 0), (SINCE, 1), (UNTIL, 1), (AFTER, 0)):
        Placement.objects.filter(pk=one.pk).update(starts_on=day)
        assert ask(code, employer).unknown == expected, day


@MEASURES
def test_the_day_work_began_decides(code: str, kind: str) -> None:
    employer = company()
    one = taken(employer, kind)
    is_counted_by_day(code, employer, lambda day: Placement.objects.filter(pk=one.pk).update(starts_on=day))


@MEASURES
def test_a_placement_elsewhere_or_withdrawn_does_not_count(code: str, kind: str) -> None:
    employer, other = company(), company()
    one = taken(employer, kind)
    taken(other, kind)
    assert number(code, employer) == 1
    withdraw_placement(by=CLI, placement=one, reason="Salah orang.", now=NOW)
    found = ask(code, employer)
    assert (found.number, found.unknown) == (0, 0)


def test_who_left_again_was_hired_all_the_same() -> None:
    employer = company()
    one = taken(employer)
    end_placement(by=CLI, placement=one, ends_on=TODAY, now=NOW)
    assert number("graduates_hired", employer) == 1


def test_an_apprentice_is_not_hired_and_the_hired_are_no_apprentices() -> None:
    employer = company()
    taken(employer, "apprenticeship")
    taken(employer, "akl")
    taken(employer, "akl")
    assert (number("graduates_hired", employer), number("apprentices_taken", employer)) == (2, 1)


@pytest.mark.parametrize(
    ("enrolled", "counted", "unknown"),
    [
        ({"ended_on": date(2026, 3, 1)}, 1, 0),  # the day work began
        ({"ended_on": date(2026, 3, 2)}, 0, 0),
        ({"state": EnrolmentState.NOT_COMPLETED}, 0, 0),
        ({"ended_on": None}, 0, 1),
    ],
)
def test_a_graduate_had_completed_a_training_when_work_began(enrolled: Any, counted: int, unknown: int) -> None:
    employer = company()
    taken(employer, **enrolled)
    found = ask("graduates_hired", employer)
    assert (found.number, found.unknown) == (counted, unknown)


def test_an_apprentice_needs_no_training_before() -> None:
    employer = company()
    taken(company())  # somebody else's training
    said(placed(office(), employer, kind="apprenticeship"), "works")
    said(placed(office(), employer), "works")
    assert (number("graduates_hired", employer), number("apprentices_taken", employer)) == (0, 1)


def test_two_trainings_and_two_words_make_one_record() -> None:
    employer = company()
    one = taken(employer)
    graduated(one.person)
    said(one, "works")
    assert number("graduates_hired", employer) == 1


def test_the_row_says_whose_word_it_is_and_names_nobody() -> None:
    at, employer = office(), company()
    placement = placed(at, employer, title="Operator jahit")
    graduated(placement.person)
    by = make.actor(employer, Role.EMPLOYER)
    state_placement(by=by, placement=placement, side="employer", says=Says.WORKS, as_of=TODAY, now=NOW)
    row = ask("graduates_hired", employer).rows[0]
    assert (row.words, row.by) == (f"antar kerja lokal (AKL), dicatat {at.name}", by.name)
    assert (row.url, row.args, row.on) == ("placement:placement", (placement.pk,), date(2026, 3, 1))
    assert placement.recorded_by != row.by
    Placement.objects.update(made_by=None)
    assert ask("graduates_hired", employer).rows[0].words == "antar kerja lokal (AKL)"
