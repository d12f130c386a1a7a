"""What the records of a period cannot show, said before anybody concludes from their silence."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from balai.collaboration.assessment.frameworks import ELEMENTS
from balai.collaboration.assessment.rule import RECORD_RULES, Reading
from balai.collaboration.assessment.signs import Verdict
from balai.collaboration.enums import Subject, Value

READ = ("institutions", "agreements", "meetings", "decisions", "commitments", "contributions", "activities", "outcomes",
        "monitoring", "facilities", "instructors")  # fmt: skip


def cannot_see(read: Reading, verdicts: Sequence[Verdict], label: dict[str, str]) -> list[str]:
    return [*_tables(read, label), *_elements(), *_voices(read, verdicts), *_outcomes(read)]


def _tables(read: Reading, label: dict[str, str]) -> Iterator[str]:
    open_tables = [label[name] for name in READ if not read.is_complete(name)]
    if open_tables:
        yield _(
            "Tabel yang tidak dinyatakan lengkap: %(tables)s. Yang tidak tercatat di sana mungkin tetap terjadi."
        ) % {"tables": ", ".join(open_tables)}


def _elements() -> Iterator[str]:
    """Elements for which there is no rule about records."""
    ruled = {rule.subject for rule in RECORD_RULES}
    silent = [str(Subject(one).label) for elements in ELEMENTS.values() for one in elements if one not in ruled]
    yield _(
        "Catatan tidak pernah menunjukkan %(elements)s, betapa pun baik tugas dijalankan; hanya orang yang bisa "
        "mengatakannya."
    ) % {"elements": ", ".join(dict.fromkeys(silent))}


def _voices(read: Reading, verdicts: Sequence[Verdict]) -> Iterator[str]:
    if not read.rows("pulse"):
        yield _("Tidak ada survei di antara para pihak: kata mereka hanya dikenal lewat pernyataan yang dikutip.")
    unheard = [
        str(verdict.subject.label)
        for verdict in verdicts
        if verdict.said.value == Value.NO_EVIDENCE and verdict.records.value != Value.NO_EVIDENCE
    ]
    if unheard:
        yield _("Tidak ada yang mengatakan sesuatu tentang %(subjects)s.") % {"subjects": ", ".join(unheard)}
    if len(read.rows("sources")) == 1:
        yield _("Semua isi berasal dari satu sumber; tidak ada yang bisa dibandingkan.")


def _outcomes(read: Reading) -> Iterator[str]:
    if read.rows("activities") and not any(row.count("completed") for row in read.rows("outcomes")):
        yield _(
            "Tidak ada angka tentang nasib peserta sesudah kegiatan: bekerja, berusaha atau tidak, tidak diketahui."
        )
