"""The browser's helpers find what they are there to find."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page

from tests.support.browser import DESK, PHONE, Complaints, axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GOOD = "<!doctype html><html lang=id><title>Balai</title><main><h1>Balai</h1>{}</main></html>"


def test_the_live_server_answers_phone_and_desk(phone: Page, desk: Page) -> None:
    for page, viewport in ((phone, PHONE), (desk, DESK)):
        response = page.goto("/healthz")
        assert response is not None and response.status == 200
        assert page.viewport_size == viewport


def test_axe_passes_a_good_page_and_names_what_a_bad_one_lacks(phone: Page) -> None:
    phone.set_content(GOOD.format("<label>Nama <input></label>"))
    axe(phone)
    phone.set_content(GOOD.format("<input id=nama>"))
    with pytest.raises(AssertionError, match="label .*\n.*#nama"):
        axe(phone)


def test_a_page_wider_than_the_phone_is_noticed(phone: Page) -> None:
    phone.set_content(GOOD.format("<p>Cukup</p>"))
    fits_the_width(phone)
    phone.set_content(GOOD.format("<table><tr><td id=lebar style='min-width:900px'>x</table>"))
    with pytest.raises(AssertionError, match="lebar"):
        fits_the_width(phone)


def test_a_visitor_without_javascript_has_none(phone: Page, phone_without_script: Page) -> None:
    content = GOOD.format("<p id=a>tanpa</p><script>document.getElementById('a').textContent = 'dengan'</script>")
    phone.set_content(content)
    phone_without_script.set_content(content)
    assert phone.locator("#a").inner_text() == "dengan"
    assert phone_without_script.locator("#a").inner_text() == "tanpa"


def test_axe_says_so_where_it_would_wait_for_ever(phone_without_script: Page) -> None:
    phone_without_script.set_content(GOOD.format("<p>Cukup</p>"))
    with pytest.raises(AssertionError, match="runs scripts"):
        axe(phone_without_script)


def test_complaints_are_kept(phone: Page) -> None:
    complaints = Complaints()
    quiet = phone.context.new_page()  # unwatched by the fixture, which would fail this test
    complaints.watch(quiet)
    quiet.set_content(
        GOOD.format("<script>throw new Error('rusak')</script><img alt='' src='http://example.org/a.png'>")
    )
    quiet.wait_for_load_state("networkidle")
    assert any("rusak" in found for found in complaints.found)
    assert any("example.org" in found for found in complaints.found)


def test_signing_in_gives_the_browser_a_session(phone: Page, sign_in: Callable[[Page, str], None]) -> None:
    get_user_model().objects.create_user("peserta")
    sign_in(phone, "peserta")
    assert [cookie["name"] for cookie in phone.context.cookies()] == ["balai_session"]
