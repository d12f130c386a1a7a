"""Pictures are taken at both widths, and a page that does not answer is named."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.pages import Shown
from tests.browser.shots import take

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_are_pictured_at_both_widths(chromium: Browser, live_server: LiveServer, tmp_path: Path) -> None:
    pages = [Shown("sehat", "/healthz"), Shown("tiada", "/tidak-ada-halaman-ini/")]
    faults = take(chromium, live_server.url, pages, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{name}-{width}.png" for name in ("sehat", "tiada") for width in ("phone", "desk")
    }
    assert faults == ["tiada (stranger): 404 at /tidak-ada-halaman-ini/"] * 2
