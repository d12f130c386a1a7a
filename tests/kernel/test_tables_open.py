"""Opening: what offices send is read, everything else is refused with a sentence that says what to do."""

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter

from balai.kernel.tables import Kind, open_table
from tests.kernel.workbooks import archive_of, cells, ods, ods_row, refusal, with_entry, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def test_text_that_looks_like_a_formula_stays_text_and_numbers_stay_numbers() -> None:
    def as_text(book: openpyxl.Workbook) -> None:
        for cell in book.active[1]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type

    sent = ["=1+1", "@SUM(A1)", "-5", "+62812345678", "00123", 81234567890, dt.date(2019, 9, 10)]
    assert cells(workbook([list(sent)], as_text)) == [sent]


def test_a_formula_gives_its_kept_value_and_is_never_computed() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_formula("A1", "=1+1", None, 7)
    sheet.write_formula("B1", '=CMD("calc")', None, "aman")
    book.close()
    assert cells(out.getvalue()) == [[7.0, "aman"]]


def test_dates_of_the_1904_calendar_are_right() -> None:
    def mac(book: openpyxl.Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book.active["A1"] = dt.date(2019, 9, 10)

    assert cells(workbook([], mac)) == [[dt.date(2019, 9, 10)]]


def test_row_numbers_are_those_of_the_file_and_blank_rows_are_passed_over() -> None:
    rows = list(open_table(workbook([[], ["x"], [], ["  "], ["y"]]), "a").main_sheet().rows())
    assert [(row.number, row.cells) for row in rows] == [(2, ["x"]), (5, ["y"])]


def test_a_value_merged_over_rows_is_repeated_but_not_past_its_range() -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("B2:B3")

    sent: list[list[object]] = [[None, "kec", "nama"], [None, "Lima Kaum", "A"], [None, None, "B"], [None, None, "C"]]
    assert cells(workbook([*sent], merge)) == [["kec", "nama"], ["Lima Kaum", "A"], ["Lima Kaum", "B"], ["", "C"]]


def test_sheets_are_found_by_name_and_a_hidden_one_is_not_the_main_one() -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.active.sheet_state = "hidden"
        book.create_sheet("Peserta").append(["nama"])

    book = open_table(workbook([["rahasia"]], add), "a")
    assert book.main_sheet().name == "Peserta"
    found = book.sheet(" peserta ")
    assert found is not None and found.head() == [(1, ["nama"])]
    assert book.sheet("lain") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_csv_in_every_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    rows = [["nama", "alamat", "catatan"], ["Renée", "Jl. Melati\nNo 3", 'kata "baik"'], ["+62812", "=1+1", "x"]]
    lines = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    content = "\r\n".join(lines).encode(encoding)
    assert cells(content) == rows
    assert open_table(content, "daftar.xlsx").kind is Kind.CSV


def test_semicolons_win_over_decimal_commas_and_title_rows() -> None:
    text = "DAFTAR, PESERTA\n\nnama;nilai\nA;1,5\nB;2,5\n"
    assert cells(text.encode())[1:] == [["nama", "nilai"], ["A", "1,5"], ["B", "2,5"]]


def test_the_separator_hint_of_excel_is_followed_and_not_a_row() -> None:
    assert cells(b"sep=|\nnama|umur\nA, B|1\n") == [["nama", "umur"], ["A, B", "1"]]


def test_a_quote_that_is_never_closed_is_refused_and_not_swallowed() -> None:
    assert refusal(b'nama;alamat\nA;"Jl. Melati\nB;Jl. Mawar\n').code == "csv_quotes"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf\r\n ", "empty_file"),
        (b"%PDF-1.7 x", "wrong_type"),
        (b"\x89PNG\r\n\x1a\n", "wrong_type"),
        (b"\xff\xd8\xff\xe0", "wrong_type"),
        (b"RIFF0000WEBPVP8", "wrong_type"),
        (b"<html><table><tr><td>nama", "wrong_type"),
        (b'<?xml version="1.0"?><Workbook>', "wrong_type"),
        (b"nama\x01\x02\x03", "wrong_type"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + "Workbook_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (OLE + "WordDocument".encode("utf-16-le"), "wrong_type"),
        (OLE + "Workbook".encode("utf-16-le"), "corrupt"),
        (OLE, "wrong_type"),
        (archive_of(word__document_xml=b"<x/>"), "wrong_type"),
        (archive_of(foto_jpg=b"x"), "wrong_type"),
        (archive_of(xl__workbook_xml=b"<x"), "corrupt"),
        (archive_of(mimetype=b"ods", content_xml=b"<x", Basic__m_xml=b"x"), "macros"),
        (b"PK\x03\x04 cut", "corrupt"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_an_empty_workbook_a_macro_and_a_cut_file_are_refused() -> None:
    good = workbook([["nama"]])
    assert refusal(workbook([])).code == "empty_file"
    assert refusal(with_entry(good, "xl/vbaProject.bin", b"x")).code == "macros"
    assert refusal(good[: len(good) // 2]).code == "corrupt"


def test_a_chart_sheet_is_passed_over() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Sheet2!$A$1:$A$2"})
    book.add_chartsheet().set_chart(chart)
    book.add_worksheet("Sheet2").write("A1", "Nama")
    book.close()
    assert cells(out.getvalue()) == [["Nama"]]


def test_open_document_sheets_are_read_and_their_empty_tail_is_not() -> None:
    content = ods(ods_row("Nama") + ods_row("Suharti") + ods_row("", 1_048_000, 16_384))
    assert cells(content) == [["Nama"], ["Suharti"]]
    assert open_table(content, "a").kind is Kind.ODS
