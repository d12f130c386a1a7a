"""A newer list of codes moves no place: who points at a row points at the same place afterwards."""

from datetime import date

import pytest

from balai.access.actor import CLI
from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.regions.actions.add_jorong import add_jorong
from balai.regions.actions.load import LoadResult, load_regions
from balai.regions.enums import RegionKind, Zone
from balai.regions.lists import Listed
from balai.regions.models import Region, RegionLink, RegionVersion
from balai.regions.queries import path
from tests.regions.lists import newer, older

pytestmark = [pytest.mark.data, pytest.mark.django_db]

SINCE = date(2025, 5, 1)


def held(code: str) -> Region:
    return Region.objects.current().get(code=code)


def load(rows: list[Listed], **more: object) -> LoadResult:
    return load_regions(by=CLI, source=rows, on=SINCE, **more)  # type: ignore[arg-type]


@pytest.fixture
def before() -> dict[str, int]:
    load(older())
    return dict(Region.objects.values_list("code", "pk"))


def after(monkeypatch: pytest.MonkeyPatch) -> LoadResult:
    # One of twenty places ends in this small list; in the country that would be a cut file.
    monkeypatch.setattr("balai.regions.actions.load.MOST_ENDED", 0.2)
    return load(newer())


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("14.71.10.1008", "14.71.14.1002", "Mentangor"),
        ("14.71.08.1006", "14.71.13.1001", "Sidomulyo Barat"),
        ("14.71.08", "14.71.08", "Binawidya"),
        ("14.71.06", "14.71.06", "Rumbai Barat"),
        ("14.71.12", "14.71.12", "Rumbai"),
        ("14.71.04", "14.71.04", "Limapuluh"),
        ("91.01", "93.01", "Merauke"),
        ("91.01.01", "93.01.01", "Merauke"),
        ("91.01.01.1014", "93.01.01.1009", "Bambu Pemali"),
    ],
)
def test_a_place_keeps_its_row(
    before: dict[str, int], monkeypatch: pytest.MonkeyPatch, old: str, new: str, name: str
) -> None:
    after(monkeypatch)
    place = held(new)
    assert (place.pk, place.name) == (before[old], name)
    assert place.parent == (held(new.rpartition(".")[0]))


