"""How a class selects: written by the body that selects, read by everybody; the draw and what it takes to repeat it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.admissions.actions.plan import PlanFacts, is_open_to_applicants, set_plan
from balai.admissions.enums import PlanState, Stage
from balai.admissions.models import Draw
from balai.admissions.queries.plans import plan_of
from balai.admissions.rules.authority import may_decide
from balai.admissions.rules.drawing import SCRIPT, published
from balai.planning.models import Batch
from balai.web.admissions.forms_method import PlanForm
from balai.web.admissions.selection import own_batch
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest

STAGES = [stage.value for stage in Stage]


def stages_of(plan: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": Stage(name).label, "weight": plan.weights[name], "passing": plan.passing[name],
            "criteria": plan.criteria_of(name),
        }
        for name in STAGES
    ]  # fmt: skip


@permitted(P.APPLICATION_DECIDE)
def plan(request: DeskRequest, pk: int) -> HttpResponse:
    batch = own_batch(request, pk)
    known, now = plan_of(batch), timezone.now()
    initial = {f"{kind}_{name}": getattr(known, f"{kind}_{name}") for kind in ("weight", "pass") for name in STAGES}
    initial |= {f"criteria_{name}": "\n".join(known.criteria_of(name)) for name in STAGES}
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        initial=initial | {"by_lot": "draw" if known.by_lot else "score"},
    )
    if form.is_valid() and done(form, lambda: set_plan(by=request.actor, batch=batch, facts=facts_of(form), now=now)):
        messages.success(request, _("Cara seleksi tersimpan. Cara ini terkunci saat pendaftaran dibuka."))
        return redirect("admissions:plan", pk)
    context = {
        "batch": batch, "form": form, "plan": known, "stages": stages_of(known), "decides": may_decide(request.actor, batch),
        "fixed": known.state == PlanState.FIXED or is_open_to_applicants(batch, now),
    }  # fmt: skip
    return render(request, "admissions/plan.html", context)


def facts_of(form: PlanForm) -> PlanFacts:
    said = form.cleaned_data
    return PlanFacts(
        weights={name: said[f"weight_{name}"] or 0 for name in STAGES},
        passing={name: said[f"pass_{name}"] or 0 for name in STAGES},
        criteria={name: form.titles(name) for name in STAGES},
        by_lot=said["by_lot"] == "draw",
    )


def public_batch(pk: int) -> Batch:
    return get_object_or_404(Batch.objects.public().select_related("centre__region", "selector"), pk=pk)


@login_not_required
def how(request: PublicRequest, pk: int) -> HttpResponse:
    """Weights, pass marks and the draw of a class, for everybody."""
    batch, now = public_batch(pk), timezone.now()
    known = plan_of(batch)
    rounds = list(Draw.objects.public().filter(batch=batch).select_related("batch").order_by("-round"))
    context = {
        "batch": batch, "plan": known, "stages": stages_of(known),
        "fixed": known.state == PlanState.FIXED or is_open_to_applicants(batch, now), "fixed_at": known.fixed_at or batch.opens_at,
        "rounds": [(one, published(one)) for one in rounds], "script": SCRIPT,
    }  # fmt: skip
    return render(request, "admissions/how.html", context)


@login_not_required
def draw_file(request: PublicRequest, pk: int, number: int) -> HttpResponse:
    """The published list as a file: the same facts as the page."""
    found = Draw.objects.public().filter(batch=public_batch(pk), round=number).first()
    if found is None:
        raise Http404
    answer = JsonResponse(published(found), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="undian-{pk}-{number}.json"'
    return answer


@login_not_required
def draw_script(request: PublicRequest) -> HttpResponse:
    answer = HttpResponse(SCRIPT, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="undi.py"'
    return answer
