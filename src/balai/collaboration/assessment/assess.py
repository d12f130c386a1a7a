"""The assessment of a period: verdicts in both frameworks, factors that help and hinder, alarms, and what cannot be seen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from balai.collaboration.assessment import records as _published  # noqa: F401  # its rules publish themselves
from balai.collaboration.assessment.alarms import alarms_of
from balai.collaboration.assessment.book import Actors, Book
from balai.collaboration.assessment.frameworks import ELEMENTS, FACTORS
from balai.collaboration.assessment.rule import RECORD_RULES, VERSION, Reading
from balai.collaboration.assessment.said import side_said, signs_said
from balai.collaboration.assessment.signs import Alarm, Finding, Side, Sign, Verdict, side_of
from balai.collaboration.assessment.unseen import cannot_see
from balai.collaboration.enums import Framework, Subject
from balai.collaboration.tables import BY_NAME


@dataclass(slots=True)
class Assessment:
    """verdicts: by subject, those of both frameworks. completeness: table -> "yes", "no" or "" where nothing is "
    "said of it."""

    case: str
    rules: str = VERSION
    verdicts: dict[Subject, Verdict] = field(default_factory=dict)
    inhibiting: list[Finding] = field(default_factory=list)
    supporting: list[Finding] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    cannot_see: list[str] = field(default_factory=list)

    def of(self, framework: Framework) -> list[Verdict]:
        return [self.verdicts[subject] for subject in ELEMENTS[framework]]

    def as_json(self) -> dict[str, Any]:
        """As contract.md names it."""
        return {
            "case": self.case, "frameworks": [str(one) for one in Framework], "rules": self.rules,
            "verdicts": {str(subject): _verdict(verdict) for subject, verdict in self.verdicts.items()},
            "inhibiting": [_finding(one) for one in self.inhibiting],
            "supporting": [_finding(one) for one in self.supporting],
            "alarms": [
                {"kind": one.kind, "subject": str(one.subject), "because": [one.because], "evidence": list(one.evidence)}
                for one in self.alarms
            ],
            "cannot_see": self.cannot_see,
        }  # fmt: skip


def assess(book: Book) -> Assessment:
    """By the rules of VERSION. Nothing but the workbook is read."""
    read = Reading(book, Actors(book))
    recorded = [sign for rule in RECORD_RULES for sign in rule.signs(read)]
    said = signs_said(read)
    verdicts = {
        subject: Verdict(subject, side_of(_about(subject, recorded)), side_said(subject, said))
        for elements in ELEMENTS.values()
        for subject in elements
    }
    against, helping = _findings(recorded, said)
    label = {name: str(table.label) for name, table in BY_NAME.items()}
    return Assessment(
        case=book.case.code, verdicts=verdicts, inhibiting=against, supporting=helping, alarms=alarms_of(read),
        cannot_see=cannot_see(read, list(verdicts.values()), label),
    )  # fmt: skip


def _about(subject: Subject, signs: Iterable[Sign]) -> list[Sign]:
    return [sign for sign in signs if sign.subject == subject]


def _findings(recorded: list[Sign], said: list[Sign]) -> tuple[list[Finding], list[Finding]]:
    """A factor may stand in both lists: then it is disputed, and each side keeps its own evidence."""
    lists: tuple[list[Finding], list[Finding]] = ([], [])
    for subject in FACTORS:
        facts, words = _about(subject, recorded), _about(subject, said)
        both = {sign.is_for for sign in (*facts, *words)} == {True, False}
        for is_for, found in ((False, lists[0]), (True, lists[1])):
            mine = [s for s in facts if s.is_for == is_for], [s for s in words if s.is_for == is_for]
            if any(mine):
                found.append(Finding(subject, *mine, is_disputed=both))
    return lists


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "value": str(verdict.value), "basis": [str(one) for one in verdict.basis],
        "records": _side(verdict.records), "said": _side(verdict.said),
        "disagrees": verdict.disagrees, "untriangulated": verdict.is_untriangulated,
    }  # fmt: skip


def _side(side: Side) -> dict[str, Any]:
    return {"value": str(side.value), "because": side.because, "evidence": side.evidence, "rules": side.rules}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "subject": str(finding.subject), "basis": [str(one) for one in finding.basis], "because": finding.because,
        "evidence": finding.evidence, "disputed": finding.is_disputed, "untriangulated": finding.is_untriangulated,
        "rules": sorted({sign.rule for sign in (*finding.records, *finding.said)}),
    }  # fmt: skip
