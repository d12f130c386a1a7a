"""The rows under a header: people and things, and what is none of them (totals, signatures), told with the reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from balai.kernel.tables.cells import Cell, Merge, Row, filled_cells, is_blank, text_of
from balai.kernel.tables.header import HeaderFound, is_numbering
from balai.kernel.tables.titles import normal_title


class Reason(Enum):
    TITLE = "title"
    REPEATED_HEADER = "repeated_header"
    NUMBERING = "numbering"
    SECTION = "section"
    TOTAL = "total"
    NOTE = "note"
    SIGNATURE = "signature"


REASONS = {
    Reason.TITLE: _("Judul di atas tabel"),
    Reason.REPEATED_HEADER: _("Kepala tabel yang berulang"),
    Reason.NUMBERING: _("Nomor kolom"),
    Reason.SECTION: _("Judul bagian"),
    Reason.TOTAL: _("Baris jumlah"),
    Reason.NOTE: _("Catatan di bawah tabel"),
    Reason.SIGNATURE: _("Tanda tangan"),
}


@dataclass(frozen=True)
class Skipped:
    """A row that is no entry of the table; shown to the sender with its reason, so that nothing is lost unseen."""

    row: Row
    reason: Reason


_TOTAL = re.compile(
    r"(?:(?:grand|sub) ?)?(?:total|jumlah)(?: (?:total|jumlah|keseluruhan|seluruhnya|semua|peserta|orang|akhir|laki"
    r"|perempuan|dan|l|p|\d+))*|rata rata"
)
# What may become one of these words once it is made comparable (titles.py): every abbreviation of them, in any dress.
_TOTAL_BEGINS = re.compile(r"[\W\d_]*(?:jumlah|jml|jlh|total|sub|grand|rata)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_SIGNATURE = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|disetujui oleh|dibuat oleh|diperiksa oleh|yang membuat|hormat kami)\b.*"
    r"|(?:(?:plt|plh|pj|an|a n) )?(?:kepala|ketua|sekretaris|pimpinan|penanggung jawab|pejabat|koordinator)"
    r"(?: (?:dinas|uptd?|bidang|seksi|balai|blk|bpvp|panitia|pelaksana|pembuat|lembaga|kantor|lpk|kegiatan)\b.*)?"
    r"|nip \d[\d ]*"
)
_PLACE_AND_DAY = re.compile(
    r"[A-Z][\w. ]{2,40}, +(?:\d{1,2}|\.{2,}|…) *(?:[A-Za-z]{3,9}|\.{2,}|…) *(?:\d{4}|\.{2,}|…)?"
)
_NOTE = re.compile(r"(?:keterangan|catatan|sumber|nb|ket)\s*:|\*\)|\*\s", re.IGNORECASE)
_SECTION = re.compile(r"(?:[A-Z]|[IVX]{1,4})[.)]\s+\S", re.ASCII)


def body_rows(rows: Iterable[Row], header: HeaderFound, merges: Sequence[Merge] = ()) -> Iterator[Row | Skipped]:
    """Each row of the sheet once, in order, apart from the header itself: as an entry or as skipped."""
    judge = _Judge(header, merges)
    header_end = header.start_row + header.rows_used
    for row in rows:
        if row.number < header.start_row:
            yield Skipped(row, Reason.TITLE)
        elif row.number >= header_end:
            reason = judge.reason(row)
            yield Skipped(row, reason) if reason else row


class _Judge:
    def __init__(self, header: HeaderFound, merges: Sequence[Merge]) -> None:
        self.width = sum(bool(title) for title in header.titles)
        self.first_data_row = header.first_data_row
        self.repeats = [_texts(cells) for cells in header.cells]
        self.first_titles = [
            (next(iter(texts), 0), cells) for texts, cells in zip(self.repeats, header.cells, strict=True)
        ]
        self.wide = {
            merge.first_row for merge in merges if (merge.last_column - merge.first_column + 1) * 2 > self.width
        }
        self.in_signature = False

    def reason(self, row: Row) -> Reason | None:
        filled = filled_cells(row.cells)
        if row.number < self.first_data_row:
            return Reason.NUMBERING
        if len(filled) * 2 > max(self.width, 2):
            self.in_signature = False
            return self._reason_of_full_row(row, filled)
        return self._reason_of_thin_row(row, filled)

    def _reason_of_full_row(self, row: Row, filled: list[Cell]) -> Reason | None:
        return Reason.TOTAL if isinstance(filled[0], str) and _is_total(filled) else self._repeated(row)

    def _reason_of_thin_row(self, row: Row, filled: list[Cell]) -> Reason | None:
        texts = [text_of(cell) for cell in filled]
        if texts[0].isdigit():
            self.in_signature = False
        elif any(_SIGNATURE.fullmatch(normal_title(text)) or _PLACE_AND_DAY.fullmatch(text) for text in texts):
            self.in_signature = True
        if self.in_signature:
            return Reason.SIGNATURE
        if _is_total(filled, loosely=True):
            return Reason.TOTAL
        if _NOTE.match(texts[0]):
            return Reason.NOTE
        if len(filled) == 1 and (row.number in self.wide or (self.width > 3 and _SECTION.match(texts[0]))):
            return Reason.SECTION
        return self._repeated(row)

    def _repeated(self, row: Row) -> Reason | None:
        """A header printed again on the next page. One matching cell settles most rows without a second look."""
        for titles, (column, cells) in zip(self.repeats, self.first_titles, strict=True):
            if column < len(row.cells) and row.cells[column] == cells[column]:
                here = _texts(row.cells)
                if here == titles or (len(here) > 1 and here.items() <= titles.items()):
                    return Reason.REPEATED_HEADER
        return Reason.NUMBERING if row.cells[0] in (1, "1", "(1)") and self._is_numbering(row) else None

    def _is_numbering(self, row: Row) -> bool:
        return is_numbering(row.cells) and len(filled_cells(row.cells)) >= self.width


def _texts(cells: Sequence[Cell]) -> dict[int, str]:
    return {column: text_of(cell) for column, cell in enumerate(cells) if not is_blank(cell)}


def _is_total(filled: Sequence[Cell], *, loosely: bool = False) -> bool:
    """'Jumlah' with nothing but numbers beside it; `loosely`: 'Jumlah penerima bantuan' too."""
    first = next((cell for cell in filled if isinstance(cell, str) and not cell.isdigit() and _LETTER.search(cell)), "")
    if not isinstance(first, str) or not _TOTAL_BEGINS.match(first):  # asked of every row: one look settles most
        return False
    texts = [normal_title(cell) for cell in filled if isinstance(cell, str)]
    words = [text for text in texts if any(letter.isalpha() for letter in text)]
    if not words or not words[0].startswith(("jumlah", "total", "sub", "grand", "rata")):
        return False
    if loosely and len(words) == 1 and words[0].startswith(("jumlah ", "total ")):
        return True
    return all(_TOTAL.fullmatch(word) for word in words)
