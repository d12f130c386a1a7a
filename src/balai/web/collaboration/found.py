"""What every page of a living forum begins with: the meeting or period the actor may look into, its crumbs, its words."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.collaboration.models import Collaboration, Convening, Member, Period
from balai.collaboration.queries.convening import parties_present
from balai.collaboration.queries.meetings import Chair, opened, spoken_for
from balai.collaboration.rules.authority import may_keep
from balai.kernel.clock import today_in
from balai.kernel.formats import waktu
from balai.web.parts import Seat
from balai.web.request import DeskRequest


def opened_meeting(request: DeskRequest, pk: int) -> Convening:
    return get_object_or_404(opened(Convening.objects.visible_to(request.actor)), pk=pk)


def kept_meeting(request: DeskRequest, pk: int) -> Convening:
    """404 for whoever only takes part."""
    row = opened_meeting(request, pk)
    if not may_keep(request.actor, row.meeting.period.collaboration):
        raise Http404
    return row


def kept_forum(request: DeskRequest, pk: int) -> Collaboration:
    rows = Collaboration.objects.visible_to(request.actor).select_related("owner__region")
    kept = get_object_or_404(rows, pk=pk)
    if not may_keep(request.actor, kept):
        raise Http404
    return kept


def kept_period(request: DeskRequest, pk: int) -> Period:
    rows = Period.objects.visible_to(request.actor).select_related("collaboration__owner__region")
    row = get_object_or_404(rows, pk=pk)
    if not may_keep(request.actor, row.collaboration):
        raise Http404
    return row


def came_and_mine(request: DeskRequest, row: Convening) -> list[Member]:
    """Parties that came to the meeting and that the actor may speak for."""
    kept = row.meeting.period.collaboration
    present = parties_present(row)
    mine = spoken_for(request.actor, present, today_of(kept), keeps=may_keep(request.actor, kept))
    return [one for one in present if one.pk in mine]


def zone_of(kept: Collaboration) -> str:
    return kept.owner.zone if kept.owner else "Asia/Jakarta"


def today_of(kept: Collaboration) -> date:
    return today_in(zone_of(kept), timezone.now())


def inside(request: DeskRequest, row: Convening, title: str) -> dict[str, Any]:
    """Context of a page inside a meeting."""
    period = row.meeting.period
    crumbs = [
        (_("Kerja sama"), reverse("collaboration:list")),
        (period.collaboration.title, reverse("collaboration:part", args=[period.pk, "pertemuan"])),
    ]
    if title != row.meeting.title:
        crumbs.append((row.meeting.title, reverse("collaboration:meeting", args=[row.pk])))
    zone = ZoneInfo(row.zone)
    return {
        "row": row, "meeting": row.meeting, "period": period, "collaboration": period.collaboration, "title": title,
        "crumbs": crumbs, "keeps": may_keep(request.actor, period.collaboration), "begins": waktu(row.starts_at, zone),
        "ends": waktu(row.ends_at, zone, weekday=False),
    }  # fmt: skip


def inside_period(period: Period, title: str) -> dict[str, Any]:
    crumbs = [
        (_("Kerja sama"), reverse("collaboration:list")),
        (period.collaboration.title, reverse("collaboration:part", args=[period.pk, "pertemuan"])),
    ]
    return {"period": period, "collaboration": period.collaboration, "title": title, "crumbs": crumbs}


def seats_of(chairs: list[Chair], *, is_held: bool) -> list[Seat]:
    """While inviting a chair is taken by whoever is asked; afterwards by whoever came."""
    return [Seat(one.label, bool(one.came if is_held else one.invited), _note(one, is_held)) for one in chairs]


def _note(one: Chair, is_held: bool) -> str:
    if not one.parties:
        return _("tidak ada di daftar pihak")
    if not one.invited and not one.came:
        return _("%(n)s pihak terdaftar, belum ada yang diundang") % {"n": one.parties}
    said = [
        (one.came, _("hadir %(n)s")), (one.coming if not is_held else 0, _("akan datang %(n)s")),
        (one.declined, _("tidak bisa %(n)s")), (one.silent, _("belum menjawab %(n)s")),
    ]  # fmt: skip
    return ", ".join(words % {"n": n} for n, words in said if n)
