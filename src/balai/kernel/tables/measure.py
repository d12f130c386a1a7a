"""How far the filled cells of an XLSX sheet reach, read tag by tag: one number in XFD20000 is a rectangle of gigabytes."""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

from balai.kernel.refusal import Refused
from balai.kernel.tables.kinds import CORRUPT
from balai.kernel.tables.limits import Limits
from balai.kernel.tables.trial import raise_too_large

_PIECE: Final = 1 << 18
_DIGITS: Final = "0123456789"
_FILLS: Final = frozenset({"v", "is", "f"})


def measure_sheets(content: bytes, names: list[str], limits: Limits) -> None:
    """Holds one piece at a time and stops at the first cell that is too far. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in names:
                with archive.open(name) as stream:
                    _Reach(limits).read(stream)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Refused("corrupt", CORRUPT) from error


@dataclass(slots=True)
class _Reach:
    """The rectangle around all cells that hold something; formatted empty ones cost nothing and do not count."""

    limits: Limits
    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0
    row: int = 0
    column: int = 0
    filled: bool = False
    letters: dict[str, int] = field(default_factory=dict)

    def read(self, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.StartDoctypeDeclHandler = _no_doctype
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.place(attributes.get("r", ""))
        elif name in _FILLS and not self.filled:
            self.filled = True
            self.widen()
        elif name == "row":
            self.row, self.column = _number(attributes.get("r")) or self.row + 1, 0

    def place(self, written: str) -> None:
        """A cell without a place stands to the right of the one before."""
        self.filled = False
        letters = written.rstrip(_DIGITS)
        if not letters:
            self.column += 1
            return
        column = self.letters.get(letters)
        if column is None:
            column = self.letters[letters] = column_number(letters)
        self.column, self.row = column, int(written[len(letters) :])

    def widen(self) -> None:
        row, column = self.row, self.column
        if self.top <= row <= self.bottom and self.left <= column <= self.right:
            return
        self.top, self.bottom = min(self.top or row, row), max(self.bottom, row)
        self.left, self.right = min(self.left or column, column), max(self.right, column)
        if (self.bottom - self.top + 1) * (self.right - self.left + 1) > self.limits.cells:
            raise_too_large()


def column_number(letters: str) -> int:
    """A is 1, XFD 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _number(written: str | None) -> int:
    return int(written) if written and written.isdigit() else 0


def _no_doctype(*_said: object) -> None:
    raise Refused("corrupt", CORRUPT)
