"""Banding: asked by the applicant with the code, answered by the body that selects."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from balai.access.permissions import Permission as P
from balai.admissions.actions.appeal import answer_appeal, submit_appeal, withdraw_appeal
from balai.admissions.enums import AppealState, DecisionRule
from balai.admissions.models import Appeal, Application, Selection
from balai.admissions.rules.appealing import check_may_appeal, last_day
from balai.admissions.rules.authority import may_decide
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.web.admissions.forms_method import AnswerForm, AppealForm
from balai.web.admissions.selection import own_batch
from balai.web.admissions.status import by_code
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest
from balai.web.turning import around


@login_not_required
@never_cache
def appeal(request: PublicRequest, code: str) -> HttpResponse:
    application, now = by_code(code), timezone.now()
    waiting = Appeal.objects.public().filter(application=application, state=AppealState.OPEN).first()
    if request.method == "POST" and "tarik" in request.POST and waiting is not None:
        withdraw_appeal(by=request.actor, appeal=waiting, now=now, holds_code=True)
        messages.success(request, _("Banding ditarik."))
        return redirect("admissions:status", application.code)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: submit_appeal(
            by=request.actor, application=application, words=form.cleaned_data["words"], now=now, holds_code=True
        ),
    ):
        messages.success(
            request, _("Banding Anda kami terima. Jawabannya datang lewat pesan dan berdiri di halaman ini.")
        )
        return redirect("admissions:status", application.code)
    selection = Selection.objects.public().filter(batch=application.batch_id).first()
    context = {
        "application": application, "batch": application.batch, "form": form, "waiting": waiting,
        "last": last_day(application, selection) if selection else None,
        "not_now": why_not(application, selection, now) if not form.is_bound else "",
    }  # fmt: skip
    return render(request, "admissions/appeal.html", context)


def why_not(application: Application, selection: Selection | None, now: datetime) -> str:
    """Said before anybody writes their reasons."""
    try:
        check_may_appeal(application, selection or Selection(batch=application.batch), now)
    except Refused as no:
        return str(no)
    return ""


@permitted(P.APPLICATION_DECIDE, P.APPLICATION_READ)
def appeals(request: DeskRequest, pk: int) -> HttpResponse:
    batch = own_batch(request, pk)
    rows = Appeal.objects.visible_to(request.actor).filter(application__batch=batch).select_related("application")
    page = keyset_page(rows, ["-submitted_at", "-id"], request.GET.get("sesudah"))
    context = {"batch": batch, "page": page, "decides": may_decide(request.actor, batch), "turn": around(page)}
    return render(request, "admissions/appeals.html", context)


@permitted(P.APPLICATION_DECIDE)
def answer(request: DeskRequest, pk: int, appeal_id: int) -> HttpResponse:
    batch = own_batch(request, pk)
    rows = Appeal.objects.visible_to(request.actor).select_related("application__batch__centre__region")
    found = get_object_or_404(rows, pk=appeal_id, application__batch=batch)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: answer_appeal(
            by=request.actor, appeal=found, accepted=form.cleaned_data["answer"] == "accept",
            reason=form.cleaned_data["reason"], now=timezone.now(),
        ),
    ):  # fmt: skip
        messages.success(request, _("Jawaban terkirim kepada pelamar."))
        return redirect("admissions:appeals", pk)
    rule = DecisionRule(found.refused_rule).label if found.refused_rule in DecisionRule.values else ""
    context = {
        "batch": batch, "appeal": found, "application": found.application, "form": form, "rule": rule,
        "decides": may_decide(request.actor, batch),
        "scores": found.application.scores.select_related("scorer").order_by("given_at"),
    }  # fmt: skip
    return render(request, "admissions/appeal_answer.html", context)
