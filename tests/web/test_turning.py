"""The two links below a list keep what was asked and say nothing where there is nothing."""

from typing import Any

from balai.kernel.paging import Page
from balai.web.turning import around


def test_the_links_keep_the_conditions_of_the_list() -> None:
    middle: Page[Any] = Page(rows=[], next="5|ab&c", first=False)
    assert around(middle, {"q": "las & listrik"}) == {
        "older": "?q=las+%26+listrik&sesudah=5%7Cab%26c",
        "newer": "?q=las+%26+listrik",
    }


def test_a_list_of_one_page_has_no_links() -> None:
    assert around(Page(rows=[], next=None, first=True), {"q": "las"}) == {"older": "", "newer": ""}
