"""Seats and money of a funded package, changed by the funder."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.planning import queries
from balai.planning.actions.amend import Amendment, amend_package
from balai.planning.actions.propose import committed_on
from balai.planning.enums import FUNDED
from balai.planning.models import Package
from balai.planning.rules import may_answer
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.planning.forms import AmendForm
from balai.web.request import DeskRequest


@permitted(P.PACKAGE_DECIDE, P.PACKAGE_PROPOSE)
def amend(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.package_for_page(Package.objects.visible_to(request.actor)), pk=pk)
    now = timezone.now()
    if row.state not in FUNDED or not may_answer(request.actor, row, today_in(row.centre.zone, now)):
        raise Http404
    form = AmendForm(request.POST if request.method == "POST" else None, initial={"seats": row.seats, "cost": row.cost})
    if form.is_valid() and done(
        form,
        lambda: amend_package(by=request.actor, package=row, amendment=Amendment(**form.cleaned_data), now=now),
    ):
        messages.success(request, _("Paket diubah. Angka sebelumnya tetap terbaca di jejaknya."))
        return redirect("planning:package", pk)
    line = row.fund_line
    context = {
        "form": form,
        "package": row,
        "given": queries.seats_given(row),
        "spent": queries.spent_on(row),
        "most": max(line.ceiling - committed_on(line, without=row), 0) if line else None,
    }
    return render(request, "planning/amend.html", context)
