"""The attendance sheet as its script keeps it on the device."""

from playwright.sync_api import Page, expect

from balai.training.models import Enrolment

KEPT = "() => document.getElementById('luring').dataset.keptShell === '1'"


def tap(page: Page, one: Enrolment, words: str) -> None:
    page.locator(f"li[data-id='{one.pk}'] label", has_text=words).first.click()


def says(page: Page, words: str) -> None:
    expect(page.locator("#luring-keadaan")).to_contain_text(words, timeout=15_000)


def mark_everybody_present(page: Page, number: int) -> None:
    page.wait_for_function(KEPT)
    page.get_by_role("button", name="Tandai hadir yang masih kosong").click()
    says(page, f"Terkirim: {number} tanda.")
    page.get_by_role("button", name="Simpan daftar hadir").click()
    says(page, f"Daftar hadir disimpan: {number} orang.")
