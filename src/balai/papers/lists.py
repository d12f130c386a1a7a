"""The lists of a class, each once: drawn as a table on paper and written as a sheet of the workbook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from balai.admissions.enums import ApplicationState, Stage
from balai.admissions.models import Application
from balai.admissions.rules.ranking import total
from balai.kernel.formats import angka, rupiah, tanggal
from balai.kernel.papers.blocks import Block, Column, table
from balai.papers.records import Records
from balai.planning.models import Spending
from balai.training.enums import CertificateState, Mark
from balai.training.models import Enrolment
from balai.training.queries import competent_units
from balai.training.queries.allowances import Allowance

LETTERS = {
    Mark.PRESENT: "H", Mark.LATE: "T", Mark.ONLINE: "D", Mark.SICK: "S", Mark.EXCUSED: "I", Mark.ABSENT: "A",
}  # fmt: skip
LEGEND = "H hadir, T terlambat, D hadir daring, S sakit, I izin, A tidak hadir; titik: belum dicatat."
_MARKS = {
    Mark.PRESENT: "Hadir", Mark.LATE: "Terlambat", Mark.ONLINE: "Daring", Mark.SICK: "Sakit", Mark.EXCUSED: "Izin",
    Mark.ABSENT: "Tidak hadir",
}  # fmt: skip
Cell = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Listing:
    """rows: one value a column; numbers stay numbers for the workbook. codes: of the evidence behind each row, which stands
    under base."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    codes: Sequence[str] = ()
    foot: Sequence[Cell] = ()
    money: frozenset[int] = frozenset()
    base: str = ""

    @property
    def links(self) -> list[str]:
        return [f"{self.base}{code}/" for code in self.codes] if self.base else []

    def on_paper(self, size: float = 9.5, row_mm: float = 0) -> Block:
        rows = [self.written(row) for row in self.rows]
        foot = self.written(self.foot) if self.foot else []
        return table(self.columns, rows, foot=foot, links=self.links, size=size, row_mm=row_mm)

    def written(self, row: Sequence[Cell]) -> list[str]:
        """A row in words, as on paper."""
        return [_written(value, at in self.money) for at, value in enumerate(row)]


def _written(value: Cell, money: bool) -> str:
    if isinstance(value, str):
        return value
    if money:
        return rupiah(int(value))
    return angka(value, 2) if isinstance(value, Decimal) else angka(value)


_NUMBER = Column("No.", "9mm", "right")
_NAME = Column("Nama", "1fr")


def participants(of: Records) -> Listing:
    rows = [
        (
            n,
            e.person.full_name,
            _home(e),
            e.get_state_display(),
            tanggal(e.started_on),
            tanggal(e.ended_on) if e.ended_on else "",
        )
        for n, e in enumerate(of.enrolments, 1)
    ]
    columns = (_NUMBER, _NAME, Column("Kabupaten/kota", "34mm"), Column("Keadaan", "34mm"), Column("Mulai", "25mm"),
               Column("Berakhir", "25mm"))  # fmt: skip
    return Listing("Peserta", columns, rows, _people(of.enrolments), base=of.evidence_base)


def _people(rows: Iterable[Enrolment]) -> list[str]:
    return [f"P-{row.pk}" for row in rows]


def _home(one: Enrolment) -> str:
    home = one.person.home_regency
    return home.short_name if home else ""


def selection(of: Records) -> Listing:
    rows = [
        (a.rank or n, a.full_name, *_scores(of, a), _weighted(of, a), _outcome(a))
        for n, a in enumerate(of.applications, 1)
    ]
    stages = [Column(word, "20mm", "right") for word in ("Administrasi", "Tes tertulis", "Wawancara", "Nilai akhir")]
    columns = (Column("Urutan", "14mm", "right"), _NAME, *stages, Column("Hasil", "26mm"))
    return Listing("Seleksi", columns, rows, [f"A-{a.pk}" for a in of.applications], base=of.evidence_base)


def _scores(of: Records, one: Application) -> list[Cell]:
    held = of.scores.get(one.pk, {})
    told: list[Cell] = []
    for stage in (Stage.DOCUMENTS, Stage.TEST, Stage.INTERVIEW):
        score = held.get(stage)
        told.append("–" if score is None else "tidak hadir" if score.absent or score.score is None else score.score)
    return told


def _weighted(of: Records, one: Application) -> Cell:
    """Weighted by what was fixed when applications opened; a dash where a stage that counts has no score."""
    held = {stage: row.score for stage, row in of.scores.get(one.pk, {}).items() if row.score is not None}
    whole = total(held, of.selection.weights if of.selection else {})
    return "–" if whole is None else whole


