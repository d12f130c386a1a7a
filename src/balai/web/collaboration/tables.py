"""A period's tables as they were brought: on a page, and as a file."""

import csv
import io
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from balai.collaboration.models import Period
from balai.collaboration.queries.books import Cells
from balai.collaboration.queries.living import RoomRow
from balai.collaboration.queries.rooms import rows_of_rooms
from balai.collaboration.queries.withheld import fit_to_show
from balai.collaboration.queries.workbook import cells_of, rows_of, table_of
from balai.collaboration.rules.assessments import known_on
from balai.collaboration.tables import BY_NAME, LIST_MARK, TABLES, Column, Is, Table
from balai.kernel.paging import keyset_page
from balai.web.request import PublicRequest
from balai.web.turning import AFTER, around

SIZE = 50
NAMING = ("name", "title", "text")


@login_not_required
def table(request: PublicRequest, pk: int, name: str) -> HttpResponse:
    period, chosen = _found(request, pk, name)
    page = keyset_page(rows_of(chosen, period), ("pk",), request.GET.get(AFTER), SIZE)
    shown = _for(request, period, chosen, cells_of(chosen, page.rows))
    context: dict[str, Any] = {
        "period": period,
        "table": chosen,
        "rows": [(row.pk, [(c, cells[c.name]) for c in chosen.columns]) for row, cells in zip(page.rows, shown, strict=True)],
        "tabs": [(t.label, reverse("collaboration:table", args=[pk, t.name]), t is chosen) for t in TABLES],
        "rooms": [
            (one.code, [(c, one.cells.get(c.name, "")) for c in chosen.columns]) for one in _of_rooms(period) if one.table == name
        ] if AFTER not in request.GET else [],
        **around(page),
    }  # fmt: skip
    return render(request, "collaboration/table.html", context)


def _of_rooms(period: Period) -> list[RoomRow]:
    return rows_of_rooms([period], {period.pk: known_on(period, timezone.now())}).get(period.pk, [])


@login_not_required
def row(request: PublicRequest, pk: int, name: str, code: str) -> HttpResponse:
    """One row of evidence, whole."""
    period, chosen = _found(request, pk, name)
    found = rows_of(chosen, period).filter(**{chosen.key: code}).first()
    told = (
        next((one for one in _of_rooms(period) if (one.table, one.code) == (name, code)), None)
        if found is None
        else None
    )
    if found is None and told is None:
        raise Http404
    cells = _for(request, period, chosen, cells_of(chosen, [found]))[0] if told is None else told.cells
    shown = [
        (column, *_words(period, column, cells.get(column.name, "")))
        for column in chosen.columns
        if column.name != chosen.key
    ]
    context = {"period": period, "table": chosen, "code": code, "cells": shown, "told": told,
               "url": reverse(told.url, args=told.args) if told and request.actor.user_id else ""}  # fmt: skip
    return render(request, "collaboration/row.html", context)


def _words(period: Period, column: Column, text: str) -> tuple[str, list[tuple[str, str, str]]]:
    """What the cell says in words; for codes of other rows: (table, code, its name)."""
    if column.choices is not None and text:
        return str(dict(column.choices.choices)[text]), []
    if column.kind not in (Is.ONE, Is.MANY) or not text:
        return text, []
    codes = text.split(LIST_MARK)
    rows = rows_of(BY_NAME[column.to], period).filter(code__in=codes)
    names = {row.code: next((told for name in NAMING if (told := getattr(row, name, ""))), row.code) for row in rows}
    return "", [(column.to, code, names.get(code, code)) for code in codes]


@login_not_required
def as_file(request: PublicRequest, pk: int, name: str) -> HttpResponse:
    """The table as CSV, with the columns it came with."""
    period, chosen = _found(request, pk, name)
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, chosen.names)
    writer.writeheader()
    writer.writerows(_for(request, period, chosen, table_of(name, period)))
    response = HttpResponse(target.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _found(request: PublicRequest, pk: int, name: str) -> tuple[Period, Table]:
    period = get_object_or_404(
        Period.objects.visible_to(request.actor).select_related("collaboration__owner__region"), pk=pk
    )
    if name not in BY_NAME:
        raise Http404
    return period, BY_NAME[name]


def _for(request: PublicRequest, period: Period, table: Table, rows: list[Cells]) -> list[Cells]:
    """Strangers read which body spoke, not which informant; nobody reads an answer of a survey that could be one person's."""
    if table.name != "claims" or request.actor.user_id is not None:
        return fit_to_show(table.name, rows)
    bodies = {row.code for row in rows_of(BY_NAME["institutions"], period)}
    return [row | {"speaker": row["speaker"] if row["speaker"] in bodies else ""} for row in rows]
