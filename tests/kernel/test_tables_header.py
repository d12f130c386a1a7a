"""Finding the table in a sheet: titles above, two header rows, totals, signatures; every row accounted for."""

import io
from collections.abc import Callable

import openpyxl

from balai.kernel.tables import (
    Cell,
    HeaderFound,
    Reason,
    Row,
    Sheet,
    Skipped,
    body_rows,
    find_header,
    header_at,
    open_table,
)  # fmt: skip

KNOWN = ["Nama Lengkap", "Nama", "NIK", "Tanggal Lahir", "Alamat", "Kecamatan", "No HP", "Jenis Kelamin"]


def sheet_of(rows: list[list[object]], change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> Sheet:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return open_table(out.getvalue(), "daftar.xlsx").main_sheet()


def merging(*ranges: str) -> Callable[[openpyxl.Workbook], None]:
    def merge(book: openpyxl.Workbook) -> None:
        for each in ranges:
            book.active.merge_cells(each)

    return merge


def header_of(sheet: Sheet, known: list[str] | None = None) -> HeaderFound:
    found = find_header(sheet.head(60), KNOWN if known is None else known, sheet.merges)
    assert found is not None
    return found


def entries(sheet: Sheet) -> tuple[list[list[Cell]], list[tuple[int, Reason]]]:
    """Entries and skipped rows; no row may vanish."""
    found = header_of(sheet)
    answers = list(body_rows(sheet.rows(), found, sheet.merges))
    assert len(answers) + found.rows_used == len(list(sheet.rows()))
    return (
        [answer.cells for answer in answers if isinstance(answer, Row)],
        [(answer.row.number, answer.reason) for answer in answers if isinstance(answer, Skipped)],
    )


def test_titles_above_a_numbering_row_totals_notes_and_signatures() -> None:
    sheet = sheet_of(
        [
            ["DAFTAR PESERTA PELATIHAN"],
            ["Tahun Anggaran 2019"],
            [],
            ["No", "Nama Lengkap", "NIK", "Tgl. Lahir", "Kec.", "Uang Saku"],
            [1, 2, 3, 4, 5, 6],
            ["A. Gelombang I"],
            [1, "Suharti", "9901014506900001", "5/6/1990", "Tampan", 100],
            [2, "Budi", "9901010506900002", "5/6/1990", "Tampan", 200],
            [],
            ["No", "Nama Lengkap", "NIK", "Tgl. Lahir", "Kec.", "Uang Saku"],
            [3, "Ketua", None, None, None, None],
            ["Jumlah", None, None, None, None, 300],
            ["Jumlah penerima uang saku", None, None, None, None, 3],
            ["Keterangan: data sementara"],
            [None, None, None, None, "Pekanbaru, 10 September 2019"],
            ["Mengetahui,", None, None, None, "Kepala Dinas Tenaga Kerja"],
            [None, None, None, None, "Drs. Contoh"],
            [None, None, None, None, "NIP. 19650101 199003 1 001"],
        ],
        merging("A1:F1", "A2:F2"),
    )
    found = header_of(sheet)
    assert (found.start_row, found.rows_used, found.first_data_row) == (4, 1, 6)
    assert found.titles == ["No", "Nama Lengkap", "NIK", "Tgl. Lahir", "Kec.", "Uang Saku"]
    kept, skipped = entries(sheet)
    assert [row[1] for row in kept] == ["Suharti", "Budi", "Ketua"]
    assert skipped == [
        (1, Reason.TITLE), (2, Reason.TITLE), (5, Reason.NUMBERING), (6, Reason.SECTION), (10, Reason.REPEATED_HEADER),
        (12, Reason.TOTAL), (13, Reason.TOTAL), (14, Reason.NOTE), (15, Reason.SIGNATURE), (16, Reason.SIGNATURE),
        (17, Reason.SIGNATURE), (18, Reason.SIGNATURE),
    ]  # fmt: skip


def test_two_merged_header_rows_are_joined() -> None:
    rows: list[list[object]] = [
        ["DAFTAR PESERTA"],
        ["No", "Nama", "Alamat", None, None, "No HP"],
        [None, None, "Jalan", "Desa", "Kecamatan", None],
        [1, "Suharti", "Jl. Melati", "Simabur", "Pariangan", "0812"],
    ]
    merged = sheet_of(rows, merging("A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3"))
    titles = ["No", "Nama", "Alamat / Jalan", "Alamat / Desa", "Alamat / Kecamatan", "No HP"]
    for sheet in (merged, sheet_of(rows)):
        found = header_of(sheet)
        assert (found.start_row, found.rows_used, found.first_data_row) == (2, 2, 4)
        assert found.titles == titles
        assert entries(sheet)[0] == [[1.0, "Suharti", "Jl. Melati", "Simabur", "Pariangan", "0812"]]


def test_two_header_rows_in_csv_come_back_on_the_next_page() -> None:
    text = "No;Nama;Alamat;;\n;;Jalan;Desa;Kecamatan\n1;A;x;y;z\nNo;Nama;Alamat;;\n;;Jalan;Desa;Kecamatan\n2;B;x;y;z\n"
    sheet = open_table(text.encode(), "a.csv").main_sheet()
    assert header_of(sheet).titles == ["No", "Nama", "Alamat / Jalan", "Alamat / Desa", "Alamat / Kecamatan"]
    kept, skipped = entries(sheet)
    assert [row[1] for row in kept] == ["A", "B"]
    assert skipped == [(4, Reason.REPEATED_HEADER), (5, Reason.REPEATED_HEADER)]


def test_a_title_right_above_is_no_header_and_the_first_person_is_no_second_one() -> None:
    for merges in (merging("A1:C1"), merging()):
        sheet = sheet_of([["DAFTAR NAMA"], ["Nama", "Alamat", "Kecamatan"], ["Suharti", "Padang", "Tampan"]], merges)
        found = header_of(sheet)
        assert (found.start_row, found.rows_used, found.first_data_row) == (2, 1, 3)
        assert found.titles == ["Nama", "Alamat", "Kecamatan"]
    for merges in (merging("B1:C1"), merging()):
        assert header_of(sheet_of([["Nama", "Alamat", None], ["Suharti", "Padang", "x"]], merges)).rows_used == 1


def test_unknown_titles_are_found_by_their_looks_or_by_a_person() -> None:
    sheet = sheet_of([["Laporan"], ["Uraian", "Besaran", "Sisa"], ["a", 1, 2], ["b", 3, 4]])
    assert header_of(sheet, []).start_row == 2
    years = sheet_of([["pendidikan", 2019, "2020"], ["SD", "12,38%", "18,41%"]])
    assert header_of(years, ["pendidikan"]).titles == ["pendidikan", "2019", "2020"]
    assert find_header(sheet_of([[1, 2], [3, 4]]).head(), KNOWN) is None
    pointed = header_at(sheet.head(), 1, 1)
    assert pointed is not None and pointed.first_data_row == 2
    assert header_at(sheet.head(), 99, 1) is None


def test_a_table_after_the_signature_is_not_lost() -> None:
    rows: list[list[object]] = [["No", "Nama", "NIK", "Kecamatan"], [1, "A", "x", "y"], ["Mengetahui"], ["Drs. Contoh"]]
    kept, skipped = entries(sheet_of([*rows, [2, "B", "x", "y"], [None, "C", None, None], ["Kepala UPTD"]]))
    assert [row[1] for row in kept] == ["A", "B", "C"]
    assert [reason for _number, reason in skipped] == [Reason.SIGNATURE] * 3


def test_names_that_look_like_totals_or_offices_stay_people() -> None:
    rows: list[list[object]] = [["Nama", "NIK", "Kecamatan"], ["Total Sihombing", "x", "y"], ["Ketua Adat", "x", "y"]]
    assert len(entries(sheet_of(rows))[0]) == 2
