"""What was paid for a package, by the centre or the funder."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.planning.actions.spend import Payment, take_back_spending, write_spending
from balai.planning.models import Package, Spending
from balai.planning.queries import package_for_page
from balai.planning.rules.money import may_spend
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.planning.forms import PaymentForm
from balai.web.planning.proof import costs_of
from balai.web.request import DeskRequest

MOST = 200


def _package(request: DeskRequest, pk: int) -> Package:
    row = get_object_or_404(package_for_page(Package.objects.visible_to(request.actor).funded()), pk=pk)
    if not may_spend(request.actor, row):
        raise Http404
    return row


@permitted(P.PACKAGE_PROPOSE, P.FUND_EDIT)
def spending(request: DeskRequest, pk: int) -> HttpResponse:
    row, now = _package(request, pk), timezone.now()
    form = PaymentForm(request.POST if request.method == "POST" else None, initial={"paid_on": timezone.localdate()})
    if form.is_valid() and done(
        form,
        lambda: write_spending(by=request.actor, package=row, payment=Payment(**form.cleaned_data), now=now),
    ):
        messages.success(request, _("Belanja tercatat."))
        return redirect("planning:spending", pk)
    rows = Spending.objects.visible_to(request.actor).filter(package=row).order_by("-paid_on", "-pk")[:MOST]
    shown = {"package": row, "rows": rows, "costs": costs_of(row, timezone.localdate()), "form": form}
    return render(request, "planning/spending.html", shown)


@require_POST
@permitted(P.PACKAGE_PROPOSE, P.FUND_EDIT)
def take_back(request: DeskRequest, pk: int, row: int) -> HttpResponse:
    package = _package(request, pk)
    paid = get_object_or_404(Spending.objects.visible_to(request.actor).filter(package=package), pk=row)
    reason = request.POST.get("reason", "")
    try:
        take_back_spending(by=request.actor, spending=paid, reason=reason, now=timezone.now())
        messages.success(request, _("Catatan belanja ditarik; alasannya tetap terbaca."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:spending", pk)
