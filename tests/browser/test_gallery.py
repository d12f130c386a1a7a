"""Every component as it stands in a browser: accessible, within the narrowest screen, usable without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.support.browser import DESK, PHONE, axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROWEST = {"width": 320, "height": 640}


def test_the_gallery_is_accessible_on_phone_and_desk(open_page: Callable[..., Page]) -> None:
    for viewport in (PHONE, DESK):
        page = open_page(viewport)
        page.goto("/galeri/")
        axe(page)


def test_the_gallery_fits_the_narrowest_screen(open_page: Callable[..., Page]) -> None:
    page = open_page(NARROWEST)
    page.goto("/galeri/")
    fits_the_width(page)


def test_what_is_tapped_is_big_enough(phone: Page) -> None:
    phone.goto("/galeri/")
    heights: list[float] = phone.evaluate(
        "[...document.querySelectorAll('.btn, .choices label, input[type=text], select, .roof a')]"
        ".map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) > 30
    assert min(heights) >= 44


def test_evidence_opens_without_javascript(phone_without_script: Page) -> None:
    phone_without_script.goto("/galeri/")
    rule = phone_without_script.get_by_text("paling sedikit 17 tahun")
    assert not rule.is_visible()
    phone_without_script.get_by_text("Mengapa ditolak?").click()
    assert rule.is_visible()


def test_the_bar_draws_each_part_at_its_share(desk: Page) -> None:
    desk.goto("/galeri/")
    bar = desk.locator("#tiga svg.bar").first
    whole = bar.bounding_box()
    working = bar.locator("rect.w").bounding_box()
    assert whole is not None and working is not None
    assert working["width"] / whole["width"] == pytest.approx(0.375, abs=0.01)
