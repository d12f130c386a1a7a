"""Reserves and seats go in one order on every database: by rank, who has none last, the older application first."""

import pytest

from balai.admissions.actions.seats import move_up
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application, Selection
from balai.planning.models import Batch
from balai.training.actions.enrol import enrol_batch
from tests.admissions.rows import AFTER, admin_of, open_class, verified

pytestmark = [pytest.mark.data, pytest.mark.django_db]
RANKS = (None, 2, None, 1, 2)
IN_LINE = [3, 1, 4, 0, 2]


def waiting(state: ApplicationState) -> tuple[Batch, list[Application]]:
    batch = open_class(seats=1, reserves=5, state="selecting", opens_at=AFTER.replace(day=1), closes_at=AFTER)
    people = []
    for rank in RANKS:
        Batch.objects.filter(pk=batch.pk).update(state="announced")
        one = verified(batch)
        Application.objects.filter(pk=one.pk).update(rank=rank, state=state)
        people.append(one)
    Batch.objects.filter(pk=batch.pk).update(state="selecting")
    batch.refresh_from_db()
    Selection.objects.create(batch=batch, published_at=AFTER, decided_at=AFTER)
    return batch, people


def test_reserves_without_a_rank_move_up_after_those_who_have_one() -> None:
    batch, people = waiting(ApplicationState.RESERVE)
    moved = []
    for _one in RANKS:
        (up,) = move_up(by=admin_of(batch), batch=batch, now=AFTER)
        moved.append(up.pk)
        Application.objects.filter(pk=up.pk).update(state=ApplicationState.WITHDRAWN)
    assert moved == [people[place].pk for place in IN_LINE]


def test_a_class_seats_the_ranked_first() -> None:
    batch, people = waiting(ApplicationState.CONFIRMED)
    Batch.objects.filter(pk=batch.pk).update(seats=4)
    made = enrol_batch(by=admin_of(batch), batch=batch, today=batch.starts_on)
    assert [one.application_id for one in made] == [people[place].pk for place in IN_LINE[:4]]
