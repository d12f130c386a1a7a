"""Every page of pages.py on the demonstration: it answers, axe finds nothing, it fits a phone, it is light, it needs no script."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.pages import PAGES, Shown
from tests.support.browser import PHONE, axe, fits_the_width, new_context, sign_in_by_form, words_stay_whole

pytestmark = [pytest.mark.browser]
NARROW: ViewportSize = {"width": 320, "height": 640}
HEAVIEST = 60_000
"""Bytes over the wire on a first visit, all files together."""
OpenAs = Callable[..., Page]


@pytest.fixture(scope="module")
def open_as(chromium: Browser, demo: str) -> Iterator[OpenAs]:
    """open_as(role, javascript=True): a page of a visitor who signed in once for the whole module."""
    opened: dict[tuple[str, bool], Page] = {}

    def page_of(role: str, *, javascript: bool = True) -> Page:
        if (role, javascript) not in opened:
            page = new_context(chromium, demo, PHONE, javascript=javascript).new_page()
            page.set_default_timeout(30_000)
            if role:
                sign_in_by_form(page, role)
            opened[(role, javascript)] = page
        return opened[(role, javascript)]

    yield page_of
    for page in opened.values():
        page.context.close()


@contextmanager
def weighed(page: Page, address: str) -> Iterator[list[int]]:
    """Open it with nothing kept from before; afterwards the list holds the bytes of all it asked for until it was quiet."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    try:
        answer = page.goto(address)
        assert answer is not None and answer.ok, f"{answer and answer.status} at {address}"
        yield received
        page.wait_for_load_state("networkidle")  # half a second of silence, which what is done inside has filled
    finally:
        session.detach()


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: f"{shown.name}")
def test_a_page_is_readable_narrow_and_light(open_as: OpenAs, shown: Shown) -> None:
    page = open_as(shown.role)
    page.set_viewport_size(PHONE)
    with weighed(page, shown.found(page)) as received:
        assert page.locator("h1").count() == 1
        axe(page)
        fits_the_width(page)
        words_stay_whole(page)
        page.set_viewport_size(NARROW)
        fits_the_width(page)
    assert sum(received) < HEAVIEST


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: f"{shown.name}")
def test_a_page_says_the_same_without_scripts(open_as: OpenAs, shown: Shown) -> None:
    page = open_as(shown.role, javascript=False)
    answer = page.goto(shown.found(page))
    assert answer is not None and answer.ok
    assert page.locator("h1").inner_text().strip()
    hidden = page.locator("main [data-js-only]:visible").count()
    assert hidden == 0 and page.locator("main a, main button, main p").first.is_visible()


def test_no_two_pages_share_a_name() -> None:
    names = [shown.name for shown in PAGES]
    assert len(names) == len(set(names)) and settings.LANGUAGE_CODE == "id"
