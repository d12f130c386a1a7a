"""A sheet of the pulse, opened by whoever holds it: no account is asked for and none is noticed. It is handed in at an address
without the code, so that no log of addresses holds a hand-in beside a code."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from balai.collaboration.actions.pulse import check_takes_sheets, hand_in_sheet
from balai.collaboration.enums import PulseLevel
from balai.collaboration.models import PulseTicket
from balai.collaboration.queries.pulse import group_words, ticket_for
from balai.kernel.refusal import Refused
from balai.web.collaboration.forms_pulse import ANSWERS, CodeForm, SheetForm
from balai.web.collaboration.found import today_of
from balai.web.forms.base import done
from balai.web.request import PublicRequest


@login_not_required
@never_cache
def code(request: PublicRequest) -> HttpResponse:
    """Type the code; hand in the sheet."""
    if request.method != "POST":
        return render(request, "collaboration/pulse_code.html", {"form": CodeForm()})
    asked = CodeForm(request.POST)
    ticket = ticket_for(asked.cleaned_data["code"]) if asked.is_valid() else None
    if ticket is None:
        if asked.is_valid():
            asked.add_error("code", _unknown())
        return render(request, "collaboration/pulse_code.html", {"form": asked}, status=422)
    return _answered(request, ticket, asked.cleaned_data["code"])


@login_not_required
@never_cache
def sheet(request: PublicRequest, code: str) -> HttpResponse:
    """The address in the QR code."""
    ticket = ticket_for(code)
    if ticket is None:
        form = CodeForm(initial={"code": ""})
        return render(request, "collaboration/pulse_code.html", {"form": form, "why": _unknown()}, status=404)
    return _sheet(request, ticket, SheetForm(None, scope=ticket.box.round.scope, code=code))


def _answered(request: PublicRequest, ticket: PulseTicket, code: str) -> HttpResponse:
    row = ticket.box.round
    sent = "send" in request.POST
    form = SheetForm(request.POST if sent else None, scope=row.scope, code=code)
    if ticket.is_used and sent:
        return _thanks(request, ticket)
    today = today_of(row.period.collaboration)
    if form.is_valid() and done(form, lambda: hand_in_sheet(code=code, said=form.said(), today=today)):
        return _thanks(request, ticket)
    return _sheet(request, ticket, form)


def _sheet(request: PublicRequest, ticket: PulseTicket, form: SheetForm) -> HttpResponse:
    row = ticket.box.round
    if ticket.is_used:
        return _thanks(request, ticket)
    try:
        check_takes_sheets(row, today_of(row.period.collaboration))
    except Refused as no:
        return render(request, "collaboration/pulse_code.html", {"why": str(no), "form": None}, status=410)
    context = {
        "form": form, "row": row, "collaboration": row.period.collaboration, "scale": ANSWERS, "group": group_words(ticket.box),
        "is_party": ticket.box.level == PulseLevel.PARTY,
    }  # fmt: skip
    return _private(render(request, "collaboration/pulse_sheet.html", context, status=422 if form.errors else 200))


def _thanks(request: PublicRequest, ticket: PulseTicket) -> HttpResponse:
    context = {"collaboration": ticket.box.round.period.collaboration}
    return _private(render(request, "collaboration/pulse_thanks.html", context))


def _private(answer: HttpResponse) -> HttpResponse:
    """The code in the address is told to no other site."""
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _unknown() -> str:
    return _("Kode lembar ini tidak dikenal, atau denyutnya sudah ditutup. Periksa lagi hurufnya.")
