"""An assessment as a paper to sign: both frameworks in three columns, every row it cites in the annex. Always in Indonesian.

Who said something stays out of it: statements are cited by their code and words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation

from balai.collaboration.assessment import signs
from balai.collaboration.assessment.assess import Assessment
from balai.collaboration.assessment.book import Book, Row
from balai.collaboration.enums import Framework
from balai.collaboration.enums.adaptations import Effect, FindingState
from balai.collaboration.models import Adaptation, Period
from balai.collaboration.queries.adaptations import label_of
from balai.collaboration.queries.period_page import TableFact
from balai.collaboration.tables import BY_NAME
from balai.kernel.formats import tanggal
from balai.kernel.papers.blocks import (
    Block,
    Column,
    Head,
    Paper,
    Signing,
    bound,
    facts,
    heading,
    note,
    numbered,
    signatures,
    table,
    text,
)
from balai.papers.writing import WORDS

TELLING = ("title", "text", "name", "item", "finding", "note", "measure")
DAYS = ("date", "start", "due", "raised_on", "promised_on", "valid_from", "as_of")
"""Columns that tell which row it is, and when; never who spoke."""
COMPLETE = {"yes": "lengkap", "no": "tidak lengkap", "": "tidak dinyatakan"}


@dataclass(slots=True)
class Report:
    """as_of: the day up to which the book was read. concluded: by subject, what a researcher concluded, in words.
    frameworks that have no word in `concluded` say so in the third column."""

    period: Period
    found: Assessment
    book: Book
    as_of: date
    digest: str
    tables: Sequence[TableFact]
    adaptations: Sequence[Adaptation] = ()
    concluded: Mapping[str, str] = field(default_factory=dict)


def report_pdf(report: Report) -> bytes:
    """The same book, read up to the same day by the same rules, gives the same bytes."""
    with translation.override("id"):
        kept = report.period.collaboration
        title = f"Laporan penilaian · {kept.title}"
        paper = Paper(
            "Laporan penilaian kerja sama", _blocks(report), _head(report), subtitle=kept.title, landscape=True
        )
        author = kept.owner.name if kept.owner else kept.title
        return bound([paper], title=title, author=author, footer=title, words=WORDS, day=report.as_of)


def _head(report: Report) -> Head:
    kept = report.period.collaboration
    owner = kept.owner
    place = owner.region.full_name if owner and owner.region else ""
    name = owner.name if owner else kept.title
    return Head("", name, (place,))


def _blocks(report: Report) -> list[Block]:
    cited: set[str] = set()
    blocks: list[Block] = [
        facts(_facts(report)),
        text(
            "Tanda dari catatan, kata para pihak dan kesimpulan peneliti dijajarkan dan tidak pernah dirata-ratakan. "
            "Ketiadaan hanya dibaca sebagai tidak ada di tabel yang dinyatakan lengkap."
        ),
        heading("Kelengkapan catatan"), _completeness(report),
    ]  # fmt: skip
    for framework in Framework:
        blocks += [heading(str(framework.label)), _columns(report, report.found.of(framework), cited)]
    blocks += _differing(report)
    blocks += _factors("Yang menghambat", report.found.inhibiting, cited)
    blocks += _factors("Yang mendukung", report.found.supporting, cited)
    blocks += [heading("Perlu dijawab"), _alarms(report, cited), heading("Temuan yang dijawab dengan keputusan")]
    blocks.append(_adaptations(report, cited))
    blocks += [heading("Yang tidak dapat dilihat dari catatan"), numbered(report.found.cannot_see or ["–"])]
    blocks.append(signatures([Signing("Sekretaris forum"), Signing("Peneliti atau pemeriksa")]))
    return [*blocks, {"kind": "break"}, heading("Lampiran: baris yang dikutip"), _annex(report, cited)]


def _facts(report: Report) -> list[tuple[str, str]]:
    period = report.period
    return [
        ("Kerja sama", period.collaboration.title), ("Masa", period.code), ("Wilayah", period.region or "tidak disebut sumber"),
        ("Dibaca sampai", tanggal(report.as_of)), ("Aturan", f"versi {report.found.rules}"), ("Sidik isi catatan", report.digest),
    ]  # fmt: skip


def _completeness(report: Report) -> Block:
    columns = (
        Column("Tabel", "52mm"),
        Column("Baris", "16mm", "right"),
        Column("Kelengkapan", "34mm"),
        Column("Catatan", "1fr"),
    )
    rows = [
        (str(one.table.label).capitalize(), str(one.rows), COMPLETE.get(one.complete, COMPLETE[""]), one.note)
        for one in report.tables
    ]
    return table(columns, rows)


def _columns(report: Report, verdicts: Iterable[signs.Verdict], cited: set[str]) -> Block:
    columns = (Column("Unsur", "32mm"), Column("Tanda dari catatan", "1fr"), Column("Kata para pihak", "1fr"),
               Column("Kesimpulan peneliti", "1fr"))  # fmt: skip
    rows = []
    for one in verdicts:
        cited |= {*one.records.evidence, *one.said.evidence}
        concluded = report.concluded.get(one.subject) or "belum ada kesimpulan"
        rows.append((str(one.subject.label).capitalize(), _side(one.records), _side(one.said), concluded))
    return table(columns, rows, size=8.5)


def _side(side: signs.Side) -> str:
    told = [str(side.value.label).capitalize(), *side.because]
    if side.evidence:
        told.append(f"Bukti: {', '.join(side.evidence)}")
    return "\n".join(told)


def _differing(report: Report) -> list[Block]:
    found = [
        f"{str(one.subject.label).capitalize()}: catatan {one.records.value.label}, kata para pihak {one.said.value.label}."
        for one in report.found.verdicts.values()
        if one.disagrees
    ]
    told = numbered(found) if found else text("Tidak ada unsur yang catatannya bertentangan dengan kata para pihak.")
    alone = [str(one.subject.label) for one in report.found.verdicts.values() if one.is_untriangulated]
    extra = [note(f"Bersandar pada satu sumber saja: {', '.join(alone)}.")] if alone else []
    return [heading("Di mana keduanya berbeda"), told, *extra]


def _factors(title: str, found: Sequence[signs.Finding], cited: set[str]) -> list[Block]:
    if not found:
        return [heading(title), text("Tidak ada yang tampak dari bukti yang ada.")]
    columns = (Column("Faktor", "42mm"), Column("Sebab", "1fr"), Column("Bukti", "70mm"))
    rows = []
    for one in found:
        cited |= set(one.evidence)
        name = str(one.subject.label).capitalize() + (" (ada bukti sebaliknya)" if one.is_disputed else "")
        rows.append((name, "\n".join(one.because), ", ".join(one.evidence)))
    return [heading(title), table(columns, rows, size=8.5)]


def _alarms(report: Report, cited: set[str]) -> Block:
    cited |= {row for one in report.found.alarms for row in one.evidence}
    told = [f"{one.because} Bukti: {', '.join(one.evidence)}." for one in report.found.alarms]
    return numbered(told) if told else text("Tidak ada tanda bahaya.")


def _adaptations(report: Report, cited: set[str]) -> Block:
    if not report.adaptations:
        return text("Belum ada temuan yang dijawab dengan keputusan.")
    columns = (Column("Temuan", "36mm"), Column("Keputusan", "1fr"), Column("Yang diharapkan", "1fr"), Column("Dilihat kembali", "26mm"),
               Column("Dulu dan kini", "36mm"), Column("Kata forum", "1fr"))  # fmt: skip
    cited |= {row for one in report.adaptations for row in one.then_evidence if one.period_id == report.period.pk}
    rows = [
        (
            label_of(one.kind, one.about).capitalize(),
            one.decision.text,
            one.expected,
            tanggal(one.look_on),
            _came(one),
            one.answer,
        )
        for one in report.adaptations
    ]
    return table(columns, rows, size=8.5)


def _came(one: Adaptation) -> str:
    then = f"{FindingState(one.then_state).label} (aturan {one.then_rules})"
    if not one.effect:
        return f"dulu {then}; kini ditunggu"
    now = f"{FindingState(one.now_state).label} (aturan {one.now_rules})"
    return f"dulu {then}; kini {now}: {Effect(one.effect).label}"


def _annex(report: Report, cited: set[str]) -> Block:
    columns = (Column("Kode", "62mm"), Column("Tabel", "44mm"), Column("Hari", "30mm"), Column("Isi", "1fr"))
    known = {row.evidence: row for name in BY_NAME for row in report.book.rows(name)}
    rows = [_line(evidence, known.get(evidence)) for evidence in sorted(cited)]
    return table(columns, rows or [("–", "", "", "Tidak ada baris yang dikutip.")], size=8.5)


def _line(evidence: str, row: Row | None) -> tuple[str, str, str, str]:
    name, colon, _code = evidence.partition(":")
    label = str(BY_NAME[name].label).capitalize() if name in BY_NAME else name
    if not colon:
        return evidence, label, "", "Tabel ini dinyatakan lengkap."
    if row is None:
        return evidence, label, "", "Baris ini tidak ada lagi di catatan."
    told = next((row[column] for column in TELLING if row[column]), "")
    return evidence, label, next((row[column] for column in DAYS if row[column]), ""), told
