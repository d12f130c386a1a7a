"""A meeting dragged with a mouse, moved with the keyboard, and moved without scripts: the same form, the same refusals."""

from collections.abc import Callable
from datetime import date, time

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.models import Room
from balai.training.actions.timetable import Slot, place_session
from balai.training.models import TrainingSession
from tests import factories as make
from tests.support.browser import axe, fits_the_width
from tests.training.rows import a_class, admin_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
SignIn = Callable[[Page, str], None]


def planned() -> tuple[int, str]:
    """Monday and Tuesday at eight in one room; another class has that room on Wednesday."""
    batch = a_class()
    room = Room.objects.create(institution=batch.centre, name="Bengkel Jahit", kind="workshop", seats=16)
    other = a_class(centre=batch.centre, title="Kelas Las")
    by = admin_of(batch)
    place_session(by=by, batch=batch, slot=Slot(MONDAY, time(8), 2, room=room, topic="Pola dasar"))
    place_session(by=by, batch=batch, slot=Slot(TUESDAY, time(8), 2, topic="Kerah"))
    place_session(by=by, batch=other, slot=Slot(WEDNESDAY, time(8), 2, room=room, topic="Las"))
    return batch.pk, make.desk(batch.centre, Role.INSTRUCTOR).user.username


def where(topic: str) -> tuple[date, time | None]:
    row = TrainingSession.objects.get(topic=topic)
    return row.held_on, row.starts_at


def card(page: Page, topic: str):
    return page.locator(".tatap", has_text=topic)


def day(page: Page, words: str):
    return page.locator(".pekan > section", has=page.get_by_role("heading", name=words))


def test_a_meeting_is_dragged_to_a_day_and_behind_another(desk: Page, live_server: LiveServer, sign_in: SignIn) -> None:
    batch, username = planned()
    sign_in(desk, username)
    desk.goto(f"/kelas/{batch}/jadwal/?pekan=2026-03-02")
    axe(desk)
    card(desk, "Pola dasar").drag_to(day(desk, "Kamis").get_by_text("kosong"))
    desk.get_by_text("Jadwal pertemuan disimpan.").wait_for()
    expect(day(desk, "Kamis")).to_contain_text("Pola dasar")
    assert where("Pola dasar") == (date(2026, 3, 5), time(8))
    card(desk, "Pola dasar").drag_to(card(desk, "Kerah"))
    expect(day(desk, "Selasa")).to_contain_text("09.30–11.15")
    assert where("Pola dasar") == (TUESDAY, time(9, 30))
    row = TrainingSession.objects.get(topic="Pola dasar")
    assert (row.room.name if row.room else "", row.lesson_hours, row.revision) == ("Bengkel Jahit", 2, 2)
    assert Entry.objects.filter(verb="training.replace_session").count() == 2


def test_what_stands_in_the_way_is_said_where_the_meeting_was_dropped(
    desk: Page, live_server: LiveServer, sign_in: SignIn
) -> None:
    batch, username = planned()
    sign_in(desk, username)
    desk.goto(f"/kelas/{batch}/jadwal/?pekan=2026-03-02")
    card(desk, "Pola dasar").drag_to(day(desk, "Rabu").get_by_text("kosong"))
    said = day(desk, "Rabu").get_by_role("alert")
    expect(said).to_contain_text("Bengkel Jahit pada 04-03-2026 dipakai kelas Kelas Las pukul 08.00")
    assert where("Pola dasar") == (MONDAY, time(8))
    axe(desk)
    card(desk, "Pola dasar").drag_to(day(desk, "Selasa").get_by_role("heading"))
    expect(day(desk, "Selasa").get_by_role("alert")).to_contain_text("kelas ini sudah bertemu pukul 08.00")
    expect(desk.locator(".pekan [role=alert]")).to_have_count(1)


def test_nothing_is_dragged_by_who_may_not_plan(desk: Page, live_server: LiveServer, sign_in: SignIn) -> None:
    batch, _username = planned()
    office = TrainingSession.objects.filter(batch_id=batch).first()
    assert office is not None
    reader = make.desk(office.batch.centre, Role.COUNSELLOR).user.username
    sign_in(desk, reader)
    desk.goto(f"/kelas/{batch}/jadwal/?pekan=2026-03-02")
    expect(card(desk, "Pola dasar")).to_be_visible()
    assert desk.locator("[draggable=true]").count() == 0 and desk.locator("#seret").count() == 0


@pytest.mark.parametrize("way", ["keyboard", "without scripts"])
def test_the_same_without_dragging(
    desk: Page, phone_without_script: Page, live_server: LiveServer, sign_in: SignIn, way: str
) -> None:
    batch, username = planned()
    page = desk if way == "keyboard" else phone_without_script
    sign_in(page, username)
    page.goto(f"/kelas/{batch}/jadwal/?pekan=2026-03-02")
    fits_the_width(page)
    link = card(page, "Pola dasar").get_by_role("link", name="Pindahkan atau ubah")
    if way == "keyboard":
        link.focus()
        page.keyboard.press("Enter")
    else:
        link.click()
    for words, said in (("04-03-2026", "dipakai kelas Kelas Las"), ("05-03-2026", "Jadwal pertemuan disimpan.")):
        page.get_by_label("Tanggal").fill(words)
        page.get_by_role("button", name="Simpan ke jadwal").press("Enter")
        page.get_by_text(said).first.wait_for()
    assert where("Pola dasar")[0] == date(2026, 3, 5)
