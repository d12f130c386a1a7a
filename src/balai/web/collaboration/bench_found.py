"""What every page of a bench begins with."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.collaboration.models import Bench, CodingRound, Quotation
from balai.web.forms.base import BalaiForm
from balai.web.request import DeskRequest

OF_PERIOD = "period__collaboration__owner__region"


def found_bench(request: DeskRequest, pk: int) -> Bench:
    rows = Bench.objects.visible_to(request.actor).select_related(OF_PERIOD, "institution")
    return get_object_or_404(rows, pk=pk)


def found_round(request: DeskRequest, pk: int) -> CodingRound:
    rows = CodingRound.objects.visible_to(request.actor).select_related(f"bench__{OF_PERIOD}", "bench__institution")
    return get_object_or_404(rows, pk=pk)


def found_quotation(request: DeskRequest, pk: int) -> Quotation:
    rows = Quotation.objects.visible_to(request.actor).select_related(
        f"bench__{OF_PERIOD}", "bench__institution", "source", "informant", "round"
    )
    return get_object_or_404(rows, pk=pk)


def at_bench(bench: Bench, title: str, *more: tuple[str, str]) -> dict[str, Any]:
    period = bench.period
    crumbs = [
        (_("Kerja sama"), reverse("collaboration:list")),
        (period.collaboration.title, reverse("collaboration:part", args=[period.pk, "kajian"])),
        *more,
    ]
    return {"bench": bench, "period": period, "collaboration": period.collaboration, "title": title, "crumbs": crumbs}


def bench_crumb(bench: Bench, part: str = "kutipan") -> tuple[str, str]:
    return _("Meja peneliti"), reverse("collaboration:bench", args=[bench.pk, part])


def form_page(
    request: DeskRequest, context: dict[str, Any], form: BalaiForm, button: str, back: str, says: str = ""
) -> HttpResponse:
    context |= {"form": form, "button": button, "back": back, "says": says}
    return render(request, "collaboration/bench_form.html", context, status=422 if form.errors else 200)
