"""Rules that change every year: what holds today, since when, by which decree; and a new value."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.parameters import actions
from balai.parameters.declare import Parameter, declared, find
from balai.parameters.models import ParameterValue
from balai.parameters.rules import may_set, may_set_somewhere
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.parameters.forms import ParameterForm
from balai.web.parts import Words
from balai.web.request import DeskRequest

ROOMS: dict[str, Words] = {
    "people": gettext_lazy("Orang dan datanya"),
    "institutions": gettext_lazy("Lembaga dan meja"),
    "demand": gettext_lazy("Permintaan kerja"),
    "funding": gettext_lazy("Dana"),
    "planning": gettext_lazy("Usulan dan kelas"),
    "counselling": gettext_lazy("Konseling"),
    "admissions": gettext_lazy("Pendaftaran dan seleksi"),
    "training": gettext_lazy("Pelatihan dan sertifikatnya"),
    "certification": gettext_lazy("Uji dan sertifikat kompetensi"),
    "placement": gettext_lazy("Rujukan dan penempatan"),
    "ventures": gettext_lazy("Kelompok usaha"),
    "outcomes": gettext_lazy("Kabar alumni"),
    "collaboration": gettext_lazy("Kerja sama"),
    "insights": gettext_lazy("Angka yang terbit"),
}
"""What a room's rules are about, by the first part of their name."""


@permitted(Permission.PARAMETER_EDIT)
def parameters(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    held: dict[tuple[str, int | None], ParameterValue] = {}
    for row in ParameterValue.objects.visible_to(request.actor).on(today).order_by("valid_from"):
        held[row.name, row.institution_id] = row
    rooms: dict[str, list[dict[str, Any]]] = {}
    for p in declared():
        whole = held.get((p.name, None))
        line = {
            "parameter": p,
            "row": whole,
            "shown": shown(p, whole.value if whole else p.default),
            "own": _own_values(request.actor, p, held),
            "may_set": may_set_somewhere(request.actor, p),
        }
        rooms.setdefault(p.name.partition(".")[0], []).append(line)
    groups = [(ROOMS.get(room, _("Lainnya")), lines) for room, lines in rooms.items()]
    sets = request.actor.may_for_all(Permission.PARAMETER_EDIT)
    return render(request, "parameters/list.html", {"groups": groups, "today": today, "sets_network": sets})


def _own_values(
    actor: Actor, parameter: Parameter, held: dict[tuple[str, int | None], ParameterValue]
) -> list[tuple[str, str, ParameterValue]]:
    """Name of the institution, its value in words, and the row; of the actor's own institutions."""
    own = {desk.institution: desk.name for desk in actor.desks}
    rows = [(name, held[parameter.name, pk]) for pk, name in own.items() if (parameter.name, pk) in held]
    return [(name, shown(parameter, row.value), row) for name, row in rows]


@permitted(Permission.PARAMETER_EDIT)
def parameter(request: DeskRequest, name: str) -> HttpResponse:
    known = find(name)
    if known is None:
        raise Http404
    holders = _holders(request.actor, known)
    form = ParameterForm(request.POST if request.method == "POST" else None, holders=holders)
    if request.method == "POST" and not holders:
        raise PermissionDenied
    if form.is_valid() and done(form, lambda: _set(request, known, dict(form.cleaned_data))):
        messages.success(request, _("Aturan disimpan. Nilai lama tetap tercatat."))
        return redirect("parameters:one", name)
    context = {
        "parameter": known,
        "form": form if holders else None,
        "values": _history(request.actor, known),
        "default": shown(known, known.default),
        "sets_network": "" in dict(holders),
    }
    return render(request, "parameters/one.html", context)


def _set(request: DeskRequest, parameter: Parameter, filled: dict[str, Any]) -> ParameterValue:
    text, holder = filled.pop("value"), filled.pop("institution")
    return actions.set_parameter(by=request.actor, parameter=parameter, text=text, institution_id=holder, **filled)


def _holders(actor: Actor, parameter: Parameter) -> list[tuple[str, str]]:
    """For whom the actor may set this rule, the own institutions first."""
    own = {desk.institution: desk.name for desk in actor.desks}
    holders = [(str(pk), name) for pk, name in own.items() if may_set(actor, parameter, pk)]
    return [*holders, ("", _("Seluruh jaringan"))] if may_set(actor, parameter, None) else holders


def _history(actor: Actor, parameter: Parameter) -> list[dict[str, Any]]:
    """Newest first. holder: name of the institution whose own value it is, empty for the network's."""
    rows = list(
        ParameterValue.objects.visible_to(actor).filter(name=parameter.name).order_by("-valid_from", "-pk")[:50]
    )
    names = dict(
        Institution.objects.visible_to(actor)
        .filter(pk__in={row.institution_id for row in rows if row.institution_id})
        .values_list("pk", "name")
    )
    return [
        {
            "row": row,
            "shown": shown(parameter, row.value),
            "holder": names.get(row.institution_id, _("lembaga lain")) if row.institution_id else "",
            "may_withdraw": row.withdrawn_at is None and may_set(actor, parameter, row.institution_id),
        }
        for row in rows
    ]


@require_POST
@permitted(Permission.PARAMETER_EDIT)
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ParameterValue.objects.visible_to(request.actor), pk=pk)
    known = find(row.name)
    if known is None or not may_set(request.actor, known, row.institution_id):
        raise PermissionDenied
    try:
        actions.withdraw_parameter(by=request.actor, value=row, now=timezone.now())
        messages.success(request, _("Nilai ditarik. Nilai sebelumnya berlaku lagi."))
    except Refused as no:
        messages.error(request, str(no.message))
    return redirect("parameters:one", row.name)


def shown(parameter: Parameter, value: Any) -> str:
    """The value in words, as it would be typed."""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, int):
        dotted = f"{value:,}".replace(",", ".")
        return f"Rp{dotted}" if parameter.kind == "rupiah" else dotted
    return str(value)
