"""Steps of the road from seats to results: the first day, attendance without a network, what each has learnt, who completed."""

import re

from playwright.sync_api import Page, expect

from balai.training.models import AttendanceMark, Enrolment, TrainingSession
from tests.browser.device import KEPT, mark_everybody_present, tap
from tests.browser.device import says as device_says
from tests.browser.road import Road
from tests.browser.road_seats import SEATS, STRANGER
from tests.browser.walk import press, says

TEACHER = "pengajar"


def the_first_day_comes(road: Road) -> None:
    first = TrainingSession.objects.filter(batch=road.batch).earliest("held_on")
    road.days_pass((first.held_on - road.now().date()).days)
    page = road.from_the_desk(road.at.admin.username, "Mulai kelas")
    press(page, "Mulai kelas")
    says(page, "Kelas dimulai")
    road.seen(page, "kelas-berjalan")


def attendance_is_marked_without_a_network(road: Road) -> None:
    """From the desk to the sheet, out of reach, back again; the marks arrive once."""
    page = road.from_the_desk(TEACHER, "Catat hadir hari ini")
    page.wait_for_function(KEPT)
    people = list(Enrolment.objects.filter(batch=road.batch).order_by("seat"))
    page.context.set_offline(True)
    for one in people:
        tap(page, one, "Sakit" if one.person.full_name == road.drawn else "Hadir")
    device_says(page, f"Tersimpan di ponsel: {SEATS} tanda")
    road.seen(page, "hadir-luring")
    assert not AttendanceMark.objects.exists()
    page.context.set_offline(False)
    device_says(page, f"Terkirim: {SEATS} tanda.")
    assert sorted(AttendanceMark.objects.values_list("mark", flat=True)) == ["present", "present", "sick"]


def the_second_day_is_marked_at_once(road: Road) -> None:
    road.days_pass(1)
    page = road.from_the_desk(TEACHER, "Catat hadir hari ini")
    mark_everybody_present(page, SEATS)


def each_unit_has_its_result(road: Road) -> None:
    """By who taught, one trainee after the other."""
    road.days_pass(28)
    page = road.from_the_desk(TEACHER, "Isi hasil kelas")
    road.seen(page, "hasil")
    press(page, "Isi hasil satu per satu")
    for place in range(1, SEATS + 1):
        judge(road, page)
        if place == 1:
            road.seen(page, "hasil-satu")
        press(page, "Simpan, lanjut ke peserta berikutnya" if place < SEATS else "Simpan hasil")
    page = road.klass(TEACHER, "hasil/")
    says(page, "1 dari 1 bagian")


def judge(road: Road, page: Page) -> None:
    """Competent in every unit, but one."""
    learnt = "belum" if road.drawn in page.locator("h1").inner_text() else "kompeten"
    for unit in page.locator("ul.absen > li").all():
        unit.locator(".choices label", has_text=re.compile(f"^{learnt}", re.IGNORECASE)).first.click()


def the_class_ends_and_it_is_decided_who_completed(road: Road) -> None:
    page = road.from_the_desk(road.at.admin.username, "Selesaikan kelas")
    press(page, "Selesaikan kelas")
    page = road.from_the_desk(road.at.admin.username, "Putuskan kelulusan")
    for row in page.locator("ul.absen > li").all():
        done = "Belum menyelesaikan" if road.drawn in row.inner_text() else "Menyelesaikan"
        row.get_by_text(done, exact=True).click()
    road.seen(page, "kelulusan")
    press(page, "Simpan keputusan")
    kept = {one.person.full_name: one.state for one in Enrolment.objects.filter(batch=road.batch)}
    assert (kept[STRANGER], kept[road.drawn]) == ("completed", "not_completed")


def walk_to_the_results(road: Road) -> None:
    the_first_day_comes(road)
    attendance_is_marked_without_a_network(road)
    the_second_day_is_marked_at_once(road)
    each_unit_has_its_result(road)
    the_class_ends_and_it_is_decided_who_completed(road)
    expect(road.klass(road.at.admin.username).locator("h1")).to_be_visible()
