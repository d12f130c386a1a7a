"""Fixtures of the browser tests. `phone` and `desk` are pages on a live server with an empty database.

A test fails when a page it opened complains by itself: a script or content-security error, a 500, a foreign host.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.browser.road import OpenPage, Road, SignIn, regional_road, state_road
from tests.support import browser as support
from tests.support.demo_server import copy_demo, demo_server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with support.chromium() as browser:
        yield browser


@pytest.fixture
def open_page_at(chromium: Browser) -> Iterator[OpenPage]:
    """open_page_at(base_url, viewport=PHONE, javascript=True): a page of a visitor of their own."""
    contexts, complaints = [], support.Complaints()

    def opened(base_url: str, viewport: ViewportSize = support.PHONE, *, javascript: bool = True) -> Page:
        context = support.new_context(chromium, base_url, viewport, javascript=javascript)
        contexts.append(context)
        page = context.new_page()
        complaints.watch(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints.found == []


@pytest.fixture
def open_page(open_page_at: OpenPage, live_server: LiveServer) -> OpenPage:
    """open_page(viewport=PHONE, javascript=True) on the live server."""
    return lambda *arguments, **options: open_page_at(live_server.url, *arguments, **options)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(support.PHONE)


@pytest.fixture
def desk(open_page: OpenPage) -> Page:
    return open_page(support.DESK)


@pytest.fixture
def phone_without_script(open_page: OpenPage) -> Page:
    return open_page(support.PHONE, javascript=False)


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[Page, str], None]:
    """sign_in(page, username) on the live server."""
    return lambda page, username: support.sign_in(page, live_server.url, username)


@pytest.fixture
def regional(open_page: OpenPage, sign_in: SignIn, live_server: LiveServer) -> Road:
    return regional_road(open_page, sign_in, live_server.url)


@pytest.fixture
def state(open_page: OpenPage, sign_in: SignIn, live_server: LiveServer) -> Road:
    return state_road(open_page, sign_in, live_server.url)


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of all workers of the run, and of no other run."""
    if given := os.environ.get("BALAI_TEST_FOLDER"):
        return Path(given)
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, session_folder: Path) -> Iterator[str]:
    """Address of `balai demo` running in a process of its own on an embedded database of its own, kept for the session.

    Tests that share it only read, or write what no other test looks at. BALAI_DEMO_URL names one that runs already.
    """
    if given := os.environ.get("BALAI_DEMO_URL"):
        yield given
        return
    folder = tmp_path_factory.mktemp("demo")
    copy_demo(session_folder, folder)
    with demo_server(folder) as url:
        yield url
