"""An assessment on a telephone: the candidate's own page, and the assessor's."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from balai.access.roles import Role
from balai.certification.actions.assess import record_verdict
from balai.people.models import Person
from tests import factories as make
from tests.certification.test_certification import centre_of, registered, verdict_on
from tests.support.browser import axe, fits_the_width
from tests.training.rows import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def seen(page: Page, name: str) -> None:
    fits_the_width(page)
    axe(page)
    if place := os.environ.get("BALAI_SEEN"):
        page.screenshot(path=f"{place}/{name}.png", full_page=True)


def test_the_candidate_prepares_and_disputes_and_the_assessor_answers(
    phone: Page, desk: Page, sign_in: Callable[[Page, str], None]
) -> None:
    (row,) = registered()
    me = make.user("calon")
    Person.objects.filter(pk=row.person_id).update(user=me)
    head = make.desk(row.certifier, Role.CERTIFIER_HEAD).user
    sign_in(phone, me.username)
    phone.goto(f"/uji-saya/{row.pk}/")
    seen(phone, "mine-before")
    for choice in phone.get_by_label("sudah bisa").all():
        choice.check()
    phone.get_by_label("Saya setuju diuji").check()
    phone.get_by_role("button", name="Simpan asesmen mandiri").click()
    expect(phone.get_by_text("Asesmen mandiri dan persetujuan tersimpan.")).to_be_visible()
    record_verdict(by=centre_of(row), assessment=row, verdict=verdict_on(row, "not_yet_competent"), now=NOW)
    phone.goto(f"/uji-saya/{row.pk}/")
    phone.get_by_text("Tidak setuju dengan hasil ini?").click()
    phone.get_by_label("Alasan").fill("Mesin uji rusak di tengah uji.")
    phone.get_by_role("button", name="Ajukan banding").click()
    expect(phone.get_by_text("Menunggu jawaban")).to_be_visible()
    seen(phone, "mine-after")
    sign_in(desk, head.username)
    desk.goto(f"/uji/{row.pk}/")
    seen(desk, "assessor")
    desk.get_by_label("Jawaban untuk peserta").fill("Kami sediakan mesin lain.")
    desk.get_by_role("button", name="Terima, uji ulang").click()
    desk.get_by_label("Tanggal uji ulang").fill("30-04-2026")
    desk.get_by_role("button", name="Jadwalkan uji ulang").click()
    expect(desk.get_by_text("Uji ulang dijadwalkan.")).to_be_visible()
