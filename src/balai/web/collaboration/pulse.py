"""The pulse as the secretary sees it: open a round, hand out sheets, how many came, close; and its results for everybody."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.collaboration.actions.pulse import close_pulse, open_pulse
from balai.collaboration.assessment.said import FEWEST
from balai.collaboration.enums import PulseState
from balai.collaboration.models import Period, PulseRound
from balai.collaboration.pulse_codes import shown
from balai.collaboration.queries import pulse as read
from balai.collaboration.rules.authority import may_keep
from balai.kernel.refusal import Refused
from balai.web.collaboration.forms_pulse import ANSWERS, OpenForm
from balai.web.collaboration.found import inside_period, kept_period, today_of
from balai.web.forms.base import attempt
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest
from balai.web.training.certificates import qr

ROUND, GROUPS = "putaran", "kelompok"


@dataclass(frozen=True, slots=True)
class Bar:
    """parts: words, how many, begin and width of a hundred, place on the scale from against to for the collaboration."""

    spread: read.Spread
    parts: list[tuple[str, int, float, float, int]]


def bar_of(spread: read.Spread) -> Bar:
    words = [str(word) for _n, word in (ANSWERS[::-1] if spread.is_reversed else ANSWERS)]
    parts, begin = [], 0.0
    for place, n in enumerate(spread.turned):
        width = 100 * n / spread.people
        parts.append((words[place], n, round(begin, 2), round(width, 2), place + 1))
        begin += width
    return Bar(spread, parts)


def pulse_part(request: PublicRequest, period: Period) -> dict[str, Any]:
    """The tab of a period: the round that runs, and the results of one that is closed (the newest, or the one asked for)."""
    rounds = read.rounds_of(period)
    closed = [row for row in rounds if row.state == PulseState.CLOSED]
    wanted = request.GET.get(ROUND, "")
    chosen = next((row for row in closed if str(row.pk) == wanted), closed[0] if closed else None)
    results = read.results_of(chosen) if chosen else []
    return {
        "running": next((row for row in rounds if row.state == PulseState.OPEN), None),
        "closed": closed,
        "chosen": chosen,
        "frameworks": [
            (label, [_shown(one, request.GET.get(GROUPS, "")) for one in items]) for label, items in results
        ],
        "fewest": FEWEST,
        "keeps_pulse": may_keep(request.actor, period.collaboration),
    }


def _shown(result: read.ItemResult, item: str) -> tuple[read.ItemResult, Bar | None, list[Bar], bool]:
    """Groups of one item at a time, so that the page stays light; the last says whether there are any."""
    groups = [bar_of(one) for one in result.groups] if result.item == item else []
    return result, bar_of(result.whole) if result.whole else None, groups, bool(result.groups)


@permitted(P.COLLABORATION_EDIT)
def new(request: DeskRequest, pk: int) -> HttpResponse:
    period = kept_period(request, pk)
    members, today = read.parties(period), today_of(period.collaboration)
    form = OpenForm(request.POST if request.method == "POST" else None, members=members, today=today)
    made = None
    if form.is_valid():
        made = attempt(
            form,
            lambda: open_pulse(by=request.actor, period=period, plan=form.plan(), today=today, client_id=form.once),
        )
    if made is not None:
        messages.success(request, _("Denyut dibuka. Cetak lembarnya dan bagikan ke tiap pihak."))
        return redirect("collaboration:pulse", made.pk)
    context = inside_period(period, _("Buka denyut")) | {"form": form, "members": members, "fewest": FEWEST}
    return render(request, "collaboration/pulse_new.html", context, status=422 if form.errors else 200)


@permitted(P.COLLABORATION_EDIT)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    context = inside_period(row.period, _("Denyut forum")) | {
        "row": row, "asked": read.asked_in(row), "came": read.came_back(row), "fewest": FEWEST,
        "runs": row.state == PulseState.OPEN, "is_over": today_of(row.period.collaboration) > row.closes_on,
        "address": request.build_absolute_uri(reverse("collaboration:pulse_code")),
    }  # fmt: skip
    return render(request, "collaboration/pulse_round.html", context)


@never_cache
@permitted(P.COLLABORATION_EDIT)
def sheets(request: DeskRequest, pk: int, member: int) -> HttpResponse:
    """To print and cut up, all sheets of the party every time."""
    row = _kept(request, pk)
    asked = next((one for one in read.asked_in(row) if one.member_id == member), None)
    if asked is None or row.state != PulseState.OPEN:
        raise Http404
    links = [
        (shown(code), qr(url), url)
        for code in read.codes_for(row, asked)
        for url in (request.build_absolute_uri(reverse("collaboration:pulse_sheet", args=[code])),)
    ]
    title = _("Lembar untuk %(name)s") % {"name": asked.member.name}
    context = inside_period(row.period, title) | {"row": row, "asked": asked, "links": links}
    return render(request, "collaboration/pulse_sheets.html", context)


@require_POST
@permitted(P.COLLABORATION_EDIT)
def close(request: DeskRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    try:
        close_pulse(by=request.actor, row=row, today=today_of(row.period.collaboration))
        messages.success(request, _("Denyut ditutup. Yang boleh ditampilkan sekarang bisa dibaca para pihak."))
    except Refused as no:
        messages.error(request, str(no))
        return redirect("collaboration:pulse", pk)
    return redirect("collaboration:part", row.period_id, "denyut")


def _kept(request: DeskRequest, pk: int) -> PulseRound:
    """404 for whoever only takes part."""
    rows = PulseRound.objects.visible_to(request.actor).select_related("period__collaboration__owner__region")
    row = get_object_or_404(rows, pk=pk)
    if not may_keep(request.actor, row.period.collaboration):
        raise Http404
    return row
