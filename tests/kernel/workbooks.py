"""Makes the awkward files of these tests. Nothing here is a file that somebody sent."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from balai.kernel.refusal import Refused
from balai.kernel.tables import Cell, Limits, open_table


def workbook(rows: list[list[object]], change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_entry(content: bytes, name: str, body: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


def with_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as sent, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in sent.infolist():
            body = sent.read(entry)
            archive.writestr(entry.filename, change(body) if entry.filename.endswith("sheet1.xml") else body)
    return out.getvalue()


def archive_of(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries.items():
            archive.writestr(name.replace("META_INF", "META-INF").replace("__", "/").replace("_", "."), body)
    return out.getvalue()


def cells(content: bytes, limits: Limits | None = None) -> list[list[Cell]]:
    return [row.cells for row in open_table(content, "daftar.xlsx", limits).main_sheet().rows()]


def refusal(content: bytes, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        cells(content, limits)
    assert "kirim" in str(caught.value).lower(), "the sentence must say what to do"
    return caught.value


def ods(rows: str) -> bytes:
    root = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{name}="{root}{name}:1.0"' for name in ("office", "table", "text", "manifest"))
    sheet = f"<office:spreadsheet><table:table table:name='Peserta'>{rows}</table:table></office:spreadsheet>"
    content = f"<office:document-content {spaces}><office:body>{sheet}</office:body></office:document-content>"
    return archive_of(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        META_INF__manifest_xml=f"<manifest:manifest {spaces}/>".encode(),
        content_xml=content.encode(),
    )


def ods_row(text: str, rows: int = 1, columns: int = 1) -> str:
    value = f"office:value-type='string'><text:p>{text}</text:p></table:table-cell>" if text else "/>"
    cell = f"<table:table-cell table:number-columns-repeated='{columns}' {value}"
    return f"<table:table-row table:number-rows-repeated='{rows}'>{cell}</table:table-row>"
