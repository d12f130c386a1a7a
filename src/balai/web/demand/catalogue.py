"""The public list of vacancies, and one vacancy."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.demand.models import JobOrder
from balai.kernel.paging import keyset_page
from balai.web.demand.cards import card
from balai.web.demand.forms import VacancyFilter
from balai.web.request import PublicRequest
from balai.web.turning import AFTER, around

SIZE = 12


@login_not_required
def vacancies(request: PublicRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = JobOrder.objects.public().open_on(today)
    form = VacancyFilter(request.GET, places=_places())
    asked = form.cleaned_data if form.is_valid() else {}
    if asked.get("q"):
        words = asked["q"]
        rows = rows.filter(
            Q(title__icontains=words) | Q(description__icontains=words) | Q(employer__name__icontains=words)
        )
    if asked.get("place"):
        rows = rows.filter(Q(region__regency_id=asked["place"]) | Q(region_id=asked["place"]))
    rows = rows.select_related("employer__region", "region")
    page = keyset_page(rows, ("-published_on", "-id"), request.GET.get(AFTER), SIZE)
    kept = {name: request.GET[name] for name in ("q", "place") if request.GET.get(name)}
    shown = {
        "cards": [card(order, today) for order in page.rows],
        "form": form,
        "chips": _chips(form, kept),
        **around(page, kept),
    }
    return render(request, "demand/vacancies.html", shown)


@login_not_required
def vacancy(request: PublicRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(JobOrder.objects.public().select_related("employer__region", "region", "noted_by"), pk=pk)
    return render(request, "demand/vacancy.html", {"card": card(order, timezone.localdate()), "order": order})


def _places() -> list[tuple[str, str]]:
    rows = JobOrder.objects.public().filter(region__regency__isnull=False)
    names = rows.values_list("region__regency_id", "region__regency__name").distinct()
    return sorted(((str(pk), name) for pk, name in names), key=lambda place: place[1])


def _chips(form: VacancyFilter, kept: dict[str, Any]) -> list[tuple[str, str]]:
    words, labels = {"q": _("Kata"), "place": _("Daerah")}, dict(form.places)
    return [
        (f"{words[name]}: {labels.get(value, value)}", f"?{urlencode({k: v for k, v in kept.items() if k != name})}")
        for name, value in kept.items()
    ]
