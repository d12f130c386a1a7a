"""Published figures, open to everybody: each with where it comes from, and shown as what it is."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render

from balai.insights import published
from balai.insights.enums import ShownAs
from balai.insights.figure_sets import BY_NAME, SETS
from balai.insights.models import AreaFigure
from balai.web.insights.shapes import FILLED
from balai.web.request import PublicRequest


@login_not_required
def figures(request: PublicRequest) -> HttpResponse:
    loaded = set(AreaFigure.objects.public().values_list("indicator", flat=True).distinct())
    sets = [one for one in SETS if one.name in loaded]
    return render(request, "insights/list.html", {"sets": sets})


@login_not_required
def figure(request: PublicRequest, name: str) -> HttpResponse:
    one = BY_NAME.get(name)
    if one is None:
        raise Http404
    rows = list(AreaFigure.objects.public().filter(indicator=name).select_related("region").order_by("position"))
    context: dict[str, Any] = {"set": one, "rows": rows, "shape": f"insights/{one.shown_as}.html"}
    if rows and one.shown_as in FILLED:
        context |= FILLED[ShownAs(one.shown_as)](rows)
    return render(request, "insights/figure.html", context)


@login_not_required
def as_file(request: PublicRequest, name: str) -> HttpResponse:
    read = published.find(name)
    if read is None:
        raise Http404
    found = read({key: str(value) for key, value in request.GET.items()})
    response = HttpResponse(published.as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
