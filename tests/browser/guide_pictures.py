"""Pictures in the guides, taken from the demonstration: small, of a phone. `make guides` (URL=... of one that runs)."""

import io
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, ViewportSize

from balai.web.guides.shape import Guide
from balai.web.guides.shelf import GUIDES, picture_file
from tests.support.browser import chromium, new_context, sign_in_by_form
from tests.support.demo_server import demo_server

STATIC = Path(__file__).resolve().parents[2] / "src/balai/web/static"
SHOWN: ViewportSize = {"width": 360, "height": 560}
PHONE_HELD: ViewportSize = {"width": 360, "height": 900}
HEAVIEST = 40_000


def open_pictured(browser: Browser, url: str, guide: Guide) -> Page:
    page = new_context(browser, url, PHONE_HELD).new_page()
    if guide.picture.account:
        sign_in_by_form(page, guide.picture.account)
    answer = page.goto(guide.picture.address)
    assert answer is not None and answer.ok, f"{guide.slug}: {guide.picture.address}"
    return page


def take(page: Page, path: Path) -> None:
    """Below the frame, which is the same everywhere."""
    top: float = page.locator("main").evaluate("main => main.getBoundingClientRect().top")
    part: FloatRect = {"x": 0, "y": top, "width": SHOWN["width"], "height": SHOWN["height"]}
    kept = Image.open(io.BytesIO(page.screenshot(clip=part)))
    path.parent.mkdir(parents=True, exist_ok=True)
    kept.save(path, "WEBP", quality=55, method=6)


def main() -> int:
    with ExitStack() as stack:
        url = os.environ.get("URL") or stack.enter_context(
            demo_server(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="balai-guides-"))))
        )
        browser = stack.enter_context(chromium())
        for guide in GUIDES:
            page = open_pictured(browser, url, guide)
            take(page, STATIC / picture_file(guide.slug))
            page.context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
