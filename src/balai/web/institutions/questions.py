"""Rows of a list that ask for a decision: one a screen, with what they may be beside them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.imports.actions.rows import is_waiting
from balai.imports.enums import ImportKind, RowState
from balai.imports.models import ImportRow
from balai.institutions.actions.decide_listed import Decision, decide_listed, undo_decision
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.regions.models import Region
from balai.regions.queries import path
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.institutions.forms_imports import DecisionForm
from balai.web.institutions.masked import masked
from balai.web.request import DeskRequest

SHOWN = 100


@permitted(Permission.INSTITUTION_IMPORT)
def questions(request: DeskRequest) -> HttpResponse:
    rows = ImportRow.objects.visible_to(request.actor).filter(run__kind=ImportKind.INSTITUTIONS).select_related("run")
    context = {
        "waiting": rows.waiting().order_by("run__started_at", "n")[:SHOWN],
        "decided": rows.filter(state=RowState.DECIDED).order_by("-decided_at")[:20],
    }
    return render(request, "institutions/import_questions.html", context)


@permitted(Permission.INSTITUTION_IMPORT)
def question(request: DeskRequest, row_id: UUID) -> HttpResponse:
    rows = ImportRow.objects.visible_to(request.actor).filter(run__kind=ImportKind.INSTITUTIONS)
    row = get_object_or_404(rows.select_related("run"), pk=row_id)
    alike = list(
        Institution.objects.visible_to(request.actor)
        .filter(pk__in=row.proposal.get("like", []))
        .select_related("region__parent__parent__parent")
    )
    regions = Region.objects.public().filter(pk__in=row.proposal.get("regions", [])).with_path()
    form = DecisionForm(
        [(str(body.pk), body.name) for body in alike],
        [(str(region.pk), path(region)) for region in regions],
        request.POST if request.method == "POST" else None,
        initial={"kind": row.proposal.get("kind", "")},
    )
    if (
        form.is_valid()
        and done(
            form, lambda: decide_listed(by=request.actor, row_id=row.pk, decision=_decision(form), now=timezone.now())
        )
        and not form.errors
    ):
        messages.success(request, _("Baris %(n)s diputuskan.") % {"n": row.n})
        return redirect("institution_imports:questions")
    context = {
        "row": row,
        "content": {title: masked(text) for title, text in row.content().items()},
        "alike": alike,
        "form": form,
        "waits": is_waiting(row),
    }
    return render(request, "institutions/import_question.html", context, status=422 if form.errors else 200)


@require_POST
@permitted(Permission.INSTITUTION_IMPORT)
def undo(request: DeskRequest, row_id: UUID) -> HttpResponse:
    rows = ImportRow.objects.visible_to(request.actor).filter(run__kind=ImportKind.INSTITUTIONS)
    row = get_object_or_404(rows, pk=row_id)
    try:
        undo_decision(by=request.actor, row_id=row.pk, now=timezone.now())
        messages.success(request, _("Keputusan dibatalkan. Baris ini menunggu lagi."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("institution_imports:questions")


def _decision(form: DecisionForm) -> Decision:
    said = form.cleaned_data
    act, _colon, number = said["act"].partition(":")
    typed = said.get("region")
    return Decision(
        act=act,
        same_as=int(number) if number else None,
        kind=said["kind"],
        region_id=typed.pk if typed else said.get("region_id"),
    )
