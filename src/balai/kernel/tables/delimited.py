"""CSV as offices keep it: any of four delimiters, any of four encodings, line breaks inside quotes."""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.kernel.tables.cells import Cell
from balai.kernel.tables.kinds import UNKNOWN

DELIMITERS = (";", ",", "\t", "|")
# A row that no file holds. When it does not come back alone, an opening quote was never closed.
_END = "\ue000end\ue000"
_PIECE = 1 << 16


def decode(content: bytes) -> str:
    """Text in UTF-8 (with or without mark), UTF-16 or Windows-1252; Refused when it is no text at all."""
    encoding = _encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text[:4096]
    if any(ord(letter) < 32 and letter not in "\t\r\n\f\x1a" for letter in head):
        raise Refused("wrong_type", UNKNOWN)
    return text.rstrip("\x1a")


def _encoding_of(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = content[:2000]
    if head and head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head and head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    return "utf-8"


def delimiter_of(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells; Excel's own hint wins."""
    first, _rest = text[:20].partition("\n")[::2]
    if first.lower().startswith("sep=") and len(first.strip("\r")) == 5:
        return first[4]
    lines = text[:50_000].splitlines(keepends=True)[:60]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return (0.0, 0)
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return (0.0, 0)
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    return (count / sum(widths.values()), width)


def read_rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """Rows in order, each cell a string as written. Raises Refused when a quote is never closed."""
    hint = text[:4].lower() == "sep="
    lines = itertools.chain(_lines(text), ["\n", _END])
    previous: list[str] | None = None
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            if previous is not None:
                yield [] if hint else list(previous)
                hint = False
            previous = row
    except csv.Error as error:
        raise _unclosed(reader.line_num) from error
    if previous != [_END]:
        raise _unclosed(reader.line_num)


def _lines(text: str) -> Iterator[str]:
    """With their endings, whichever they are. Piece by piece, because StringIO holds four bytes for every letter."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _unclosed(line: int) -> Refused:
    return Refused(
        "csv_quotes",
        _(
            'Ada tanda kutip (") yang tidak ditutup sebelum baris %(line)d. '
            "Perbaiki tanda kutipnya, atau simpan sebagai .xlsx, lalu kirim lagi."
        )
        % {"line": line},
    )
