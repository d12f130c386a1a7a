"""What an assessment is made of: signs, the value they give, findings and alarms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from balai.collaboration.enums import Subject, Value


class Column(StrEnum):
    RECORDS = "records"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for a subject or against it. rule: code of the rule; strong: it alone makes the value strong.

    evidence: rows as `table:code`; the bare name of a table where its completeness makes absence a fact.
    sources: where it was read or heard, to tell one source from two.
    """

    rule: str
    subject: Subject
    is_for: bool
    because: str
    evidence: tuple[str, ...]
    strong: bool = False
    sources: frozenset[str] = frozenset()


@dataclass(slots=True)
class Side:
    """One column of a subject: its value, the sentences and rows it rests on."""

    value: Value = Value.NO_EVIDENCE
    signs: list[Sign] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    also: tuple[str, ...] = ()
    """Rows that were weighed without deciding the value."""

    @property
    def because(self) -> list[str]:
        return [*dict.fromkeys(sign.because for sign in self.signs), *self.notes]

    @property
    def evidence(self) -> list[str]:
        return sorted({one for sign in self.signs for one in sign.evidence} | set(self.also))

    @property
    def rules(self) -> list[str]:
        return sorted({sign.rule for sign in self.signs})

    @property
    def sources(self) -> frozenset[str]:
        return frozenset().union(*(sign.sources for sign in self.signs))


def side_of(signs: Sequence[Sign]) -> Side:
    """Only for: adequate, or strong where a sign says so. Only against: weak. Both ways: mixed."""
    chosen = sorted(signs, key=lambda sign: (sign.rule, sign.evidence, sign.because))
    if not chosen:
        return Side()
    if all(sign.is_for for sign in chosen):
        value = Value.STRONG if any(sign.strong for sign in chosen) else Value.ADEQUATE
    else:
        value = Value.MIXED if any(sign.is_for for sign in chosen) else Value.WEAK
    return Side(value, chosen)


def together(records: Value, said: Value) -> Value:
    """The value a subject has when both columns are read: never a mean.

    One column silent: the other's. The same: that. Both for, one more than the other: the lesser, which both carry. Else they
    disagree, or one is torn in itself: mixed.
    """
    if records == said or said == Value.NO_EVIDENCE:
        return records
    if records == Value.NO_EVIDENCE:
        return said
    return Value.ADEQUATE if {records, said} == {Value.STRONG, Value.ADEQUATE} else Value.MIXED


@dataclass(slots=True)
class Verdict:
    subject: Subject
    records: Side = field(default_factory=Side)
    said: Side = field(default_factory=Side)

    @property
    def value(self) -> Value:
        return together(self.records.value, self.said.value)

    @property
    def basis(self) -> list[Column]:
        return _basis(self.records.value, self.said.value)

    @property
    def disagrees(self) -> bool:
        """Records and statements point apart."""
        return len(self.basis) == 2 and self.value == Value.MIXED and self.records.value != self.said.value

    @property
    def is_untriangulated(self) -> bool:
        """Rests on one source alone."""
        return self.value != Value.NO_EVIDENCE and len(self.records.sources | self.said.sources) < 2


def _basis(records: Value, said: Value) -> list[Column]:
    found = ((Column.RECORDS, records), (Column.SAID, said))
    return [column for column, value in found if value != Value.NO_EVIDENCE]


@dataclass(slots=True)
class Finding:
    """A factor that helps or hinders. is_disputed: there is also evidence of the opposite, which stands in the "
    "other list."""

    subject: Subject
    records: list[Sign] = field(default_factory=list)
    said: list[Sign] = field(default_factory=list)
    is_disputed: bool = False

    @property
    def basis(self) -> list[Column]:
        return [column for column, signs in ((Column.RECORDS, self.records), (Column.SAID, self.said)) if signs]

    @property
    def because(self) -> list[str]:
        return list(dict.fromkeys(sign.because for sign in (*self.records, *self.said)))

    @property
    def evidence(self) -> list[str]:
        return sorted({one for sign in (*self.records, *self.said) for one in sign.evidence})

    @property
    def is_untriangulated(self) -> bool:
        return len(frozenset().union(*(sign.sources for sign in (*self.records, *self.said)))) < 2


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something somebody should answer. kind: the rule's code."""

    kind: str
    subject: Subject
    because: str
    evidence: tuple[str, ...]
