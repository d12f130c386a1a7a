"""Area figures as published sets."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from balai.insights.figure_sets import BY_NAME, FigureSet
from balai.insights.models import AreaFigure
from balai.insights.published import Asked, Dataset

COLUMNS = ("place", "region_code", "period", "category", "measure", "value_text", "value", "unit", "trap", "note")


def figures_of(name: str) -> list[AreaFigure]:
    return list(AreaFigure.objects.filter(indicator=name).select_related("region").order_by("position"))


def dataset_of(name: str, asked: Asked) -> Dataset:
    one = BY_NAME[name]
    return Dataset(metadata_of(one), COLUMNS, [_row(figure) for figure in figures_of(name)])


def reader_of(name: str) -> "partial[Dataset]":
    return partial(dataset_of, name)


def metadata_of(one: FigureSet) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": str(one.title),
        "printed_title": one.printed_title,
        "shown_as": one.shown_as.value,
        "meaning": str(one.shown_as.label),
        "period": one.period,
        "source": one.source,
        "published": one.published,
        "notes": [str(note) for note in one.notes],
        "empty": _("nilai kosong: sumber tidak menyebut, atau selnya tidak boleh dibaca sebagai bilangan"),
    }


def _row(figure: AreaFigure) -> dict[str, Any]:
    number = figure.value
    return {
        "place": figure.place,
        "region_code": figure.region.code if figure.region else None,
        "period": figure.period,
        "category": figure.category,
        "measure": figure.measure,
        "value_text": figure.value_text or None,
        "value": None if number is None else (int(number) if number == number.to_integral_value() else float(number)),
        "unit": figure.unit,
        "trap": figure.trap or None,
        "note": figure.note or None,
    }
