"""Referral to outcome on a real screen: no axe violation, nothing wider than the phone, and the alumnus needs three taps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from balai.access.roles import Role
from balai.demand.models import JobOrder
from balai.institutions.enums import InstitutionKind
from balai.outcomes import links
from balai.outcomes.models import FollowUp, OutcomeStatement
from balai.people.models import Person
from balai.placement.models import Placement, PlacementStatement, Referral
from balai.ventures.actions.groups import GroupDetails, form_group, show_business
from balai.ventures.models import Advice, BusinessGroup, GroupMember, MonitoringVisit
from tests import factories as make
from tests.outcomes.rows import finished_class, follow_up, graduate
from tests.support.browser import axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Muhammad Abdurrahman Wahid Hasyim Asy'ari Kusumaningratdiningrat Putra Pratama bin Sulaiman"
SignIn = Callable[[Page, str], None]


@pytest.fixture
def filled() -> dict[str, Any]:
    today, now, place = timezone.localdate(), timezone.now(), make.regency("Contoh Makmur")
    office = make.institution("Dinas Tenaga Kerja Contoh Makmur", InstitutionKind.LABOUR_OFFICE, place)
    employer = make.institution("PT Contoh Garmen Sejahtera", InstitutionKind.COMPANY, place)
    make.desk(office, Role.LABOUR_OFFICER, make.user("petugas", full_name="Rina Wulandari"))
    make.desk(employer, Role.EMPLOYER, make.user("juragan", full_name="Hendra"))
    person = make.person(LONG, living_in=place, registered_by=office, phone="+6281234567890")
    batch = finished_class(centre=make.institution(region=place), title="Operator Garmen angkatan I")
    day = today - timedelta(days=120)
    enrolment = graduate(batch, person, started_on=day - timedelta(days=30), ended_on=day)
    one = follow_up(enrolment, due_on=today - timedelta(days=28))
    order = JobOrder.objects.create(
        employer=employer, title="Operator jahit", count=3, state="published", published_on=today
    )
    referral = Referral.objects.create(person=person, job_order=order, made_by=office, made_on=today)
    placement = Placement.objects.create(
        person=person, employer=employer, made_by=office, starts_on=today, title="Operator jahit"
    )
    for side, says in (("person", "works"), ("employer", "never_started")):
        PlacementStatement.objects.create(
            placement=placement, side=side, says=says, as_of=today, said_by="user:1", said_at=now
        )
    by = make.actor(office, Role.LABOUR_OFFICER, today)
    details = GroupDetails(name="Kelompok Kue Melati", business="kue basah", formed_on=day)
    group = form_group(by=by, office=office, details=details, now=now)
    GroupMember.objects.create(group=group, person=person, joined_on=day)
    BusinessGroup.objects.filter(pk=group.pk).update(state="running")
    show_business(by=by, group=group, product_note="Kue basah untuk acara", contact="08123", today=today, agreed=True)
    visit = MonitoringVisit.objects.filter(group=group).earliest("planned_on")
    done = MonitoringVisit.objects.create(
        group=group, visited_on=today, state="done", progress="Lancar sekali", recorded_by="user:1", recorded_at=now
    )
    advice = Advice.objects.create(visit=done, text="Urus izin usaha", owner=office, due_on=day)
    return {
        "one": one, "referral": referral, "placement": placement, "group": group, "visit": visit, "done": done,
        "advice": advice, "batch": batch, "person": person, "order": order,
    }  # fmt: skip


def addresses(filled: dict[str, Any]) -> list[str]:
    pk = {name: row.pk for name, row in filled.items()}
    return [
        "/rujukan/", "/rujukan/baru/", f"/rujukan/baru/?lowongan={pk['order']}",
        f"/rujukan/baru/?lowongan={pk['order']}&orang={pk['person']}", f"/rujukan/{pk['referral']}/",
        "/penempatan/?tab=semua", "/penempatan/baru/", f"/penempatan/baru/?orang={pk['person']}",
        f"/penempatan/{pk['placement']}/", f"/penempatan/{pk['placement']}/benarkan/",
        "/kelompok/", "/kelompok/baru/", f"/kelompok/{pk['group']}/", f"/kelompok/{pk['group']}/anggota/?orang={pk['person']}",
        "/kunjungan/", f"/kunjungan/{pk['visit']}/", f"/kunjungan/{pk['done']}/", f"/kunjungan/saran/{pk['advice']}/",
        "/tindak-lanjut/", f"/tindak-lanjut/{pk['one']}/", f"/tindak-lanjut/kelas/{pk['batch']}/", "/tindak-lanjut/hasil/",
        "/data/employment/", "/produk/",
    ]  # fmt: skip


def test_the_officers_pages_on_a_phone(phone: Page, sign_in: SignIn, filled: dict[str, Any]) -> None:
    sign_in(phone, "petugas")
    for address in addresses(filled):
        answer = phone.goto(address)
        assert answer is not None and answer.ok, address
        fits_the_width(phone)
        axe(phone)


def test_the_employers_pages_on_a_desk(desk: Page, sign_in: SignIn, filled: dict[str, Any]) -> None:
    sign_in(desk, "juragan")
    for address in (f"/rujukan/{filled['referral'].pk}/", f"/penempatan/{filled['placement'].pk}/benarkan/", "/meja/"):
        desk.goto(address)
        fits_the_width(desk)
        axe(desk)


def test_an_alumnus_answers_in_three_taps_without_script(phone_without_script: Page, filled: dict[str, Any]) -> None:
    page, one = phone_without_script, filled["one"]
    page.goto(f"/kabar/{links.sign(one.pk)}/")
    page.get_by_text("usaha sendiri", exact=True).click()
    page.get_by_role("button", name="Kirim kabar").click()
    page.get_by_role("heading", name="Terima kasih").wait_for()
    assert OutcomeStatement.objects.get().status == "self_employed"
    assert FollowUp.objects.get(pk=one.pk).state == "answered"


def test_the_alumnus_page_on_a_phone(phone: Page, sign_in: SignIn, filled: dict[str, Any]) -> None:
    make.user("pemilik", full_name="Muhammad")
    Person.objects.filter(pk=filled["person"].pk).update(user=make.User.objects.get(username="pemilik"))
    sign_in(phone, "pemilik")
    for address in (
        "/kabar/",
        f"/kabar/{links.sign(filled['one'].pk)}/",
        "/kabar/12~x~y/",
        f"/kelompok/{filled['group'].pk}/",
    ):
        phone.goto(address)
        fits_the_width(phone)
        axe(phone)
