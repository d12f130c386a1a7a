"""Berkas pertanggungjawaban (SPJ): the papers a class made, as they were made, with their signed scans, what is missing by name,
and the money; as one PDF, and as one workbook."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import translation

from balai.funding.queries import guide_of
from balai.kernel.formats import rupiah, tanggal
from balai.kernel.papers.binding import bound_together, pages_of
from balai.kernel.papers.blocks import Block, Column, Cover, Paper, facts, heading, note, numbered, table, text
from balai.kernel.tables.written import WIDTH, SheetOut, write_book
from balai.papers import lists
from balai.papers.enclosed import Enclosed, Shown, enclosed, shown_lists
from balai.papers.models import ClassPaper
from balai.papers.records import Records
from balai.papers.writing import pdf_of
from balai.planning.enums import SpendingPost

TITLE = "Berkas pertanggungjawaban"
Made = Mapping[str, ClassPaper]


def whole_pdf(records: Records, made: Made, day: date, *, scores: bool) -> bytes:
    """made: newest version of each kind. scores: with the selection record, for who may read applications."""
    with translation.override("id"):
        papers = enclosed(records, made, scores=scores)
        front = _front(records, papers, day, 0)
        if any(one.parts for one in papers):
            front = _front(records, papers, day, pages_of(front))
        return bound_together([front, *(part.content for one in papers for part in one.parts)])


def _front(records: Records, papers: Sequence[Enclosed], day: date, sheets: int) -> bytes:
    """sheets: of the front itself, after which the enclosed papers are counted; 0 while it is not known."""
    inside = [Paper("Berkas yang dilampirkan", _register(papers, sheets), None, numbered=False),
              Paper("Yang belum ada", _missing(records, papers), None, numbered=False),
              Paper("Belanja", _money(records), None, numbered=False, landscape=True)]  # fmt: skip
    return pdf_of(records, inside, day, TITLE, _cover(records, day))


def _cover(records: Records, day: date) -> Cover:
    batch, line = records.batch, records.batch.package.fund_line
    guide = guide_of(line)
    told = [("Petunjuk operasional (POK)", f"{guide.number}, versi {guide.version}")] if guide else []
    about = [
        ("Pelatihan", batch.title), ("Program", batch.curriculum.programme.title),
        ("Masa", f"{tanggal(batch.starts_on)} sampai {tanggal(batch.ends_on)}"),
        ("Sumber dana", f"{line.get_source_display()} {line.year}: {line.title}" if line else ""), *told,
        ("Nilai paket", rupiah(batch.package.cost)), ("Sudah dibayarkan", rupiah(records.spent)), ("Dicetak", tanggal(day)),
    ]  # fmt: skip
    return Cover(TITLE, batch.title, about, records.head, [note(_EVIDENCE)])


_EVIDENCE = (
    "Berkas di belakang daftar ini dilampirkan seperti pada hari dibuat, diikuti pindaian bertanda tangannya bila sudah dipasang. "
    "Nomor di depan setiap baris membuka bukti di belakangnya di Balai, bagi yang berwenang: siapa mencatat, kapan, dan berkas "
    "apa yang menyertainya."
)


def _register(papers: Sequence[Enclosed], sheets: int) -> list[Block]:
    rows, sums, at = [], [], sheets
    for one in papers:
        if one.paper is None:
            continue
        paper, begins = one.paper, str(at + 1) if sheets and one.parts else "–"
        signed = tanggal(paper.scanned_at) if paper.scanned_at else "belum"
        rows.append((one.name, str(paper.version), paper.letter_number or "–", tanggal(paper.dated_on),
                     tanggal(paper.made_at), signed, begins))  # fmt: skip
        sums += [(f"{one.name}{word}", part.sha256) for word, part in (("", one.pdf), (", pindaian", one.scan)) if part]
        at += sum(part.sheets for part in one.parts)
    columns = (Column("Berkas", "1fr"), Column("Versi", "13mm", "right"), Column("Nomor surat", "34mm"),
               Column("Bertanggal", "27mm"), Column("Dibuat", "27mm"), Column("Pindaian", "27mm"),
               Column("Lembar", "17mm", "right"))  # fmt: skip
    if not rows:
        return [text("Belum ada berkas yang dibuat.")]
    marks = table((Column("Berkas", "46mm"), Column("SHA-256", "1fr")), sums, size=8)
    return [table(columns, rows, size=9), heading("Sidik berkas (SHA-256), untuk mencocokkan isinya"), marks]


def _missing(records: Records, papers: Sequence[Enclosed]) -> list[Block]:
    told = [f"{one.name}: {'; '.join(one.lacks)}." for one in papers if one.lacks]
    told += [
        f"Kuitansi {rupiah(paid.amount)}, {tanggal(paid.paid_on)} ({paid.note}): {lists.receipt_word(paid)}."
        for paid in records.spendings
        if lists.receipt_word(paid) != "ada"
    ]
    return [numbered(told) if told else text("Tidak ada: semua berkas sudah dibuat dan dipasangi pindaian.")]


def _money(records: Records) -> list[Block]:
    package, paid = records.batch.package, records.spent
    told = [
        ("Nilai paket (anggaran)", rupiah(package.cost)),
        ("Sudah dibayarkan", rupiah(paid)),
        ("Sisa", rupiah(package.cost - paid)),
    ]
    if records.classes > 1:
        told.append(("Untuk", f"{records.classes} kelas dari paket ini; belanja dicatat untuk paketnya"))
    if not records.spendings:
        return [facts(told), text("Belum ada belanja yang dicatat.")]
    sums: Counter[str] = Counter()
    for one in records.spendings:
        sums[one.post] += one.amount
    posts = [(_post(post), rupiah(amount)) for post, amount in sums.most_common()]
    columns = (Column("Pos belanja", "80mm"), Column("Jumlah", "40mm", "right"))
    return [facts(told), lists.spending(records).on_paper(9), heading("Menurut pos"),
            table(columns, posts, foot=("Jumlah", rupiah(paid)), size=9)]  # fmt: skip


def _post(post: str) -> str:
    return str(SpendingPost(post).label) if post else "belum dipilah"


def whole_workbook(records: Records, made: Made, day: date, *, scores: bool) -> bytes:
    """A sheet a list as its paper froze it, each line with the address of its evidence; then the papers and what is missing. The
    same papers give the same bytes."""
    with translation.override("id"):
        sheets = [_sheet(one, records.batch.title) for one in shown_lists(records, made, scores=scores)]
        papers = enclosed(records, made, scores=scores)
        return write_book([*sheets, _papers_sheet(papers)], title=TITLE, author=records.batch.centre.name, day=day)


def _sheet(shown: Shown, title: str) -> SheetOut:
    one = shown.listing
    heads = [column.label for column in one.columns]
    rows = [list(row) for row in one.rows]
    if any(one.links):
        heads.append("Bukti")
        rows = [[*row, link] for row, link in zip(rows, one.links, strict=True)]
    foot = [list(one.foot)] if one.foot else []
    widths = [34 if label in _LONG else 46 if label == "Bukti" else WIDTH for label in heads]
    return SheetOut(one.title, heads, [*rows, *foot], (f"{one.title}: {title}", shown.origin), widths, bool(foot))


def _papers_sheet(papers: Sequence[Enclosed]) -> SheetOut:
    heads = (
        "Berkas",
        "Versi",
        "Nomor surat",
        "Bertanggal",
        "Dibuat",
        "SHA-256 berkas",
        "SHA-256 pindaian",
        "Yang belum ada",
    )
    rows = [
        [
            one.name,
            one.paper.version if one.paper else None,
            one.paper.letter_number if one.paper else "",
            one.paper.dated_on if one.paper else None,
            tanggal(one.paper.made_at) if one.paper else "",
            one.pdf.sha256 if one.pdf else "",
            one.scan.sha256 if one.scan else "",
            "; ".join(one.lacks),
        ]
        for one in papers
    ]
    return SheetOut(
        "Berkas", heads, rows, ("Berkas yang menjadi kewajiban kelas ini", ""), (34, 8, 22, 14, 18, 66, 66, 60)
    )


_LONG = ("Nama", "Judul", "Materi", "Peralatan", "Nomor sertifikat", "Untuk apa")
