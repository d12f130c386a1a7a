"""Competency assessments: candidates of a class, verdicts per unit, and the certifier's number."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.certification.actions.assess import AssessmentPlan, Verdict, record_verdict, register_assessment
from balai.certification.enums import AssessmentVerdict, EvidenceKind
from balai.certification.models import AssessmentEvidence, CompetencyAssessment
from balai.certification.queries import assessments_for, elements_said, same_day, schemes_to_choose, units_of
from balai.certification.readiness import lacking_of
from balai.certification.rules import assessor_warning, may_answer_appeal, may_judge, may_tell_certificate, recorder_for
from balai.documents.rules import MEGABYTE, MOST_BYTES
from balai.kernel.clock import today_in
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.enums import SHORT_VERDICTS, EnrolmentState, UnitVerdict
from balai.training.models import Enrolment
from balai.web.certification.forms import RegisterForm, VerdictForm
from balai.web.forms.base import show_refusal
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.opened import inside, opened_class


@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_READ)
def assessments(request: DeskRequest) -> HttpResponse:
    rows = assessments_for(request.actor)
    pending = request.GET.get("saring") == "menunggu"
    if pending:
        rows = rows.filter(verdict=AssessmentVerdict.PENDING)
    page = keyset_page(rows, ("-held_on", "-pk"), request.GET.get("sesudah"))
    context = {
        "page": page,
        "pending": pending,
        "older": f"?saring={request.GET.get('saring', '')}&sesudah={page.next}" if page.next else "",
    }
    return render(request, "certification/assessments.html", context)


@permitted(P.CERTIFICATE_READ)
def of_class(request: DeskRequest, pk: int) -> HttpResponse:
    """Who of a class was or will be assessed; and the form that names candidates."""
    batch = opened_class(request, pk)
    candidates = (
        Enrolment.objects.visible_to(request.actor)
        .filter(batch=batch)
        .exclude(state=EnrolmentState.LEFT)
        .select_related("person")
        .order_by("seat", "pk")
    )
    schemes = schemes_to_choose(request.actor, today_in(batch.zone, timezone.now()))
    form = RegisterForm(request.POST if request.method == "POST" else None, candidates=candidates, schemes=schemes)
    if form.is_valid():
        filled = form.cleaned_data
        chosen = [one.pk for one in filled.pop("candidates")]
        plan = AssessmentPlan(**filled)
        try:
            made = register_assessment(
                by=request.actor, batch=batch, enrolment_ids=chosen, plan=plan, now=timezone.now()
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("%(n)d peserta uji tercatat.") % {"n": len(made)})
            _warn(request, assessor_warning(plan.assessor_name, batch, people=[one.person_id for one in made]))
            return redirect("certification:of_class", pk)
    rows = assessments_for(request.actor).filter(enrolment__batch=batch).order_by("-held_on", "person__name_key")[:200]
    context = inside(request, batch, "assessments", _("Uji kompetensi")) | {"form": form, "rows": rows}
    context["may_register"] = request.actor.has(P.CERTIFICATE_RECORD) and candidates.exists()
    return render(request, "certification/of_class.html", context)


@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_READ)
def assessment(request: DeskRequest, pk: int) -> HttpResponse:
    """The verdict on one candidate, and from here to the next one of that day."""
    row = get_object_or_404(assessments_for(request.actor), pk=pk)
    batch = row.enrolment.batch if row.enrolment else None
    standing = {"seen": row.verdict, "verdict": row.verdict, "assessor_name": row.assessor_name, "note": row.note}
    form = VerdictForm(request.POST if request.method == "POST" else None, initial=standing)
    others = same_day(CompetencyAssessment.objects.visible_to(request.actor), row)
    if form.is_valid():
        verdict = Verdict(
            form.cleaned_data["verdict"], _units(request, row), form.cleaned_data["note"],
            form.cleaned_data["assessor_name"], form.cleaned_data["seen"] or None, form.cleaned_data["confirmed"],
        )  # fmt: skip
        try:
            written = record_verdict(by=request.actor, assessment=row, verdict=verdict, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Hasil uji %(name)s disimpan.") % {"name": row.person.full_name})
            _warn(request, written.independence)
            following = next((o for o in others if o.verdict == AssessmentVerdict.PENDING and o.pk != row.pk), None)
            return redirect("certification:assessment", following.pk if following else row.pk)
    judged: dict[int | None, str] = {unit.unit_id: unit.verdict for unit in row.units.all()}
    rows = [(unit, request.POST.get(f"u-{unit.unit_id}") or judged.get(unit.unit_id, "")) for unit in units_of(row)]
    context = {"row": row, "form": form, "rows": rows, "others": others, "verdicts": SHORT_VERDICTS.items()}
    context |= {"asked_again": row.repeated_by.order_by("held_on").first(), "kinds": EvidenceKind.choices}
    opened = AssessmentEvidence.objects.visible_to(request.actor).filter(assessment=row)
    context |= {"seen": row.evidence.select_related("unit"), "opened": set(opened.values_list("pk", flat=True))}
    context |= {"megabytes": MOST_BYTES // MEGABYTE, "appeals": row.appeals.order_by("raised_at")}
    context["own_words"] = row.self_assessed.select_related("unit").order_by("unit__code")
    context["own_elements"] = elements_said(row)
    context["independence"] = row.independence or assessor_warning(row.assessor_name, batch, people=[row.person_id])
    context["lacking"] = lacking_of(row)
    return render(request, "certification/assessment.html", context | _may(request, row, batch))


def _may(request: DeskRequest, row: CompetencyAssessment, batch: Batch | None) -> dict[str, bool]:
    recorder, today = recorder_for(request.actor, row.certifier_id, batch, row.person), timezone.localdate()
    if recorder is None:
        return {}
    return {
        "may_record": True, "may_judge": may_judge(row, recorder), "may_answer": may_answer_appeal(row, recorder, today),
        "may_certify": may_tell_certificate(row, recorder, today),
    }  # fmt: skip


def _units(request: DeskRequest, row: CompetencyAssessment) -> dict[int, str]:
    """What was chosen for each unit; with “all competent” the units left open are competent too."""
    said = {
        int(name[2:]): value
        for name, value in request.POST.items()
        if name.startswith("u-") and is_id(name[2:]) and value in SHORT_VERDICTS
    }
    if not request.POST.get("all_units"):
        return said
    asked = [unit.unit_id for unit in units_of(row) if unit.unit_id is not None]
    return dict.fromkeys(asked, str(UnitVerdict.COMPETENT)) | said


def _warn(request: DeskRequest, sentence: str) -> None:
    if sentence:
        messages.warning(request, sentence)
