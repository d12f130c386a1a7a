"""A certifier's spreadsheet: what comes in, what is refused with its reason, and that the same list changes nothing."""

import io

import pytest
import xlsxwriter
from django.test import Client

from balai.kernel.refusal import Refused
from balai.programmes.actions import add_curriculum
from balai.programmes.models import Curriculum
from balai.programmes.pasted import needs_written, read_needs, read_units, written
from balai.programmes.queries import rows_of
from balai.programmes.unit_import import import_units
from balai.programmes.unit_sheet import read_unit_sheet
from balai.skills.models import CompetencyUnit
from tests import factories as make
from tests.training.rows import FIRST, a_class, admin_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LIST = [
    ["LSP CONTOH: DAFTAR UNIT KOMPETENSI"],
    [],
    ["No", "Kode Unit", "Judul Unit Kompetensi", "Judul Bahasa Inggris", "Jam"],
    [1, "C.14GMT06.024.1", "Menjahit kemeja", "Sewing a shirt", 40],
    [2, "J.620100.017.02", "Menulis program", "Coding", "24 JP"],
    [3, "GAR.CM01.003.01", "Menjaga keselamatan", "Keeping safe", ""],
    [4, "tanpa kode", "Unit tanpa kode", "", 8],
    [5, "C.14GMT06.024.1", "Menjahit lagi", "", 8],
    [6, "C.14GMT06.025.1", "Jamnya kata", "", "banyak"],
]


