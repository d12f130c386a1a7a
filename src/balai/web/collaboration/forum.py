"""A forum begins, opens a year, takes in parties, and has a calendar that others subscribe to."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.collaboration.actions.feed import end_forum_feed, feed_of, make_forum_feed
from balai.collaboration.actions.forum import ForumPlan, add_members, begin_forum, open_period
from balai.collaboration.calendars import calendar_of_meetings
from balai.collaboration.models import ForumFeed, Period
from balai.collaboration.queries import meetings as read
from balai.institutions.models import Institution
from balai.institutions.queries.profile import listed
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.web.collaboration.forms_meetings import ForumForm
from balai.web.collaboration.found import inside_period, kept_forum, kept_period, seats_of, today_of
from balai.web.forms.base import attempt
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest
from balai.web.training.timetable import as_file
from balai.web.turning import AFTER, around


@permitted(P.COLLABORATION_EDIT)
def begin(request: DeskRequest) -> HttpResponse:
    own = request.actor.institutions_with(P.COLLABORATION_EDIT)
    offices = list(Institution.objects.visible_to(request.actor).filter(pk__in=own).order_by("name_key"))
    form = ForumForm(request.POST if request.method == "POST" else None, offices=offices)
    made = None
    if form.is_valid():
        owner = next(row for row in offices if row.pk == form.cleaned_data["owner"])
        plan = ForumPlan(form.cleaned_data["title"])
        made = attempt(
            form,
            lambda: begin_forum(
                by=request.actor, owner=owner, plan=plan, today=timezone.localdate(), client_id=form.once
            ),
        )
    if made is not None:
        newest = Period.objects.visible_to(request.actor).filter(collaboration=made).order_by("-pk").first()
        assert newest is not None  # a forum begins with its year
        messages.success(request, _("Forum dibuka. Sekarang tambahkan para pihaknya."))
        return redirect("collaboration:add_parties", newest.pk)
    return render(request, "collaboration/begin.html", {"form": form})


@require_POST
@permitted(P.COLLABORATION_EDIT)
def open_year(request: DeskRequest, pk: int) -> HttpResponse:
    """This year, with the parties of the year before."""
    kept = kept_forum(request, pk)
    try:
        period = open_period(by=request.actor, collaboration=kept, year=today_of(kept).year)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("collaboration:page", pk)
    messages.success(request, _("Masa tahun ini terbuka, dengan pihak-pihak tahun sebelumnya."))
    return redirect("collaboration:part", period.pk, "pertemuan")


@permitted(P.COLLABORATION_EDIT)
def add_parties(request: DeskRequest, pk: int) -> HttpResponse:
    """Search the register, tick, add; the chairs above show which function nobody stands for yet."""
    period = kept_period(request, pk)
    if request.method == "POST":
        return _added(request, period)
    members = read.parties_of(period)
    text = request.GET.get("nama", "")[:80]
    context = inside_period(period, _("Tambah pihak")) | {
        "members": members, "text": text, "there": {one.institution_id for one in members},
        "seats": seats_of(read.chairs(members, [], []), is_held=False),
    }  # fmt: skip
    if text.strip():
        rows = listed(Institution.objects.visible_to(request.actor), text=text)
        page = keyset_page(rows, ("name_key", "pk"), request.GET.get(AFTER), size=20)
        context |= {"found": page.rows, **around(page, {"nama": text})}
    return render(request, "collaboration/add_parties.html", context)


def _added(request: DeskRequest, period: Period) -> HttpResponse:
    wanted = [int(pk) for pk in request.POST.getlist("body") if is_id(pk)][:50]
    bodies = list(Institution.objects.visible_to(request.actor).filter(pk__in=wanted).select_related("region"))
    back = f"{reverse('collaboration:add_parties', args=[period.pk])}?{urlencode({'nama': request.POST.get('nama', '')[:80]})}"
    if not bodies:
        messages.error(request, _("Belum ada lembaga yang dicentang. Centang yang menjadi pihak, lalu tambahkan."))
        return redirect(back)
    try:
        made = add_members(by=request.actor, period=period, institutions=bodies)
        messages.success(request, _("%(n)s pihak ditambahkan.") % {"n": len(made)})
    except Refused as no:
        messages.error(request, str(no))
    return redirect(back)


@permitted(P.COLLABORATION_EDIT)
def calendar(request: DeskRequest, pk: int) -> HttpResponse:
    """The address is told once; afterwards it is renewed or ended here."""
    kept, now, address = kept_forum(request, pk), timezone.now(), ""
    try:
        if request.method == "POST" and "end" in request.POST:
            end_forum_feed(by=request.actor, collaboration=kept, now=now)
            messages.success(request, _("Alamat kalender dimatikan."))
            return redirect("collaboration:calendar", pk)
        if request.method == "POST":
            _feed, secret = make_forum_feed(by=request.actor, collaboration=kept, now=now)
            address = request.build_absolute_uri(reverse("collaboration:feed", args=[secret]))
    except Refused as no:
        messages.error(request, str(no))
    live = ForumFeed.objects.visible_to(request.actor).live().filter(collaboration=kept).first()
    crumbs = [(_("Kerja sama"), reverse("collaboration:list")), (kept.title, reverse("collaboration:page", args=[pk]))]
    context = {"collaboration": kept, "address": address, "live": live, "crumbs": crumbs, "title": _("Kalender forum")}
    return render(request, "collaboration/calendar.html", context)


@login_not_required
def feed(request: PublicRequest, feed: str) -> HttpResponse:
    """Read by calendar programs, which cannot sign in; the address itself is the secret."""
    known = feed_of(feed)
    if known is None:
        raise Http404
    rows = read.feed_rows(known.collaboration_id)
    answer = as_file(calendar_of_meetings(rows, known.collaboration.title, timezone.now()), "forum")
    answer["X-Robots-Tag"] = "noindex"
    return answer
