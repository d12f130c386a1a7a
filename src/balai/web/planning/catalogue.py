"""The public catalogue of classes: open, coming, past; and one class as somebody who may apply reads it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.kernel.paging import keyset_page
from balai.planning import queries
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.web.parts import Words
from balai.web.planning.cards import card
from balai.web.planning.forms import CatalogueFilter
from balai.web.request import PublicRequest

SIZE = 12
WHEN: dict[str, tuple[Words, Any, tuple[str, str]]] = {
    "dibuka": (gettext_lazy("Dibuka sekarang"), queries.open_now, ("closes_at", "id")),
    "segera": (gettext_lazy("Segera dibuka"), queries.coming, ("opens_at", "id")),
    "lewat": (gettext_lazy("Sudah lewat"), queries.past, ("-starts_on", "-id")),
}


@login_not_required
def catalogue(request: PublicRequest) -> HttpResponse:
    now = timezone.now()
    when = request.GET.get("kapan", "dibuka")
    when = when if when in WHEN else "dibuka"
    form = CatalogueFilter(request.GET, places=_places(now))
    asked = form.cleaned_data if form.is_valid() else {}
    _label, chosen, keys = WHEN[when]
    rows = _matching(chosen(Batch.objects.public(), now), asked)
    page = keyset_page(queries.for_list(rows), keys, request.GET.get("sesudah"), SIZE)
    kept = {name: request.GET[name] for name in ("q", "field", "place") if request.GET.get(name)}
    shown = {
        "cards": [card(batch, now) for batch in page.rows],
        "tabs": [(label, _to({**kept, "kapan": name}), name == when) for name, (label, *_rest) in WHEN.items()],
        "when": when,
        "form": form,
        "chips": _chips(form, kept, when),
        "older": _to({**kept, "kapan": when, "sesudah": page.next}) if page.next else "",
        "newer": "" if page.first else _to({**kept, "kapan": when}),
    }
    return render(request, "planning/catalogue.html", shown)


@login_not_required
def one(request: PublicRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    batch = get_object_or_404(
        queries.for_list(Batch.objects.public()).select_related(
            "recruiter", "selector", "deliverer", "package__fund_line"
        ),
        pk=pk,
    )
    units = queries.units_of(batch)
    shown = {
        "card": card(batch, now),
        "batch": batch,
        "programme": batch.curriculum.programme,
        "units": units,
        "takes": batch.state == BatchState.ANNOUNCED and batch.closes_at > now,
        "hours": sum(unit.theory_hours + unit.practice_hours for unit in units),
        "others": [] if batch.closes_at > now else [card(b, now) for b in _like(batch, now)],
    }
    return render(request, "planning/one.html", shown)


def _like(batch: Batch, now: datetime) -> QuerySet[Batch]:
    """Where to go instead: open classes of the same field."""
    rows = queries.open_now(Batch.objects.public(), now).filter(
        curriculum__programme__field_id=batch.curriculum.programme.field_id
    )
    return queries.for_list(rows.exclude(pk=batch.pk)).order_by("closes_at")[:3]


def _matching(rows: QuerySet[Batch], asked: dict[str, Any]) -> QuerySet[Batch]:
    if asked.get("q"):
        rows = rows.filter(Q(title__icontains=asked["q"]) | Q(curriculum__programme__title__icontains=asked["q"]))
    if asked.get("field"):
        field = asked["field"]
        rows = rows.filter(
            Q(curriculum__programme__field__name=field) | Q(curriculum__programme__field__parent__name=field)
        )
    if asked.get("place"):
        rows = rows.filter(centre__region__regency_id=asked["place"])
    return rows


def _places(now: datetime) -> list[tuple[str, str]]:
    """Regencies where something is announced and not over for long."""
    rows = Batch.objects.public().filter(centre__region__regency__isnull=False)
    names = rows.values_list("centre__region__regency_id", "centre__region__regency__name").distinct()
    return sorted(((str(pk), name) for pk, name in names), key=lambda place: place[1])


def _chips(form: CatalogueFilter, kept: dict[str, str], when: str) -> list[tuple[str, str]]:
    words = {"q": _("Kata"), "field": _("Kejuruan"), "place": _("Daerah")}
    labels = dict(form.places)
    return [
        (
            f"{words[name]}: {labels.get(value, value)}",
            _to({**{k: v for k, v in kept.items() if k != name}, "kapan": when}),
        )
        for name, value in kept.items()
    ]


def _to(asked: dict[str, Any]) -> str:
    return f"?{urlencode(asked)}"
