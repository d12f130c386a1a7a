"""The sheet of a sample on paper: what was drawn, how to draw it again, who opened what, what was found."""

from collections import Counter
from zoneinfo import ZoneInfo

from django.utils import translation

from balai.accounts.queries import names_of
from balai.kernel.formats import angka, tanggal, waktu
from balai.kernel.papers.blocks import (
    Block,
    Column,
    Paper,
    Signing,
    bound,
    facts,
    heading,
    note,
    signatures,
    table,
)
from balai.papers.enums import Finding
from balai.papers.evidence import LINE_WORDS
from balai.papers.models import Sample, SampleLine
from balai.papers.records import head_of
from balai.papers.writing import WORDS

TITLE = "Lembar pemeriksaan contoh"
HOW = (
    "Cara mengulang: untuk setiap baris hitung SHA-256 dari “angka undian:nomor kelas:kode baris”, urutkan dari yang terkecil, lalu "
    "ambil sebanyak jumlah barisnya. Angka yang sama atas catatan yang sama selalu memilih baris yang sama."
)


def sheet_pdf(sample: Sample) -> bytes:
    """sample: with mandate__body, mandate__giver, batch. No name of a trainee stands on it; a line is opened by its code."""
    with translation.override("id"):
        lines = list(sample.lines.select_related("batch", "answer").prefetch_related("openings"))
        signing = Signing("Pemeriksa", names_of([sample.drawn_by]).get(sample.drawn_by, ""))
        blocks: list[Block] = [facts(_about(sample)), note(HOW), heading("Baris dan temuan"), _lines(sample, lines),
                               heading("Ringkasan"), facts(_counted(lines)), signatures([signing])]  # fmt: skip
        paper = Paper(TITLE, blocks, head_of(sample.mandate.body), sample.mandate.letter_number, landscape=True)
        return bound([paper], title=TITLE, author=sample.mandate.body.name, footer=f"{TITLE} · angka undian {sample.seed}",
                     words=WORDS, day=sample.drawn_at.date())  # fmt: skip


def _about(sample: Sample) -> list[tuple[str, str]]:
    mandate = sample.mandate
    kinds = ", ".join(str(LINE_WORDS[kind]) for kind in sample.kinds)
    return [
        ("Surat tugas", f"{mandate.letter_number}, dari {mandate.giver.name}"),
        ("Berlaku", f"{tanggal(mandate.valid_from)} sampai {tanggal(mandate.valid_to)}"),
        ("Yang diperiksa", sample.batch.title if sample.batch else f"semua kelas tahun {sample.year}, {mandate.get_scope_display()}"),
        ("Jenis baris", kinds), ("Angka undian", sample.seed),
        ("Diundi", waktu(sample.drawn_at, ZoneInfo(mandate.giver.zone))),
        ("Temuan dikirim ke balai", waktu(sample.sent_at, ZoneInfo(mandate.giver.zone)) if sample.sent_at else "belum"),
        ("Diundi dari", f"{angka(sample.pool)} baris"), ("Sidik kumpulan baris", sample.pool_sum),
    ]  # fmt: skip


def _lines(sample: Sample, lines: list[SampleLine]) -> Block:
    zone = ZoneInfo(sample.mandate.giver.zone)
    rows = []
    for line in lines:
        opened = min((one.opened_at for one in line.openings.all()), default=None)
        rows.append((str(line.number), line.code, str(LINE_WORDS[line.code[0]]), line.batch.title,
                     waktu(opened, zone) if opened else "belum dibuka", line.get_finding_display(), line.note,
                     _answer(sample, line, zone)))  # fmt: skip
    columns = (Column("No.", "9mm", "right"), Column("Kode", "24mm"), Column("Jenis", "28mm"), Column("Kelas", "1fr"),
               Column("Dibuka", "28mm"), Column("Temuan", "22mm"), Column("Catatan", "52mm"), Column("Jawaban balai", "52mm"))  # fmt: skip
    return table(columns, rows, size=9, row_mm=7)


def _answer(sample: Sample, line: SampleLine, zone: ZoneInfo) -> str:
    answer = getattr(line, "answer", None)
    if answer is not None:
        return f"{answer.text} ({tanggal(answer.answered_at.astimezone(zone).date())}{', dengan lampiran' if answer.file_id else ''})"
    if sample.sent_at is None or line.finding == Finding.FITS:
        return ""
    return "belum dijawab"


def _counted(lines: list[SampleLine]) -> list[tuple[str, str]]:
    found = Counter(line.finding for line in lines)
    told = [(str(Finding(key).label).capitalize(), f"{found[key]} baris") for key in Finding.values]
    return [*told, ("Belum diperiksa", f"{found['']} baris")]
