"""Lists of training centres as offices circulate them: judged row by row, saved whole, the same file twice changes nothing."""

import io
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.config.importing import main
from balai.imports.actions.run import abandon_run, begin_run
from balai.imports.enums import ImportKind, RowState
from balai.imports.models import ImportRow, ImportRun
from balai.institutions.actions.decide_listed import Decision, decide_listed, undo_decision
from balai.institutions.actions.import_list import Answer, plan_list, read_list, save_list
from balai.institutions.enums import InstitutionKind, Standing
from balai.institutions.models import Institution, InstitutionName
from balai.kernel.refusal import Refused
from balai.regions.enums import Level, RegionKind, Zone
from balai.regions.models import Region
from tests import factories as make

pytestmark = [pytest.mark.data, pytest.mark.django_db]
TITLES = ["No", "Nama LPK", "Jenis", "No. Izin", "NPWP", "Alamat", "Desa/Kel", "Kecamatan", "Kab/Kota", "No. HP"]


def below(parent: Region, name: str, level: Level, kind: RegionKind) -> Region:
    row = Region.objects.create(
        code=f"{parent.code}.{make.mark()}", name=name, search_key=name.casefold().replace(" ", ""), kind=kind,
        level=level, parent=parent, tz=Zone.WIB, province=parent.province, regency=parent.regency,
    )  # fmt: skip
    return row


@pytest.fixture
def village() -> Region:
    """Desa Mekar in Kec. Suka, Kab. Contoh; a second Kec. Suka lies in Kab. Tetangga."""
    province = make.province("Contoh Barat")
    contoh, other = make.regency("Contoh", province), make.regency("Tetangga", province)
    suka = below(contoh, "Suka", Level.DISTRICT, RegionKind.SUBDISTRICT)
    below(other, "Suka", Level.DISTRICT, RegionKind.SUBDISTRICT)
    return below(suka, "Mekar", Level.VILLAGE, RegionKind.VILLAGE_RURAL)


def row(n: int, name: str, **said: object) -> list[object]:
    stated: dict[str, object] = {
        "kind": "LPK", "licence": f"563/{n}/DPMPTSP/2021", "tax": "", "street": "Jl. Contoh\nNo. 1", "village": "Mekar",
        "district": "Suka", "regency": "Kab. Contoh", "phone": "0812-3456-7890 / 0751 123456",
    } | said  # fmt: skip
    return [n, name, *stated.values()]


def a_list(*rows: list[object]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["DAFTAR LEMBAGA PELATIHAN KERJA"])
    for at, cells in enumerate([TITLES, *rows], start=2):
        sheet.write_row(at, 0, cells)
    sheet.write_row(len(rows) + 3, 0, ["Jumlah", len(rows)])
    book.close()
    return target.getvalue()


def came_in(content: bytes, default_kind: str = "", by=CLI, institution_id=None) -> tuple[ImportRun, list[Answer]]:
    now = timezone.now()
    found = read_list(content, "daftar.xlsx")
    run = begin_run(
        by=by, kind=ImportKind.INSTITUTIONS, file_name="daftar.xlsx", file_sha256="0" * 64,
        institution_id=institution_id, now=now,
    )  # fmt: skip
    answers = plan_list(
        found, found.columns, default_kind=default_kind, home=None, run=run, today=timezone.localdate(now)
    )
    return save_list(by=by, run_id=run.pk, answers=answers, now=now), answers


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.accepted, run.refused, run.asked, run.changed


def test_a_row_becomes_an_unverified_body_with_everything_it_says(village) -> None:
    run, _ = came_in(a_list(row(1, "LPK Melati", tax="01.234.567.8-901.000")))
    assert counts(run) == (1, 0, 0, 1)
    body = Institution.objects.get(name="LPK Melati")
    assert (body.kind, body.standing, body.region) == (
        InstitutionKind.PRIVATE_TRAINING_PROVIDER, Standing.UNVERIFIED, village,
    )  # fmt: skip
    assert body.phones == ["+6281234567890", "+62751123456"]
    assert (body.street, body.tax_number) == ("Jl. Contoh No. 1", "012345678901000")
    assert body.region_as_reported == "Mekar, Suka, Kab. Contoh"
    assert InstitutionName.objects.get(institution=body).name_key == "lpk melati"


def test_licence_text_that_is_no_number_stays_as_text_and_matches_nobody(village) -> None:
    came_in(a_list(row(1, "LPK Melati", licence="Dalam proses"), row(2, "LPK Mawar", licence="Dalam proses")))
    assert list(Institution.objects.values_list("licence", flat=True)) == ["Dalam proses"] * 2


