"""Pictures of the pages in pages.py at phone and desktop width, into var/shots.

make shots                                 on a demonstration started for it
make shots URL=http://127.0.0.1:8000       on a server that is already running
make shots ONLY=beranda                    only pages whose name contains this
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.pages import PAGES, Shown
from tests.support.browser import DESK, PHONE, chromium, new_context, sign_in_by_form
from tests.support.demo_server import demo_server

PICTURES = Path(__file__).resolve().parents[2] / "var/shots"
VIEWPORTS = (("phone", PHONE), ("desk", DESK))


def take(browser: Browser, base_url: str, pages: list[Shown], folder: Path) -> list[str]:
    """Take the pictures, one signed-in visitor a role; return a line for each page that did not answer well."""
    folder.mkdir(parents=True, exist_ok=True)
    faults = []
    for width, viewport in VIEWPORTS:
        for role in sorted({shown.role for shown in pages}):
            page = new_context(browser, base_url, viewport).new_page()
            if role:
                sign_in_by_form(page, role)
            for shown in (shown for shown in pages if shown.role == role):
                answer = page.goto(shown.found(page))
                if answer is None or not answer.ok:
                    faults.append(f"{shown.name} ({role or 'stranger'}): {answer and answer.status} at {shown.address}")
                page.screenshot(path=folder / f"{shown.name}-{width}.png", full_page=True)
            page.context.close()
    return faults


def main() -> int:
    only = os.environ.get("ONLY", "")
    pages = [shown for shown in PAGES if only in shown.name]
    with ExitStack() as stack:
        url = os.environ.get("URL") or stack.enter_context(
            demo_server(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="balai-shots-"))))
        )
        faults = take(stack.enter_context(chromium()), url, pages, PICTURES)
    print(*faults, f"{len(pages)} pages, two pictures each, in var/shots", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
