"""The catalogue of measures: a code is one room's, the days asked for make sense, a count hands out its newest records."""

from datetime import date

import pytest

from balai.kernel import measures
from balai.kernel.measures import Counted, Measure, Question, sure
from balai.kernel.registry import Registry
from tests.support.measures import SINCE, UNTIL, ask
from tests.training.rows import a_class, trainees


def a_measure(code: str) -> Measure:
    return Measure(code, "Kunjungan", "kunjungan", "Dihitung kunjungan.", lambda question: Counted(0))


def test_two_measures_with_one_code_are_refused() -> None:
    catalogue = Registry()
    catalogue.add_measures("ventures", [a_measure("visits_made")])
    with pytest.raises(ValueError, match="visits_made of training is published by ventures already"):
        catalogue.add_measures("training", [a_measure("visits_made")])
    with pytest.raises(ValueError, match="groups of ventures"):
        catalogue.add_measures("ventures", [a_measure("groups"), a_measure("groups")])
    assert catalogue.measures["visits_made"].room == "ventures"


def test_days_that_cross_are_no_question() -> None:
    assert Question(1, SINCE, SINCE).until == SINCE
    with pytest.raises(ValueError, match="before they begin"):
        Question(1, UNTIL, SINCE)


def test_a_record_without_its_day_is_never_a_row() -> None:
    assert sure(SINCE) == SINCE
    with pytest.raises(ValueError, match="without its day"):
        sure(None)


@pytest.mark.data
@pytest.mark.django_db
def test_the_rows_are_the_newest_and_no_more_than_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = a_class()
    for day, one in enumerate(trainees(batch, 3), start=10):
        one.state, one.ended_on = "completed", date(2026, 3, day)
        one.save()
    monkeypatch.setattr(measures, "NEWEST", 2)
    found = ask("people_trained", batch.centre)
    assert (found.number, [row.on.day for row in found.rows]) == (3, [12, 11])
