"""From a need to a class announced, for regional and for state money: who proposes, who answers, who announces.

Each road is a Road whose steps the tests walk in order, so that later steps of the road can be walked on from here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from balai.access.roles import Role
from balai.demand.actions import Wanted, move_job_order, write_job_order
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.rounds import NewRound, open_round
from balai.planning.models import Batch, Package, PlanningRound
from tests import factories as make
from tests.planning import rows
from tests.support.browser import DESK, PHONE, axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Pelatihan Berbasis Kompetensi Operator Mesin Jahit Industri Garmen dan Penyelesaian Akhir angkatan ke-XVIII"
NARROWEST = {"width": 320, "height": 640}
YEAR = date.today().year
OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], None]


def in_days(days: int) -> str:
    return f"{date.today() + timedelta(days=days):%d-%m-%Y}"


@dataclass
class Road:
    """source: of the money. recruiter: who announces by that money. package, batch: once there are some."""

    at: rows.Place
    funder: Institution
    officer: str
    source: str
    recruiter: str
    open_page: OpenPage
    sign_in: SignIn
    pages: dict[str, Page] = field(default_factory=dict)
    package: int = 0
    batch: int = 0

    def as_(self, username: str) -> Page:
        """The centre works on a telephone, offices at a desk."""
        if username not in self.pages:
            self.pages[username] = self.open_page(PHONE if username == self.at.admin.username else DESK)
            self.sign_in(self.pages[username], username)
        return self.pages[username]

    def to(self, username: str, address: str) -> Page:
        page = self.as_(username)
        answer = page.goto(address)
        assert answer is not None and answer.ok, f"{username}: {answer and answer.status} at {address}"
        return page


def asked_by_an_employer(at: rows.Place) -> None:
    employer = make.institution("PT Garmen Contoh", kind=InstitutionKind.COMPANY, region=at.regency)
    by = make.actor(employer, Role.EMPLOYER, date.today())
    wanted = Wanted("Operator jahit kemeja", 12, "Menjahit kemeja dengan mesin industri.", at.regency)
    order = write_job_order(by=by, employer=employer, wanted=wanted, today=date.today())
    move_job_order(by=by, job_order=order, step="publish", today=date.today())


@pytest.fixture
def regional(open_page: OpenPage, sign_in: SignIn) -> Road:
    at = rows.place()
    at.office.functions.create(function="funder")
    asked_by_an_employer(at)
    return Road(at, at.office, at.officer.username, "apbd_regency", at.officer.username, open_page, sign_in)


@pytest.fixture
def state(open_page: OpenPage, sign_in: SignIn) -> Road:
    at = rows.place()
    unit = make.institution("BPVP Contoh", kind=InstitutionKind.CENTRAL_TRAINING_UNIT)
    unit.functions.create(function="funder")
    officer = make.desk(unit, Role.CENTRAL_UNIT_OFFICER).user.username
    asked_by_an_employer(at)
    return Road(at, unit, officer, "apbn", at.admin.username, open_page, sign_in)


def money_is_written(road: Road) -> None:
    page = road.to(road.officer, "/dana/baru/")
    page.get_by_label("Nama dana").fill("Pelatihan berbasis kompetensi")
    page.get_by_label("Sumber dana").select_option(road.source)
    page.get_by_label("Tahun anggaran").fill(str(YEAR))
    page.get_by_label("Pagu (rupiah)").fill("100.000.000")
    page.locator("main button[type=submit]").last.click()
    page.get_by_text("Dana tercatat.").wait_for()


def the_guide_is_handed_over(road: Road) -> None:
    page = road.as_(road.officer)
    page.get_by_role("link", name="Catat petunjuk").click()
    page.get_by_label("Nomor petunjuk").fill("POK 1")
    page.get_by_role("button", name="Simpan petunjuk").click()
    page.get_by_text("Versi 1: POK 1").wait_for()


def the_year_is_opened(road: Road) -> None:
    page = road.to(road.officer, "/perencanaan/")
    page.get_by_label("Tahun anggaran").fill(str(YEAR))
    page.get_by_role("button", name="Buka perencanaan").click()
    page.get_by_role("heading", name=f"Perencanaan {YEAR}").wait_for()


def units_are_read_in_the_employers_words(road: Road) -> None:
    page = road.to(road.at.admin.username, "/permintaan/padankan/")
    page.get_by_role("link", name="Operator jahit kemeja").click()
    page.get_by_label("Menjahit kemeja").check()
    page.get_by_role("button", name="Simpan padanan").click()
    page.get_by_text("Padanan tersimpan").wait_for()


def the_centre_proposes(road: Road) -> None:
    page = road.to(road.at.admin.username, "/paket/baru/")
    page.get_by_label("Program dan kurikulum").select_option(index=1)
    page.get_by_label("Nama usulan").fill(LONG)
    page.get_by_label("Tahun anggaran").fill(str(YEAR))
    page.get_by_label("Biaya seluruhnya (rupiah)").fill("96.000.000")
    page.get_by_label("Pendana yang dituju").select_option(str(road.funder.pk))
    page.get_by_label("PT Garmen Contoh: Operator jahit kemeja").check()
    page.get_by_label("Alasan", exact=True).fill("Pabrik meminta dua belas operator jahit tahun ini.")
    page.get_by_role("button", name="Kirim usulan").click()
    page.get_by_text("Usulan dikirim kepada").wait_for()
    road.package = int(page.url.rstrip("/").split("/")[-1])
    assert page.get_by_text("Menjahit kemeja dengan mesin industri.").is_visible()
    assert page.get_by_text("C.14GMT06.024.1").is_visible()
    fits_the_width(page)


def the_funder_changes_it_on_the_screen_of_the_year(road: Road) -> None:
    page = road.to(road.officer, f"/perencanaan/{PlanningRound.objects.get(funder=road.funder).pk}/")
    page.get_by_text("Jawab di sini").click()
    page.get_by_label("Setujui dengan perubahan").check()
    page.get_by_label("Dibiayai dari").select_option(index=1)
    page.get_by_label("Biaya yang disetujui (rupiah)").fill("90.000.000")
    page.get_by_label("Alasan", exact=True).fill("Harga bahan praktik dapat ditekan.")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_text("Jawaban tercatat").wait_for()
    assert page.get_by_role("heading", name=f"Perencanaan {YEAR}").is_visible()
    assert Package.objects.get(pk=road.package).cost == 90_000_000


def both_versions_can_be_read(road: Road) -> None:
    page = road.to(road.at.admin.username, f"/paket/{road.package}/")
    assert page.locator("del", has_text="Rp96.000.000").is_visible()
    assert page.locator("ins", has_text="Rp90.000.000").is_visible()


def the_class_is_opened(road: Road) -> None:
    page = road.to(road.at.admin.username, f"/paket/{road.package}/kelas/")
    for label, day in (
        ("Pendaftaran dibuka", 0), ("Pendaftaran ditutup", 14), ("Kelas mulai", 30), ("Kelas selesai", 60),
    ):  # fmt: skip
        page.get_by_label(label).fill(in_days(day))
    page.get_by_label("Syarat lain").fill("Terbuka untuk semua.")
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.get_by_text("Kelas dibuat sebagai rancangan").wait_for()
    road.batch = int(page.url.rstrip("/").split("/")[-1])


def who_the_money_says_announces_it(road: Road) -> None:
    page = road.to(road.recruiter, f"/kelas/{road.batch}/")
    assert page.get_by_role("heading", name="Siapa melakukan apa").is_visible()
    page.get_by_role("button", name="Umumkan kelas").click()
    page.get_by_text("Kelas diumumkan.").wait_for()
    assert Batch.objects.public().get(pk=road.batch).recruiter.pk in (road.funder.pk, road.at.centre.pk)


def walk_to_the_announcement(road: Road) -> None:
    units_are_read_in_the_employers_words(road)
    the_centre_proposes(road)
    the_funder_changes_it_on_the_screen_of_the_year(road)
    both_versions_can_be_read(road)
    the_class_is_opened(road)
    who_the_money_says_announces_it(road)


def test_regional_money_from_need_to_announcement(regional: Road) -> None:
    money_is_written(regional)
    the_year_is_opened(regional)
    walk_to_the_announcement(regional)
    assert Batch.objects.get(pk=regional.batch).recruiter == regional.at.office


def test_state_money_from_need_to_announcement(state: Road) -> None:
    money_is_written(state)
    the_guide_is_handed_over(state)
    the_year_is_opened(state)
    walk_to_the_announcement(state)
    assert Batch.objects.get(pk=state.batch).recruiter == state.at.centre


def judged(open_page: OpenPage, sign_in: SignIn, username: str, addresses: list[str]) -> None:
    for viewport in (PHONE, DESK, NARROWEST):
        page = open_page(viewport)
        sign_in(page, username)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None and answer.ok, address
            fits_the_width(page)
            if viewport != NARROWEST:
                axe(page)


def test_pages_with_long_names_and_with_nothing(open_page: OpenPage, sign_in: SignIn) -> None:
    at = rows.place()
    asked_by_an_employer(at)
    empty = open_round(by=at.by_office, funder=at.office, plan=NewRound(2028), now=rows.NOW)
    full = open_round(by=at.by_office, funder=at.office, plan=NewRound(2027, None, LONG * 2), now=rows.NOW)
    old = rows.funded(at, title=LONG)
    copy_plan(by=at.by_office, rows=[Copied(old, 16, 90_000_000)], year=2027, now=rows.NOW)
    rows.proposed(at, title=LONG, year=2027)
    money = rows.line(at, source="apbn", title=LONG)
    judged(open_page, sign_in, at.officer.username, [
        "/perencanaan/", f"/perencanaan/{full.pk}/", f"/perencanaan/{full.pk}/salin/", f"/perencanaan/{empty.pk}/",
        f"/perencanaan/{empty.pk}/salin/", f"/dana/{money.pk}/", f"/dana/{money.pk}/petunjuk/",
        f"/paket/{old.pk}/", f"/paket/{old.pk}/belanja/",
    ])  # fmt: skip
    draft = Package.objects.get(copied_from=old)
    judged(open_page, sign_in, at.admin.username, [
        "/permintaan/padankan/", f"/paket/{draft.pk}/", f"/paket/{draft.pk}/perbaiki/", f"/perencanaan/{full.pk}/",
    ])  # fmt: skip
