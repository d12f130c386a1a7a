"""A draft or a proposal is changed by its centre, and sent to the funder."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.planning import queries
from balai.planning.actions import propose as act
from balai.planning.enums import PackageState
from balai.planning.models import Package
from balai.planning.rules import check_may_mend, may_change_programme
from balai.programmes.models import Curriculum
from balai.programmes.queries import curricula_with, proposable_by
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.planning.forms import RevisionForm
from balai.web.planning.need_fields import Chosen, chosen_in, needs_for, orders_for
from balai.web.request import DeskRequest


@permitted(P.PACKAGE_PROPOSE)
def revise(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.package_for_page(Package.objects.visible_to(request.actor)), pk=pk)
    if not request.actor.may(P.PACKAGE_PROPOSE, row.centre_id):
        raise Http404
    try:
        check_may_mend(row, timezone.now())
    except Refused as no:
        messages.error(request, str(no))
        return redirect("planning:package", pk)
    form, of_last_year = _form(request, row)
    if form.is_valid() and done(
        form,
        lambda: act.revise_package(by=request.actor, package=row, revision=form.revision(), now=timezone.now()),
    ):
        messages.success(request, _("Usulan diperbaiki. Versi sebelumnya tetap bisa dibaca."))
        return redirect("planning:package", pk)
    shown = {"form": form, "package": row, "of_last_year": of_last_year and not form.is_bound}
    return render(request, "planning/revise.html", shown)


def _form(request: DeskRequest, row: Package) -> tuple[RevisionForm, bool]:
    """A copied draft without needs of its own begins with those of the package it was copied from."""
    chosen, of_last_year = chosen_in(row), False
    if row.copied_from is not None and chosen == Chosen():
        chosen = chosen_in(row.copied_from)
        of_last_year = chosen != Chosen()
    today = timezone.localdate()
    said: dict[str, Any] = {name: getattr(row, name) for name in ("title", "seats", "cost", "reason", "no_need_why")}
    said["curriculum"] = row.curriculum_id
    form = RevisionForm(
        request.POST if request.method == "POST" else None,
        initial=said | chosen.initial(),
        is_draft=row.state == PackageState.DRAFT,
        counted=row.evidence.filter(need=None, kind="jobseekers").values_list("as_of", flat=True).first(),
        curricula=_curricula(request, row),
        needs=needs_for(request.actor, chosen),
        orders=orders_for(request.actor, chosen, today),
    )
    return form, of_last_year


def _curricula(request: DeskRequest, row: Package) -> QuerySet[Curriculum] | None:
    """What stands may stay, though it is not in force any more."""
    if not may_change_programme(row):
        return None
    asked = proposable_by(request.actor, row.centre_id, row.curriculum.programme_id, timezone.localdate())
    return curricula_with(asked, row.curriculum_id)


@require_POST
@permitted(P.PACKAGE_PROPOSE)
def send(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Package.objects.visible_to(request.actor), pk=pk)
    try:
        sent = act.send_package(by=request.actor, package=row, now=timezone.now())
        messages.success(request, _("Usulan dikirim kepada %(funder)s.") % {"funder": sent.funder})
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:package", pk)
