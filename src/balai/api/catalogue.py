"""The public catalogues: classes and vacancies, a page at a time. `next` is the cursor of the page behind; null at the end."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from balai.demand.models import JobOrder
from balai.kernel.clock import local
from balai.kernel.paging import keyset_page
from balai.planning import queries
from balai.planning.models import Batch
from balai.regions.models import Region

router = Router(tags=["catalogue"])

Cursor = Annotated[str, Query("", max_length=400)]
Size = Annotated[int, Query(50, ge=1, le=100)]
WHEN: dict[str, tuple[Any, tuple[str, str]]] = {
    "open": (queries.open_now, ("closes_at", "id")),
    "coming": (queries.coming, ("opens_at", "id")),
    "past": (queries.past, ("-starts_on", "-id")),
}


class PlaceOut(Schema):
    """A regency or province: Kemendagri code and name."""

    code: str
    name: str


class BatchOut(Schema):
    """opens_at and closes_at carry the offset of the centre's zone. Empty limits: open to all."""

    id: int
    title: str
    programme: str
    field: str
    centre: str
    place: PlaceOut | None
    state: str
    seats: int
    reserves: int
    free_of_charge: bool
    opens_at: datetime
    closes_at: datetime
    starts_on: date
    ends_on: date
    minimum_age: int | None
    maximum_age: int | None
    minimum_education: str
    residents_of: PlaceOut | None
    entry_rules: str


class BatchesOut(Schema):
    rows: list[BatchOut]
    next: str | None


class VacancyOut(Schema):
    """Limits of age and sex stand with their reason; they are never used to match people."""

    id: int
    title: str
    employer: str
    place: PlaceOut | None
    workplace: str
    count: int
    wage: str
    description: str
    minimum_education: str
    minimum_age: int | None
    maximum_age: int | None
    sex: str
    limits_reason: str
    published_on: date
    valid_until: date | None
    needed_from: date | None


class VacanciesOut(Schema):
    rows: list[VacancyOut]
    next: str | None


@router.get("/batches", response=BatchesOut, auth=None)
def batches(
    request: HttpRequest, when: Literal["open", "coming", "past"] = "open", after: Cursor = "", size: Size = 50
) -> dict[str, Any]:
    """Announced classes: open for registration (default), coming, or past."""
    chosen, keys = WHEN[when]
    page = keyset_page(queries.for_list(chosen(Batch.objects.public(), timezone.now())), keys, after, size)
    return {"rows": [_batch(row) for row in page.rows], "next": page.next}


@router.get("/vacancies", response=VacanciesOut, auth=None)
def vacancies(request: HttpRequest, after: Cursor = "", size: Size = 50) -> dict[str, Any]:
    """Open vacancies of verified employers, newest first."""
    rows: QuerySet[JobOrder] = JobOrder.objects.public().open_on(timezone.localdate())
    page = keyset_page(rows.select_related("employer", "region"), ("-published_on", "-id"), after, size)
    return {"rows": [_vacancy(row) for row in page.rows], "next": page.next}


def _batch(row: Batch) -> dict[str, Any]:
    names = ("id", "title", "state", "seats", "reserves", "starts_on", "ends_on", "minimum_age", "maximum_age",
             "minimum_education", "entry_rules")  # fmt: skip
    programme, region = row.curriculum.programme, row.centre.region
    field = programme.field.parent or programme.field
    return {name: getattr(row, name) for name in names} | {
        "programme": programme.title,
        "field": field.name,
        "centre": row.centre.name,
        "place": _place((region.regency or region) if region else None),
        "free_of_charge": programme.free_of_charge,
        "opens_at": local(row.opens_at, row.zone),
        "closes_at": local(row.closes_at, row.zone),
        "residents_of": _place(row.residents_of),
    }


def _vacancy(row: JobOrder) -> dict[str, Any]:
    names = ("id", "title", "count", "wage", "description", "minimum_education", "minimum_age", "maximum_age", "sex",
             "limits_reason", "published_on", "valid_until", "needed_from")  # fmt: skip
    return {name: getattr(row, name) for name in names} | {
        "employer": row.employer.name,
        "place": _place(row.region),
        "workplace": row.place,
    }


def _place(region: Region | None) -> dict[str, str] | None:
    return {"code": region.code, "name": region.short_name} if region else None