def test_a_persons_tax_number_is_their_nik_and_is_not_kept(village) -> None:
    _, answers = came_in(a_list(row(1, "LPK Melati", tax="9901014506900001")))
    assert Institution.objects.get().tax_number == ""
    assert "NIK" in answers[0].listed.notes[0]


def test_the_same_file_again_changes_nothing(village) -> None:
    content = a_list(
        row(1, "LPK Melati"), row(2, ""), row(3, "LPK Melati", village="", district="", licence="999/1/2020"),
        row(4, "LPK Anggrek", regency="", village=""),
    )  # fmt: skip
    first, _ = came_in(content)
    before = (Institution.objects.count(), ImportRow.objects.waiting().count())
    second, _ = came_in(content)
    assert counts(first) == (1, 1, 2, 1)
    assert counts(second) == (1, 1, 2, 0)
    assert (Institution.objects.count(), ImportRow.objects.waiting().count()) == before


def test_a_later_list_fills_what_was_empty_and_overwrites_nothing(village) -> None:
    came_in(a_list(row(1, "LPK Melati", phone="", street="Jl. Lama 1")))
    run, _ = came_in(a_list(row(1, "LPK Melati", phone="081234567890", street="Jl. Baru 2")))
    body = Institution.objects.get()
    assert (body.phones, body.street, run.changed) == (["+6281234567890"], "Jl. Lama 1", 1)


def test_a_district_in_two_regencies_is_asked_and_decided(village) -> None:
    run, answers = came_in(a_list(row(1, "LPK Anggrek", regency="", village="")))
    assert counts(run) == (0, 0, 1, 0) and answers[0].reasons[0].code == "region_unclear"
    question = ImportRow.objects.get()
    assert set(question.proposal["regions"]) == set(Region.objects.filter(name="Suka").values_list("pk", flat=True))
    with pytest.raises(Refused) as said:
        decide_listed(by=CLI, row_id=question.pk, decision=Decision("new"), now=timezone.now())
    assert said.value.field == "region"
    decide_listed(by=CLI, row_id=question.pk, decision=Decision("new", region_id=village.parent_id), now=timezone.now())
    assert Institution.objects.get().region_id == village.parent_id
    again, _ = came_in(a_list(row(1, "LPK Anggrek", regency="", village="")))
    assert counts(again) == (1, 0, 0, 0)


def test_a_misspelt_village_is_asked_and_an_unknown_regency_refused(village) -> None:
    _, answers = came_in(a_list(row(1, "LPK Melati", village="Mekarr"), row(2, "LPK Mawar", regency="Kab. Antah")))
    assert [a.reasons[0].code for a in answers] == ["region_misspelt", "region_unknown"]
    assert answers[0].regions == [village.pk]


@pytest.mark.parametrize(
    "said",
    [
        {"licence": "1/9999", "village": ""},  # same name in the regency
        {"name": "LPK Melati Indah", "licence": "563 / 1 / dpmptsp / 2021"},
        {"name": "Melati Training", "licence": "", "tax": "01.234.567.8-901.000"},
    ],
)
def test_likely_duplicates_are_shown_side_by_side(village, said) -> None:
    came_in(a_list(row(1, "LPK Melati", tax="012345678901000")))
    known = Institution.objects.get()
    run, answers = came_in(a_list(row(1, said.pop("name", "LPK MELATI"), **said)))
    assert counts(run) == (0, 0, 1, 0)
    assert (answers[0].reasons[0].code, answers[0].like) == ("likely_same", [known.pk])
    question = ImportRow.objects.get()
    decide_listed(by=CLI, row_id=question.pk, decision=Decision("same", same_as=known.pk), now=timezone.now())
    assert Institution.objects.count() == 1
    assert known.names.filter(name_key=answers[0].listed.key).exists()


def test_an_alias_is_a_name_too(village) -> None:
    body = make.institution("BLKK Giri Kusuma", kind=InstitutionKind.COMMUNITY_TRAINING_CENTRE, region=village)
    InstitutionName.objects.create(institution=body, name="BLKK Girikesumo", kind="alias")
    _, answers = came_in(a_list(row(1, "BLKK Girikesumo", kind="BLKK")))
    assert answers[0].like == [body.pk]


def test_two_rows_of_one_list_that_may_be_one_body(village) -> None:
    run, answers = came_in(
        a_list(row(1, "LPK Melati"), row(2, "LPK Melati", licence="5/555/2022"), row(1, "LPK Melati"))
    )
    assert counts(run) == (2, 0, 1, 1)
    assert answers[2].listed.notes
    assert ImportRow.objects.get().proposal["like"] == [Institution.objects.get().pk]


