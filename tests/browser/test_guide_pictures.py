"""A guide's picture still shows a page that is there, under the heading it has."""

import pytest
from PIL import Image
from playwright.sync_api import Browser

from balai.web.guides.shape import Guide
from balai.web.guides.shelf import GUIDES, picture_file
from tests.browser.guide_pictures import HEAVIEST, SHOWN, STATIC, open_pictured

pytestmark = [pytest.mark.browser]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_the_pictured_page_is_there_under_its_heading(chromium: Browser, demo: str, guide: Guide) -> None:
    page = open_pictured(chromium, demo, guide)
    heading = page.locator("h1").inner_text()
    page.context.close()
    assert guide.picture.heading in heading


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_the_picture_is_small(guide: Guide) -> None:
    path = STATIC / picture_file(guide.slug)
    assert 0 < path.stat().st_size <= HEAVIEST
    with Image.open(path) as picture:
        assert picture.size == (SHOWN["width"], SHOWN["height"])
