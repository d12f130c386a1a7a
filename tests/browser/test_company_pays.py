"""A company is asked to pay: it asks for a change, accepts, and later opens what the class was accounted with."""

from datetime import date

import pytest

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.funding.actions import NewLine, add_fund_line
from balai.institutions.enums import InstitutionKind
from balai.planning.models import Package
from balai.programmes.actions import UnitRow, add_curriculum
from balai.programmes.models import Programme
from tests import factories as make
from tests.browser.road import OpenPage, SignIn
from tests.browser.test_last_day import seen
from tests.browser.walk import press, says
from tests.planning import rows
from tests.planning.test_company_pays import asked
from tests.planning.test_last_day import planning
from tests.planning.test_plan_file import other_content
from tests.support.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_company_asks_for_a_change_accepts_and_the_centre_may_open_the_class(
    open_page: OpenPage, sign_in: SignIn
) -> None:
    at, firm = rows.place(), make.institution("PT Contoh Membiayai", kind=InstitutionKind.COMPANY)
    today = date.today()
    line = NewLine("csr", today.year, "CSR pabrik", 90_000_000)
    add_fund_line(by=make.actor(firm, Role.EMPLOYER, today), funder=firm, line=line, today=today)
    boss, package = make.desk(firm, Role.EMPLOYER).user, asked(at, firm)
    company, centre = open_page(PHONE), open_page(DESK)
    sign_in(company, boss.username)
    sign_in(centre, at.admin.username)
    company.goto("/meja/")
    says(company, "Jawab usulan: Garmen CSR")
    seen(company, "csr-meja")
    company.goto(f"/paket/{package.pk}/")
    company.get_by_label("Minta diperbaiki dahulu").check()
    company.locator("[name=answer]").fill("Kurangi menjadi dua belas kursi.")
    press(company, "Kirim jawaban")
    says(company, "meminta usulan ini diperbaiki dahulu")
    seen(company, "csr-jawab")
    centre.goto("/meja/")
    says(centre, "Perbaiki usulan Garmen CSR")
    centre.goto(f"/paket/{package.pk}/perbaiki/")
    seen(centre, "csr-perbaiki")
    centre.locator("[name=seats]").fill("12")
    press(centre, "Simpan perbaikan")
    company.reload()
    company.get_by_label("Setujui seperti diusulkan").check()
    company.locator("[name=answer]").fill("Sesuai kebutuhan pabrik kami.")
    press(company, "Kirim jawaban")
    centre.reload()
    centre.get_by_role("link", name="Buka kelas").first.wait_for()
    package = Package.objects.get(pk=package.pk)
    assert (package.state, package.seats) == ("accepted", 12)


def test_a_copied_plan_says_what_is_different_and_what_is_left(open_page: OpenPage, sign_in: SignIn) -> None:
    at = rows.place()
    rows.funded(at, title="Garmen lama")
    gone = rows.funded(at, curriculum=other_content(at), title="Busana lama")
    units = [UnitRow("Menjahit kemeja", "C.14GMT06.024.1", 10, 50)]
    add_curriculum(by=CLI, programme=at.curriculum.programme, units=units, valid_from=rows.TODAY)
    Programme.objects.filter(pk=gone.curriculum.programme_id).update(retired_on=rows.TODAY)
    made, page = planning(at, None), open_page(PHONE)
    sign_in(page, at.officer.username)
    page.goto(f"/perencanaan/{made.pk}/salin/")
    says(page, "kurikulum versi 2, dulu versi 1")
    says(page, "Tidak bisa disalin")
    seen(page, "salin-rencana")
