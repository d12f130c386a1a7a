"""What a file really is, told by its content; its name is not believed."""

import enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused


class Kind(enum.Enum):
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


SAVE_AS_XLSX = _("Buka di Excel atau LibreOffice, pilih Simpan Sebagai .xlsx, lalu kirim lagi.")
ENCRYPTED = _(
    "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya (Berkas > Info > Proteksi), "
    "simpan, lalu kirim lagi."
)
MACROS = _("Berkas ini berisi makro. Simpan sebagai .xlsx (tanpa makro), lalu kirim lagi.")
CORRUPT = _("Berkas ini rusak atau terpotong. Buka dan simpan ulang di Excel atau LibreOffice, lalu kirim lagi.")
EMPTY = _("Berkas ini kosong. Pilih berkas yang berisi tabel, lalu kirim lagi.")
PICTURE = _("Berkas ini gambar, bukan tabel. Ketik datanya ke Excel atau CSV, lalu kirim berkas itu.")
PDF = _("Berkas ini PDF, bukan tabel. Minta berkas Excel aslinya, lalu kirim sebagai .xlsx atau .csv.")
WORD = _("Berkas ini dokumen, bukan tabel. Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu kirim lagi.")
ARCHIVE = _("Berkas ini arsip. Keluarkan isinya, lalu kirim berkas .xlsx atau .csv di dalamnya.")
WEB_PAGE = _(
    "Berkas ini halaman web yang diberi nama Excel. Buka di Excel, pilih Simpan Sebagai .xlsx, lalu kirim lagi."
)
UNKNOWN = _("Jenis berkas ini tidak dikenali. Kirim tabel sebagai .xlsx, .xls, .ods, atau .csv.")

_SIGNATURES: tuple[tuple[bytes, str | Promise], ...] = (
    (b"%PDF", PDF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"{\\rtf", WORD),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def kind_of(content: bytes) -> Kind | None:
    """The kind, or None for a zip archive, whose entries decide. Refused: everything that is not a table."""
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise Refused("empty_file", EMPTY)
    for signature, sentence in _SIGNATURES:
        if content.startswith(signature):
            raise Refused("wrong_type", sentence)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        raise Refused("wrong_type", PICTURE)
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    if content.startswith(_ZIP):
        return None
    _refuse_markup(content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower())
    return Kind.CSV


def _kind_of_ole(content: bytes) -> Kind:
    """Streams of an OLE container are named in UTF-16; a workbook with a password is only such a container."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise Refused("encrypted", ENCRYPTED)
    if holds("_VBA_PROJECT"):
        raise Refused("macros", MACROS)
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise Refused("wrong_type", WORD)
    if holds("Workbook") or holds("Book"):
        return Kind.XLS
    raise Refused("wrong_type", UNKNOWN)


def _refuse_markup(start: bytes) -> None:
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<style")) or b"<html" in start:
        raise Refused("wrong_type", WEB_PAGE)
    if start.startswith(b"<?xml") or start.startswith(b"<"):
        raise Refused("wrong_type", SAVE_AS_XLSX)


def kind_of_archive(names: list[str]) -> Kind:
    """Which office document a zip archive is, by its entries."""
    known = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in known):
        raise Refused("macros", MACROS)
    if any(name.startswith("xl/macrosheets/") for name in known):
        raise Refused("macros", MACROS)
    if "encryptedpackage" in known:
        raise Refused("encrypted", ENCRYPTED)
    if any(name.endswith("workbook.bin") for name in known):
        return Kind.XLSB
    if any(name.endswith("workbook.xml") for name in known):
        return Kind.XLSX
    if "content.xml" in known and "mimetype" in known:
        return Kind.ODS
    if any(name.startswith(("word/", "ppt/")) for name in known):
        raise Refused("wrong_type", WORD)
    raise Refused("wrong_type", ARCHIVE)
