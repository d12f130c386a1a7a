"""A meeting dragged with a mouse or a finger, moved with the keyboard, and without scripts: the same form, the same refusals."""

from collections.abc import Callable
from datetime import date, time

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.models import Room
from balai.training.actions.timetable import Slot, place_session
from balai.training.models import TrainingSession
from tests import factories as make
from tests.browser.road import OpenPage
from tests.support.browser import DESK, axe, fits_the_width, sign_in_by_form
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


class Finger:
    """One finger on the glass; the browser makes of it what it makes of a real one, scrolling too."""

    def __init__(self, page: Page) -> None:
        self.page, self.glass, self.at = page, page.context.new_cdp_session(page), (0.0, 0.0)

    def rests(self, on: Locator, milliseconds: int) -> None:
        on.evaluate("e => scrollTo({top: e.getBoundingClientRect().top + scrollY - 200, behavior: 'instant'})")
        box = on.bounding_box()
        assert box is not None
        self._touches("touchStart", box["x"] + box["width"] / 2, box["y"] + 8)
        self.page.wait_for_timeout(milliseconds)

    def moves(self, x: float, y: float) -> None:
        start_x, start_y = self.at
        for step in range(1, 9):
            self._touches("touchMove", start_x + (x - start_x) * step / 8, start_y + (y - start_y) * step / 8)
            self.page.wait_for_timeout(20)

    def onto(self, place: Locator) -> None:
        """Waits at the lower edge until the page has brought it here."""
        height = self.page.evaluate("innerHeight")
        self.moves(self.at[0], height - 40)
        self.page.wait_for_function(
            "([e, h]) => e.getBoundingClientRect().bottom < h - 90", arg=[place.element_handle(), height]
        )
        self.moves(self.at[0], height - 200)
        box = place.bounding_box()
        assert box is not None
        self.moves(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def leaves(self, how: str = "touchEnd") -> None:
        self.glass.send("Input.dispatchTouchEvent", {"type": how, "touchPoints": []})
        self.page.wait_for_timeout(300)

    def _touches(self, how: str, x: float, y: float) -> None:
        self.at = (x, y)
        self.glass.send("Input.dispatchTouchEvent", {"type": how, "touchPoints": [{"x": x, "y": y}]})


@pytest.fixture
def glass(open_page: OpenPage, live_server: LiveServer, sign_in: SignIn) -> tuple[Page, Finger]:
    """The week of planned() on a telephone."""
    batch, username = planned()
    page = open_page({"width": 390, "height": 844})
    sign_in(page, username)
    page.goto(f"/kelas/{batch}/jadwal/?pekan=2026-03-02")
    expect(page.get_by_text("Tekan lama pertemuan")).to_be_visible()
    return page, Finger(page)


def test_a_meeting_is_moved_with_a_finger(glass: tuple[Page, Finger]) -> None:
    page, finger = glass
    fits_the_width(page)
    finger.rests(card(page, "Pola dasar"), 500)
    expect(page.locator(".diseret")).to_have_count(1)
    finger.onto(day(page, "Kamis").get_by_role("heading"))
    expect(page.get_by_text("Lepas di sini: Kamis")).to_be_in_viewport()
    axe(page)
    finger.leaves()
    page.get_by_text("Jadwal pertemuan disimpan.").wait_for()
    page.reload()
    expect(day(page, "Kamis")).to_contain_text("Pola dasar")
    assert where("Pola dasar") == (date(2026, 3, 5), time(8))
    finger.rests(card(page, "Kerah"), 500)
    finger.onto(card(page, "Pola dasar"))
    finger.leaves()
    expect(day(page, "Kamis")).to_contain_text("09.30–11.15")
    assert where("Kerah") == (date(2026, 3, 5), time(9, 30))


def test_a_swipe_over_a_meeting_scrolls_and_moves_nothing(glass: tuple[Page, Finger]) -> None:
    page, finger = glass
    finger.rests(card(page, "Pola dasar"), 0)
    before = page.evaluate("scrollY")
    finger.moves(finger.at[0], finger.at[1] - 150)
    page.wait_for_timeout(500)
    expect(page.locator(".diseret")).to_have_count(0)
    finger.leaves()
    assert page.evaluate("scrollY") > before + 50
    assert (
        where("Pola dasar") == (MONDAY, time(8)) and not Entry.objects.filter(verb="training.replace_session").exists()
    )


@pytest.mark.parametrize("way", ["outside the days", "taken away", "a second finger", "where it was"])
def test_a_finger_that_leaves_moves_nothing(glass: tuple[Page, Finger], way: str) -> None:
    page, finger = glass
    finger.rests(card(page, "Pola dasar"), 500)
    expect(page.locator(".diseret")).to_have_count(1)
    if way == "outside the days":
        finger.moves(finger.at[0], 2)
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    elif way != "where it was":
        finger.moves(finger.at[0], finger.at[1] + 300)
    if way == "a second finger":
        points = [{"x": finger.at[0], "y": finger.at[1], "id": 0}, {"x": 40, "y": 400, "id": 1}]
        finger.glass.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    finger.leaves("touchCancel" if way == "taken away" else "touchEnd")
    expect(page.locator(".diseret, .tujuan, .melekat, [aria-busy]")).to_have_count(0)
    expect(page.get_by_text("Tekan lama pertemuan")).to_be_attached()
    page.reload()
    assert (
        where("Pola dasar") == (MONDAY, time(8)) and not Entry.objects.filter(verb="training.replace_session").exists()
    )


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


def test_the_demonstrations_classes_have_rooms_of_their_centre(demo: str, open_page_at: OpenPage) -> None:
    page = open_page_at(demo, DESK)
    sign_in_by_form(page, "admin-blk")
    page.goto("/kelas/")
    page.get_by_role("link", name="Operator Garmen angkatan II", exact=True).click()
    batch = page.url.rstrip("/").rsplit("/", 1)[1]
    for address in ("jadwal/", "jadwal/cetak/"):
        page.goto(f"/kelas/{batch}/{address}")
        expect(page.get_by_text("Bengkel garmen").first).to_be_visible()
        expect(page.get_by_text("ruang belum ditentukan")).to_have_count(0)
    told = Calendar.from_ical(page.request.get(f"/kelas/{batch}/jadwal/kalender.ics").body()).walk("VEVENT")
    assert told and {str(event["location"]).split(",")[0] for event in told} == {"Bengkel garmen"}
