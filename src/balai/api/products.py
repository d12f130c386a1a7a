"""Businesses of groups that run and agreed to be shown. No person's data."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from balai.kernel.paging import keyset_page
from balai.ventures.models import BusinessGroup

router = Router(tags=["catalogue"])


class ProductOut(Schema):
    """contact: of the business, as the group gave it for the public."""

    id: int
    group: str
    business: str
    product: str
    contact: str
    place: str
    office: str


class ProductsOut(Schema):
    rows: list[ProductOut]
    next: str | None


@router.get("/products", response=ProductsOut, auth=None)
def products(
    request: HttpRequest,
    after: Annotated[str, Query("", max_length=400)],
    size: Annotated[int, Query(50, ge=1, le=100)],
) -> dict[str, Any]:
    """By name of the group; `next` is the cursor of the page behind, null at the end."""
    rows = BusinessGroup.objects.public().select_related("region", "office")
    page = keyset_page(rows, ("name", "id"), after, size)
    return {"rows": [_product(row) for row in page.rows], "next": page.next}


def _product(row: BusinessGroup) -> dict[str, Any]:
    return {
        "id": row.pk,
        "group": row.name,
        "business": row.business,
        "product": row.product_note,
        "contact": row.contact,
        "place": str(row.region) if row.region else "",
        "office": row.office.name,
    }
