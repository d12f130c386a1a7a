"""What is offered, on a real screen: no axe violation, nothing wider than the phone, and it is found without a script."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from balai.access.roles import Role
from balai.demand.actions import Wanted, move_job_order, note_need, write_job_order
from balai.demand.models import JobOrder
from balai.institutions.enums import InstitutionKind
from balai.planning.actions.batches import move_batch
from balai.planning.models import Batch
from tests import factories as make
from tests.planning import rows
from tests.support.browser import DESK, PHONE, axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Pelatihan Berbasis Kompetensi Operator Mesin Jahit Industri Garmen dan Penyelesaian Akhir angkatan ke-XVIII"
NARROWEST = {"width": 320, "height": 640}


@pytest.fixture
def at() -> rows.Place:
    found = rows.place()
    found.office.functions.create(function="funder")
    need = note_need(
        by=found.by_office, institution=found.office, kind="jobseekers", text="Banyak pencari kerja.", as_of=rows.TODAY
    )
    rows.proposed(found, needs=[need], title=LONG)
    now = datetime.now(UTC)
    dates = {"opens_at": now - timedelta(days=2), "closes_at": now + timedelta(days=2)}
    days = {"starts_on": (now + timedelta(days=9)).date(), "ends_on": (now + timedelta(days=40)).date()}
    batch = rows.draft(found, title=LONG, **dates, **days)
    move_batch(by=found.by_office, batch=batch, step="announce", now=now)
    return found


@pytest.fixture
def boss(at: rows.Place) -> str:
    employer = make.institution("PT Contoh", kind=InstitutionKind.COMPANY, region=at.regency)
    user = make.desk(employer, Role.EMPLOYER).user
    by = make.actor(employer, Role.EMPLOYER)
    wanted = Wanted(LONG, 12, LONG * 3, at.regency, sex="P", limits_reason="Petugas asrama putri.")
    order = write_job_order(by=by, employer=employer, wanted=wanted, today=rows.TODAY)
    move_job_order(by=by, job_order=order, step="publish", today=rows.TODAY)
    return str(user.username)


def judged(
    open_page: Callable[..., Page], sign_in: Callable[[Page, str], None], username: str, found: list[str]
) -> None:
    for viewport in (PHONE, DESK, NARROWEST):
        page = open_page(viewport)
        if username:
            sign_in(page, username)
        for address in found:
            answer = page.goto(address)
            assert answer is not None and answer.ok, address
            fits_the_width(page)
            if viewport != NARROWEST:
                axe(page)


def test_the_catalogues_for_everybody(open_page, sign_in, at: rows.Place, boss: str) -> None:
    batch, order = Batch.objects.get(), JobOrder.objects.get().pk
    public = ["/pelatihan/", "/pelatihan/?q=zzz", f"/pelatihan/{batch.pk}/", "/lowongan/", f"/lowongan/{order}/"]
    judged(open_page, sign_in, "", public)


def test_the_centres_pages(open_page, sign_in, at: rows.Place) -> None:
    batch, programme = Batch.objects.get(), at.curriculum.programme_id
    judged(open_page, sign_in, at.admin.username, [
        "/paket/", "/paket/baru/", "/kelas/", f"/kelas/{batch.pk}/", f"/kelas/{batch.pk}/ubah/", f"/kelas/{batch.pk}/batal/",
        "/program/", f"/program/{programme}/", f"/program/{programme}/kurikulum/", "/program/baru/",
    ])  # fmt: skip


def test_the_offices_pages(open_page, sign_in, at: rows.Place) -> None:
    batch = Batch.objects.get()
    waits = at.office.packages_to_answer.get(state="proposed")
    line = batch.package.fund_line_id
    judged(open_page, sign_in, at.officer.username, [
        f"/paket/{waits.pk}/", f"/paket/{batch.package_id}/", "/dana/", f"/dana/{line}/", "/dana/baru/", "/dana/tugas/",
        f"/dana/tugas/?pendana={at.office.pk}", f"/dana/tugas/apbn/recruit/?pendana={at.office.pk}",
        "/permintaan/kebutuhan/", "/aturan/", "/aturan/admissions.confirm_days/", "/aturan/people.rights_hours/",
    ])  # fmt: skip


def test_the_employers_pages(open_page, sign_in, boss: str) -> None:
    order = JobOrder.objects.get().pk
    judged(
        open_page,
        sign_in,
        boss,
        ["/permintaan/", f"/permintaan/{order}/", f"/permintaan/{order}/ubah/", "/permintaan/baru/"],
    )


def test_a_class_is_found_without_a_script(phone_without_script: Page, at: rows.Place) -> None:
    page = phone_without_script
    page.goto("/pelatihan/")
    page.get_by_text("Saring daftar ini").click()
    page.get_by_label("Kata kunci").fill("garmen")
    page.get_by_role("button", name="Terapkan").click()
    page.get_by_role("link", name=LONG).click()
    assert page.get_by_role("heading", level=1).inner_text() == LONG
    assert page.get_by_text("gratis", exact=True).is_visible()
