"""Somebody applies on a cheap phone without JavaScript: five screens, a code, little to download."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Response

from balai.admissions.models import Application
from balai.planning.models import Batch
from tests.admissions.rows import last_code, open_class
from tests.support.browser import axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.data, pytest.mark.django_db(transaction=True)]
MOST_BYTES = 60_000


@pytest.fixture
def batch() -> Iterator[Batch]:
    now, day = timezone.now(), timezone.localdate()
    yield open_class(
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=5), starts_on=day + timedelta(days=20),
        ends_on=day + timedelta(days=50), minimum_age=17,
    )  # fmt: skip


def test_five_screens_on_a_phone_without_script(phone_without_script: Page, batch: Batch) -> None:
    page = phone_without_script
    page.goto(f"/pelatihan/{batch.pk}/daftar/")
    page.fill("[name=full_name]", "Rahmah")
    page.fill("[name=birth_date]", "05-06-2020")
    page.check("[name=sex][value=P]")
    page.click("button:has-text('Lanjut')")
    assert page.locator("text=kelas ini mulai 17 tahun").count() and page.input_value("[name=full_name]") == "Rahmah"
    page.fill("[name=birth_date]", "05-06-1999")
    page.click("button:has-text('Lanjut')")
    page.select_option("[name=education]", "senior")
    page.click("button:has-text('Lanjut')")
    page.reload()
    page.click("button:has-text('Lewati dulu')")
    page.fill("[name=phone]", "0812 3456 7890")
    page.check("[name=aim][value=job]")
    page.click("button:has-text('Lanjut')")
    page.check("[name=consent]")
    page.click("button:has-text('Kirim pendaftaran')")
    code = Application.objects.get().code
    assert code in page.url
    page.fill("[name=code]", last_code())
    page.click("button:has-text('Periksa kode')")
    assert page.locator("text=Pendaftaran Anda tercatat").count()
    fits_the_width(page)


def test_the_first_screen_is_light_and_open_to_everybody(phone: Page, batch: Batch) -> None:
    sizes: list[int] = []

    def weigh(answer: Response) -> None:
        sizes.append(len(answer.body()))

    phone.on("response", weigh)
    phone.goto(f"/pelatihan/{batch.pk}/daftar/")
    phone.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < MOST_BYTES
    axe(phone)
    fits_the_width(phone)
