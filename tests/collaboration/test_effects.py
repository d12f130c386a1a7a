"""Whether what was hoped for came: read from the book of the day, and silence is never an effect."""

import pytest

from balai.collaboration.assessment.book import Book
from balai.collaboration.assessment.effects import ALARMS, Reader, about_of, effect_of, is_finding
from balai.collaboration.enums.adaptations import BETTER, Effect, FindingKind, FindingState
from tests.collaboration.books import Tables, invented

S = FindingState
CASE = {"code": "uji", "period_start": "2026", "period_end": "2026"}


def book(complete: tuple[str, ...] = (), **tables: list[dict[str, str]]) -> Book:
    told: Tables = {"case": [CASE], "coverage": [{"table": name, "complete": "yes"} for name in complete]}
    return Book(told | tables)


def alarm(about: str, complete: tuple[str, ...] = (), **tables: list[dict[str, str]]) -> FindingState:
    return Reader.of(book(complete, **tables)).stands(FindingKind.ALARM, about).state


def promise(**cells: str) -> dict[str, str]:
    return {"code": "j1", "institution": "a", "target": "3", "due": "2026-03-01"} | cells


@pytest.mark.parametrize(
    ("rows", "state"),
    [([promise()], S.SOUNDS), ([promise(achieved="3")], S.QUIET), ([promise(due="2027")], S.NO_EVIDENCE), ([], S.NO_EVIDENCE)],
)  # fmt: skip
def test_overdue_promises_are_gone_only_where_promises_fell_due(
    rows: list[dict[str, str]], state: FindingState
) -> None:
    assert alarm("overdue-commitment", commitments=rows) == state


def test_each_alarm_is_quiet_only_where_its_records_are_there() -> None:
    trouble = {"code": "h1", "text": "Dana"}
    assert alarm("nobody_owns-coordination", issues=[trouble]) == S.SOUNDS
    assert alarm("nobody_owns-coordination", issues=[trouble | {"resolved_on": "2026-04"}]) == S.QUIET
    assert alarm("nobody_owns-coordination") == S.NO_EVIDENCE
    assert alarm("nobody_owns-coordination", ("issues",)) == S.QUIET
    bodies = [{"code": "a", "functions": "funder"}]
    everybody = [{"code": "a", "functions": "funder;training_provider;certifier;employer;mentor"}]
    assert alarm("function_missing-private_sector", ("institutions",), institutions=bodies) == S.SOUNDS
    assert alarm("function_missing-private_sector", ("institutions",), institutions=everybody) == S.QUIET
    assert alarm("function_missing-private_sector", institutions=everybody) == S.NO_EVIDENCE
    held = [{"code": "k1", "end": "2026-02"}]
    look = {"code": "p1", "phase": "after", "activity": "k1"}
    assert alarm("silence-post_training_monitoring", ("monitoring",), activities=held) == S.SOUNDS
    assert alarm("silence-post_training_monitoring", activities=held, monitoring=[look]) == S.QUIET
    assert alarm("silence-post_training_monitoring", activities=held) == S.NO_EVIDENCE
    assert alarm("acting_alone-single_actor") == S.NO_EVIDENCE


@pytest.mark.parametrize("seed", range(40))
def test_what_can_be_answered_stands_and_what_sounds_is_heard(seed: int) -> None:
    reader = Reader.of(Book(invented(seed)))
    for kind, about in reader.answerable():
        stands = reader.stands(kind, about)
        assert is_finding(kind, about) and stands.state in BETTER[kind][:-1] and stands.because
    for one in reader.found.alarms:
        assert one.kind in ALARMS and reader.stands(FindingKind.ALARM, about_of(one)).state == S.SOUNDS


@pytest.mark.parametrize(
    ("kind", "wanted", "now", "effect"),
    [
        ("element", S.ADEQUATE, S.STRONG, Effect.CAME), ("element", S.ADEQUATE, S.ADEQUATE, Effect.CAME),
        ("element", S.ADEQUATE, S.MIXED, Effect.NOT_YET), ("element", S.MIXED, S.WEAK, Effect.NOT_YET),
        ("element", S.MIXED, S.NO_EVIDENCE, Effect.UNSEEN), ("factor", S.HELPS, S.DISPUTED, Effect.NOT_YET),
        ("factor", S.DISPUTED, S.HELPS, Effect.CAME), ("alarm", S.QUIET, S.SOUNDS, Effect.NOT_YET),
        ("alarm", S.QUIET, S.QUIET, Effect.CAME), ("cause", S.QUIET, S.NO_EVIDENCE, Effect.UNSEEN),
    ],
)  # fmt: skip
def test_an_effect_came_where_it_stands_as_well_or_better(kind: str, wanted: str, now: str, effect: Effect) -> None:
    assert effect_of(kind, wanted, now) == effect


def test_a_finding_nobody_knows_is_none() -> None:
    for kind, about in (
        ("alarm", "overdue"),
        ("alarm", "thunder-commitment"),
        ("element", "funding"),
        ("factor", "dialogue"),
        ("x", "trust"),
    ):
        assert not is_finding(kind, about)