def test_a_row_left_out_stays_out_and_a_mistaken_decision_is_taken_back(village) -> None:
    content = a_list(row(1, "LPK Anggrek", regency="", village=""))
    came_in(content)
    question = ImportRow.objects.get()
    decide_listed(by=CLI, row_id=question.pk, decision=Decision("leave_out"), now=timezone.now())
    run, answers = came_in(content)
    assert counts(run) == (0, 1, 0, 0) and answers[0].reasons[0].code == "left_out"
    undo_decision(by=CLI, row_id=question.pk, now=timezone.now())
    decide_listed(by=CLI, row_id=question.pk, decision=Decision("new", region_id=village.pk), now=timezone.now())
    undo_decision(by=CLI, row_id=question.pk, now=timezone.now())
    assert not Institution.objects.exists() and ImportRow.objects.waiting().count() == 1


def test_a_body_that_is_in_use_is_not_taken_out_again(village) -> None:
    came_in(a_list(row(1, "LPK Anggrek", regency="", village="")))
    question = ImportRow.objects.get()
    decision = Decision("new", region_id=village.pk)
    body = decide_listed(by=CLI, row_id=question.pk, decision=decision, now=timezone.now())
    assert body is not None
    make.desk(body, Role.CENTRE_ADMIN)
    with pytest.raises(Refused) as said:
        undo_decision(by=CLI, row_id=question.pk, now=timezone.now())
    assert said.value.code == "already_in_use"
    question.refresh_from_db()
    assert question.state == RowState.DECIDED


def test_a_row_without_kind_takes_the_one_of_the_list_or_asks(village) -> None:
    content = a_list(row(1, "Melati", kind=""))
    _, answers = came_in(content)
    assert answers[0].reasons[0].code == "kind_unclear"
    came_in(a_list(row(1, "Mawar", kind="")), default_kind=InstitutionKind.CERTIFICATION_BODY)
    assert Institution.objects.get(name="Mawar").kind == InstitutionKind.CERTIFICATION_BODY


def test_nothing_is_half_saved(village, monkeypatch) -> None:
    def broken(**_all: object) -> int:
        raise RuntimeError("power cut")

    monkeypatch.setattr("balai.institutions.actions.import_list.fill_blanks", broken)
    with pytest.raises(RuntimeError):
        came_in(a_list(row(1, "LPK Melati"), row(2, "")))
    assert not Institution.objects.exists() and not ImportRow.objects.exists()


def test_an_abandoned_run_is_not_saved(village) -> None:
    found = read_list(a_list(row(1, "LPK Melati")), "daftar.xlsx")
    now = timezone.now()
    run = begin_run(
        by=CLI, kind=ImportKind.INSTITUTIONS, file_name="x", file_sha256="0" * 64, institution_id=None, now=now
    )
    answers = plan_list(found, found.columns, default_kind="", home=None, run=run, today=now.date())
    abandon_run(by=CLI, run_id=run.pk)
    with pytest.raises(Refused):
        save_list(by=CLI, run_id=run.pk, answers=answers, now=now)
    assert not Institution.objects.exists()


def test_only_who_may_import_there_imports(village) -> None:
    with pytest.raises(Refused) as said:
        came_in(a_list(row(1, "LPK Melati")), by=make.actor())
    assert said.value.code == "may_not_import"


def test_offices_never_come_in_by_a_list(village) -> None:
    _, answers = came_in(a_list(row(1, "Dinas Tenaga Kerja", kind="Dinas")))
    assert answers[0].reasons[0].code == "kind_unclear"


def test_thousands_of_rows_in_seconds_and_no_query_for_each(village) -> None:
    few = a_list(*[row(n, f"LPK Nomor {n}", licence=f"{n}/77/2020", phone="") for n in range(1, 6)])
    many = a_list(*[row(n, f"LPK Banyak {n}", licence=f"{n}/88/2020", phone="") for n in range(1, 2001)])
    with CaptureQueriesContext(
        connection,
    ) as small:
        came_in(few)
    started = time.process_time()
    with CaptureQueriesContext(connection) as large:
        run, _ = came_in(many)
    assert counts(run) == (2000, 0, 0, 2000)
    assert len(large) - len(small) < 150  # in batches (SQLite makes them small), never one a row
    assert time.process_time() - started < 15


