"""Do rooms, equipment and instructors fit a class; who can mend what does not, and answering for it with a reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.planning.actions.fit import answer_for, withdraw_answer
from balai.planning.fit import Weight, misfits
from balai.planning.models import Batch
from balai.planning.rules import may_run
from balai.web.gate import permitted
from balai.web.planning.classes import kept_by
from balai.web.planning.forms import ReasonForm
from balai.web.request import DeskRequest


def _kept(request: DeskRequest, pk: int) -> Batch:
    rows = kept_by(request.actor).select_related("centre__region", "recruiter", "curriculum__programme__field__parent")
    return get_object_or_404(rows, pk=pk)


@permitted(P.BATCH_EDIT, P.PLANNING_READ)
def fit(request: DeskRequest, pk: int) -> HttpResponse:
    batch = _kept(request, pk)
    found = misfits(batch)
    shown = {
        "batch": batch,
        "rows": [
            (one, ReasonForm(auto_id=f"alasan{n}_%s") if one.weight == Weight.ASKS and not one.reason else None)
            for n, one in enumerate(found)
        ],
        "held": sum(one.holds for one in found),
        "needs": list(batch.curriculum.needs.order_by("position")),
        "runs": may_run(request.actor, batch),
        "crumbs": [(_("Kelas"), reverse("planning:classes")), (batch.title, reverse("planning:class", args=[pk]))],
    }
    return render(request, "planning/fit.html", shown)


@require_POST
@permitted(P.BATCH_EDIT)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Answers for a thing with a reason, or takes the answer back."""
    batch = _kept(request, pk)
    if not may_run(request.actor, batch):
        raise Http404
    subject = request.POST.get("subject", "")
    try:
        if "withdraw" in request.POST:
            withdraw_answer(by=request.actor, batch=batch, subject=subject)
            messages.success(request, _("Alasan ditarik. Hal ini menahan kelas lagi."))
        else:
            reason = request.POST.get("reason", "")
            answer_for(by=request.actor, batch=batch, subject=subject, reason=reason, now=timezone.now())
            messages.success(request, _("Alasan tersimpan. Hal ini tidak lagi menahan kelas."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:fit", pk)