def _outcome(one: Application) -> str:
    """What the selection decided; that somebody confirmed later is not on its record."""
    return str(ApplicationState.SELECTED.label if one.state == ApplicationState.CONFIRMED else one.get_state_display())


def meetings(of: Records) -> Listing:
    rows: list[tuple[Cell, ...]] = []
    for s in of.sessions:
        teacher = s.instructor.full_name or s.instructor.username if s.instructor else ""
        subject = s.topic or (s.unit.title if s.unit else "")
        rows.append((s.number, tanggal(s.held_on), subject, teacher, s.lesson_hours, s.get_state_display()))
    columns = (_NUMBER, Column("Tanggal", "31mm"), Column("Materi", "1fr"), Column("Instruktur", "40mm"),
               Column("Jam pelajaran", "18mm", "right"), Column("Keadaan", "24mm"))  # fmt: skip
    return Listing("Pertemuan", columns, rows, [f"T-{s.pk}" for s in of.sessions], base=of.evidence_base)


def attendance(of: Records) -> Listing:
    rows: list[tuple[Cell, ...]] = []
    for n, e in enumerate(of.enrolments, 1):
        seen = of.attended[e.pk]
        counts = [seen.marks[mark] for mark in _MARKS]
        rows.append(
            (
                n,
                e.person.full_name,
                *counts,
                seen.unmarked,
                seen.held,
                f"{seen.percent}%" if seen.percent is not None else "–",
            )
        )
    words = (*_MARKS.values(), "Belum dicatat", "Pertemuan", "Persen hadir")
    columns = (_NUMBER, _NAME, *(Column(word, "19mm", "right") for word in words))
    return Listing("Kehadiran", columns, rows, _people(of.enrolments), base=of.evidence_base)


def phases(of: Records) -> Listing:
    """Of a blended class: what was held, attended and passed in each phase, and where people were lost."""
    rows: list[tuple[Cell, ...]] = [
        (n, one.label.capitalize(), one.held, one.meetings, one.hours, f"{one.percent}%" if one.percent is not None else "–",
         one.entered, len(one.passed) if one.is_over else "–", len(one.lost))
        for n, one in enumerate(of.phases, 1)
    ]  # fmt: skip
    columns = (_NUMBER, Column("Tahap", "1fr"), Column("Terlaksana", "22mm", "right"), Column("dari", "14mm", "right"),
               Column("Jam pelajaran", "20mm", "right"), Column("Hadir", "16mm", "right"), Column("Masuk tahap", "18mm", "right"),
               Column("Lulus tahap", "18mm", "right"), Column("Berhenti", "19mm", "right"))  # fmt: skip
    return Listing("Tahap", columns, rows, [f"F-{one.phase}" for one in of.phases], base=of.evidence_base)


def results(of: Records) -> Listing:
    rows: list[tuple[Cell, ...]] = []
    for n, e in enumerate(of.enrolments, 1):
        paper = of.certificates.get(e.pk)
        valid = paper is not None and paper.state == CertificateState.ISSUED
        number = "" if paper is None else paper.number if valid else f"{paper.number} ({paper.get_state_display()})"
        rows.append(
            (n, e.person.full_name, competent_units(of.results[e.pk]), len(of.units), e.get_state_display(), number)
        )
    columns = (_NUMBER, _NAME, Column("Unit kompeten", "20mm", "right"), Column("dari", "12mm", "right"),
               Column("Keputusan", "38mm"), Column("Nomor sertifikat", "46mm"))  # fmt: skip
    return Listing("Hasil dan sertifikat", columns, rows, _people(of.enrolments), base=of.evidence_base)


def allowance(of: Records) -> Listing:
    """What the treasurer's list says, to be signed for; a part that nobody is owed has no column."""
    owed = of.allowances
    parts = [(word, pick) for word, pick in _PARTS if any(pick(row) for row in owed.rows)]
    rows: list[tuple[Cell, ...]] = []
    for n, row in enumerate(owed.rows, 1):
        amounts = (*(pick(row) for _word, pick in parts), row.amount if parts else "")
        rows.append((n, row.enrolment.person.full_name, row.on_site, row.online, *amounts, f"{n}. …………………"))
    columns = (_NUMBER, _NAME, Column("Hari hadir", "18mm", "right"), Column("Hari daring", "18mm", "right"),
               *(Column(word, "30mm", "right") for word, _pick in parts), Column("Diterima", "32mm", "right"),
               Column("Tanda tangan", "46mm"))  # fmt: skip
    foot: tuple[Cell, ...] = (
        "", "Jumlah", sum(row.on_site for row in owed.rows), sum(row.online for row in owed.rows),
        *(sum(pick(row) for row in owed.rows) for _word, pick in parts), owed.total if parts else "", "",
    )  # fmt: skip
    codes = [f"U-{row.enrolment.pk}" for row in owed.rows]
    return Listing("Uang saku", columns, rows, codes, foot, frozenset(range(4, 5 + len(parts))), of.evidence_base)


