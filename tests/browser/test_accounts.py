"""The door and the account in a browser: legible, narrow enough, usable without a script."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from balai.access.actor import PUBLIC
from balai.access.roles import Role
from balai.admissions.actions.apply import apply_to_batch
from tests import factories
from tests.accounts.support import PASSWORD, last_code, totp
from tests.admissions.rows import claim, open_class
from tests.support.browser import axe, fits_the_width, sign_in_by_form

pytestmark = [pytest.mark.browser, pytest.mark.data]
SignIn = Callable[[Page, str], None]
FOR_STRANGERS = ["/masuk/", "/daftar/", "/lupa-sandi/", "/privasi/", "/akun/nonaktif/", "/akun/mulai/1/lama/"]
FOR_THE_OPERATOR = [
    "/akun/", "/akun/sandi/", "/akun/alamat/", "/akun/pengaman/", "/akun/pemulihan/", "/akun/pemulihan/{other}/",
    "/audit/", "/keluar/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def judged(page: Page, address: str) -> None:
    page.goto(address)
    axe(page)
    fits_the_width(page)


@pytest.mark.parametrize("address", FOR_STRANGERS)
def test_pages_for_strangers(phone: Page, address: str) -> None:
    judged(phone, address)


def test_pages_of_the_account_and_the_operator(phone: Page, desk: Page, sign_in: SignIn) -> None:
    at = factories.institution()
    factories.desk(at, Role.OPERATOR, factories.user("agus", full_name="Agus Contoh", phone="+6281234005600"))
    other = factories.user("sari", full_name="Sari Contoh")
    factories.desk(at, Role.INSTRUCTOR, other)
    for page in (phone, desk):
        sign_in(page, "agus")
        for address in FOR_THE_OPERATOR:
            judged(page, address.format(other=other.pk))


def test_signing_up_without_a_script(phone_without_script: Page) -> None:
    page = phone_without_script
    page.goto("/daftar/")
    page.get_by_label("Nama lengkap").fill("Sari")
    page.get_by_label("Nomor telepon atau surel").fill("0812 3400 5600")
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_label("Kode enam angka").fill(last_code("+6281234005600"))
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    page.get_by_role("button", name="Buat akun").click()
    page.get_by_text("Selamat datang, Sari.").wait_for()


def test_setting_up_the_second_factor(phone: Page, settings: object) -> None:
    settings.BALAI_SECOND_FACTOR = True  # type: ignore[attr-defined]
    factories.desk(factories.institution(), Role.CENTRE_ADMIN, factories.user("rina", password=PASSWORD))
    sign_in_by_form(phone, "rina", PASSWORD, "/masuk/?next=/meja/")
    assert "/akun/pengaman/pasang/" in phone.url
    axe(phone)
    fits_the_width(phone)
    secret = phone.locator("code").inner_text()
    phone.get_by_label("Kode").fill(totp(secret))
    phone.get_by_role("button", name="Pasang pengaman kedua").click()
    phone.get_by_role("heading", name="Kode cadangan").wait_for()
    axe(phone)
    fits_the_width(phone)
    phone.get_by_role("link", name="Lanjut ke meja").click()
    assert phone.url.endswith("/meja/")


@pytest.mark.parametrize("fixture", ["phone", "desk", "phone_without_script"])
def test_a_button_pressed_after_the_sign_in_ran_out_leads_back_to_its_page(
    request: pytest.FixtureRequest, sign_in: SignIn, fixture: str
) -> None:
    """Not to an address that shows nothing by itself, and not to the belief that it was saved."""
    scripted = fixture != "phone_without_script"
    page: Page = request.getfixturevalue(fixture)
    now = timezone.now()
    batch = open_class(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    one = apply_to_batch(by=PUBLIC, claim=claim(batch), now=now)
    clerk = factories.user("rina", full_name="Rina Contoh", password=PASSWORD)
    factories.desk(batch.centre, Role.CENTRE_ADMIN, clerk)
    sign_in(page, "rina")
    here = f"/kelas/{batch.pk}/pendaftar/{one.pk}/"
    page.goto(here)
    page.context.clear_cookies(name="balai_session")
    page.get_by_role("button", name="Saya sudah memeriksa KTP-nya").click()
    page.get_by_text("yang terakhir Anda kirim belum tersimpan").wait_for()
    if scripted:
        axe(page)
    fits_the_width(page)
    page.locator("input[name=login]").fill("rina")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_text("jadi isinya belum tersimpan").wait_for()
    assert page.url.endswith(here)
    if scripted:
        axe(page)
    page.get_by_role("button", name="Saya sudah memeriksa KTP-nya").click()
    page.get_by_text("Tersimpan.").wait_for()
