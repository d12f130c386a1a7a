"""Berkas pertanggungjawaban (SPJ): everything a class owes as one PDF with a table of contents, and as one workbook."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.utils import translation

from balai.funding.queries import guide_of
from balai.kernel.formats import rupiah, tanggal
from balai.kernel.papers.blocks import Block, Column, Cover, Paper, heading, note, table
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
    """A sheet a list. Text is never read as a formula, an address or a number; the same records give the same bytes."""
    import xlsxwriter  # noqa: PLC0415  # only who downloads pays for it

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        {
            "title": TITLE,
            "author": records.batch.centre.name,
            "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
        }
    )
    formats = {"head": book.add_format({"bold": True, "bg_color": "#E3F0EE", "text_wrap": True, "valign": "top", "border": 1}),
               "foot": book.add_format({"bold": True, "top": 1}), "money": book.add_format({"num_format": "#,##0"}),
               "title": book.add_format({"bold": True, "font_size": 14})}  # fmt: skip
    with translation.override("id"):
        for one in _listings(records, scores):
            _sheet(book, formats, one, records.batch.title)
    book.close()
    return target.getvalue()


def _listings(records: Records, scores: bool) -> Sequence[Listing]:
    found = [make(records) for make in lists.LISTS]
    return [found[0], lists.selection(records), *found[1:]] if scores else found


def _sheet(book: object, formats: dict[str, object], one: Listing, title: str) -> None:
    sheet = book.add_worksheet(one.title[:31])  # type: ignore[attr-defined]
    sheet.write_string(0, 0, f"{one.title}: {title}", formats["title"])
    heads = [column.label for column in one.columns] + (["Bukti"] if any(one.links) else [])
    for at, label in enumerate(heads):
        sheet.write_string(2, at, label, formats["head"])
        sheet.set_column(
            at,
            at,
            34
            if label in ("Nama", "Judul", "Materi", "Peralatan", "Nomor sertifikat")
            else 46
            if label == "Bukti"
            else 15,
        )
    for n, row in enumerate(one.rows):
        for at, value in enumerate(row):
            sheet.write(3 + n, at, value, formats["money"] if at in one.money and value != "" else None)
        if one.links and one.links[n]:
            sheet.write_string(3 + n, len(one.columns), one.links[n])
    for at, value in enumerate(one.foot):
        sheet.write(3 + len(one.rows), at, value, formats["foot"])
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
