"""The attendance sheet on a phone, without scripts; and a certificate verified by a stranger, judged by axe."""

from datetime import date

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from balai.access.roles import Role
from balai.training.actions.sessions import SessionPlan, plan_sessions
from balai.training.models import AttendanceMark, Enrolment, TrainingCertificate
from tests import factories as make
from tests.support.browser import axe, fits_the_width, sign_in
from tests.training.rows import a_class, admin_of, trainees

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Siti Nurhalizah Permatasari Kusumaningrum binti Abdurrahman Wahid Contoh"


def taught() -> tuple[int, list[Enrolment], str]:
    batch = a_class(seats=16)
    people = trainees(batch, 16)
    for one in people:
        one.person.full_name = LONG
        one.person.save()
    plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=1))
    return batch.pk, people, make.desk(batch.centre, Role.INSTRUCTOR, make.user("pengajar")).user.username


def test_sixteen_people_are_marked_on_a_phone_without_scripts(
    phone_without_script: Page, live_server: LiveServer
) -> None:
    page = phone_without_script
    batch, people, username = taught()
    sign_in(page, live_server.url, username)
    page.goto(f"/kelas/{batch}/pertemuan/1/hadir/")
    assert page.locator("input:checked").count() == 0
    page.locator(f"[data-id='{people[4].pk}'] label", has_text="Sakit").click()
    page.get_by_role("button", name="Tandai hadir yang masih kosong").click()
    assert page.locator("input:checked").count() == 16
    assert not AttendanceMark.objects.exists()
    page.get_by_role("button", name="Simpan daftar hadir").click()
    page.get_by_text("Daftar hadir disimpan: 16 orang.").wait_for()
    assert AttendanceMark.objects.filter(mark="sick").get().enrolment_id == people[4].pk


def test_the_sheet_has_targets_for_thumbs_and_fits(phone: Page, live_server: LiveServer) -> None:
    batch, _people, username = taught()
    sign_in(phone, live_server.url, username)
    phone.goto(f"/kelas/{batch}/pertemuan/1/hadir/")
    fits_the_width(phone)
    axe(phone)
    boxes = [label.bounding_box() for label in phone.locator(".absen .choices label").all()[:5]]
    assert all(box and box["height"] >= 44 and box["width"] >= 44 for box in boxes)


@pytest.mark.parametrize("state", ["issued", "replaced", "revoked"])
def test_a_stranger_verifies_on_a_phone(phone: Page, state: str) -> None:
    batch = a_class()
    (one,) = trainees(batch, 1)
    paper = TrainingCertificate.objects.create(
        enrolment=one, issuer=batch.centre, number="1", holder_name=LONG, programme_title="Menjahit", lesson_hours=8,
        issued_on=date(2026, 3, 30), state=state,
    )  # fmt: skip
    phone.goto("/verifikasi/")
    phone.get_by_label("Kode pada sertifikat").fill(paper.code.lower())
    phone.get_by_role("button", name="Periksa sertifikat").click()
    phone.get_by_text(LONG).wait_for()
    fits_the_width(phone)
    axe(phone)
