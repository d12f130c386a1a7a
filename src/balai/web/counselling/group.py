"""A group of twenty on one screen: people picked or typed, a route and a reason each, one submit. Works without JavaScript."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.counselling.actions.session import Gathering, RowsRefused, record_group_session
from balai.counselling.enums import Route
from balai.counselling.models import GroupSession
from balai.institutions.models.institution import name_key
from balai.kernel.refusal import Refused
from balai.people.models import Person, PersonQuerySet
from balai.web.counselling.counsellor import own_office
from balai.web.counselling.forms import GroupForm, many
from balai.web.counselling.table import (
    Line,
    ask_about_alike,
    attendees,
    lines_of,
    mark,
    numbered,
    with_blank,
    with_people,
)
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.request import DeskRequest

FOUND = 12


@permitted(P.COUNSEL)
def group(request: DeskRequest) -> HttpResponse:
    """Every button of the form sends the whole screen: looking somebody up or adding rows loses nothing."""
    people: PersonQuerySet = Person.objects.visible_to(request.actor, P.COUNSEL)
    sent = request.POST if request.method == "POST" else request.GET
    lines = lines_of(sent, people)
    lines = with_people(lines, people.live().filter(pk__in=[pk for pk in many(sent, "orang") if len(pk) == 36]))
    pressed_enter = "enter" in request.POST
    looks = "temukan" in request.POST or (pressed_enter and bool(request.POST.get("cari", "").strip()))
    saves = request.method == "POST" and ("simpan" in request.POST or (pressed_enter and not looks))
    form = GroupForm(request.POST if saves else None, initial=initial(request))
    if saves and form.is_valid():
        lines = numbered([line for line in lines if not line.is_empty])
        made = save(request, form, lines, people)
        if made is not None:
            return redirect("counselling:group_one", made.pk)
    elif saves:
        attendees(lines)
    elif "tambah" in sent or not lines:
        lines = with_blank(lines)
    asked = request.POST.get("cari", "").strip()[:200] if looks else ""
    there = [line.person.pk for line in lines if line.person]
    found = people.live().filter(name_key__contains=name_key(asked)).exclude(pk__in=there) if asked else people.none()
    context = {
        "form": form, "lines": lines, "routes": Route.choices, "asked": asked, "count": sum(not x.is_empty for x in lines),
        "found": list(found.order_by("name_key", "pk")[:FOUND]),
    }  # fmt: skip
    return render(request, "counselling/group.html", context)


def initial(request: DeskRequest) -> dict[str, object]:
    typed: dict[str, object] = {name: request.POST[name] for name in GroupForm.base_fields if name in request.POST}
    return {"held_on": timezone.localdate(), **typed, "routes": many(request.POST, "routes")}


def save(request: DeskRequest, form: GroupForm, lines: list[Line], people: PersonQuerySet) -> GroupSession | None:
    filled = form.cleaned_data
    owed = ask_about_alike(lines, people)
    rows = attendees(lines, filled.pop("routes"))
    if owed or any(line.wrong for line in lines):
        form.add_error(None, _("Ada baris yang perlu diperbaiki; belum ada yang disimpan."))
        return None
    try:
        made = record_group_session(
            by=request.actor,
            office=own_office(request),
            gathering=Gathering(**filled, attendees=rows),
            now=timezone.now(),
        )
    except RowsRefused as no:
        mark(lines, no.rows)
        show_refusal(form, no)
        return None
    except Refused as no:
        show_refusal(form, no)
        return None
    messages.success(request, _("%(number)d orang tercatat dalam satu kegiatan.") % {"number": len(rows)})
    return made


@permitted(P.COUNSEL)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """What was recorded, with a way into each file."""
    rows = GroupSession.objects.visible_to(request.actor).select_related("counsellor", "institution")
    found = get_object_or_404(rows, pk=pk)
    sessions = found.counselling_sessions.select_related("case_file__person").prefetch_related("routes").order_by("pk")
    return render(request, "counselling/group_one.html", {"group": found, "sessions": sessions})
