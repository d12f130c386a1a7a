"""Collaborations and published figures on a real screen: no axe violation, nothing wider than the phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.collaboration.actions.import_case import import_case
from balai.collaboration.reading import open_folder
from balai.collaboration.shipped import FOLDER
from balai.insights.actions.load_figures import load_figures
from balai.insights.figure_sets import SETS
from tests import factories as make
from tests.collaboration.workbooks import cells_of, small, xlsx_bytes
from tests.support.browser import axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def brought(code: str) -> int:
    answer = import_case(by=CLI, files=open_folder(FOLDER / code), owner=None, now=timezone.now(), is_public=True)
    assert answer.period is not None
    return answer.period.pk


def test_a_study_is_read_on_a_phone(phone: Page) -> None:
    pk = brought("tanah-datar-2022")
    parts = ["ringkasan", "pihak", "pertemuan", "janji", "kegiatan", "pernyataan", "tabel/activities", "tabel/meetings"]
    for address in ("/kerja-sama/", *(f"/kerja-sama/masa/{pk}/{part}/" for part in parts)):
        phone.goto(address)
        axe(phone)
        fits_the_width(phone)
    phone.goto(f"/kerja-sama/masa/{pk}/pertemuan/")
    expect(phone.get_by_text("0 dari 5 pertemuan").first).to_be_visible()


def test_figures_are_read_on_a_phone(phone: Page) -> None:
    load_figures(by=CLI)
    for address in ("/data/", *(f"/data/{one.name}/" for one in SETS)):
        phone.goto(address)
        axe(phone)
        fits_the_width(phone)


def test_a_secretary_brings_a_case(desk: Page, sign_in: Callable[[Page, str], None], tmp_path: Path) -> None:
    user = make.user("sekretaris-uji")
    make.desk(make.institution("Forum Uji"), Role.FORUM_SECRETARY, user)
    sign_in(desk, "sekretaris-uji")
    wrong, right = tmp_path / "salah.xlsx", tmp_path / "benar.xlsx"
    wrong.write_bytes(xlsx_bytes(small(meetings=[["code", "kind"], ["m1", "rapat"]])))
    right.write_bytes(xlsx_bytes(cells_of("pekanbaru-2019")))
    desk.goto("/impor/kasus/")
    desk.set_input_files("input[type=file]", wrong)
    desk.get_by_role("button", name="Periksa dan simpan").click()
    expect(desk.get_by_text("Belum ada yang disimpan.")).to_be_visible()
    axe(desk)
    desk.set_input_files("input[type=file]", right)
    desk.get_by_role("button", name="Periksa dan simpan").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(
        "Program Pemberdayaan Tenaga Kerja Mandiri di Kota Pekanbaru"
    )
    axe(desk)
