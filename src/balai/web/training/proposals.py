"""A timetable for all classes of a centre: ask, look, accept, undo."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.institutions.models import Institution, Room
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.propose_timetable import (
    accept_timetable,
    ask_timetable,
    may_undo,
    refuse_timetable,
    undo_timetable,
)
from balai.training.enums import PLANNABLE, NotBack
from balai.training.models import TimetableProposal
from balai.training.queries import names_of
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest

ANSWERS = {"accept": accept_timetable, "refuse": refuse_timetable, "undo": undo_timetable}


@permitted(P.BATCH_EDIT)
def proposals(request: DeskRequest) -> HttpResponse:
    own = request.actor.institutions_with(P.BATCH_EDIT)
    today = timezone.localdate()
    classes = (
        Batch.objects.visible_to(request.actor)
        .filter(centre_id__in=own, state__in=PLANNABLE, ends_on__gt=today)
        .select_related("centre")
        .order_by("centre__name", "starts_on", "pk")
    )
    if request.method == "POST":
        chosen = [int(pk) for pk in request.POST.getlist("batches") if is_id(pk)]
        return _asked(request, [batch for batch in classes if batch.pk in chosen])
    rows = TimetableProposal.objects.visible_to(request.actor).defer("plan", "replaced").select_related("centre")
    shown = {"classes": classes, "rows": rows.order_by("-pk")[:20]}
    return render(request, "training/proposals.html", shown)


def _asked(request: DeskRequest, chosen: list[Batch]) -> HttpResponse:
    centres = {batch.centre_id for batch in chosen}
    if len(centres) != 1:
        messages.error(request, _("Pilih sedikitnya satu kelas, semuanya dari balai yang sama."))
        return redirect("training:proposals")
    centre = Institution.objects.visible_to(request.actor).get(pk=centres.pop())
    try:
        row = ask_timetable(by=request.actor, centre=centre, batches=chosen, now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
        return redirect("training:proposals")
    messages.success(request, _("Jadwal sedang dihitung. Buka lagi halaman ini sebentar lagi."))
    return redirect("training:proposal", row.pk)


@permitted(P.BATCH_EDIT)
def proposal(request: DeskRequest, proposal: int) -> HttpResponse:
    row = get_object_or_404(TimetableProposal.objects.visible_to(request.actor).select_related("centre"), pk=proposal)
    titles = dict(Batch.objects.visible_to(request.actor).filter(pk__in=row.batches).values_list("pk", "title"))
    rooms = dict(Room.objects.visible_to(request.actor).filter(institution=row.centre).values_list("pk", "name"))
    people = names_of({one["instructor"] for one in row.plan if one["instructor"]})
    meetings = [
        {
            "title": titles.get(one["batch"], ""), "day": date.fromisoformat(one["day"]), "hours": one["hours"],
            "starts": one["starts_at"][:5].replace(":", "."), "ends": one["ends_at"][:5].replace(":", "."),
            "room": rooms.get(one["room"], ""), "who": people.get(one["instructor"], ""),
        }
        for one in row.plan
    ]  # fmt: skip
    shown = {
        "row": row, "may_undo": may_undo(row), "titles": titles.values(),
        "meetings": sorted(meetings, key=lambda one: (one["title"], one["day"], one["starts"])),
        "not_back": _not_back(row, titles), "crumbs": [],
    }  # fmt: skip
    return render(request, "training/proposal.html", shown)


def _not_back(row: TimetableProposal, titles: Mapping[int, str]) -> list[dict[str, object]]:
    """Meetings that undoing did not bring back, by class and reason, with their days."""
    days: dict[tuple[int, str], list[date]] = {}
    for one in row.replaced:
        if why := one.get("not_back"):
            days.setdefault((one["batch"], why), []).append(date.fromisoformat(one["day"]))
    return [
        {"title": titles.get(batch, ""), "why": NotBack(why).label, "days": sorted(set(on)), "n": len(on)}
        for (batch, why), on in days.items()
    ]


@require_POST
@permitted(P.BATCH_EDIT)
def answer(request: DeskRequest, proposal: int) -> HttpResponse:
    row = get_object_or_404(TimetableProposal.objects.visible_to(request.actor), pk=proposal)
    act = ANSWERS.get(request.POST.get("step", ""))
    if act is None:
        raise Http404
    try:
        done = act(by=request.actor, proposal=row, now=timezone.now())
        messages.success(request, _("Jadwal ini sekarang: %(state)s.") % {"state": done.get_state_display()})
        if any(one.get("not_back") for one in done.replaced):
            messages.warning(request, _("Sebagian pertemuan lama tidak dikembalikan. Sebabnya tertulis di bawah."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("training:proposal", proposal)
