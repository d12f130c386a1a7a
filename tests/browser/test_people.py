"""The pages about people on a real screen: no axe violation, nothing wider than the phone, and they can be filled in."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.institutions.enums import InstitutionKind
from balai.people.actions.inclusion import set_inclusion
from balai.people.actions.register import register_person
from balai.people.actions.rights import ask_for_right
from balai.people.enums import RequestKind
from balai.people.models import DuplicatePair, Person
from balai.people.rules.details import PersonDetails
from tests import factories
from tests.support.browser import axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
LONG = "Muhammad Abdurrahman Wahid Hasyim Asy'ari Kusumaningratdiningrat Putra Pratama bin Sulaiman"


@pytest.fixture
def filled() -> dict[str, Any]:
    place = factories.regency("Contoh Makmur")
    office = factories.institution(
        "Dinas Tenaga Kerja Kabupaten Contoh Makmur", kind=InstitutionKind.LABOUR_OFFICE, region=place
    )
    officer = factories.desk(office, Role.LABOUR_OFFICER, factories.user("petugas", full_name="Rina Wulandari")).user
    said: list[dict[str, Any]] = [
        {"full_name": LONG, "nik": "9901010506900002", "birth_date": date(1990, 6, 5), "sex": "L", "phone": "081234567890"},
        {"full_name": "Sukarni"},
        {"full_name": "Siti Aminah", "birth_date": date(1992, 8, 17), "phone": "081234567891", "aim": "job",
         "education": "vocational", "education_major": "Tata busana", "birth_place": "Contoh", "nik": "9901015708920003"},
        {"full_name": "Siti Aminah", "birth_date": date(1992, 8, 17), "phone": "081234567891"},
    ]  # fmt: skip
    people = [
        register_person(by=CLI, details=PersonDetails(home_region=place, **one), now=NOW, institution=office).person
        for one in said
    ]
    set_inclusion(
        by=CLI, person=people[2], adjustments=["large_print", "extra_time"], disabilities=["sensory_seeing"],
        groups=["laid_off"], now=NOW,
    )  # fmt: skip
    request = ask_for_right(
        by=CLI, person=people[2], kind=RequestKind.CORRECT, details="Tahun lahir saya 1993.", now=NOW
    )
    owner = factories.user("pemilik", full_name="Siti Aminah")
    Person.objects.filter(pk=people[2].pk).update(user=owner)
    return {"officer": officer, "people": people, "pair": DuplicatePair.objects.get(), "request": request}


def addresses(filled: dict[str, Any]) -> dict[str, str]:
    one = f"/orang/{filled['people'][2].pk}/"
    return {
        "daftar": "/orang/", "daftar-nama": "/orang/?nama=zzz", "baru": "/orang/baru/", "orang": one,
        "orang-panjang": f"/orang/{filled['people'][0].pk}/", "ubah": f"{one}ubah/", "lihat-nik": f"{one}nik/lihat/",
        "kebutuhan": f"{one}kebutuhan/", "persetujuan": f"{one}persetujuan/", "ganda": "/orang/ganda/",
        "pasangan": f"/orang/ganda/{filled['pair'].pk}/", "permintaan": "/orang/permintaan/",
        "jawab": f"/orang/permintaan/{filled['request'].pk}/", "telepon": "/orang/telepon/", "impor": "/impor/orang/",
        "masa-simpan": "/orang/masa-simpan/",
    }  # fmt: skip


def test_the_officers_pages_on_a_phone(
    phone: Page, sign_in: Callable[[Page, str], None], filled: dict[str, Any]
) -> None:
    sign_in(phone, "petugas")
    for address in addresses(filled).values():
        phone.goto(address)
        axe(phone)
        fits_the_width(phone)


def test_the_owners_pages_on_a_phone(phone: Page, sign_in: Callable[[Page, str], None], filled: dict[str, Any]) -> None:
    sign_in(phone, "pemilik")
    for address in ("/saya/", "/data-saya/", f"/orang/{filled['people'][2].pk}/ubah/"):
        phone.goto(address)
        axe(phone)
        fits_the_width(phone)


def test_a_clerk_registers_somebody_without_script(
    phone_without_script: Page, sign_in: Callable[[Page, str], None], filled: dict[str, Any]
) -> None:
    page = phone_without_script
    sign_in(page, "petugas")
    page.goto("/orang/")
    page.get_by_role("link", name="Daftarkan orang").click()
    page.get_by_label("Nama lengkap").fill("Wagiman")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Nomor telepon", exact=False).first.fill("0812 3456 7899")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Kembali").click()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("huruf besar").check()
    page.get_by_role("button", name="Simpan pendaftaran").click()
    page.get_by_role("heading", name="Wagiman").wait_for()
    assert Person.objects.get(full_name="Wagiman").phone == "+6281234567899"
