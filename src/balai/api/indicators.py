"""Published figures: GET /api/v1/indicators, GET /api/v1/indicators/{name} as JSON, or CSV with ?format=csv."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status

from balai.insights import published

router = Router(tags=["indicators"])


@router.get("/indicators")
def indicators(request: HttpRequest) -> dict[str, Any]:
    return {"names": published.names()}


@router.get("/indicators/{name}", response={200: dict[str, Any], 404: dict[str, str]})
def indicator(request: HttpRequest, name: str, format: str = "json") -> Any:
    """metadata says what the figures are and what they are not; an empty value is unsaid, never 0."""
    read = published.find(name)
    if read is None:
        return Status(404, {"code": "no_such_indicator", "message": _("Angka dengan nama ini tidak ada.")})
    found = read({key: str(value) for key, value in request.GET.items()})
    if format == "csv":
        response = HttpResponse(published.as_csv(found), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    return {"metadata": found.metadata, "rows": found.rows}
