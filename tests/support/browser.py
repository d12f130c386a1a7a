"""The machine's own Chromium, and what every page is asked: rules of WCAG, width, nothing foreign, nothing broken."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, ViewportSize, sync_playwright

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DEMONSTRATION_PASSWORD = "balai-demo"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def executable() -> str:
    named = os.environ.get("BALAI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not named:
        raise RuntimeError("Chromium is missing. On Debian: apt-get install chromium")
    return named


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def new_context(browser: Browser, base_url: str, viewport: ViewportSize, *, javascript: bool = True) -> BrowserContext:
    """A visitor of their own: no cookies, Indonesian, in Jakarta."""
    context = browser.new_context(
        base_url=base_url,
        viewport=viewport,
        java_script_enabled=javascript,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        has_touch=viewport["width"] < 600,
    )
    context.set_default_timeout(10_000)
    return context


@dataclass
class Complaints:
    """What went wrong on a page without anybody asking: errors of scripts and CSP, answers of 500, foreign hosts."""

    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.found.append(f"script failed: {error}"))
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("response", self._answer)
        page.on("request", self._request)

    def _console(self, kind: str, text: str) -> None:
        # A refused form or a missing page is also an "error" on the console; the test that asked for it judges it.
        if kind == "error" and "Failed to load resource" not in text:
            self.found.append(f"console: {text}")

    def _answer(self, response: Response) -> None:
        if response.status >= 500:
            self.found.append(f"{response.status} from {response.url}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.hostname not in ("127.0.0.1", "localhost"):
            self.found.append(f"asks a foreign host: {request.url}")


def axe(page: Page, *, within: str | None = None) -> None:
    """Fail with what axe finds against WCAG 2.2 AA on the page, or within one selector. Needs JavaScript."""
    # Its promise is never kept there, and nobody would stop waiting.
    assert not page.evaluate("matchMedia('(scripting: none)').matches"), "axe needs a page that runs scripts"
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    violations = Axe().run(page, context=within, options=options).response["violations"]
    assert not violations, f"{page.url}\n" + "\n".join(_readable(violation) for violation in violations)


def _readable(violation: dict[str, Any]) -> str:
    lines = [f"{violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"][:8]:
        reasons = [check["message"] for check in [*node["any"], *node["all"], *node["none"]]]
        lines.append(
            f"    {' '.join(map(str, node['target']))}\n      {node['html'][:160]}\n      {'; '.join(reasons)}"
        )
    return "\n".join(lines)


def fits_the_width(page: Page) -> None:
    """Fail when the page can be pushed sideways, naming what sticks out."""
    outside: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            const boxes = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1);
            // A long word sticks out of a box that does not.
            const found = boxes.length ? boxes : [...document.body.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth);
            return found.length ? found.slice(0, 8).map(e => e.outerHTML.slice(0, 120)) : ['?'];
        }"""
    )
    assert not outside, f"{page.url} is wider than the screen:\n" + "\n".join(outside)


def words_stay_whole(page: Page) -> None:
    """Fail when a word of at most 16 letters that could stand on a line is broken in two, without a hyphen."""
    broken: list[str] = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const range = document.createRange(), found = [];
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const box = node.parentElement;
                if (!box.checkVisibility() || getComputedStyle(box).hyphens === 'auto' || box.closest('svg, pre, code')) continue;
                let clipped = false;  // words for those who listen stand in a box of one pixel
                for (let up = box; up; up = up.parentElement) clipped ||= up.getBoundingClientRect().width <= 2;
                if (clipped) continue;
                for (const word of node.data.matchAll(/\\p{L}{2,16}/gu)) {
                    const around = (node.data[word.index - 1] || '') + (node.data[word.index + word[0].length] || '');
                    if (/[\\p{L}\\p{N}]/u.test(around)) continue;
                    range.setStart(node, word.index);
                    range.setEnd(node, word.index + word[0].length);
                    const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
                    if (lines.size > 1) found.push(word[0] + ' in ' + box.outerHTML.slice(0, 120));
                }
            }
            return found.slice(0, 8);
        }"""
    )
    assert not broken, f"{page.url} breaks words:\n" + "\n".join(broken)


def sign_in(page: Page, base_url: str, username: str) -> None:
    """Sign the page's visitor in by a session made in this process (for live_server: same database)."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])


def sign_in_by_form(
    page: Page, username: str, password: str = DEMONSTRATION_PASSWORD, address: str = "/masuk/"
) -> None:
    """Sign in as people do (for a server in another process)."""
    page.goto(address)
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator(
        "form:has(input[name=password]) button[type=submit], form:has(input[name=password]) button"
    ).first.click()
    page.wait_for_load_state()
    assert page.locator("input[name=password]").count() == 0, f"{username} could not sign in at {page.url}"
