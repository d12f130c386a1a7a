"""What was paid for a package, by the centre or the funder, with its receipts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.actions.spend import Payment, attach_receipt, take_back_spending, write_spending
from balai.planning.models import Package, Spending
from balai.planning.parameters import RECEIPT_MONTHS
from balai.planning.queries import package_for_page
from balai.planning.rules.money import may_read_receipts, may_spend
from balai.web.downloads import sealed_file
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.planning.forms import PaymentForm
from balai.web.planning.proof import costs_of
from balai.web.request import DeskRequest

MOST = 50


def _package(request: DeskRequest, pk: int) -> Package:
    row = get_object_or_404(package_for_page(Package.objects.visible_to(request.actor).funded()), pk=pk)
    if not may_spend(request.actor, row):
        raise Http404
    return row


def _row(request: DeskRequest, package: Package, pk: int) -> Spending:
    rows = Spending.objects.visible_to(request.actor).filter(package=package).select_related("receipt")
    return get_object_or_404(rows, pk=pk)


@permitted(P.PACKAGE_PROPOSE, P.FUND_EDIT)
def spending(request: DeskRequest, pk: int) -> HttpResponse:
    row, sent = _package(request, pk), request.POST if request.method == "POST" else None
    form = PaymentForm(sent, request.FILES if sent else None, initial={"paid_on": timezone.localdate()})
    if form.is_valid() and done(form, lambda: _write(request, row, form.cleaned_data)):
        messages.success(request, _("Belanja tercatat."))
        return redirect("planning:spending", pk)
    rows = Spending.objects.visible_to(request.actor).filter(package=row)
    page = keyset_page(rows, ("-paid_on", "-id"), request.GET.get("sesudah"), MOST)
    shown = {
        "package": row, "rows": page.rows, "costs": costs_of(row, timezone.localdate()), "form": form,
        "older": f"?sesudah={page.next}" if page.next else "", "newer": "" if page.first else "?",
    }  # fmt: skip
    return render(request, "planning/spending.html", shown)


def _write(request: DeskRequest, package: Package, filled: dict[str, Any]) -> Spending:
    payment = Payment(**(filled | {"receipt": _stored(request, filled["receipt"])}))
    return write_spending(by=request.actor, package=package, payment=payment, now=timezone.now())


def _stored(request: DeskRequest, upload: Any) -> StoredFile | None:
    if not upload:
        return None
    months = int(value_on(RECEIPT_MONTHS, timezone.localdate()))
    try:
        return store_upload(
            by=request.actor, name=upload.name, content=upload, kind=DocumentKind.LETTER, keep_months=months,
            now=timezone.now(),
        )  # fmt: skip
    except Refused as no:
        raise Refused(no.code, no.message, "receipt") from None


@require_POST
@permitted(P.PACKAGE_PROPOSE, P.FUND_EDIT)
def attach(request: DeskRequest, pk: int, row: int) -> HttpResponse:
    paid = _row(request, _package(request, pk), row)
    try:
        receipt = _stored(request, request.FILES.get("receipt"))
        if receipt is None:
            messages.error(request, _("Pilih dulu berkas pindaian kuitansinya, lalu pasang."))
        else:
            attach_receipt(by=request.actor, spending=paid, receipt=receipt)
            messages.success(request, _("Kuitansi terpasang."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:spending", pk)


@permitted(P.PACKAGE_PROPOSE, P.FUND_EDIT, P.PACKAGE_DECIDE)
def receipt(request: DeskRequest, pk: int, row: int) -> HttpResponse:
    """The receipt as it was scanned."""
    package = get_object_or_404(Package.objects.visible_to(request.actor), pk=pk)
    file = _row(request, package, row).receipt
    if file is None or not may_read_receipts(request.actor, package):
        raise Http404
    return sealed_file(file, f"kuitansi-{pk}-{row}")


@require_POST
@permitted(P.PACKAGE_PROPOSE, P.FUND_EDIT)
def take_back(request: DeskRequest, pk: int, row: int) -> HttpResponse:
    paid, reason = _row(request, _package(request, pk), row), request.POST.get("reason", "")
    try:
        take_back_spending(by=request.actor, spending=paid, reason=reason, now=timezone.now())
        messages.success(request, _("Catatan belanja ditarik; alasannya tetap terbaca."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:spending", pk)
