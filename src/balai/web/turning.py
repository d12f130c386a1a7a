"""Turning the pages of a list: one word in every address, and the two links below."""

from typing import Any

from django.utils.http import urlencode

from balai.kernel.paging import Page

AFTER = "sesudah"
"""Name of the query parameter that carries keyset_page's `after`."""


def around(page: Page[Any], kept: dict[str, Any] | None = None) -> dict[str, str]:
    """`older` and `newer` for the foot of the list, empty where there is none. kept: what else stands in the address."""
    kept = kept or {}
    return {
        "older": f"?{urlencode(kept | {AFTER: page.next})}" if page.next else "",
        "newer": "" if page.first else f"?{urlencode(kept)}",
    }
