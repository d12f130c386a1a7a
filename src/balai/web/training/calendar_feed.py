"""My own meetings in my calendar, and those of a class in the calendars of everybody in it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.training.actions.feed import end_class_feed, end_feed, feed_of, make_class_feed, make_feed
from balai.training.calendars import calendar_of, meetings_of_feed
from balai.training.models import CalendarFeed
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest
from balai.web.training.opened import inside, opened_class
from balai.web.training.timetable import as_file


def calendar(request: DeskRequest) -> HttpResponse:
    address = ""
    if request.method == "POST" and "end" in request.POST:
        end_feed(by=request.actor, now=timezone.now())
        messages.success(request, _("Alamat kalender dimatikan."))
        return redirect("training:calendar")
    if request.method == "POST":
        _feed, secret = make_feed(by=request.actor, now=timezone.now())
        address = request.build_absolute_uri(reverse("training:feed", args=[secret]))
    live = CalendarFeed.objects.visible_to(request.actor).personal().live().first()
    return render(request, "training/calendar.html", {"address": address, "live": live})


@permitted(P.ATTENDANCE_MARK)
def class_feed(request: DeskRequest, pk: int) -> HttpResponse:
    """The address is told once; afterwards it is renewed or ended here."""
    batch, now, address = opened_class(request, pk), timezone.now(), ""
    try:
        if request.method == "POST" and "end" in request.POST:
            end_class_feed(by=request.actor, batch=batch, now=now)
            messages.success(request, _("Alamat kalender dimatikan."))
            return redirect("training:class_feed", pk)
        if request.method == "POST":
            _feed, secret = make_class_feed(by=request.actor, batch=batch, now=now)
            address = request.build_absolute_uri(reverse("training:feed", args=[secret]))
    except Refused as no:
        messages.error(request, str(no))
    live = CalendarFeed.objects.visible_to(request.actor).live().filter(batch=batch).first()
    context = inside(request, batch, "sessions", _("Kalender kelas")) | {"address": address, "live": live}
    return render(request, "training/class_feed.html", context)


@login_not_required
def feed(request: PublicRequest, feed: str) -> HttpResponse:
    """Read by calendar programs, which cannot sign in; the address itself is the secret."""
    known = feed_of(feed)
    if known is None:
        raise Http404
    rows, withdrawn, name = meetings_of_feed(known)
    answer = as_file(calendar_of(rows, name, timezone.now(), withdrawn), "balai")
    answer["X-Robots-Tag"] = "noindex"
    return answer
