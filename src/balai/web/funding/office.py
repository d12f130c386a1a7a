"""Fund lines by year, what is promised from each, and who bears which duty under a source."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.funding import actions
from balai.funding.enums import STATE_MONEY, Duty, FundSource
from balai.funding.models import FundLine
from balai.funding.queries import whole_chain
from balai.funding.rules import may_change_line, may_edit_funds, may_set_chain
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.planning.actions.money import set_ceiling
from balai.planning.models import Package
from balai.planning.queries import with_committed, with_spent
from balai.web.forms.base import done, show_refusal
from balai.web.funding.forms import CeilingForm, DutyForm, FundLineForm, GuideForm
from balai.web.gate import permitted
from balai.web.request import DeskRequest

READERS = (P.FUND_READ, P.FUND_EDIT)


def _seen(request: DeskRequest) -> QuerySet[FundLine]:
    return with_spent(with_committed(FundLine.objects.visible_to(request.actor))).select_related("funder", "noted_by")


@permitted(*READERS)
def lines(request: DeskRequest) -> HttpResponse:
    page = keyset_page(_seen(request), ("-year", "-id"), request.GET.get("sesudah"))
    shown = {
        "rows": [(line, _money(line)) for line in page.rows],
        "older": f"?sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else "?",
        "may_add": request.actor.has(P.FUND_EDIT),
    }
    return render(request, "funding/lines.html", shown)


def _money(line: FundLine) -> dict[str, int]:
    committed: int = getattr(line, "committed", 0)
    return {"committed": committed, "left": line.ceiling - committed, "spent": getattr(line, "spent", 0)}


@permitted(*READERS)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(_seen(request), pk=pk)
    today = timezone.localdate()
    edits = may_change_line(request.actor, line, today)
    form = CeilingForm(request.POST if request.method == "POST" else None, initial={"ceiling": line.ceiling})
    if edits and form.is_valid():
        try:
            set_ceiling(by=request.actor, line=line, today=today, **form.cleaned_data)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Pagu diperbarui. Nilai lama tetap tercatat."))
            return redirect("funding:one", pk)
    packages = Package.objects.visible_to(request.actor).funded().filter(fund_line=line).select_related("centre")
    shown = {"line": line, **_money(line), "packages": packages.order_by("-answered_at")[:100]}
    shown |= {"guides": line.guides.order_by("-version"), "has_guides": line.source in STATE_MONEY, "edits": edits}
    return render(request, "funding/line.html", {**shown, "form": form if edits else None})


@permitted(P.FUND_EDIT)
def guide(request: DeskRequest, pk: int) -> HttpResponse:
    """The next version of the operating guide (POK) of a line of state money."""
    line, today = get_object_or_404(_seen(request), pk=pk), timezone.localdate()
    if line.source not in STATE_MONEY or not may_change_line(request.actor, line, today):
        raise Http404
    last = line.guides.last()
    first = {"received_on": today, "handed_by": last.handed_by if last else line.funder.name}
    form = GuideForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid() and done(
        form,
        lambda: actions.add_guide(
            by=request.actor, line=line, guide=actions.NewGuide(**form.cleaned_data), today=today
        ),
    ):
        messages.success(request, _("Petunjuk tercatat. Versi sebelumnya tetap bisa dibaca."))
        return redirect("funding:one", pk)
    return render(request, "funding/guide.html", {"form": form, "line": line, "last": last})


@permitted(P.FUND_EDIT)
def add(request: DeskRequest) -> HttpResponse:
    form = _line_form(request)
    if form.is_valid():
        filled = form.cleaned_data
        funder = filled.pop("funder")
        try:
            line = actions.add_fund_line(
                by=request.actor, funder=funder, line=actions.NewLine(**filled), today=timezone.localdate()
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Dana tercatat."))
            return redirect("funding:one", line.pk)
    return render(request, "funding/line_form.html", {"form": form})


def _line_form(request: DeskRequest) -> FundLineForm:
    """Own funds first; the funder named in the address, for one that has no desk yet."""
    today, bodies = timezone.localdate(), Institution.objects.visible_to(request.actor)
    own = list(request.actor.institutions_with(P.FUND_EDIT))
    asked = request.GET.get("pendana", "")
    told = bodies.filter(pk=asked).first() if asked.isdecimal() else None
    if told is not None and may_edit_funds(request.actor, told.pk, today):
        own.append(told.pk)
    funders = bodies.filter(pk__in=own)
    initial: dict[str, Any] = {"year": today.year, "funder": told}
    return FundLineForm(
        request.POST if request.method == "POST" else None, initial=initial, funders=funders.order_by("name")
    )


@permitted(P.FUND_READ, P.FUND_EDIT, P.PLANNING_READ, P.PARAMETER_EDIT)
def chain(request: DeskRequest) -> HttpResponse:
    holder = _holder(request)
    shown = {
        "chain": whole_chain(holder.pk if holder else None),
        "duties": Duty.choices,
        "holder": holder,
        "others": [one for one in _holders(request) if one != holder],
        "may_set": may_set_chain(request.actor, holder.pk if holder else None),
    }
    return render(request, "funding/chain.html", shown)


def _holders(request: DeskRequest) -> list[Institution]:
    """Bodies for whose own money the actor may say who does what."""
    own = request.actor.institutions_with(P.FUND_EDIT)
    return list(Institution.objects.visible_to(request.actor).filter(pk__in=own).order_by("name"))


def _holder(request: DeskRequest) -> Institution | None:
    """The body named in the address, which must be the actor's; the network where none is named."""
    asked = request.GET.get("pendana", "")
    if not asked:
        return None
    for one in _holders(request):
        if str(one.pk) == asked:
            return one
    raise Http404


@permitted(P.FUND_EDIT, P.PARAMETER_EDIT)
def duty(request: DeskRequest, source: str, duty: str) -> HttpResponse:
    holder, back = _settable(request, source, duty)
    links = whole_chain(holder.pk if holder else None)
    link = next(k for s, found in links if s == source for k in found if k.duty == duty)
    form = DutyForm(
        request.POST if request.method == "POST" else None,
        initial={"bearer": link.bearer, "legal_basis": link.legal_basis if link.own or not holder else ""},
    )
    if form.is_valid() and done(
        form,
        lambda: actions.assign_duty(
            by=request.actor, source=link.source, duty=link.duty, funder=holder, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Pembagian tugas diperbarui. Kelas yang sudah ada tidak berubah."))
        return redirect(back)
    stated = link.own if holder else not link.is_default
    return render(
        request, "funding/duty.html", {"form": form, "link": link, "holder": holder, "back": back, "stated": stated}
    )


@require_POST
@permitted(P.FUND_EDIT, P.PARAMETER_EDIT)
def unassign(request: DeskRequest, source: str, duty: str) -> HttpResponse:
    holder, back = _settable(request, source, duty)
    actions.unassign_duty(by=request.actor, source=FundSource(source), duty=Duty(duty), funder=holder)
    messages.success(request, _("Kembali ke pembagian sebelumnya."))
    return redirect(back)


def _settable(request: DeskRequest, source: str, duty: str) -> tuple[Institution | None, str]:
    """For whom the duty is being said, and the page to go back to. 404 for a duty that is none, 403 for others' money."""
    if source not in FundSource.values or duty not in Duty.values:
        raise Http404
    holder = _holder(request)
    if not may_set_chain(request.actor, holder.pk if holder else None):
        raise PermissionDenied
    return holder, reverse("funding:chain") + (f"?pendana={holder.pk}" if holder else "")