def xlsx(rows: list[list[object]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def test_three_living_codes_come_in_and_bad_rows_are_named() -> None:
    found = read_unit_sheet(xlsx(LIST), "unit.xlsx")
    assert [(row.code, row.practice_hours) for row in found.rows] == [
        ("C.14GMT06.024.1", 40), ("J.620100.017.02", 24), ("GAR.CM01.003.01", 0),
    ]  # fmt: skip
    assert [n for n, _text, _why in found.refused] == [7, 8, 9]
    whys = " ".join(why for _n, _text, why in found.refused)
    assert "C.14GMT06.024.1" in whys and "baris 4" in whys and "banyak" in whys


def test_the_same_list_again_makes_no_new_version() -> None:
    batch = a_class()
    programme, by = batch.curriculum.programme, admin_of(batch)
    rows = read_unit_sheet(xlsx(LIST), "unit.xlsx").rows
    made, is_new = import_units(by=by, programme=programme, rows=rows, valid_from=FIRST)
    again, is_again = import_units(by=by, programme=programme, rows=rows, valid_from=FIRST)
    assert (is_new, is_again, again) == (True, False, made)
    assert Curriculum.objects.filter(programme=programme).count() == 2
    assert CompetencyUnit.objects.get(code="C.14GMT06.024.1").title_en == "Sewing a shirt"


def test_a_sheet_without_codes_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused) as no:
        read_unit_sheet(xlsx([["Nama", "Alamat"], ["Dewi", "Jalan Contoh"]]), "orang.xlsx")
    assert no.value.code == "no_header"


def test_the_page_shows_first_and_writes_afterwards(client: Client) -> None:
    from balai.access.roles import Role

    batch = a_class()
    programme = batch.curriculum.programme
    client.force_login(make.desk(batch.centre, Role.CENTRE_ADMIN).user)
    url = f"/program/{programme.pk}/kurikulum/impor/"
    file = io.BytesIO(xlsx(LIST))
    file.name = "unit.xlsx"
    seen = client.post(url, {"file": file})
    assert b"Sewing a shirt" in seen.content and Curriculum.objects.filter(programme=programme).count() == 1
    packed = seen.context["accept"].initial["rows"]
    done = client.post(url, {"rows": packed, "valid_from": "02-03-2026"})
    assert done.status_code == 302 and Curriculum.objects.filter(programme=programme).count() == 2
    assert client.post(url, {"rows": packed + "x", "valid_from": "02-03-2026"}).status_code == 302
    assert Curriculum.objects.filter(programme=programme).count() == 2


def test_pasted_phases_and_needs_read_back_as_they_were_written() -> None:
    rows = read_units("C.14GMT06.024.1; Menjahit; 8; 40; simulasi\nTeori dasar; 10; 0; daring")
    assert [row.phase for row in rows] == ["simulation", "online"] and read_units(written(rows)) == rows
    needs = read_needs("bengkel praktik\nMesin jahit; 16")
    assert [(n.kind, n.room_kind, n.quantity) for n in needs] == [("room", "workshop", 1), ("equipment", "", 16)]
    assert read_needs(needs_written(needs)) == needs
    with pytest.raises(Refused):
        read_needs("Mesin jahit; banyak")


OFFICE = [
    ["KURIKULUM PELATIHAN BERBASIS KOMPETENSI: OPERATOR GARMEN"],
    [],
    ["No", "Materi Pelatihan", "Kode Unit", "Pengetahuan", "Keterampilan", "Jumlah"],
    ["I", "KELOMPOK UNIT KOMPETENSI", "", "", "", 128],
    ["", "Tahap 1: teori daring", "", "", "", ""],
    [1, "Menjahit kemeja", "C.14GMT06.024.1", 20, "", 20],
    [2, "Menjaga keselamatan", "GAR.CM01.003.01", 8, "", 8],
    ["", "Tahap 2: simulasi", "", "", "", ""],
    [3, "Menjahit kemeja", "C.14GMT06.024.1", "-", 40, 40],
    ["", "Tahap 3: praktik tatap muka", "", "", "", ""],
    [4, "Menjahit kemeja", "C.14GMT06.024.1", "-", 60, 60],
    ["", "Jumlah I", "", 28, 100, 128],
    ["II", "KELOMPOK NON UNIT KOMPETENSI", "", "", "", ""],
    [1, "Orientasi balai", "", "", "", 4],
    [2, "Soft skills", "-", 6, 10, 16],
    [3, "Mengenal pasar kerja", "", 2, "", 2],
    [4, "Materi yang jamnya lupa ditulis", "", "", "", ""],
    ["III", "Pelatihan di tempat kerja (OJT)", "", "", 80, 80],
    ["", "JUMLAH I + II + III", "", 36, 190, 230],
]  # fmt: skip
PARTS = [
    ("C.14GMT06.024.1", "online", "unit", 20, 0), ("GAR.CM01.003.01", "online", "unit", 8, 0),
    ("C.14GMT06.024.1", "simulation", "unit", 0, 40), ("C.14GMT06.024.1", "on_site", "unit", 0, 60),
    ("Orientasi balai", "", "orient", 4, 0), ("Soft skills", "", "soft", 6, 10), ("Mengenal pasar kerja", "", "other", 2, 0),
    ("Pelatihan di tempat kerja (OJT)", "", "job", 0, 80),
]  # fmt: skip


def test_a_sheet_as_offices_keep_it_loses_no_phase_and_no_part_without_a_code() -> None:
    found = read_unit_sheet(xlsx(OFFICE), "kurikulum.xlsx")
    assert [n for n, _text, _why in found.refused] == [17] and (found.hours, found.total) == (230, 230)
    assert [n for n, _text, _why in found.left_out] == [4, 5, 8, 10, 12, 13, 19]
    batch = a_class()
    programme, by = batch.curriculum.programme, admin_of(batch)
    made, is_new = import_units(by=by, programme=programme, rows=found.rows, valid_from=FIRST)
    stored = [
        (p.unit.code if p.unit else p.title, p.phase, p.kind, p.theory_hours, p.practice_hours)
        for p in made.units.select_related("unit")
    ]
    assert is_new and stored == PARTS and made.lesson_hours() == 230
    assert [p.is_online("blended") for p in made.units.all()] == [True, True] + [False] * 6
    again, is_again = import_units(by=by, programme=programme, rows=found.rows, valid_from=FIRST)
    assert (again, is_again) == (made, False)
    assert read_units(written(rows_of(made))) == rows_of(made)


def test_columns_say_phase_place_and_kind_as_well() -> None:
    rows = [
        ["Kode Unit", "Judul Unit", "Jam", "Tahap", "Moda", "Jenis"],
        ["J.620100.017.02", "Menulis program", 10, "Teori", "Daring", ""],
        ["J.620100.017.02", "Menulis program", 30, "Praktik", "Daring", ""],
        ["J.620100.017.02", "Menulis program", 20, "Simulasi", "Tatap muka", ""],
        ["", "Kunjungan", 8, "", "", "Orientasi"],
        ["", "Bekerja di pabrik", 40, "Praktik", "", "OJT"],
        ["", "Kunjungan", 8, "", "", "Orientasi"],
    ]  # fmt: skip
    found = read_unit_sheet(xlsx(rows), "unit.xlsx")
    assert [(r.phase, r.kind, r.theory_hours, r.practice_hours) for r in found.rows] == [
        ("online", "", 10, 0), ("do_online", "", 0, 30), ("simulation", "", 0, 20), ("", "orient", 8, 0), ("on_site", "job", 0, 40),
    ]  # fmt: skip
    assert [n for n, _text, _why in found.refused] == [7]


def test_a_certifiers_list_without_phases_keeps_those_the_centre_wrote() -> None:
    batch = a_class()
    programme, by = batch.curriculum.programme, admin_of(batch)
    typed = read_units("J.620100.017.02; Menulis program; 0; 24; simulasi daring\nMembuka usaha; 8; 0; soft skills")
    add_curriculum(by=by, programme=programme, units=typed, valid_from=FIRST, phases_in_order=True)
    rows = read_unit_sheet(xlsx(LIST), "unit.xlsx").rows
    made, _new = import_units(by=by, programme=programme, rows=rows, valid_from=FIRST)
    assert made.phases_in_order, "the next list does not lift the centre's rule"
    assert [(p.title, p.phase) for p in made.units.all()][1] == ("Menulis program", "sim_online")


def test_the_page_shows_phases_parts_and_what_is_no_part(client: Client) -> None:
    from balai.access.roles import Role

    batch = a_class()
    client.force_login(make.desk(batch.centre, Role.CENTRE_ADMIN).user)
    file = io.BytesIO(xlsx([*OFFICE[:-1], ["", "Jumlah", "", "", "", 300]]))
    file.name = "kurikulum.xlsx"
    page = client.post(f"/program/{batch.curriculum.programme_id}/kurikulum/impor/", {"file": file}).content.decode()
    for words in (
        "teori daring",
        "orientasi",
        "pelatihan di tempat kerja",
        "Baris 17",
        "menyebut jumlah 300",
        "Judul bagian",
    ):
        assert words in page
