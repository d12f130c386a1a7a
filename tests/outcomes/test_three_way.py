"""Working, unknown, not working: never two parts (R-000-22, domain book 6)."""

from datetime import date

import pytest

from balai.outcomes.queries import ThreeWay, differ, not_yet_counted, three_way, words_of
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment
from tests.outcomes.rows import TODAY, finished_class, follow_up, graduate, said

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_the_worked_example_of_the_domain_book() -> None:
    """48 completers, 30 answer, 18 employed: 37.5 to 75.0 of all, 60.0 of those who answered, response 62.5."""
    batch = finished_class()
    waves = [follow_up(graduate(batch)) for _ in range(48)]
    for one in waves[:18]:
        said(one, "employed")
    for one in waves[18:30]:
        said(one, "seeking")
    found = three_way(Enrolment.objects.filter(batch=batch), 3, TODAY)
    assert (found.working, found.unknown, found.not_working) == (18, 18, 12)
    assert (found.low, found.high) == (0.375, 0.75)
    assert (found.among_known, found.response) == (0.6, 0.625)


def test_who_never_was_asked_is_unknown_and_not_unemployed() -> None:
    batch = finished_class()
    graduate(batch)
    assert three_way(Enrolment.objects.filter(batch=batch), 3, TODAY) == ThreeWay(unknown=1)


def test_who_did_not_complete_or_whose_wave_has_not_come_is_not_counted() -> None:
    batch = finished_class()
    graduate(batch, state=EnrolmentState.LEFT)
    graduate(batch, ended_on=date(2026, 5, 30))
    everybody = Enrolment.objects.filter(batch=batch)
    assert three_way(everybody, 3, TODAY).total == 0
    assert not_yet_counted(everybody, 3, TODAY) == 1


def test_an_apprentice_is_neither_automatically() -> None:
    batch = finished_class()
    said(follow_up(graduate(batch)), "apprentice")
    found = three_way(Enrolment.objects.filter(batch=batch), 3, TODAY)
    assert (found.working, found.not_working, found.apprentices) == (0, 1, 1)


def test_the_newest_word_counts_and_disagreement_is_shown() -> None:
    batch = finished_class()
    one = follow_up(graduate(batch))
    said(one, "employed", "employer", date(2026, 6, 20))
    said(one, "seeking", "phone", date(2026, 6, 29))
    found = three_way(Enrolment.objects.filter(batch=batch), 3, TODAY)
    assert (found.working, found.not_working, found.by_source) == (0, 1, {"phone": 1})
    words = words_of(one)
    assert [(w.source, w.working) for w in words] == [("phone", False), ("employer", True)]
    assert differ(words)


def test_other_waves_do_not_speak_for_this_one() -> None:
    batch = finished_class()
    enrolment = graduate(batch, ended_on=date(2025, 12, 1))
    said(follow_up(enrolment, wave=6, due_on=date(2026, 6, 1)), "employed")
    everybody = Enrolment.objects.filter(batch=batch)
    assert three_way(everybody, 6, TODAY).working == 1
    assert three_way(everybody, 3, TODAY).unknown == 1


def test_it_is_one_query_whatever_the_number(django_assert_num_queries) -> None:
    batch = finished_class()
    for _ in range(3):
        said(follow_up(graduate(batch)), "employed")
    with django_assert_num_queries(1):
        three_way(Enrolment.objects.filter(batch=batch), 3, TODAY)
