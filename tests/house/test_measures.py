"""Every measure says to a citizen what it counts, and every room that has measures publishes them."""

from collections.abc import Iterator
from importlib import import_module

from django.utils import translation

from balai.kernel.measures import Counted, Measure
from balai.kernel.registry import registry
from tests.house.sources import CODE, room_levels


def unsaid(measure: Measure) -> Iterator[str]:
    for language in ("id", "en"):
        with translation.override(language):
            says = str(measure.says)
            if not says.endswith(".") or ". " in says or len(says.split()) < 8:
                yield f"{measure.code} ({language}) does not say in one sentence what counts: {says!r}"
            if not str(measure.label) or not str(measure.unit):
                yield f"{measure.code} ({language}) has no label or unit"
    if measure.room not in room_levels():
        yield f"{measure.code} is of no room"


def test_every_measure_says_what_it_counts() -> None:
    assert [fault for one in registry.measures.values() for fault in unsaid(one)] == []


def test_every_room_publishes_its_measures() -> None:
    rooms = sorted(path.parent.name for path in CODE.glob("*/measures.py") if path.parent.name != "kernel")
    written = {one.code: room for room in rooms for one in import_module(f"balai.{room}.measures").MEASURES}
    assert {code: one.room for code, one in registry.measures.items()} == written
    assert {code for code, one in registry.measures.items() if code != one.code} == set()
    assert "people_trained" in written


def test_a_measure_that_says_nothing_is_found() -> None:
    def none(question: object) -> Counted:
        return Counted(0)

    says = "Dihitung kunjungan yang sudah dilakukan, pada hari kunjungan, bukan rencananya"
    assert len(list(unsaid(Measure("a", "Kunjungan", "kunjungan", says, none, "ventures")))) == 2
    assert len(list(unsaid(Measure("a", "Kunjungan", "kunjungan", says + ".", none)))) == 1
    assert len(list(unsaid(Measure("a", "", "kunjungan", says + ".", none, "ventures")))) == 2
    assert list(unsaid(Measure("a", "Kunjungan", "kunjungan", says + ".", none, "ventures"))) == []
