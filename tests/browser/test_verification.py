"""A QR code checked on the device itself: on the page, and in the file that needs no server at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from balai.certification.credentials.compact import signed_text
from balai.kernel.crypto import signing_keys
from tests.certification.test_credentials import SAID
from tests.support.browser import axe, fits_the_width
from tests.training.rows import TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def check(page: Page, text: str) -> None:
    page.fill("textarea", text)
    page.click("form#luring button")


def forged(text: str) -> str:
    """Another name under the signature of the first."""
    other = signed_text(replace(SAID, holder="Orang Lain"), signing_keys()[0], TODAY)
    return ".".join((*other.split(".")[:2], text.split(".")[2]))


def test_on_the_page_it_is_genuine_or_not_and_never_called_valid(phone: Page) -> None:
    text = signed_text(SAID, signing_keys()[0], TODAY)
    phone.goto("/verifikasi/luring/")
    fits_the_width(phone)
    axe(phone)
    sent: list[str] = []
    phone.on("request", lambda request: sent.append(request.url))
    check(phone, "https://balai.example/verifikasi/ABCDEFGH2345/#" + text)
    expect(phone.get_by_text("Asli,")).to_be_visible()
    expect(phone.get_by_text("Pencabutan belum diperiksa")).to_be_visible()
    expect(phone.get_by_text("Siti Aminah")).to_be_visible()
    axe(phone)
    check(phone, forged(text))
    expect(phone.get_by_text("Tidak asli.")).to_be_visible()
    expect(phone.get_by_text("Orang Lain")).not_to_be_visible()
    check(phone, text[:60])
    expect(phone.get_by_text("Tidak terbaca.")).to_be_visible()
    assert sent == []


def test_without_script_the_server_reads_it(phone_without_script: Page) -> None:
    page = phone_without_script
    page.goto("/verifikasi/luring/")
    check(page, signed_text(SAID, signing_keys()[0], TODAY))
    expect(page.get_by_text("Tidak bisa dipastikan.")).to_be_visible()  # genuine, yet no such record here


def test_the_file_works_with_no_server(phone: Page, chromium: Browser, tmp_path: Path) -> None:
    phone.goto("/verifikasi/luring/")
    with phone.expect_download() as download:
        phone.click("a[download]")
    kept = tmp_path / "periksa.html"
    download.value.save_as(kept)
    alone = chromium.new_context(offline=True)
    page = alone.new_page()
    page.goto(kept.as_uri())
    text = signed_text(SAID, signing_keys()[0], TODAY)
    check(page, text)
    expect(page.get_by_text("Asli,")).to_be_visible()
    check(page, forged(text))
    expect(page.get_by_text("Tidak asli.")).to_be_visible()
    alone.close()


def test_a_browser_without_ed25519_says_that_it_cannot_tell(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(crypto.subtle, 'importKey', {value: () => Promise.reject(new Error('no'))})"
    )
    page.goto("/verifikasi/luring/")
    check(page, signed_text(SAID, signing_keys()[0], TODAY))
    expect(page.get_by_text("belum bisa memeriksa tanda tangan")).to_be_visible()
