"""What an assessment says, on the house's components: three columns, each with its evidence one tap away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.collaboration.assessment import signs
from balai.collaboration.assessment.assess import Assessment, assess
from balai.collaboration.assessment.book import Book
from balai.collaboration.assessment.rule import RECORD_RULES, VERSION
from balai.collaboration.assessment.said import published, sentence_of
from balai.collaboration.enums import Framework, Subject, Value
from balai.collaboration.models import Period
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.queries.conclusions import Column, concluded
from balai.collaboration.rules.assessments import known_on
from balai.collaboration.tables import BY_NAME
from balai.web.collaboration.conclusions import TONES, beside
from balai.web.parts import Evidence, Finding, Verdict
from balai.web.request import PublicRequest

TELLING = ("title", "text", "name", "item", "finding", "note")
"""Columns that tell a reader which row it is, the first that is filled."""


@dataclass(frozen=True, slots=True)
class Factor:
    """bases: words of the columns it rests on."""

    subject: str
    bases: list[str]
    is_disputed: bool
    is_untriangulated: bool
    verdict: Verdict


@dataclass(slots=True)
class Shown:
    """Rows of a book as links with words."""

    period: Period
    words: dict[str, str]

    @classmethod
    def of(cls, period: Period, book: Book) -> "Shown":
        words = {}
        for name, table in BY_NAME.items():
            for row in book.rows(name):
                told = next((row[column] for column in TELLING if row[column]), "")
                words[row.evidence] = f"{str(table.label).capitalize()} {row.code}" + (f": {told}" if told else "")
        return cls(period, words)

    def row(self, evidence: str) -> Evidence:
        name, _colon, code = evidence.partition(":")
        if not code:
            url = reverse("collaboration:table", args=[self.period.pk, name])
            return Evidence(_("Tabel %(table)s dinyatakan lengkap") % {"table": BY_NAME[name].label}, url)
        return Evidence(
            self.words.get(evidence, evidence), reverse("collaboration:row", args=[self.period.pk, name, code])
        )

    def side(self, side: signs.Side) -> Verdict:
        return Verdict(
            side.value.label, TONES[side.value], side.because, [self.row(one) for one in side.evidence],
            [sentence_of(code, RECORD_RULES) for code in side.rules],
        )  # fmt: skip


def assessment_part(request: PublicRequest, period: Period) -> dict[str, Any]:
    book = book_of(period, known_on(period, timezone.now()))
    found, shown, third = assess(book), Shown.of(period, book), concluded(period)
    frameworks = sorted(Framework, key=lambda one: one != period.framework)
    return {
        "frameworks": [_framework(shown, found, one, third) for one in frameworks],
        "third": third,
        "inhibiting": [_factor(shown, one) for one in found.inhibiting],
        "supporting": [_factor(shown, one) for one in found.supporting],
        "alarms": [(one.because, [shown.row(row) for row in one.evidence]) for one in found.alarms],
        "cannot_see": found.cannot_see,
        "says_nothing": _says_nothing(found),
        "rules": found.rules,
    }


def _says_nothing(found: Assessment) -> bool:
    return all(verdict.value == Value.NO_EVIDENCE for verdict in found.verdicts.values()) and not (
        found.inhibiting or found.supporting
    )


def _framework(
    shown: Shown, found: Assessment, framework: Framework, third: dict[str, list[Column]]
) -> tuple[Any, list[Finding], list[str]]:
    """Its name, the elements somebody or something speaks of, and the names of the others."""
    verdicts = found.of(framework)
    spoken = [_row(shown, one, third.get(one.subject, [])) for one in verdicts if one.basis or one.subject in third]
    silent = [str(one.subject.label) for one in verdicts if not one.basis and one.subject not in third]
    return framework.label, spoken, silent


def _row(shown: Shown, verdict: signs.Verdict, third: list[Column]) -> Finding:
    return Finding(
        str(verdict.subject.label).capitalize(), shown.side(verdict.records), shown.side(verdict.said),
        differs=verdict.disagrees, conclusions=beside(verdict, third),
    )  # fmt: skip


def _factor(shown: Shown, one: signs.Finding) -> Factor:
    bases = {signs.Column.RECORDS: _("catatan"), signs.Column.SAID: _("kata para pihak")}
    rules = sorted({sign.rule for sign in (*one.records, *one.said)})
    told = Verdict(
        "",
        "",
        one.because,
        [shown.row(row) for row in one.evidence],
        [sentence_of(code, RECORD_RULES) for code in rules],
    )
    return Factor(
        str(one.subject.label).capitalize(), [bases[column] for column in one.basis], one.is_disputed,
        one.is_untriangulated, told,
    )  # fmt: skip


@login_not_required
def rules(request: PublicRequest) -> HttpResponse:
    """Every rule as anybody may read it: which tables, which threshold, which sentence."""
    by_subject: dict[Subject, list[tuple[str, str, str]]] = {}
    for rule in RECORD_RULES:
        by_subject.setdefault(rule.subject, []).append((rule.code, _tables(rule.reads), rule.sentence))
    about_records = [
        (str(subject.label).capitalize(), by_subject[subject]) for subject in Subject if subject in by_subject
    ]
    silent = [str(subject.label) for subject in _without_rule(by_subject)]
    context = {
        "version": VERSION,
        "about_records": about_records,
        "silent": silent,
        "about_words": [(code, _tables(tables), words) for code, tables, words in published()],
    }
    return render(request, "collaboration/rules.html", context)


def _without_rule(ruled: Iterable[Subject]) -> list[Subject]:
    return [subject for subject in Subject if subject not in set(ruled)]


def _tables(names: Sequence[str]) -> str:
    return ", ".join(str(BY_NAME[name].label) for name in names)