def test_the_command_prints_the_contract(village, tmp_path, capsys) -> None:
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(a_list(row(1, "LPK Melati"), row(2, ""), row(3, "LPK Anggrek", regency="", village="")))
    assert main(["institutions", str(file), "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["accepted"] == first["changed"] == {"institutions": 1}
    assert first["refused"]["institutions"][0].keys() == {"row", "column", "reason"}
    assert [r["row"] for r in first["asked"]["institutions"]] == [6]
    main(["institutions", str(file), "--format", "json"])
    second = json.loads(capsys.readouterr().out)
    assert second == first | {"changed": {}}


def test_the_command_says_what_is_wrong_with_a_file(tmp_path, capsys) -> None:
    file = tmp_path / "foto.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n not a table")
    assert main(["institutions", str(file)]) == 1
    assert capsys.readouterr().err.strip()
    assert main(["institutions", str(tmp_path / "tidak-ada.xlsx")]) == 2
    assert main(["buah", "x"]) == 2


def judged(content: bytes) -> list[Answer]:
    found = read_list(content, "daftar.xlsx")
    run = begin_run(
        by=CLI, kind=ImportKind.INSTITUTIONS, file_name="x", file_sha256="0", institution_id=None, now=timezone.now()
    )
    return plan_list(found, found.columns, default_kind="", home=None, run=run, today=timezone.localdate())


@pytest.mark.parametrize("written", ["Kota/Kabupaten Contoh", "Kab./Kota Contoh", "kabupaten / kota CONTOH"])
def test_a_regency_said_as_either_is_asked_about_where_there_are_both(village: Region, written: str) -> None:
    content = a_list(row(1, "LPK Satu", village="", district="", regency=written))
    answers = judged(content)
    assert answers[0].state == RowState.ACCEPTED and answers[0].region == village.regency
    city = make.regency("Contoh", village.province)
    Region.objects.filter(pk=city.pk).update(kind=RegionKind.CITY)
    asked = judged(content)[0]
    assert asked.state == RowState.ASKED and set(asked.regions) == {city.pk, village.regency_id}


def workbook_of(fill: Callable[[xlsxwriter.Workbook, Any], None]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    fill(book, book.add_worksheet("Data"))
    book.close()
    return target.getvalue()


def test_an_official_s_table_with_two_header_rows_and_merged_cells(village: Region) -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 5, "DAFTAR LPK DI KABUPATEN CONTOH TAHUN 2024")
        for column, title in ((0, "No"), (1, "Nama Lembaga"), (4, "No. Telp/HP"), (5, "Jenis Lembaga")):
            sheet.merge_range(2, column, 3, column, title)
        sheet.merge_range(2, 2, 2, 3, "Alamat")
        sheet.write_row(3, 2, ["Jalan", "Kabupaten/Kota"])
        sheet.write_row(4, 0, [1, 2, 3, 4, 5, 6])
        sheet.write_row(5, 0, [1, "LPK Satu", "Jl. A\nRT 1"])
        sheet.merge_range(5, 3, 6, 3, "Kab. Contoh")
        sheet.write_row(5, 4, ["0812-3456-7890 / 0751 123456", "LPK"])
        sheet.write_row(6, 0, [2, "LPK Dua", "Jl. B"])
        sheet.write_row(6, 4, ["(0751) 123456 ext 12", "LPK"])
        sheet.merge_range(7, 0, 7, 1, "JUMLAH")
        sheet.write(7, 2, 2)
        sheet.write(9, 4, "Contoh, 1 Januari 2024")

    answers = judged(workbook_of(fill))
    told = [(a.listed.name, a.region, a.listed.phones) for a in answers if a.state == RowState.ACCEPTED]
    assert told == [
        ("LPK Satu", village.regency, ("+6281234567890", "+62751123456")),
        ("LPK Dua", village.regency, ("+62751123456",)),
    ]


def test_formulas_come_in_with_what_they_show_and_their_faults_as_nothing(village: Region) -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Nama LPK", "Jenis", "Kab/Kota", "Telepon"])
        sheet.write_row(1, 1, ["LPK", "Kab. Contoh"])
        sheet.write_formula(1, 0, '="LPK "&"Rumus"', None, "LPK Rumus")
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 1, ["LPK", "Kab. Contoh", "+6281234567890"])
        sheet.write_formula(2, 0, "=NA()", None, "#N/A")

    answers = judged(workbook_of(fill))
    assert [(a.state, a.listed.name, a.listed.phones) for a in answers] == [
        (RowState.ACCEPTED, "LPK Rumus", ()), (RowState.REFUSED, "", ("+6281234567890",)),
    ]  # fmt: skip