def test_merauke_goes_to_its_new_province(before: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    after(monkeypatch)
    merauke, village = held("93.01"), held("93.01.01.1009")
    assert merauke.parent == merauke.province == village.province == held("93")
    assert (merauke.regency, village.regency, village.tz) == (merauke, merauke, Zone.WIT)
    assert path(village) == "Kel. Bambu Pemali, Distrik Merauke, Kab. Merauke, Papua Selatan"
    version = RegionVersion.objects.get(region=merauke)
    assert (version.code, version.parent_code, version.valid_to) == ("91.01", "91", date(2022, 7, 25))
    assert "UU 14/2022" in version.decree


def test_another_spelling_is_no_other_state(before: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    after(monkeypatch)
    assert (held("14.71.04").name, held("14").name) == ("Limapuluh", "Riau")
    assert not RegionVersion.objects.filter(region__in=[held("14.71.04"), held("14")]).exists()


def test_what_vanished_is_ended_and_stays_readable(before: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    after(monkeypatch)
    gone = Region.objects.get(pk=before["91.01.01.2099"])
    assert (gone.valid_to, gone.is_current, gone.name) == (SINCE, False, "Kampung Lama")
    assert not Region.objects.current().filter(pk=gone.pk).exists()
    assert path(gone).endswith("Distrik Merauke, Kab. Merauke, Papua Selatan")


def test_a_split_is_linked_to_where_it_came_from(before: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    after(monkeypatch)
    link = RegionLink.objects.get(region=held("14.71.13"))
    assert (link.predecessor_id, link.kind, link.on) == (before["14.71.08"], "split", date(2020, 12, 30))
    assert held("14.71.13").valid_from == date(2020, 12, 30)
    assert RegionLink.objects.get(region=held("93")).predecessor == held("91")


def test_counts_and_one_audit_entry(before: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    result = after(monkeypatch)
    assert result.ended == 1
    assert result.added == Region.objects.count() - len(before)
    assert result.changed + result.unchanged + result.ended == len(before)
    assert str(result).startswith(f"{result.added} wilayah baru")
    assert Entry.objects.filter(verb="regions.load").count() == 2


def test_the_same_list_again_changes_nothing(before: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    after(monkeypatch)

    def everything() -> list[object]:
        return [list(model.objects.order_by("pk").values()) for model in (Region, RegionVersion, RegionLink)]

    seen, entries = everything(), Entry.objects.count()
    result = load(newer())
    assert (result.added, result.changed, result.ended) == (0, 0, 0)
    assert everything() == seen
    assert Entry.objects.count() == entries


def test_a_first_load_knows_the_former_states_too() -> None:
    load(newer())
    former = RegionVersion.objects.get(region=held("14.71.14.1002"))
    assert (former.code, former.parent_code, former.name) == ("14.71.10.1008", "14.71.10", "Mentangor")
    assert "Perda Kota Pekanbaru 2/2020" in former.decree


def test_loading_one_province_leaves_the_others_alone(before: dict[str, int]) -> None:
    result = load(newer(), provinces=["13"])
    assert result.ended == 0
    assert held("91.01").pk == before["91.01"]
    assert held("13.04.04.2001").kind == RegionKind.NAGARI


def test_a_cut_list_is_refused_and_nothing_changes(before: dict[str, int]) -> None:
    with pytest.raises(Refused) as refusal:
        load(older()[:4])
    assert refusal.value.code == "list_looks_cut"
    assert Region.objects.current().count() == len(before)


def test_a_row_without_its_parent_or_with_an_unknown_province_is_refused() -> None:
    with pytest.raises(Refused) as orphan:
        load([Listed("14", "Riau"), Listed("14.71.06", "Rumbai")])
    assert orphan.value.code == "region_without_parent" and "14.71" in str(orphan.value)
    with pytest.raises(Refused) as unknown:
        load([Listed("99", "Entah")])
    assert unknown.value.code == "unknown_province"
    with pytest.raises(Refused) as missing:
        load(newer(), provinces=["13", "77"])
    assert (missing.value.code, missing.value.field) == ("province_not_listed", "provinces")
    assert not Region.objects.exists()


def test_a_jorong_follows_its_nagari() -> None:
    load(newer())
    nagari = held("13.04.04.2001")
    jorong = add_jorong(by=CLI, nagari=nagari, name="Baringin")
    assert (jorong.code, str(jorong), jorong.regency) == ("13.04.04.2001-01", "Jorong Baringin", held("13.04"))
    assert add_jorong(by=CLI, nagari=nagari, name=" BARINGIN ") == jorong
    assert add_jorong(by=CLI, nagari=nagari, name="Bukit Gombak").code == "13.04.04.2001-02"
    assert load(newer()).ended == 0
    with pytest.raises(Refused):
        add_jorong(by=CLI, nagari=held("14.71"), name="Baringin")


def test_the_whole_country() -> None:
    result = load_regions(by=CLI)
    levels = [Region.objects.current().at_level(level).count() for level in (1, 2, 3, 4)]
    assert levels == [38, 514, 7285, 83762]
    assert result.added == sum(levels)
    assert not Region.objects.filter(province=None).exists()
    assert not Region.objects.filter(level__gte=2, regency=None).exists()
    zones = {code: Zone(tz).name for code, tz in Region.objects.at_level(1).values_list("code", "tz")}
    assert [sum(zone == name for zone in zones.values()) for name in ("WIB", "WITA", "WIT")] == [18, 12, 8]
    assert (zones["61"], zones["51"], zones["96"]) == ("WIB", "WITA", "WIT")
