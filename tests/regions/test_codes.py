"""What a code and a name tell without any row."""

import pytest

from balai.regions.changes import known_changes
from balai.regions.codes import kind_of, level_of, parent_code_of, zone_of
from balai.regions.enums import Level, RegionKind
from balai.regions.lists import installed_list
from balai.regions.names import bare_name, distance, near, read, search_key


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("13", RegionKind.PROVINCE),
        ("13.04", RegionKind.REGENCY),
        ("14.71", RegionKind.CITY),
        ("14.71.08", RegionKind.SUBDISTRICT),
        ("13.04.04.2001", RegionKind.NAGARI),
        ("13.09.01.2001", RegionKind.VILLAGE_RURAL),
        ("13.77.01.2001", RegionKind.VILLAGE_RURAL),
        ("13.71.01.1001", RegionKind.VILLAGE_URBAN),
        ("13.04.04.2001-01", RegionKind.JORONG),
        ("93.01.01", RegionKind.DISTRIK),
        ("93.01.01.2001", RegionKind.KAMPUNG),
        ("91.03.01.3001", RegionKind.VILLAGE_CUSTOMARY),
        ("34.04.01", RegionKind.KAPANEWON),
        ("34.71.01", RegionKind.KEMANTREN),
        ("34.04.01.2001", RegionKind.KALURAHAN),
        ("33.21.01.2001", RegionKind.VILLAGE_RURAL),
    ],
)
def test_kind(code: str, kind: RegionKind) -> None:
    assert kind_of(code) == kind


def test_level_parent_and_zone() -> None:
    assert (level_of("14.71.08.1008"), parent_code_of("14.71.08.1008")) == (Level.VILLAGE, "14.71.08")
    assert (level_of("13.04.04.2001-01"), parent_code_of("13.04.04.2001-01")) == (Level.HAMLET, "13.04.04.2001")
    assert parent_code_of("14") == ""
    assert [zone_of(code).name for code in ("61", "63.71", "91.71")] == ["WIB", "WITA", "WIT"]


def test_the_table_of_changes_ends_at_codes_of_the_installed_list() -> None:
    listed = {row.code: row.name for row in installed_list()}
    table = known_changes()
    assert len(table) > 5000
    assert [change.new_code for change in table if change.new_code not in listed] == []
    kept = [change for change in table if change.keeps_identity]
    assert len({change.old_code for change in kept}) == len({change.new_code for change in kept}) == len(kept)
    assert {code for code in listed if code[:2] in ("93", "94", "95", "96") and code.count(".") == 1} <= {
        change.new_code for change in kept
    }


def test_names() -> None:
    assert search_key(" Pematang  Kapau ") == search_key("PEMATANGKAPAU") == "pematangkapau"
    assert search_key("Regapu’u") == search_key("Regapu'u") == "regapuu"
    assert bare_name("KAB. SOLOK", Level.REGENCY) == "SOLOK"
    assert bare_name("Kota Baru", Level.VILLAGE) == "Kota Baru"
    assert read("Kota Baru", 4).keys == ("kotabaru",)
    assert read("Kel. Kota Baru", 4).keys == ("kotabaru", "kelkotabaru")
    assert (read("Kab. Solok").city, read("Kota Solok").city, read("Solok").city) == (False, True, None)


def test_near_is_conservative() -> None:
    assert distance("tampar", "tampan") == 1 and distance("smapun", "sampun") == 1
    assert near("tampar", "tampan") and near("pematangkapu", "pematangkapau")
    assert not near("sail", "sai") and not near("tampan", "tampan") and not near("sukajadi", "sukamaju")
