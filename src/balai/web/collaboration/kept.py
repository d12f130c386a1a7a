"""Assessments that are kept: asked for, shown as they were, and two of them side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.collaboration.actions.keep_assessments import keep_assessment
from balai.collaboration.assessment.frameworks import ELEMENTS
from balai.collaboration.assessment.rule import RECORD_RULES, VERSION
from balai.collaboration.assessment.said import sentence_of
from balai.collaboration.enums import Framework, Subject, Value
from balai.collaboration.models import KeptAssessment, Period
from balai.collaboration.queries.kept_assessments import kept_of, words_of_rows
from balai.collaboration.rules.assessments import known_on, may_keep_assessment
from balai.collaboration.tables import BY_NAME
from balai.kernel.refusal import Refused
from balai.web.collaboration.conclusions import TONES
from balai.web.gate import permitted
from balai.web.parts import Evidence, Finding, Verdict
from balai.web.request import DeskRequest, PublicRequest

Told = Mapping[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows as links. words: of those that are still there; one that is gone is named without a link."""

    period_id: int
    words: Mapping[str, str]

    @classmethod
    def of(cls, kept: KeptAssessment, evidence: Sequence[str]) -> "Rows":
        return cls(kept.period_id, words_of_rows(kept.period, evidence, known_on(kept.period, timezone.now())))

    def link(self, evidence: str) -> Evidence:
        name, _colon, code = evidence.partition(":")
        if not code:
            url = reverse("collaboration:table", args=[self.period_id, name])
            return Evidence(_("Tabel %(table)s dinyatakan lengkap") % {"table": BY_NAME[name].label}, url)
        words = f"{str(BY_NAME[name].label).capitalize()} {code}"
        if evidence not in self.words:
            return Evidence(_("%(row)s (sekarang tidak ada lagi)") % {"row": words})
        told = f"{words}: {self.words[evidence]}" if self.words[evidence] else words
        return Evidence(told, reverse("collaboration:row", args=[self.period_id, name, code]))


@dataclass(frozen=True, slots=True)
class Factor:
    subject: str
    told: Verdict


@dataclass(slots=True)
class Shown:
    """What was kept, with its rules where they are still the present ones."""

    rows: Rows
    rules: str
    _sentences: dict[str, str] = field(default_factory=dict)

    def verdict(self, value: str, told: Told) -> Verdict:
        codes = told["rules"] if self.rules == VERSION else ()
        chosen = Value(value) if value else None
        return Verdict(
            chosen.label if chosen else "", TONES[chosen] if chosen else "", told["because"],
            [self.rows.link(one) for one in told["evidence"]], [self._sentence(code) for code in codes],
        )  # fmt: skip

    def _sentence(self, code: str) -> str:
        if code not in self._sentences:
            self._sentences[code] = sentence_of(code, RECORD_RULES)
        return self._sentences[code]

    def findings(self, result: Told, framework: Framework) -> list[Finding]:
        told = [(Subject(one), result["verdicts"].get(one)) for one in ELEMENTS[framework]]
        return [self._finding(subject, one) for subject, one in told if one and one["basis"]]

    def _finding(self, subject: Subject, told: Told) -> Finding:
        records, said = (self.verdict(told[name]["value"], told[name]) for name in ("records", "said"))
        return Finding(str(subject.label).capitalize(), records, said, differs=told["disagrees"])

    def factor(self, told: Told) -> Factor:
        return Factor(str(Subject(told["subject"]).label).capitalize(), self.verdict("", told))


def kept_part(request: PublicRequest, period: Period) -> dict[str, Any]:
    """For the page of the present assessment."""
    return {"kept": kept_of(period, 24), "may_keep": may_keep_assessment(request.actor, period.collaboration)}


@require_POST
@permitted(Permission.COLLABORATION_EDIT, Permission.CASE_IMPORT)
def keep(request: DeskRequest, pk: int) -> HttpResponse:
    rows = Period.objects.visible_to(request.actor).select_related("collaboration__owner__region")
    period = get_object_or_404(rows, pk=pk)
    try:
        row = keep_assessment(by=request.actor, period=period, now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
        return redirect("collaboration:part", pk, "penilaian")
    messages.success(request, _("Penilaian disimpan. Isinya tidak berubah lagi, walaupun catatannya berubah."))
    return redirect("collaboration:kept", row.pk)


@login_not_required
def kept(request: PublicRequest, pk: int) -> HttpResponse:
    rows = KeptAssessment.objects.visible_to(request.actor).select_related("period__collaboration__owner__region")
    row = get_object_or_404(rows, pk=pk)
    shown = Shown(Rows.of(row, cited(row.result)), row.rules)
    frameworks = sorted(Framework, key=lambda one: one != row.period.framework)
    context = {
        "row": row,
        "title": _("Penilaian yang disimpan"),
        "period": row.period,
        "collaboration": row.period.collaboration,
        "crumbs": crumbs_to(row.period),
        "frameworks": [(one.label, shown.findings(row.result, one)) for one in frameworks],
        "lists": [
            (_("Yang menghambat"), [shown.factor(one) for one in row.result["inhibiting"]]),
            (_("Yang mendukung"), [shown.factor(one) for one in row.result["supporting"]]),
        ],
        "alarms": [" ".join(one["because"]) for one in row.result["alarms"]],
        "cannot_see": row.result["cannot_see"],
        "is_present": row.rules == VERSION,
    }
    return render(request, "collaboration/kept.html", context)


def crumbs_to(period: Period) -> list[tuple[str, str]]:
    return [
        (_("Kerja sama"), reverse("collaboration:list")),
        (period.collaboration.title, reverse("collaboration:part", args=[period.pk, "penilaian"])),
    ]


def cited(result: Told) -> list[str]:
    """Every row the assessment names."""
    sides = [verdict[name] for verdict in result["verdicts"].values() for name in ("records", "said")]
    told = (*sides, *result["inhibiting"], *result["supporting"], *result["alarms"])
    return sorted({row for one in told for row in one["evidence"]})