_PARTS: tuple[tuple[str, Callable[[Allowance], int]], ...] = (
    ("Transpor", lambda row: row.transport), ("Makan", lambda row: row.meal), ("Bantuan kuota", lambda row: row.data),
)  # fmt: skip


def equipment(of: Records) -> Listing:
    rows: list[tuple[Cell, ...]] = []
    for n, e in enumerate(of.equipment, 1):
        many: Cell = "" if e.quantity is None else e.quantity
        rows.append((n, e.name, e.room.name if e.room else "", many, e.get_condition_display(), e.note))
    columns = (_NUMBER, Column("Peralatan", "1fr"), Column("Ruang", "34mm"), Column("Jumlah", "16mm", "right"),
               Column("Keadaan", "28mm"), Column("Catatan", "34mm"))  # fmt: skip
    return Listing("Peralatan", columns, rows, [f"E-{e.pk}" for e in of.equipment], base=of.evidence_base)


def units(of: Records) -> Listing:
    rows: list[tuple[Cell, ...]] = []
    for n, u in enumerate(of.units, 1):
        competent = sum(
            of.results[e.pk][u.pk].verdict == "competent" for e in of.enrolments if u.pk in of.results[e.pk]
        )
        judged = sum(u.pk in of.results[e.pk] for e in of.enrolments)
        rows.append((n, u.unit.code if u.unit else "–", u.title, u.theory_hours, u.practice_hours, competent, judged))
    columns = (_NUMBER, Column("Kode unit", "34mm"), Column("Judul", "1fr"), Column("Teori", "14mm", "right"),
               Column("Praktik", "15mm", "right"), Column("Kompeten", "19mm", "right"), Column("dinilai", "15mm", "right"))  # fmt: skip
    return Listing("Hasil per unit", columns, rows, [f"K-{u.pk}" for u in of.units], base=of.evidence_base)


def certificates(of: Records) -> Listing:
    rows: list[tuple[Cell, ...]] = []
    held = [(e, of.certificates[e.pk]) for e in of.enrolments if e.pk in of.certificates]
    for n, (e, paper) in enumerate(held, 1):
        rows.append((n, e.person.full_name, paper.number, tanggal(paper.issued_on), paper.get_state_display()))
    columns = (_NUMBER, _NAME, Column("Nomor sertifikat", "52mm"), Column("Terbit", "30mm"), Column("Keadaan", "28mm"))
    return Listing("Sertifikat", columns, rows, [f"S-{paper.pk}" for _e, paper in held], base=of.evidence_base)


def spending(of: Records) -> Listing:
    """What was paid for the package, each payment with its post and whether its receipt is on file."""
    rows: list[tuple[Cell, ...]] = [
        (n, tanggal(s.paid_on), s.get_post_display() or "belum dipilah", s.note, receipt_word(s), s.amount)
        for n, s in enumerate(of.spendings, 1)
    ]
    columns = (_NUMBER, Column("Dibayar", "27mm"), Column("Pos belanja", "36mm"), Column("Untuk apa", "1fr"),
               Column("Kuitansi", "22mm"), Column("Jumlah", "30mm", "right"))  # fmt: skip
    foot: tuple[Cell, ...] = ("", "Jumlah", "", "", "", of.spent)
    codes = [f"B-{s.pk}" for s in of.spendings]
    return Listing("Belanja", columns, rows, codes, foot, frozenset({5}), of.evidence_base)


def receipt_word(one: Spending) -> str:
    if one.receipt is None:
        return "belum ada"
    return "masa simpan lewat" if one.receipt.deleted_at else "ada"


LISTS: Mapping[str, Callable[[Records], Listing]] = {
    "participants": participants, "selection": selection, "meetings": meetings, "attendance": attendance, "phases": phases,
    "results": results, "units": units, "certificates": certificates, "allowance": allowance, "equipment": equipment,
    "spending": spending,
}  # fmt: skip
"""In the order of the file; the name is that of the address."""
