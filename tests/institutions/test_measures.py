"""Equipment in good state: pieces somebody looked at, of this body, still there; what the register cannot tell is said apart."""

from datetime import date
from typing import Any

import pytest

from balai.access.actor import CLI
from balai.institutions.actions.facilities import ask_repair, mark_repaired, remove_equipment
from balai.institutions.models import Equipment, Institution
from tests import factories as make
from tests.support.measures import AFTER, UNTIL, ask, is_counted_by_day, number

pytestmark = [pytest.mark.data, pytest.mark.django_db]
CODE = "equipment_in_use"
LOOKED = date(2026, 3, 10)


def thing(at: Institution, **fields: Any) -> Equipment:
    stated: dict[str, Any] = {
        "name": "Mesin jahit", "kind": "equipment", "quantity": 4, "condition": "good", "condition_on": LOOKED,
    } | fields  # fmt: skip
    return Equipment.objects.create(institution=at, **stated)


def test_pieces_in_good_state_are_summed() -> None:
    at = make.institution()
    thing(at)
    thing(at, name="Proyektor", kind="media", quantity=2)
    for condition in ("worn", "broken", "too_small", "absent"):
        thing(at, condition=condition)
    thing(make.institution())
    found = ask(CODE, at)
    assert (found.number, found.unknown) == (6, 0)
    assert {(row.words, row.args) for row in found.rows} == {("4 Mesin jahit", (at.pk,)), ("2 Proyektor", (at.pk,))}


def test_the_day_somebody_looked_decides() -> None:
    at = make.institution()
    one = thing(at, quantity=1)
    is_counted_by_day(CODE, at, lambda day: Equipment.objects.filter(pk=one.pk).update(condition_on=day))


@pytest.mark.parametrize(
    ("fields", "unknown"),
    [
        ({"quantity": None}, 1),
        ({"condition_on": None}, 1),
        ({"condition": ""}, 1),
        ({"condition": "", "condition_on": None}, 1),
        ({"quantity": None, "condition_on": AFTER}, 0),
        ({"quantity": None, "condition": "broken"}, 0),
    ],
)
def test_what_the_register_cannot_tell_is_not_counted(fields: dict[str, Any], unknown: int) -> None:
    at = make.institution()
    thing(at, **fields)
    found = ask(CODE, at)
    assert (found.number, found.rows, found.unknown) == (0, (), unknown)


def test_what_waits_for_repair_is_not_in_use() -> None:
    at = make.institution()
    one = thing(at)
    ask_repair(by=CLI, equipment_id=one.pk, today=LOOKED)
    assert (ask(CODE, at).number, ask(CODE, at).unknown) == (0, 0)
    mark_repaired(by=CLI, equipment_id=one.pk, today=LOOKED)
    assert number(CODE, at) == 4


def test_what_went_within_the_days_is_not_counted_and_what_went_later_is() -> None:
    at = make.institution()
    one = thing(at)
    remove_equipment(by=CLI, equipment_id=one.pk, today=UNTIL)
    assert (ask(CODE, at).number, ask(CODE, at).unknown) == (0, 0)
    Equipment.objects.filter(pk=one.pk).update(gone_on=AFTER)
    assert number(CODE, at) == 4
