"""Rules that change every year: what holds today, since when, by which decree; and a new value."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.kernel.refusal import Refused
from balai.parameters import actions
from balai.parameters.declare import Parameter, declared, find
from balai.parameters.models import ParameterValue
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
    held: dict[str, ParameterValue] = {}
    for row in (
        ParameterValue.objects.visible_to(request.actor).on(today).filter(institution_id=None).order_by("valid_from")
    ):
        held[row.name] = row
    rooms: dict[str, list[dict[str, Any]]] = {}
    for p in declared():
        value = held[p.name].value if p.name in held else p.default
        line = {"parameter": p, "row": held.get(p.name), "shown": shown(p, value)}
        rooms.setdefault(p.name.partition(".")[0], []).append(line)
    groups = [(ROOMS.get(room, _("Lainnya")), lines) for room, lines in rooms.items()]
    return render(request, "parameters/list.html", {"groups": groups, "today": today})


@permitted(Permission.PARAMETER_EDIT)
def parameter(request: DeskRequest, name: str) -> HttpResponse:
    known = find(name)
    if known is None:
        raise Http404
    form = ParameterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        filled = form.cleaned_data
        try:
            actions.set_parameter(by=request.actor, parameter=known, text=filled.pop("value"), **filled)
        except Refused as no:
            form.add_error(no.field or None, str(no.message))
        else:
            messages.success(request, _("Aturan disimpan. Nilai lama tetap tercatat."))
            return redirect("parameters:one", name)
    history = ParameterValue.objects.visible_to(request.actor).filter(name=name).order_by("-valid_from", "-pk")[:50]
    values = [(row, shown(known, row.value)) for row in history]
    return render(
        request,
        "parameters/one.html",
        {"parameter": known, "form": form, "values": values, "default": shown(known, known.default)},
    )


@require_POST
@permitted(Permission.PARAMETER_EDIT)
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ParameterValue.objects.visible_to(request.actor), pk=pk)
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
