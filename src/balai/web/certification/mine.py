"""The candidate's side of an assessment: what I can do, my consent, the verdict, my appeal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.certification.actions.appeal import appeal_verdict
from balai.certification.actions.prepare import OwnWord, record_self_assessment
from balai.certification.enums import RESULTS, AppealState, AssessmentVerdict
from balai.certification.models import CompetencyAssessment, SelfAssessedElement, SelfAssessedUnit
from balai.certification.queries import assessments_for, elements_of, units_of
from balai.certification.rules import recorder_for
from balai.kernel.refusal import Refused
from balai.web.certification.written import written
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.forms import ReasonForm


def mine(request: DeskRequest, pk: int) -> HttpResponse:
    """My own assessment."""
    rows = (
        CompetencyAssessment.objects.visible_to(request.actor)
        .own(request.actor)
        .select_related("certifier", "person", "enrolment__batch", "certification_scheme")
    )
    row = get_object_or_404(rows, pk=pk)
    if request.method == "POST" and _saved(request, row):
        return redirect("certification:mine", pk)
    open_appeal = row.appeals.filter(state=AppealState.OPEN).exists()
    context = _page(request, row) | {
        "own": True,
        "shown": row.evidence.select_related("unit").order_by("pk"),
        "appeals": row.appeals.order_by("raised_at"),
        "may_appeal": row.verdict == AssessmentVerdict.NOT_YET_COMPETENT and not open_appeal,
        "reason_form": ReasonForm(),
        "repeated": row.repeated_by.order_by("held_on").first(),
    }
    return render(request, "certification/mine.html", context)


@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_RECORD)
def own_word(request: DeskRequest, pk: int) -> HttpResponse:
    """The same form, filled in beside the candidate by whoever records."""
    row = get_object_or_404(assessments_for(request.actor), pk=pk)
    if request.method == "POST" and _saved(request, row):
        return redirect("certification:assessment", pk)
    return render(request, "certification/mine.html", _page(request, row))


@require_POST
def appeal(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(CompetencyAssessment.objects.visible_to(request.actor).own(request.actor), pk=pk)
    try:
        appeal_verdict(by=request.actor, assessment=row, reason=written(request, "reason"), now=timezone.now())
        messages.success(request, _("Banding Anda terkirim. Jawabannya muncul di halaman ini."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("certification:mine", pk)


def _saved(request: DeskRequest, row: CompetencyAssessment) -> bool:
    units = units_of(row)
    words = _said(request, [unit.unit_id for unit in units if unit.unit_id is not None], "u", "b")
    elements = _said(request, [element.pk for unit in units for element in elements_of(unit)], "e", "f")
    consent = request.POST.get("consent") == "1"
    try:
        record_self_assessment(
            by=request.actor, assessment=row, words=words, elements=elements, consent=consent, now=timezone.now()
        )
    except Refused as no:
        messages.error(request, str(no))
        return False
    messages.success(request, _("Asesmen mandiri dan persetujuan tersimpan."))
    return True


def _said(request: DeskRequest, ids: list[int], able: str, shown: str) -> dict[int, OwnWord]:
    return {
        pk: OwnWord(request.POST[f"{able}-{pk}"] == "1", written(request, f"{shown}-{pk}", 1000))
        for pk in ids
        if f"{able}-{pk}" in request.POST
    }


def _page(request: DeskRequest, row: CompetencyAssessment) -> dict[str, object]:
    """Each unit, and where it has elements each of those, with what was answered: "1" can, "0" not yet, "" not answered."""
    said = {one.unit_id: one for one in row.self_assessed.all()}
    parts = {one.element_id: one for one in row.self_assessed_elements.all()}
    units = [
        (
            unit,
            *_answered(request, f"u-{unit.unit_id}", f"b-{unit.unit_id}", said.get(unit.unit_id or 0)),
            [(one, *_answered(request, f"e-{one.pk}", f"f-{one.pk}", parts.get(one.pk))) for one in elements_of(unit)],
        )
        for unit in units_of(row)
    ]
    batch = row.enrolment.batch if row.enrolment else None
    fills = recorder_for(request.actor, row.certifier_id, batch, row.person) is not None
    is_own = row.person.user_id is not None and row.person.user_id == request.actor.user_id
    pending = row.verdict == AssessmentVerdict.PENDING
    return {
        "row": row,
        "units": units,
        "by_element": any(elements for *_rest, elements in units),
        "pending": pending,
        "may_fill": row.verdict not in RESULTS and (fills or is_own),
    }


def _answered(
    request: DeskRequest, able: str, shown: str, before: SelfAssessedUnit | SelfAssessedElement | None
) -> tuple[str, str]:
    known = "" if before is None else str(int(before.able))
    return request.POST.get(able, known), request.POST.get(shown, before.evidence if before else "")
