"""A yearly planning past its last day: the centre is told, the funder opens it again, and closes it when all is answered."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from balai.planning.models import Package, PlanningRound
from tests.browser.road import OpenPage, SignIn
from tests.browser.walk import in_days, press, says
from tests.planning import rows
from tests.planning.test_last_day import draft, planning
from tests.support.browser import DESK, PHONE, axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def seen(page: Page, name: str) -> None:
    """At both widths; BALAI_SEEN names a folder for the pictures."""
    own = page.viewport_size
    for device, viewport in (("phone", PHONE), ("desk", DESK)):
        page.set_viewport_size(viewport)
        fits_the_width(page)
        axe(page)
        if place := os.environ.get("BALAI_SEEN"):
            page.screenshot(path=Path(place) / f"{name}-{device}.png", full_page=True)
    page.set_viewport_size(own or DESK)


def test_past_its_last_day_it_is_opened_again_and_then_closed(open_page: OpenPage, sign_in: SignIn) -> None:
    at = rows.place()
    made, package = planning(at), draft(at)
    centre, funder = open_page(PHONE), open_page(DESK)
    sign_in(centre, at.admin.username)
    sign_in(funder, at.officer.username)
    centre.goto(f"/paket/{package.pk}/")
    says(centre, "31 Maret 2026")
    says(centre, at.office.name)
    assert not centre.get_by_role("button", name="Kirim usulan").count()
    seen(centre, "paket-lewat-hari")
    funder.goto(f"/perencanaan/{made.pk}/")
    says(funder, "lewat hari terakhir")
    seen(funder, "perencanaan-lewat-hari")
    funder.get_by_label("Hari terakhir yang baru").fill(in_days(7))
    funder.locator("form:has([name=closes_on]) [name=words]").fill("Dua balai meminta waktu.")
    press(funder, "Buka lagi")
    says(funder, "Dua balai meminta waktu.")
    centre.reload()
    press(centre, "Kirim usulan")
    assert Package.objects.get(pk=package.pk).state == "proposed"
    funder.reload()
    seen(funder, "perencanaan-dibuka-lagi")
    funder.locator("summary", has_text="Tutup perencanaan").click()
    form = funder.locator("form:has(#words)")
    form.locator("textarea").fill("Rencana disepakati bersama.")
    with funder.expect_navigation():
        form.get_by_role("button").click()
    funder.get_by_text("Masih 1 usulan belum dijawab").wait_for()
    Package.objects.filter(pk=package.pk).update(state="refused")
    funder.locator("summary", has_text="Tutup perencanaan").click()
    form.locator("textarea").fill("Rencana disepakati bersama.")
    with funder.expect_navigation():
        form.get_by_role("button").click()
    says(funder, "Buka lagi perencanaan")
    assert PlanningRound.objects.get(pk=made.pk).state == "closed"
    seen(funder, "perencanaan-ditutup")
