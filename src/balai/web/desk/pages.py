"""Home, and the desk (meja): what waits for me, most urgent first, each one tap from doing it."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.roles import Role
from balai.kernel.registry import work_for
from balai.web.desk.doors import doors_of
from balai.web.request import DeskRequest, PublicRequest

SHOWN = 40


@login_not_required
def home(request: PublicRequest) -> HttpResponse:
    """The open hall: what can be done here, for whoever walks in."""
    if request.user.is_authenticated and "depan" not in request.GET:
        return redirect("desk")
    return render(request, "desk/home.html")


def desk(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    work = work_for(request.actor, now)
    return render(
        request,
        "desk/desk.html",
        {
            "greeting": _greeting(timezone.localtime(now)),
            "now": now,
            "seats": [(seat.name, Role(seat.role).label) for seat in request.actor.desks],
            "work": work[:SHOWN],
            "count": len(work),
            "hidden": max(0, len(work) - SHOWN),
            "overdue": sum(item.urgency == 0 for item in work),
            "doors": list(doors_of(request.actor)),
        },
    )


def _greeting(local: datetime) -> str:
    """As people say it: pagi until 11, siang until 15, sore until 18, then malam."""
    if local.hour < 11:
        return _("Selamat pagi")
    if local.hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if local.hour < 18 else _("Selamat malam")
