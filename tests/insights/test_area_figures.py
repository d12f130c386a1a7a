"""Area figures are loaded as printed and shown as what they are (domain book 1.7, D1 to D5)."""

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client

from balai.access.actor import CLI
from balai.insights.actions.load_figures import load_figures
from balai.insights.enums import Trap
from balai.insights.figure_sets import SETS
from balai.insights.models import AreaFigure
from balai.regions.enums import RegionKind
from tests import factories as make

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_figures(by=CLI)


def cells(name: str, **narrowed: object) -> list[AreaFigure]:
    return list(AreaFigure.objects.filter(indicator=name, **narrowed).order_by("position"))


def test_the_second_load_changes_nothing_and_a_damaged_cell_is_restored() -> None:
    assert set(load_figures(by=CLI).values()) == {0}
    AreaFigure.objects.filter(indicator="unemployed-persons", position=1).update(value_text="41", value=41)
    AreaFigure.objects.create(indicator="unemployed-persons", position=99, measure="x")
    assert load_figures(by=CLI)["unemployed-persons"] == 1
    assert cells("unemployed-persons")[0].value == 41363 and len(cells("unemployed-persons")) == 10


def test_regions_are_tied_once_they_are_known() -> None:
    assert cells("unemployed-persons")[0].region is None
    city = make.regency("Pekanbaru", kind=RegionKind.CITY)
    city.code = "14.71"
    city.save()
    assert load_figures(by=CLI)["unemployed-persons"] == 10
    assert cells("unemployed-persons")[0].region == city


def test_the_table_called_a_rate_is_a_distribution() -> None:
    rows = cells("unemployed-by-education")
    parts = [row for row in rows if row.category != "Jumlah"]
    for year in ("2019", "2020", "2021"):
        assert sum(row.value for row in parts if row.period == year and row.value) == Decimal("100.00")
    assert (rows[0].value_text, rows[0].value) == ("12,38%", Decimal("12.38"))
    assert {row.trap for row in parts if row.period == "2021"} == {Trap.COPIED}
    assert {row.trap for row in parts if row.period != "2021"} == {""}
    assert {row.unit for row in rows} == {"persen dari penganggur"}


def test_persons_are_persons_and_their_percentage_is_no_number() -> None:
    persons = cells("unemployed-persons", measure="jumlah penganggur")
    assert [int(row.value or 0) for row in persons] == [41363, 35547, 45716, 45469, 43865]
    assert persons[0].value_text == "41.363"
    aside = cells("unemployed-persons", measure="persentase seperti tercetak")
    assert [row.value_text for row in aside] == ["41%", "36%", "46%", "45%", "44%"]
    assert all(row.value is None and row.trap == Trap.NOT_A_RATE for row in aside)


def test_provinces_that_did_not_exist_have_no_value() -> None:
    rows = {row.position: row for row in cells("provinces-with-uptp")}
    states = [(row.value, row.trap) for row in rows.values()]
    assert states.count((Decimal(1), Trap.COMPUTED)) == 16
    assert states.count((Decimal(0), "")) == 18
    assert states.count((None, Trap.NOT_YET)) == 4
    assert sum(row.place == "DIY" for row in rows.values()) == 1


def test_targets_met_are_output_and_words_are_no_numbers() -> None:
    done = cells("tkm-activities-2019", measure="realisasi")
    assert sum(int(row.value or 0) for row in done) == 880 and {row.trap for row in done} == {Trap.OUTPUT_ONLY}
    assert [row.value_text for row in cells("tkm-activities-2019", trap=Trap.PLACE_MISPRINT)] == [
        "Kel. Delima Kec. Tampar"
    ]
    words = cells("published-counts", trap=Trap.IN_WORDS)
    assert [(row.value_text, row.value) for row in words] == [("lima", None), ("lebih dari 2.000", None)]
    assert cells("published-counts", category="penduduk Tanah Datar 2021")[0].value == 376693


@pytest.mark.parametrize("name", [one.name for one in SETS])
def test_every_set_has_its_page_and_its_file(name: str, client: Client) -> None:
    page = client.get(f"/data/{name}/")
    assert page.status_code == 200
    first = cells(name)[0]
    assert (first.value_text or first.place) in page.content.decode()
    answer = client.get(f"/data/{name}.csv").content.decode()
    data = [line for line in answer.splitlines() if not line.startswith("#")]
    assert len(list(csv.DictReader(data))) == len(cells(name)) and "# source: " in answer


def test_the_pages_say_what_the_figures_are_not(client: Client) -> None:
    education = client.get("/data/unemployed-by-education/").content.decode()
    assert "bukan tingkat pengangguran" in education and "sama dengan tahun sebelumnya" in education
    persons = client.get("/data/unemployed-persons/").content.decode()
    assert "41.363</b> orang" in persons and persons.count("bukan tingkat, tidak digambar") == 5
    assert persons.count("<svg") - client.get("/data/tidak-ada/").content.decode().count("<svg") >= 5
    assert client.get("/data/tidak-ada/").status_code == 404


def test_the_interface_answers_with_metadata(client: Client) -> None:
    found = client.get("/api/v1/indicators/provinces-with-uptp").json()
    assert found["metadata"]["shown_as"] == "presence" and len(found["rows"]) == 38
    assert [row["value"] for row in found["rows"]].count(None) == 4
    text = client.get("/api/v1/indicators/unemployed-persons?format=csv").content.decode()
    rows = list(csv.DictReader(io.StringIO("\n".join(line for line in text.splitlines() if line[:1] != "#"))))
    assert (rows[1]["value_text"], rows[1]["value"], rows[1]["trap"]) == ("41%", "", "not_a_rate")
    assert set(client.get("/api/v1/indicators").json()["names"]) >= {one.name for one in SETS}
    missing = client.get("/api/v1/indicators/tidak-ada")
    assert missing.status_code == 404 and missing.json()["code"] == "no_such_indicator"
