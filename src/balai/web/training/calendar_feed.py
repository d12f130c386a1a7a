"""My own meetings in my calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.training.actions.feed import end_feed, feed_of, make_feed
from balai.training.calendars import calendar_of, meetings_of_user
from balai.training.models import CalendarFeed
from balai.web.request import DeskRequest, PublicRequest
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
    live = CalendarFeed.objects.visible_to(request.actor).live().first()
    return render(request, "training/calendar.html", {"address": address, "live": live})


@login_not_required
def feed(request: PublicRequest, feed: str) -> HttpResponse:
    """Read by calendar programs, which cannot sign in; the address itself is the secret."""
    known = feed_of(feed)
    if known is None:
        raise Http404
    answer = as_file(calendar_of(meetings_of_user(known.user_id), "Balai", timezone.now()), "balai")
    answer["X-Robots-Tag"] = "noindex"
    return answer
