"""Papers while the class runs and at its end: minutes, attendance, results, allowance."""

from collections.abc import Iterator, Sequence

from balai.kernel.formats import angka, rupiah, tanggal
from balai.kernel.papers.blocks import (
    Block,
    Column,
    Paper,
    Signing,
    facts,
    heading,
    lines,
    note,
    numbered,
    signatures,
    table,
    text,
)
from balai.papers import lists
from balai.papers.contents.said import Said
from balai.papers.records import Records
from balai.training.enums import Mark, SessionState
from balai.training.models import TrainingSession

DAYS_A_SHEET = 5
DAYS_A_GRID = 20
ROWS_A_PAGE = 28


def minutes(of: Records, said: Said) -> Paper:
    batch = of.batch
    when = [
        ("Rapat", said.text("occasion") or f"Persiapan pelatihan {batch.title}"),
        ("Hari, tanggal", said.text("day") or tanggal(said.dated_on, weekday=True)), ("Pukul", said.text("clock")),
        ("Tempat", said.text("venue") or batch.venue), ("Pemimpin rapat", said.signatory), ("Notulis", said.text("writer")),
        ("Yang hadir", said.text("present")),
    ]  # fmt: skip
    blocks: list[Block] = [facts(when)]
    for title, key in (("Acara", "agenda"), ("Pembahasan", "discussion"), ("Keputusan dan tindak lanjut", "decisions")):
        rows = said.rows(key)
        blocks += [heading(title), numbered(rows) if rows else lines(4)]
    blocks.append(signatures([Signing("Notulis", said.text("writer")), said.signing("Pemimpin rapat", as_well=True)]))
    return Paper("Notulen", blocks, of.head, said.letter_number, batch.title)


def signing_sheets(of: Records, said: Said) -> Paper:
    """To be signed by hand, five days a sheet; who has a seat stands on it."""
    days = [s for s in of.sessions if s.state != SessionState.CANCELLED]
    names = [e.person.full_name for e in of.sitting]
    blocks: list[Block] = [facts(_about(of))]
    for first, some in enumerate(_by(days, DAYS_A_SHEET)):
        if first:
            blocks.append({"kind": "break"})
        blocks.append(_to_sign(names, some))
    blocks.append(signatures([said.signing("Penanggung jawab pelatihan", dated=False, as_well=True)], room_mm=15))
    return Paper("Daftar hadir", blocks, of.head, said.letter_number, of.batch.title, numbered=False, landscape=True)


def _about(of: Records) -> list[tuple[str, str]]:
    batch = of.batch
    span = f"{tanggal(batch.starts_on)} sampai {tanggal(batch.ends_on)}"
    return [("Pelatihan", batch.title), ("Masa", span), ("Tempat", batch.venue or batch.centre.name)]


def _to_sign(names: Sequence[str], days: Sequence[TrainingSession]) -> Block:
    heads = [Column(f"{s.number}. {s.held_on.strftime('%d-%m-%Y')}", "1fr", "center") for s in days]
    heads += [Column("", "1fr", "center")] * (DAYS_A_SHEET - len(days))  # as wide as the others; room for a make-up
    columns = (Column("No.", "9mm", "right"), Column("Nama", "68mm"), *heads)
    rows = [(str(n), name, *("" for _day in heads)) for n, name in enumerate(names, 1)]
    rows.append(("", "Paraf instruktur", *("" for _day in heads)))
    return table(columns, rows, row_mm=6.4)


def _by(days: Sequence[TrainingSession], size: int) -> Iterator[Sequence[TrainingSession]]:
    for at in range(0, len(days), size):
        yield days[at : at + size]


def attendance(of: Records, said: Said) -> Paper:
    blocks: list[Block] = [facts(_about(of)), note(f"Dibuat dari catatan kehadiran. {lists.LEGEND}")]
    blocks += [_grid(of, some) for some in _by(of.held, DAYS_A_GRID)]
    if of.phases:
        blocks += [heading("Menurut tahap"), lists.phases(of).on_paper(9)]
    blocks += [
        heading("Rekapitulasi"),
        lists.attendance(of).on_paper(9),
        signatures([said.signing("Penanggung jawab pelatihan", as_well=True)]),
    ]
    return Paper("Daftar hadir dari catatan", blocks, of.head, said.letter_number, of.batch.title, landscape=True)


def _grid(of: Records, days: Sequence[TrainingSession]) -> Block:
    heads = [Column(s.held_on.strftime("%d/%m"), "9.4mm", "center") for s in days]
    rows = []
    for n, e in enumerate(of.enrolments, 1):
        marks = [of.marks.get((s.pk, e.pk)) for s in days]
        rows.append((str(n), e.person.full_name, *(lists.LETTERS[Mark(m.mark)] if m else "·" for m in marks)))
    base = of.evidence_base
    links = [f"{base}P-{e.pk}/" for e in of.enrolments] if base else []
    return table(
        (Column("No.", "9mm", "right"), Column("Nama", "58mm"), *heads),
        rows,
        links=links,
        size=8,
        whole=len(rows) <= ROWS_A_PAGE,
    )


def results(of: Records, said: Said) -> Paper:
    blocks: list[Block] = [
        facts([*_about(of), ("Jam pelajaran", angka(of.lesson_hours))]),
        heading("Peserta"), lists.results(of).on_paper(9), heading("Unit pelatihan"), lists.units(of).on_paper(9),
        note("Hasil menurut balai pelatihan. Sertifikat pelatihan bukan sertifikat kompetensi, yang diterbitkan lembaga sertifikasi."),
        signatures([said.signing(f"Kepala {of.batch.centre.name}")]),
    ]  # fmt: skip
    return Paper("Daftar hasil dan sertifikat pelatihan", blocks, of.head, said.letter_number, of.batch.title)


def allowance(of: Records, said: Said) -> Paper:
    listed = lists.allowance(of)
    line = of.batch.package.fund_line
    about = [*_about(of), ("Sumber dana", f"{line.get_source_display()} {line.year}: {line.title}" if line else ""),
             ("Kode anggaran", line.budget_code if line else "")]  # fmt: skip
    blocks: list[Block] = [facts(about), listed.on_paper(9.5, 9)]
    if of.allowances.total:
        blocks.append(text(f"Jumlah {rupiah(of.allowances.total)} ({in_words(of.allowances.total)})."))
    if of.allowances.unsettled:
        blocks.append(note(f"{of.allowances.unsettled} tanda hadir belum diputuskan; daftar ini belum final."))
    blocks.append(
        signatures(
            [Signing("Yang membayarkan, bendahara", said.text("treasurer")), said.signing("Mengetahui", as_well=True)]
        )
    )
    return Paper("Daftar penerimaan uang saku", blocks, of.head, said.letter_number, of.batch.title, landscape=True)


def in_words(amount: int) -> str:
    """1250000 -> "satu juta dua ratus lima puluh ribu rupiah"."""
    from lokal import terbilang  # noqa: PLC0415  # 0.2 s that no other page should pay

    return f"{terbilang(amount)} rupiah"
