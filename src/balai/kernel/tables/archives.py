"""Looks through a zipped workbook before the reader unpacks it: bombs, macros, passwords, sheets too large to hold."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.kernel.tables.kinds import CORRUPT, ENCRYPTED, Kind, kind_of_archive
from balai.kernel.tables.limits import Limits
from balai.kernel.tables.measure import column_number

_PIECE = 1 << 20
_NESTED = (".zip", ".7z", ".rar", ".gz", ".xz", ".bz2")
# Every search starts with a literal, which keeps it at the speed of memchr on sheets of a hundred megabytes.
_FAR = re.compile(rb'r="(?:[A-Za-z]{2}|[A-Za-z]\d{6})')
_WIDE = re.compile(rb'r="([A-Za-z]{2,3})\d')
_OVER_100_000 = re.compile(rb'r="[A-Za-z]{1,3}\d{6}')
_OVER_300_000 = re.compile(rb'r="[A-Za-z]{1,3}(?:[3-9]\d{5}|\d{7})')
# A cell written in any other way than <c r="A1"…> hides its place from the searches above.
_UNUSUAL_CELL = re.compile(rb'<c(?!(?: r="|[A-Za-z]))')
_PREFIXED_CELL = re.compile(rb":c[\s>/]")


@dataclass
class SheetShape:
    """Upper bounds of one sheet, as far as a quick look can tell. `unsure` means that it has to be measured."""

    name: str = ""
    rows: int = 100_000
    columns: int = 26
    shared: int = 0
    is_sheet: bool = False
    unsure: bool = False

    def look(self, piece: bytes) -> None:
        self.is_sheet = self.is_sheet or b"sheetData" in piece
        self.shared += piece.count(b't="s"')
        if self.unsure:
            return
        self.unsure = bool(_UNUSUAL_CELL.search(piece) or _PREFIXED_CELL.search(piece))
        if _FAR.search(piece):
            self._look_far(piece)

    def _look_far(self, piece: bytes) -> None:
        if _OVER_300_000.search(piece):
            self.unsure = True
        elif _OVER_100_000.search(piece):
            self.rows = 300_000
        letters = {found.decode() for found in _WIDE.findall(piece)}
        self.columns = max(self.columns, *map(column_number, letters), 0)


@dataclass
class Findings:
    kind: Kind
    sheets: list[SheetShape] = field(default_factory=list)
    longest_shared: int = 0

    def to_measure(self, limits: Limits) -> list[str]:
        """Sheets of an XLSX whose cells could reach further than is safe to open."""
        return [sheet.name for sheet in self.sheets if sheet.unsure or sheet.rows * sheet.columns > limits.cells]

    def needs_trial(self, limits: Limits) -> bool:
        """True when nothing but opening it where it can fail tells how much memory it takes."""
        if self.kind is not Kind.XLSX:
            return True
        return any(sheet.shared * self.longest_shared > limits.shared_text_bytes for sheet in self.sheets)


def look_through(content: bytes, limits: Limits) -> Findings:
    """Unpacks every entry once, piece by piece, keeping nothing. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, len(content), limits)
            findings = Findings(kind_of_archive([entry.filename for entry in entries]))
            for entry in entries:
                _look_at(archive, entry, findings)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise Refused("corrupt", CORRUPT) from error
    return findings


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused("encrypted", ENCRYPTED)
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > limits.ratio_from_bytes and unpacked > packed * limits.ratio
    nested = any(entry.filename.lower().endswith(_NESTED) for entry in entries)
    if len(entries) > limits.entries or unpacked > limits.unpacked_bytes or too_dense or nested:
        raise Refused(
            "zip_bomb",
            _("Isi berkas ini terlalu besar setelah dibuka. Salin hanya tabelnya ke berkas baru, lalu kirim lagi."),
        )


def _look_at(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, findings: Findings) -> None:
    shape = SheetShape(entry.filename)
    shared_strings = entry.filename.lower().endswith("sharedstrings.xml")
    for piece in _pieces(archive, entry):
        if b"encryption-data" in piece and entry.filename == "META-INF/manifest.xml":
            raise Refused("encrypted", ENCRYPTED)
        if findings.kind is Kind.XLSX:
            shape.look(piece)
        if shared_strings:
            findings.longest_shared = max(findings.longest_shared, *map(len, piece.split(b"</si>")))
    if shape.is_sheet:
        findings.sheets.append(shape)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Pieces cut before a tag, so that no cell reference is torn in two."""
    rest = b""
    with archive.open(entry) as stream:
        while block := stream.read(_PIECE):
            piece = rest + block
            cut = piece.rfind(b"<")
            if cut <= 0 or len(piece) > 4 * _PIECE:
                cut = len(piece)
            rest = piece[cut:]
            yield piece[:cut]
    if rest:
        yield rest
