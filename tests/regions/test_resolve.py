"""Names as people write them (domain book D4): one place, several, or none with an offer; nothing is guessed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.access.actor import CLI
from balai.regions.actions.load import load_regions
from balai.regions.models import Region
from balai.regions.queries import Outcome, Place, contains, path, resolve, resolve_many, search
from tests.regions.lists import newer

pytestmark = [pytest.mark.data, pytest.mark.django_db]

IN_2019 = date(2019, 9, 10)


@pytest.fixture(autouse=True)
def _loaded() -> None:
    load_regions(by=CLI, source=newer())


def held(code: str) -> Region:
    return Region.objects.current().get(code=code)


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("Pematang Kapau", 4, "14.71.14.1005"),
        ("KEL. PEMATANGKAPAU", None, "14.71.14.1005"),
        ("Tirta Siak", 4, "14.71.11.1007"),
        ("Kelurahan Mentangor", None, "14.71.14.1002"),
        ("kec.tenayan raya", None, "14.71.10"),
        ("Kecamatan Lima Puluh", None, "14.71.04"),
        ("Kota Baru", 4, "14.71.02.1004"),
        ("Kec. Rumbai", None, "14.71.12"),
    ],
)
def test_exact(name: str, level: int | None, code: str) -> None:
    found = resolve(name, level, held("14.71"))
    assert (found.outcome, found.region) == (Outcome.EXACT, held(code))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kab. Tanah Datar", "13.04"),
        ("KABUPATEN TANAH DATAR", "13.04"),
        ("Kota Pekanbaru", "14.71"),
        ("Prov. Riau", "14"),
        ("Sumbar", "13"),
    ],
)
def test_exact_in_the_whole_country(name: str, code: str) -> None:
    assert resolve(name).region == held(code)


def test_kabupaten_is_not_kota() -> None:
    assert resolve("Kota Tanah Datar", 2).outcome == Outcome.NONE


@pytest.mark.parametrize("on", [None, IN_2019])
def test_a_district_that_was_split_gives_its_successors(on: date | None) -> None:
    found = resolve("Kec. Tampan", within=held("14.71"), on=on)
    assert found.outcome == Outcome.SEVERAL and found.region is None
    assert {place.name for place in found.candidates} == {"Binawidya", "Tuahmadani"}
    assert found.reached == held("14.71")


def test_a_name_that_went_to_another_district_depends_on_the_day() -> None:
    assert resolve("Kec. Rumbai", within=held("14.71"), on=IN_2019).region == held("14.71.06")
    assert resolve("Kec. Rumbai", within=held("14.71"), on=date(2023, 1, 1)).region == held("14.71.12")


@pytest.mark.parametrize("name", ["Kec. Tampar", "kecamatan tampn"])
def test_a_misprint_is_offered_and_never_taken(name: str) -> None:
    found = resolve(name, within=held("14.71"))
    assert (found.outcome, found.region, found.candidates) == (Outcome.NONE, None, ())
    assert [offer.name for offer in found.suggested] == ["Tampan"]
    assert {place.code for place in found.suggested[0].regions} == {"14.71.08", "14.71.13"}


@pytest.mark.parametrize("name", ["", "...", "Sai", "Zzzz"])
def test_nothing_is_found_and_nothing_offered(name: str) -> None:
    found = resolve(name, 3, held("14.71"))
    assert (found.outcome, found.suggested) == (Outcome.NONE, ())


def test_a_regency_is_found_under_its_former_province() -> None:
    assert resolve("Kab. Merauke", within=held("91")).region == held("93.01")


ROWS = [
    (Place("Riau", "Kota Pekanbaru", "Kec. Tampan", "Sidomulyo Barat"), "14.71.13.1001"),
    (Place("Riau", "Pekanbaru", "Tenayan Raya", "Mentangor"), "14.71.14.1002"),
    (Place("", "Kab. Tanah Datar", "Lima Kaum", "Nagari Baringin"), "13.04.04.2001"),
    (Place("", "", "Lima Kaum", "Baringin"), "13.04.04.2001"),
    (Place("Papua", "Kab. Merauke"), "93.01"),
    (Place("Riau", "", "", "Palas"), "14.71.12.1010"),
]


def test_a_batch_answers_row_by_row() -> None:
    assert [found.region and found.region.code for found in resolve_many([row for row, _ in ROWS])] == [
        code for _, code in ROWS
    ]


def test_a_batch_keeps_what_is_certain_and_offers_the_rest() -> None:
    split, misprint, elsewhere, wrong, empty = resolve_many(
        [
            Place("", "Pekanbaru", "Tampan"),
            Place("", "Pekanbaru", "Tampar", "Delima"),
            Place("", "Pekanbaru", "Sail", "Delima"),
            Place("Riau", "Kab. Tanah Datar"),
            Place(),
        ]
    )
    assert (split.outcome, split.level, split.reached) == (Outcome.SEVERAL, 3, held("14.71"))
    assert [offer.name for offer in misprint.suggested] == ["Tampan"]
    assert (elsewhere.outcome, elsewhere.level, elsewhere.reached) == (Outcome.NONE, 4, held("14.71.03"))
    assert [place.code for offer in elsewhere.suggested for place in offer.regions] == ["14.71.08.1008"]
    assert (wrong.outcome, wrong.reached) == (Outcome.NONE, held("14"))
    assert (empty.outcome, empty.candidates, empty.reached) == (Outcome.NONE, (), None)


def test_a_batch_needs_no_query_a_row() -> None:
    def queries(rows: list[Place]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            resolve_many(rows)
        return len(seen)

    villages = Region.objects.filter(code__startswith="14.71.", level=4).select_related("parent")
    many = [Place("Riau", "Pekanbaru", v.parent.name if v.parent else "", v.name) for v in villages]
    assert len(many) > 80
    assert all(found.outcome == Outcome.EXACT for found in resolve_many(many))
    assert queries(many) <= queries(many[:1]) + 2


def test_path_search_and_containment() -> None:
    nagari = held("13.04.04.2001")
    with CaptureQueriesContext(connection) as seen:
        words = path(Region.objects.with_path().get(pk=nagari.pk))
    assert words == "Nagari Baringin, Kec. Lima Kaum, Kab. Tanah Datar, Sumatera Barat"
    assert len(seen) == 1
    with CaptureQueriesContext(connection) as seen:
        assert [path(place) for place in search("kec. lima k")] == ["Kec. Lima Kaum, Kab. Tanah Datar, Sumatera Barat"]
    assert len(seen) == 1
    assert search("tampan", level=4, within=held("14.71")) == [held("14.71.11.1001")]
    assert search("a") == [] and search("   ") == []
    assert contains(held("13"), nagari) and contains(held("13.04.04"), nagari) and contains(nagari, nagari)
    assert not contains(held("14"), nagari) and not contains(nagari, held("13.04"))
    assert nagari in Region.objects.within(held("13.04.04")) and nagari not in Region.objects.within(held("14.71"))
