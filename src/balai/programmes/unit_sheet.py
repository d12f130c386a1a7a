"""Curricula and competence units as certifiers and centres keep them in a spreadsheet: code, title in Indonesian and in English,
hours; groups and parts without a code between them, phases as a heading or in a column.

Read and judged row by row; a row that cannot be used is named with its number and what to do, the others come in. What is
no part (totals, headings, signatures) is told as well, so that nothing is lost unseen.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.kernel.tables import open_table, text_of
from balai.kernel.tables.body import REASONS, Reason, Skipped, body_rows
from balai.kernel.tables.cells import Row
from balai.kernel.tables.columns import Field, match_columns
from balai.kernel.tables.header import find_header
from balai.programmes.enums import PartKind, Phase
from balai.programmes.pasted import MOST_HOURS, MOST_UNITS
from balai.programmes.words import kind_in, kind_of, kind_stated, phase_in
from balai.skills.rules import looks_like_code

FIELDS = (
    Field("mark", ("no", "nomor", "no urut")),
    Field("code", ("kode", "kode unit", "nomor unit", "no unit", "kode unit kompetensi", "unit code", "kode skkni")),
    Field("title", (
        "judul", "judul unit", "judul unit kompetensi", "unit kompetensi", "nama unit", "judul indonesia", "nama unit kompetensi",
        "materi", "materi pelatihan", "mata pelatihan", "unit kompetensi materi", "materi unit kompetensi", "uraian",
    )),
    Field("title_en", ("judul inggris", "judul bahasa inggris", "unit title", "title", "english title", "judul unit inggris")),
    Field("theory", ("teori", "jam teori", "jp teori", "pengetahuan")),
    Field("practice", ("praktik", "praktek", "jam praktik", "jp praktik", "keterampilan")),
    Field("hours", (
        "jam", "jp", "jumlah jam", "jam pelajaran", "jumlah jp", "total jam", "durasi", "jumlah", "total", "perkiraan waktu", "waktu",
    )),
    Field("phase", ("tahap", "fase", "tahapan", "tahap pelatihan", "tahap pembelajaran")),
    Field("place", ("moda", "cara belajar", "metode", "metode pelatihan", "cara", "bentuk", "daring luring", "tempat")),
    Field("kind", ("jenis", "kelompok", "jenis materi", "kelompok materi", "kategori", "kelompok unit")),
)  # fmt: skip
_NOTHING = re.compile(r"[-–—.\s]*|n/?a|non[ -]?unit|tidak ada", re.IGNORECASE)
_GROUP = re.compile(r"(?:[ivx]{1,4}|[a-z])[.)]?", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:(?:[ivx]{1,4}|[a-z]|\d)[.)]\s*)?(?:kelompok|tahap|fase|bagian|unit kompetensi|kompetensi)\b", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:grand |sub ?)?(?:jumlah|total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetUnit:
    """Hours of 45 minutes; a sheet with one column of hours gives them as practice, of theory and orientation as theory.

    code: empty for parts that are no competence unit. phase, kind: Phase and PartKind, "" where nothing is said.
    """

    n: int
    code: str
    title: str
    title_en: str = ""
    theory_hours: int = 0
    practice_hours: int = 0
    phase: str = ""
    kind: str = ""

    @property
    def hours(self) -> int:
        return self.theory_hours + self.practice_hours

    @property
    def phase_words(self) -> str:
        return str(Phase(self.phase).label) if self.phase else ""

    @property
    def kind_words(self) -> str:
        kind = self.kind or kind_of(self.code, self.title)
        return "" if kind == PartKind.UNIT else str(PartKind(kind).label)


@dataclass(slots=True)
class UnitSheet:
    """refused: (row number, what stands there, what to do). left_out: (row number, what stands there, why it is no part).
    total: lesson hours the sheet says itself, 0 for none."""

    rows: list[SheetUnit] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    total: int = 0

    @property
    def hours(self) -> int:
        return sum(row.hours for row in self.rows)


def read_unit_sheet(content: bytes, name: str) -> UnitSheet:
    """Raises Refused with what to do about the file; rows are judged one by one."""
    sheet = open_table(content, name).main_sheet()
    header = find_header(sheet.head(60), [word for f in FIELDS for word in (f.name, *f.synonyms)], sheet.merges)
    columns = {m.field: m.column for m in match_columns(header.titles, FIELDS) if m.field} if header else {}
    if header is None or not {"code", "title"} <= set(columns):
        raise Refused(
            "no_header",
            _(
                "Kolom kode dan judul unit tidak ditemukan. Tulis “Kode Unit” dan “Judul Unit” di atas tabel, lalu kirim lagi."
            ),
            "file",
        )
    reading = _Reading(columns)
    for row in body_rows(sheet.rows(), header, sheet.merges):
        if isinstance(row, Skipped):
            reading.skip(row)
        else:
            reading.take(row)
    found = reading.finished()
    if len(found.rows) > MOST_UNITS:
        raise Refused("too_many_units", _("Paling banyak %(most)s baris unit.") % {"most": MOST_UNITS}, "file")
    return found


class _Reading:
    """Row by row; the heading a row stands under says its phase and kind where the row itself does not."""

    def __init__(self, columns: dict[str, int]) -> None:
        self.columns = columns
        self.found = UnitSheet()
        self.seen: dict[tuple[str, str], int] = {}
        self.phase = self.kind = ""
        self.titled: dict[
            int, str
        ] = {}  # rows that are a group with a figure beside it, or a part: told by what follows

    def skip(self, skipped: Skipped) -> None:
        text = " ".join(filter(None, (text_of(cell) for cell in skipped.row.cells)))
        if skipped.reason is Reason.SECTION:
            self._under(text)
        if skipped.reason is Reason.TOTAL:
            self._count(text)
        if skipped.reason not in (Reason.TITLE, Reason.NUMBERING, Reason.REPEATED_HEADER) and text:
            self.found.left_out.append((skipped.row.number, text[:120], str(REASONS[skipped.reason])))

    def take(self, row: Row) -> None:
        said = {
            name: " ".join(text_of(row.cells[place]).split()) if place < len(row.cells) else ""
            for name, place in self.columns.items()
        }
        text = " ".join(filter(None, (said.get(name, "") for name in ("code", "title")))) or _all(row)
        figures = [said.get(name, "") for name in ("theory", "practice", "hours")]
        code = "" if _NOTHING.fullmatch(said["code"]) else said["code"].upper()
        said["title"] = said["title"] or ("" if looks_like_code(code) else said["code"])
        if not code and (_TOTAL.match(said["title"] or _all(row))):
            self._count(" ".join(figures))
            self.found.left_out.append((row.number, text[:120], str(REASONS[Reason.TOTAL])))
        elif not code and self._is_heading(said, any(figures)):
            self._under(text)
            self.found.left_out.append((row.number, text[:120], str(REASONS[Reason.SECTION])))
        else:
            self._judge(row.number, code, said)

    def finished(self) -> UnitSheet:
        """A group whose own figure is the sum of the parts under it is a heading, one with none under it a part."""
        for place, row in reversed(list(enumerate(self.found.rows))):
            if (
                row.n in self.titled
                and (under := self._under_group(place))
                and sum(r.hours for r in under) == row.hours
            ):
                del self.found.rows[place]
                self.found.left_out.append((row.n, row.title[:120], str(REASONS[Reason.SECTION])))
        self.found.left_out.sort()
        return self.found

    def _under_group(self, place: int) -> list[SheetUnit]:
        under: list[SheetUnit] = []
        for row in self.found.rows[place + 1 :]:
            if row.n in self.titled:
                break
            under.append(row)
        return under

    def _is_heading(self, said: dict[str, str], has_hours: bool) -> bool:
        title = said["title"]
        if _HEADING.match(title):
            return True
        alone = not has_hours and not said.get("phase") and not said.get("place")
        return alone and bool(_GROUP.fullmatch(said.get("mark", "")) or phase_in(title) or _NAMES_GROUP.match(title))

    def _under(self, text: str) -> None:
        self.phase, self.kind = phase_in(text), kind_in(text)
        if not self.kind and "non unit" in text.casefold().replace("-", " "):
            self.kind = PartKind.OTHER

    def _count(self, text: str) -> None:
        figures = [int(word) for word in re.findall(r"\d+", text)]
        self.found.total = max([self.found.total, *(f for f in figures if f <= MOST_HOURS * 5)])

    def _judge(self, number: int, code: str, said: dict[str, str]) -> None:
        phase = phase_in(f"{said.get('phase', '')} {said.get('place', '')}") or self.phase
        title, wanted = said["title"], kind_stated(said.get("kind", "")) or kind_in(said.get("kind", ""))
        kind = "" if code else wanted or kind_in(title) or self.kind
        try:
            theory = _hours(said.get("theory", ""))
            practice = _hours(said.get("practice", ""))
            one = _hours(said.get("hours", "")) if not (theory or practice) else 0
            self._check(number, code, title, phase, has_hours=bool(theory or practice or one))
        except Refused as no:
            self.found.refused.append((number, f"{code} {title}".strip()[:120], str(no)))
            return
        if phase in _TOLD or kind in (PartKind.ORIENTATION, PartKind.SOFT_SKILLS):
            theory, one = theory + one, 0
        self.seen[code or title.casefold(), phase] = number
        if not code and _GROUP.fullmatch(said.get("mark", "")):
            self.titled[number] = title
            self._under(title)
        self.found.rows.append(
            SheetUnit(
                number, code[:40], title[:300], said.get("title_en", "")[:300], theory, practice + one, phase, kind
            )
        )

    def _check(self, number: int, code: str, title: str, phase: str, *, has_hours: bool) -> None:
        if code and not looks_like_code(code):
            raise Refused(
                "no_code",
                _("Kode unit tidak terbaca. Tulis seperti C.14GMT06.024.1, J.620100.017.02, atau GAR.CM01.003.01."),
            )
        if not title or title.isdigit():
            raise Refused("no_title", _("Judul unit belum ditulis."))
        if not code and not has_hours:
            raise Refused(
                "no_hours",
                _(
                    "Materi tanpa kode ini belum punya jam. Tulis jam pelajarannya, atau hapus bila hanya judul kelompok."
                ),
            )
        before = self.seen.get((code or title.casefold(), phase))
        if before is not None and code:
            raise Refused("twice", _("Kode ini sudah ada di baris %(n)s. Hapus salah satunya.") % {"n": before})
        if before is not None:
            raise Refused("twice", _("Materi ini sudah ada di baris %(n)s. Hapus salah satunya.") % {"n": before})


_TOLD = frozenset((Phase.THEORY, Phase.ONLINE))
_NAMES_GROUP = re.compile(r"(?:kelompok|materi (?:inti|umum|pokok|penunjang|dasar))\b|non[ -]?unit", re.IGNORECASE)


def _all(row: Row) -> str:
    return " ".join(filter(None, (text_of(cell) for cell in row.cells)))


def _hours(text: str) -> int:
    figure = text.upper().removesuffix("JP").removesuffix("JAM").strip()
    if not figure or _NOTHING.fullmatch(figure):
        return 0
    if not figure.isdecimal() or int(figure) > MOST_HOURS:
        raise Refused("hours", _("“%(cell)s” bukan jumlah jam. Tulis angka bulat.") % {"cell": text[:40]})
    return int(figure)
