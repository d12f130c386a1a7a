"""A newer list over an office at work: people and institutions stay, invented places too, a person decides the rest."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from balai.access.actor import CLI
from balai.audit.models import Entry
from balai.config import regions as command
from balai.config.demo.places import add_places
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.regions.actions.load import Source, load_regions, preview_regions
from balai.regions.actions.undecided import Decision
from balai.regions.lists import Listed, installed_list, read_list
from balai.regions.models import Region, RegionVersion
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]
SINCE = date(2025, 5, 1)
OLDER = {
    "91": "PAPUA",
    "91.13": "KAB. YAHUKIMO",
    "91.13.36": "Holuon",
    "91.13.36.2001": "Holuwon",
    "91.08": "KAB. PANIAI",
    "91.08.33": "Ekadide",
    "91.08.33.2006": "Akoubaida",
    "91.08.33.2003": "Tuwogai Moma",
    "91.01": "KAB. MERAUKE",
    "91.01.07": "Okaba",
    "91.01.07.2014": "Jemunain Jaya",
    "91.03": "KAB. JAYAPURA",
    "91.03.02": "Sentani Timur",
    "91.03.02.2003": "Ayapo",
}
STAYS = {  # old code -> new code and name: another spelling, another district, Desa Adat
    "91.13.36": ("95.03.34", "Holuwon"),
    "91.13.36.2001": ("95.03.34.2001", "Holuwon"),
    "91.08.33.2006": ("94.03.24.2002", "Akoubaida"),
    "91.01.07.2014": ("93.01.07.2014", "Yemunain Jaya"),
    "91.03.02.2003": ("91.03.02.3003", "Desa Adat Ayapo"),
}
UNSURE = "91.08.33.2003"
BECAME = "94.03.22.2003"


@cache
def newer() -> tuple[Listed, ...]:
    """Of the installed list: the provinces and regencies above, and the districts those places are in now."""
    places = ("91", "93", "94", "95", "93.01", "94.03", "95.03", "91.03")
    inside = ("95.03.34", "94.03.24", "94.03.22", "93.01.07", "91.03.02")
    return tuple(row for row in installed_list() if row.code in places or row.code[:8] in inside)


@pytest.fixture(autouse=True)
def small_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.regions.actions.load.MOST_ENDED", 0.2)
    load_regions(by=CLI, source=[Listed(*row) for row in OLDER.items()], on=SINCE)


def at(code: str) -> Region:
    return Region.objects.current().get(code=code)


def load(*decisions: Decision) -> None:
    load_regions(by=CLI, source=newer(), on=SINCE, decisions=decisions)


@pytest.mark.parametrize("old", STAYS)
def test_people_and_institutions_stay_where_they_are(old: str) -> None:
    place, (code, name) = at(old), STAYS[old]
    person = Person.objects.create(full_name="Orang Contoh", home_region=place)
    body = Institution.objects.create(name="BLK Contoh", kind="training_centre", sector="government", region=place)
    load()
    for held in (Person.objects.get(pk=person.pk).home_region, Institution.objects.get(pk=body.pk).region):
        assert held is not None
        assert (held.pk, held.code, held.name, held.valid_to) == (place.pk, code, name, None)
    assert RegionVersion.objects.filter(region=place, code=old, name=OLDER[old]).exists()


def test_invented_places_come_from_no_list_and_none_ends_them() -> None:
    add_places()
    before = list(Region.objects.filter(code__startswith="99").order_by("pk").values())
    assert len(before) > 8
    load()
    assert list(Region.objects.filter(code__startswith="99").order_by("pk").values()) == before


def test_a_preview_says_what_would_change_and_changes_nothing() -> None:
    before = list(Region.objects.order_by("pk").values())
    preview = preview_regions(Source(rows=newer(), on=SINCE))
    assert list(Region.objects.order_by("pk").values()) == before
    assert preview.result.ended == len(preview.questions) == 1
    question = preview.questions[0]
    assert (question.code, question.name, question.inside) == (UNSURE, "Tuwogai Moma", "Distrik Ekadide")
    assert question.offered[0] == (BECAME, "Tuguwai Moma")
    load()
    assert preview_regions(Source(rows=newer(), on=SINCE)).questions == []


def test_what_a_person_decides_is_done() -> None:
    place = at(UNSURE)
    load(Decision(UNSURE, BECAME))
    place.refresh_from_db()
    assert (place.code, place.name, place.valid_to) == (BECAME, "Tuguwai Moma", None)
    assert RegionVersion.objects.get(region=place).decree == "Keputusan petugas saat memuat daftar"
    assert Entry.objects.filter(verb="regions.load").latest("pk").facts["decided"] == 1


@pytest.mark.parametrize(
    ("code", "decisions"),
    [
        ("decision_unknown", [Decision("91.99.99.2001", BECAME)]),
        ("decision_not_listed", [Decision(UNSURE, "94.03.22.2999")]),
        ("decision_other_level", [Decision(UNSURE, "94.03.22")]),
        ("decision_twice", [Decision(UNSURE, BECAME), Decision("91.01.07.2014", BECAME)]),
        ("decision_twice", [Decision(UNSURE, BECAME), Decision(UNSURE, "")]),
    ],
)
def test_a_decision_about_nothing_is_refused(code: str, decisions: list[Decision]) -> None:
    before = list(Region.objects.order_by("pk").values())
    with pytest.raises(Refused) as no:
        load(*decisions)
    assert (no.value.code, no.value.field) == (code, "decisions")
    assert list(Region.objects.order_by("pk").values()) == before


class TestCommand:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "daftar.csv"
        lines = "".join(f'{row.code};"{row.name}"\n' for row in newer())
        path.write_text("\ufeffkode;nama\n" + lines, encoding="utf-8")
        return path

    def test_first_looked_at_then_decided_then_loaded(
        self, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        place, ask = at(UNSURE), tmp_path / "keputusan.csv"
        factories.person(home_region=place)
        asked = ["--list", str(file)]
        assert command.main(["check", *asked, "--ask", str(ask)]) == 0
        said = capsys.readouterr().out
        assert f"berakhir: {UNSURE} Tuwogai Moma, Distrik Ekadide (dipakai 1)" in said, said
        assert command.main(["load", *asked]) == 1, "a place that is used does not end unasked"
        assert "masih dipakai" in capsys.readouterr().err and at(UNSURE) == place
        rows = list(csv.DictReader(ask.read_text().splitlines()))
        assert (rows[0]["dipakai"], rows[0]["calon"].split(";")[0]) == ("1", f"{BECAME} Tuguwai Moma")
        ask.write_text(f"kode_lama,menjadi\n{UNSURE},{BECAME}\n")
        assert command.main(["load", *asked, "--decisions", str(ask)]) == 0
        assert at(BECAME) == place
        assert command.main(["check", *asked]) == 0
        assert "0 wilayah baru, 0 berubah, 0 berakhir" in capsys.readouterr().out

    def test_that_it_ended_is_a_decision_too(self, file: Path, tmp_path: Path) -> None:
        place, decided = at(UNSURE), tmp_path / "keputusan.csv"
        factories.person(home_region=place)
        decided.write_text(f"kode_lama,menjadi\n{UNSURE},Berakhir\n")
        assert command.main(["load", "--list", str(file), "--decisions", str(decided)]) == 0
        place.refresh_from_db()
        assert place.valid_to is not None and Person.objects.get(home_region=place)

    def test_a_file_of_another_kind_is_a_sentence(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        wrong = tmp_path / "x.csv"
        wrong.write_text("a,b\n1,2\n")
        assert command.main(["check", "--list", str(wrong)]) == 1
        assert command.main(["load", "--decisions", str(wrong)]) == 1
        assert command.main(["check", "--list", str(tmp_path / "tiada.csv")]) == 1
        assert capsys.readouterr().err.count("kolom") == 2


def test_a_list_is_read_parents_first() -> None:
    assert [row.code for row in read_list("kode,nama\n91.01,MERAUKE\n91,PAPUA\n")] == ["91", "91.01"]
