"""The researcher's column: beside the other two on the assessment, with its versions on the study's page, and the form to write it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.collaboration.actions.conclude import conclude as write
from balai.collaboration.assessment import signs
from balai.collaboration.assessment.frameworks import ELEMENTS
from balai.collaboration.enums import Framework, Subject, Value
from balai.collaboration.models import Bench, Conclusion, Period, Quotation
from balai.collaboration.queries.conclusions import Column, concluded
from balai.collaboration.rules.conclusions import JUDGED, parts_from
from balai.web.collaboration.bench_forms import ConclusionForm
from balai.web.collaboration.bench_found import at_bench, found_bench
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.parts import Concluded, Tone
from balai.web.request import DeskRequest, PublicRequest

TONES: dict[Value, Tone] = {
    Value.STRONG: "daun", Value.ADEQUATE: "daun", Value.WEAK: "saga", Value.MIXED: "kunyit", Value.NO_EVIDENCE: "kabut",
    Value.NOT_APPLICABLE: "kabut",
}  # fmt: skip
MOST = 200


def beside(verdict: signs.Verdict, third: Sequence[Column]) -> list[Concluded]:
    """In the third column; the other two are only read, to say where it parts from them."""
    return [shown(one.newest, _apart(one.newest, verdict)) for one in third]


def _apart(row: Conclusion, verdict: signs.Verdict) -> list[str]:
    told = (
        (verdict.records, _("Peneliti menyimpulkan %(own)s; tanda dari catatan %(other)s.")),
        (verdict.said, _("Peneliti menyimpulkan %(own)s; kata para pihak %(other)s.")),
    )
    own = row.get_value_display()
    return [
        words % {"own": own, "other": side.value.label} for side, words in told if parts_from(row.value, side.value)
    ]


def shown(row: Conclusion, apart: Sequence[str] = ()) -> Concluded:
    quoted = [(one.quotation.text, f"{one.quotation.source.title}, {one.quotation.place}") for one in row.cited.all()]
    who = f"{row.signed}, {row.institution.name}" if row.signed else row.institution.name
    return Concluded(
        row.get_value_display(), TONES[Value(row.value)], row.words, who, timezone.localdate(row.at), quoted, apart
    )


def study_part(request: PublicRequest, period: Period) -> dict[str, Any]:
    """What was concluded, for everybody who may read the period; benches only for the researchers who keep them."""
    third = concluded(period)
    rows = [
        (subject.label, [(shown(one.newest), [shown(old) for old in one.earlier]) for one in third[subject]])
        for subject in JUDGED if subject in third
    ]  # fmt: skip
    benches = list(
        Bench.objects.visible_to(request.actor).filter(period=period).select_related("institution").order_by("pk")
    )
    with_bench = {one.institution_id for one in benches}
    opens = request.actor.institutions_with(P.BENCH_EDIT) - with_bench
    frameworks = [(one.label, [(s, s.label) for s in ELEMENTS[one]]) for one in Framework]
    return {"rows": rows, "benches": benches, "opens": bool(opens), "elements": frameworks}


@permitted(P.BENCH_EDIT)
def conclude(request: DeskRequest, pk: int, subject: str) -> HttpResponse:
    row = found_bench(request, pk)
    if subject not in JUDGED:
        raise Http404
    usable = Quotation.objects.visible_to(request.actor).filter(bench=row).exclude(
        round__isnull=False, round__compared_at=None
    )  # fmt: skip
    form = ConclusionForm(list(usable.order_by("pk")[:MOST]), request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: write(
        by=request.actor, bench=row, plan=form.plan(subject), now=timezone.now(), client_id=form.once
    )):  # fmt: skip
        messages.success(request, _("Kesimpulan tersimpan. Versi sebelumnya tetap bisa dibaca."))
        return redirect("collaboration:part", row.period_id, "kajian")
    title = _("Simpulkan: %(subject)s") % {"subject": Subject(subject).label}
    earlier = Conclusion.objects.visible_to(request.actor).filter(
        period=row.period, institution=row.institution, subject=subject
    )
    context = at_bench(row, title) | {
        "form": form, "back": reverse("collaboration:part", args=[row.period_id, "kajian"]), "has_quotation": bool(form.by_pk),
        "version": earlier.count() + 1,
    }  # fmt: skip
    return render(request, "collaboration/conclude.html", context, status=422 if form.errors else 200)
