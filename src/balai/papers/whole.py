"""Berkas pertanggungjawaban (SPJ): everything a class owes as one PDF with a table of contents, and as one workbook."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from balai.funding.queries import guide_of
from balai.kernel.formats import rupiah, tanggal
from balai.kernel.papers.blocks import Block, Column, Cover, Paper, heading, note, table
from balai.kernel.tables.written import WIDTH, SheetOut, write_book
from balai.papers import lists
from balai.papers.catalogue import SHEETS
from balai.papers.contents.said import Said
from balai.papers.enums import WITH_SCORES, PaperKind
from balai.papers.lists import Listing
from balai.papers.models import ClassPaper
from balai.papers.records import Records
from balai.papers.writing import paper_of, pdf_of, said_on

TITLE = "Berkas pertanggungjawaban"
ONLY_WHEN_MADE = (PaperKind.MINUTES, PaperKind.INVITATION)
NEVER = (PaperKind.SIGNING_SHEETS,)


def whole_pdf(records: Records, made: dict[str, ClassPaper], day: date, *, scores: bool) -> bytes:
    """made: newest version of each kind. scores: with the selection record, for who may read applications."""
    with translation.override("id"):
        kinds = [kind for kind in SHEETS if _belongs(records, made, kind, scores)]
        papers = [_one(records, made.get(kind), kind, day) for kind in kinds]
        return pdf_of(records, papers, day, TITLE, _cover(records, made, day))


def _belongs(records: Records, made: dict[str, ClassPaper], kind: str, scores: bool) -> bool:
    if kind in NEVER or (kind in ONLY_WHEN_MADE and kind not in made) or (kind in WITH_SCORES and not scores):
        return False
    return not SHEETS[kind].needs(records)


def _one(records: Records, paper: ClassPaper | None, kind: str, day: date) -> Paper:
    return paper_of(records, kind, said_on(paper) if paper else Said(day, place=records.place))


def _cover(records: Records, made: dict[str, ClassPaper], day: date) -> Cover:
    batch, line = records.batch, records.batch.package.fund_line
    guide = guide_of(line)
    told = [("Petunjuk operasional (POK)", f"{guide.number}, versi {guide.version}")] if guide else []
    facts = [
        ("Pelatihan", batch.title), ("Program", batch.curriculum.programme.title),
        ("Masa", f"{tanggal(batch.starts_on)} sampai {tanggal(batch.ends_on)}"),
        ("Sumber dana", f"{line.get_source_display()} {line.year}: {line.title}" if line else ""), *told,
        ("Nilai paket", rupiah(batch.package.cost)), ("Dicetak", tanggal(day)),
    ]  # fmt: skip
    return Cover(
        TITLE, batch.title, facts, records.head, [heading("Berkas yang sudah dibuat"), _made(made), note(_EVIDENCE)]
    )


_EVIDENCE = (
    "Isi daftar berasal dari catatan pada hari dicetak. Nomor di depan setiap baris membuka bukti di belakangnya di Balai, "
    "bagi yang berwenang: siapa mencatat, kapan, dan berkas apa yang menyertainya."
)


def _made(made: dict[str, ClassPaper]) -> Block:
    rows = []
    for kind, paper in made.items():
        signed = tanggal(paper.scanned_at) if paper.scanned_at else "belum"
        rows.append((PaperKind(kind).label.capitalize(), paper.letter_number or "–", tanggal(paper.dated_on), signed))
    columns = (
        Column("Berkas", "1fr"),
        Column("Nomor surat", "40mm"),
        Column("Bertanggal", "32mm"),
        Column("Pindaian dipasang", "34mm"),
    )
    return table(columns, rows or [("belum ada", "", "", "")])


def whole_workbook(records: Records, day: date, *, scores: bool) -> bytes:
    """A sheet a list, each line with the address of its evidence; the same records give the same bytes."""
    with translation.override("id"):
        sheets = [_sheet(one, records.batch.title) for one in _listings(records, scores)]
        return write_book(sheets, title=TITLE, author=records.batch.centre.name, day=day)


def _listings(records: Records, scores: bool) -> Sequence[Listing]:
    found = [make(records) for make in lists.LISTS]
    return [found[0], lists.selection(records), *found[1:]] if scores else found


def _sheet(one: Listing, title: str) -> SheetOut:
    heads = [column.label for column in one.columns]
    rows = [list(row) for row in one.rows]
    if any(one.links):
        heads.append("Bukti")
        rows = [[*row, link] for row, link in zip(rows, one.links, strict=True)]
    foot = [list(one.foot)] if one.foot else []
    widths = [34 if label in _LONG else 46 if label == "Bukti" else WIDTH for label in heads]
    return SheetOut(one.title, heads, [*rows, *foot], (f"{one.title}: {title}", ""), widths, bool(foot))


_LONG = ("Nama", "Judul", "Materi", "Peralatan", "Nomor sertifikat")
