"""From the records of a meeting to its papers, always in Indonesian. Parties bear the name they had when they joined the period."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from balai.collaboration.enums import MeetingPaperKind
from balai.collaboration.models import Convening, MinutesWord
from balai.collaboration.queries.addenda import addenda_of
from balai.collaboration.queries.convening import with_writer
from balai.kernel.formats import tanggal, waktu, zone_name
from balai.kernel.papers.blocks import (
    Block,
    Column,
    Head,
    Paper,
    bound,
    facts,
    heading,
    letter,
    lines,
    numbered,
    signatures,
    table,
    text,
)
from balai.papers.contents.said import Said
from balai.papers.writing import WORDS

EMPTY_ROWS = 12
"""Lines left to sign on for those who come unannounced."""


def meeting_paper_pdf(convening: Convening, kind: str, said: Said) -> bytes:
    with translation.override("id"):
        paper = _WRITERS[MeetingPaperKind(kind)](convening, said)
        title = f"{paper.title} · {convening.meeting.title}"
        return bound([paper], title=title, author=str(_owner(convening)), footer=title, words=WORDS, day=said.dated_on)


def _owner(convening: Convening) -> str:
    kept = convening.meeting.period.collaboration
    return kept.owner.name if kept.owner else kept.title


def _head(convening: Convening) -> Head:
    kept = convening.meeting.period.collaboration
    owner = kept.owner
    place = owner.region.full_name if owner and owner.region else ""
    return Head(kept.title if owner and owner.name != kept.title else "", _owner(convening), (place,))


def _when(convening: Convening) -> list[tuple[str, str]]:
    zone = ZoneInfo(convening.zone)
    begins, ends = convening.starts_at.astimezone(zone), convening.ends_at.astimezone(zone)
    same_day = begins.date() == ends.date()
    clock = f"{begins:%H.%M} sampai {ends:%H.%M} {zone_name(begins)}" if same_day else (
        f"{begins:%H.%M} {zone_name(begins)} sampai {waktu(convening.ends_at, zone)}"
    )  # fmt: skip
    where = "; ".join(part for part in (convening.place, convening.join_url) if part)
    return [("Acara", convening.meeting.title), ("Hari, tanggal", tanggal(begins, weekday=True)), ("Pukul", clock),
            ("Tempat", where)]  # fmt: skip


def _agenda(convening: Convening) -> list[Block]:
    points = [row.text for row in convening.points.order_by("position")]
    if points:
        return [heading("Agenda"), numbered(points)]
    return [heading("Agenda"), *(text(row) for row in convening.agenda.splitlines())] if convening.agenda else []


def _invitation(convening: Convening, said: Said) -> Paper:
    names = [row.member.name for row in convening.invitations.select_related("member").order_by("member__name", "pk")]
    top = [("Nomor", said.letter_number), ("Lampiran", "1 lembar"), ("Hal", f"Undangan {convening.meeting.title}")]
    blocks: list[Block] = [
        letter(top, ["Yth. pihak yang namanya tercantum dalam lampiran", "di tempat"], said.place_date),
        text("Dengan hormat,"), text("Kami mengundang Saudara hadir pada:", indent=True), facts(_when(convening)),
        *_agenda(convening),
        text("Atas perhatian dan kehadiran Saudara, kami ucapkan terima kasih.", indent=True),
        signatures([said.signing(f"Sekretaris {convening.meeting.period.collaboration.title}", dated=False)]),
        {"kind": "break"}, heading("Lampiran: yang diundang"),
        table((Column("No.", "10mm", "right"), Column("Pihak", "1fr")), _counted(names) or [("", "belum ada yang diundang")]),
    ]  # fmt: skip
    return Paper("Undangan", blocks, _head(convening), said.letter_number, letter=True)


def _counted(names: list[str]) -> list[tuple[str, str]]:
    return [(str(n), name) for n, name in enumerate(names, 1)]


def _attendance(convening: Convening, said: Said) -> Paper:
    """Before the meeting a sheet to sign; afterwards who came, with room for those who sign."""
    present = list(convening.present.select_related("member").order_by("member__name", "name_key"))
    rows = [(str(n), row.member.name, row.name, row.position, _how(row.mediated)) for n, row in enumerate(present, 1)]
    if not rows:
        invited = convening.invitations.select_related("member").order_by("member__name", "pk")
        rows = [(str(n), row.member.name, "", "", "") for n, row in enumerate(invited, 1)]
        rows += [(str(len(rows) + n), "", "", "", "") for n in range(1, EMPTY_ROWS + 1)]
    columns = (Column("No.", "9mm", "right"), Column("Pihak", "1fr"), Column("Nama", "1fr"), Column("Jabatan", "1fr"),
               Column("Cara hadir", "22mm"), Column("Tanda tangan", "32mm"))  # fmt: skip
    blocks: list[Block] = [
        facts(_when(convening)), table(columns, [(*row, "") for row in rows], row_mm=8),
        signatures([said.signing("Sekretaris", as_well=True)]),
    ]  # fmt: skip
    return Paper("Daftar hadir", blocks, _head(convening), said.letter_number, landscape=True)


def _how(mediated: bool | None) -> str:
    return "" if mediated is None else "daring" if mediated else "tatap muka"


def _minutes(convening: Convening, said: Said) -> Paper:
    present = convening.present.select_related("member").order_by("member__name", "name_key")
    there = [f"{row.member.name}: {row.name}{', ' + row.position if row.position else ''}" for row in present]
    words = MinutesWord.objects.filter(convening=convening, version=convening.minutes_version)
    blocks: list[Block] = [facts(_when(convening)), *_agenda(convening), heading("Yang hadir")]
    blocks.append(numbered(there) if there else lines(3))
    blocks.append(heading("Notulen"))
    blocks += [text(row) for row in convening.minutes.splitlines() if row.strip()]
    blocks.append(heading("Jawaban para pihak"))
    said_by = [_word(row) for row in with_writer(words.select_related("member")).order_by("member__name", "pk")]
    blocks.append(numbered(said_by) if said_by else text("Belum ada pihak yang menjawab."))
    blocks += _addenda(convening)
    blocks.append(signatures([said.signing("Sekretaris", as_well=True)]))
    return Paper("Notulen", blocks, _head(convening), said.letter_number, convening.meeting.title)


def _addenda(convening: Convening) -> list[Block]:
    """Under the minutes as they were closed: what was added since, by whom, and what the parties say of it."""
    views = addenda_of(convening)
    blocks: list[Block] = [heading("Catatan susulan")] if views else []
    zone = ZoneInfo(convening.zone)
    for one in views:
        row = one.row
        who = row.author.name if row.author else "sekretariat"
        head = f"{row.number}. {row.get_kind_display().capitalize()}, {tanggal(row.at.astimezone(zone))}, oleh {who}"
        blocks += [text(head), *(text(line, indent=True) for line in row.text.splitlines() if line.strip())]
        said = [_word(word) for word in one.words] + [f"{member.name}: belum menjawab" for member in one.silent]
        closed = f"Ditutup {tanggal(row.closed_at.astimezone(zone))}." if row.closed_at else "Masih menunggu jawaban."
        blocks.append(text(f"{closed} {'; '.join(said)}."))
    return blocks


def _word(row: Any) -> str:
    """row: a word on minutes or on an addendum, with its writer."""
    name = f"{row.member.name} (dituliskan {row.writer})" if row.writer else row.member.name
    return f"{name}: setuju" if row.agrees else f"{name}: keberatan. {row.text}"


_WRITERS = {
    MeetingPaperKind.INVITATION: _invitation,
    MeetingPaperKind.ATTENDANCE: _attendance,
    MeetingPaperKind.MINUTES: _minutes,
}
