"""A conclusion: of what, from what, and where it parts from the other two columns."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from balai.collaboration.assessment.frameworks import ELEMENTS
from balai.collaboration.assessment.signs import together
from balai.collaboration.enums import Value
from balai.collaboration.models import Bench, Quotation
from balai.kernel.refusal import Refused

JUDGED = tuple(dict.fromkeys(subject for elements in ELEMENTS.values() for subject in elements))
"""Subjects of a verdict, in both frameworks."""


def check_subject(subject: str) -> str:
    if subject not in JUDGED:
        raise Refused("no_subject", _("Pilih unsur dari daftar."), "subject")
    return subject


def check_value(value: str) -> str:
    if value not in Value.values:
        raise Refused("no_value", _("Pilih nilainya dari daftar."), "value")
    return value


def check_quoted(rows: Sequence[Quotation], bench: Bench) -> None:
    """From at least one quotation of the own bench, and none that is being coded: the other coder would read its meaning here."""
    if not rows or any(row.bench_id != bench.pk for row in rows):
        raise Refused("no_quotation", _("Pilih paling sedikit satu kutipan dari meja peneliti ini."), "quotations")
    if any(row.round is not None and row.round.compared_at is None for row in rows):
        raise Refused(
            "being_coded", _("Kutipan ini masih dikode. Simpulkan sesudah kedua pengode selesai."), "quotations"
        )


def parts_from(concluded: str, column: str) -> bool:
    """Does a conclusion say something else than a column? A column without evidence says nothing."""
    if column == Value.NO_EVIDENCE or concluded == column:
        return False
    return concluded == Value.NO_EVIDENCE or together(Value(concluded), Value(column)) == Value.MIXED
