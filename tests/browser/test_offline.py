"""Attendance without network: kept on the phone, sent once, nothing lost by a killed tab or an expired sign-in."""

import time

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from balai.access.roles import Role
from balai.training.actions.sessions import SessionPlan, plan_sessions
from balai.training.models import AttendanceMark, Enrolment, MarkStatement
from tests import factories as make
from tests.browser.device import KEPT, says, tap
from tests.browser.road import OpenPage
from tests.support.browser import PHONE, axe, fits_the_width, new_context, sign_in
from tests.training.rows import a_class, admin_of, trainees

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEALED = """async () => {
  const asked = (request) => new Promise(done => { request.onsuccess = () => done(request.result); });
  const db = await asked(indexedDB.open('balai'));
  const all = (name) => asked(db.transaction(name).objectStore(name).getAll());
  const [items, sheets, [held]] = [await all('items'), await all('sheets'), await all('keys')];
  const told = {items: items.length, sheets: sheets.length, text: '', exported: 'none'};
  const read = new TextDecoder('latin1');
  for (const row of [...sheets, ...items]) told.text += read.decode(row.sealed.data) + JSON.stringify(row);
  if (held) told.exported = await crypto.subtle.exportKey('raw', held.key).then(() => 'yes', () => 'refused');
  db.close();
  return told;
}"""


def taught(names: int = 3) -> tuple[str, list[Enrolment], str]:
    batch = a_class(seats=names)
    people = trainees(batch, names)
    plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=1))
    username = make.desk(batch.centre, Role.INSTRUCTOR, make.user("pengajar")).user.username
    return f"/kelas/{batch.pk}/pertemuan/1/hadir/", people, username


def opened(page: Page, live_server: LiveServer, address: str, username: str) -> Page:
    sign_in(page, live_server.url, username)
    page.goto(address)
    page.wait_for_function(KEPT)
    return page


def test_marks_made_without_network_outlive_the_tab_and_arrive_once(phone: Page, live_server: LiveServer) -> None:
    address, people, username = taught()
    opened(phone, live_server, address, username)
    phone.context.set_offline(True)
    tap(phone, people[0], "Hadir")
    tap(phone, people[1], "Sakit")
    says(phone, "Tersimpan di ponsel: 2 tanda")
    expect(phone.locator("[data-blank]")).to_have_text("1 Hadir · 1 Sakit · 1 belum ditandai")
    told = phone.evaluate(SEALED)
    assert (told["items"], told["sheets"], told["exported"]) == (2, 1, "refused")
    assert people[0].person.full_name not in told["text"] and "present" not in told["text"]
    context = phone.context
    phone.close()
    again = context.new_page()
    again.goto(address)
    says(again, "Tersimpan di ponsel: 2 tanda")
    expect(again.locator("h1")).to_contain_text("Daftar hadir pertemuan 1")
    expect(again.locator(f"li[data-id='{people[1].pk}'] input[value=sick]")).to_be_checked()
    tap(again, people[2], "Terlambat")
    says(again, "Tersimpan di ponsel: 3 tanda")
    fits_the_width(again)
    axe(again)
    assert not AttendanceMark.objects.exists()
    context.set_offline(False)
    says(again, "Terkirim: 3 tanda.")
    assert sorted(AttendanceMark.objects.values_list("mark", flat=True)) == ["late", "present", "sick"]
    assert MarkStatement.objects.count() == 3
    assert again.evaluate(SEALED)["items"] == 0


def test_saving_at_the_foot_of_a_long_list_shows_its_answer(phone: Page, live_server: LiveServer) -> None:
    address, people, username = taught(12)
    people[0].person.full_name = "Nur" * 20
    people[0].person.save()
    opened(phone, live_server, address, username)
    fits_the_width(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Tandai hadir yang masih kosong").click()
    says(phone, "Tersimpan di ponsel: 12 tanda")
    phone.mouse.wheel(0, 5000)
    expect(phone.locator("#luring-keadaan")).not_to_be_in_viewport()
    phone.get_by_role("button", name="Simpan daftar hadir").click()
    expect(phone.locator("#luring-keadaan")).to_be_in_viewport()
    phone.reload()
    says(phone, "Tersimpan di ponsel: 12 tanda")
    expect(phone.get_by_role("button", name="Tandai hadir yang masih kosong")).to_be_hidden()


def test_an_expired_sign_in_loses_nothing(phone: Page, live_server: LiveServer) -> None:
    address, people, username = taught()
    opened(phone, live_server, address, username)
    phone.context.clear_cookies()
    tap(phone, people[0], "Hadir")
    says(phone, "Masuk lagi, 1 tanda menunggu di ponsel ini.")
    assert not AttendanceMark.objects.exists()
    sign_in(phone, live_server.url, username)
    phone.goto(address)
    says(phone, "Terkirim: 1 tanda.")
    assert AttendanceMark.objects.get().enrolment == people[0]
    phone.get_by_role("button", name="Tandai hadir yang masih kosong").click()
    expect(phone.locator("[data-blank]")).to_have_text("3 Hadir")
    expect(phone.get_by_role("button", name="Tandai hadir yang masih kosong")).to_be_hidden()


def test_two_phones_that_disagree_are_both_heard(phone: Page, open_page: OpenPage, live_server: LiveServer) -> None:
    address, people, username = taught()
    opened(phone, live_server, address, username)
    colleague = make.desk(people[0].batch.centre, Role.INSTRUCTOR, make.user("pengganti")).user.username
    second = opened(open_page(), live_server, address, colleague)
    tap(phone, people[0], "Tidak hadir")
    says(phone, "Terkirim: 1 tanda.")
    tap(second, people[0], "Hadir")
    expect(second.locator(f"li[data-id='{people[0].pk}'] .beda")).to_contain_text("Sudah ada tanda lain: tidak hadir")
    assert AttendanceMark.objects.get().mark == "absent"
    second.goto(address)
    second.get_by_role("link", name="1 tanda berbeda menunggu keputusan").click()
    second.get_by_label("Alasan keputusan").fill("saya melihatnya di bengkel")
    second.get_by_role("button", name="Pakai “hadir”").click()
    second.get_by_text("Diputuskan.").wait_for()
    assert AttendanceMark.objects.get().mark == "present"
    axe(second)


def refusing(route: Route, enrolment: int, asked: list[int]) -> None:
    """A server that cannot take any bundle with this person in it, nor them alone."""
    items = route.request.post_data_json["items"]
    asked.append(len(items))
    if any(one["body"]["enrolment"] == enrolment for one in items):
        route.fulfill(status=422, json={"code": "odd", "message": "Baris ini tidak terbaca."})
    else:
        route.continue_()


def test_one_mark_the_server_refuses_holds_up_no_other_and_waits_for_its_maker(
    phone: Page, live_server: LiveServer
) -> None:
    address, people, username = taught()
    opened(phone, live_server, address, username)
    asked: list[int] = []
    phone.context.set_offline(True)
    for one, words in zip(people, ("Hadir", "Sakit", "Terlambat"), strict=True):
        tap(phone, one, words)
    says(phone, "Tersimpan di ponsel: 3 tanda")
    phone.context.route("**/api/v1/device/items", lambda route: refusing(route, people[1].pk, asked))
    phone.context.set_offline(False)
    says(phone, "1 tanda tidak diterima")
    says(phone, "Terkirim: 2 tanda.")
    assert asked == [3, 1, 1, 1], "as one, then each alone"
    assert sorted(AttendanceMark.objects.values_list("mark", flat=True)) == ["late", "present"]
    refused = phone.locator("#luring-ditolak")
    expect(refused).to_contain_text(f"{people[1].person.full_name}: Sakit")
    expect(refused).to_contain_text("Baris ini tidak terbaca.")
    fits_the_width(phone)
    axe(phone)
    phone.reload()
    expect(phone.locator("#luring-ditolak li")).to_have_count(1)
    assert phone.evaluate(SEALED)["items"] == 1
    tap(phone, people[0], "Izin")
    says(phone, "Terkirim: 1 tanda.")
    phone.context.unroute("**/api/v1/device/items")
    phone.get_by_role("button", name="Kirim lagi yang tidak diterima").click()
    expect(phone.locator("#luring-ditolak")).to_have_count(0)
    assert AttendanceMark.objects.get(enrolment=people[1]).mark == "sick"
    assert phone.evaluate(SEALED)["items"] == 0


def test_a_refused_mark_is_copied_and_thrown_away_only_by_its_maker(phone: Page, live_server: LiveServer) -> None:
    address, people, username = taught()
    opened(phone, live_server, address, username)
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.context.route("**/api/v1/device/items", lambda route: refusing(route, people[0].pk, []))
    tap(phone, people[0], "Hadir")
    refused = phone.locator("#luring-ditolak")
    refused.get_by_role("button", name="Salin").click()
    expect(refused).to_contain_text("Tersalin.")
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert f"{people[0].person.full_name}: Hadir" in copied and "Baris ini tidak terbaca." in copied
    refused.get_by_role("button", name="Buang").click()
    assert phone.evaluate(SEALED)["items"] == 1, "asked once more"
    refused.get_by_role("button", name="Ya, buang tanda ini").click()
    expect(refused).to_have_count(0)
    assert phone.evaluate(SEALED)["items"] == 0
    assert not AttendanceMark.objects.exists()


def test_a_server_that_cannot_now_is_asked_later_also_after_a_reload(
    chromium: Browser, live_server: LiveServer
) -> None:
    """On a page of its own: on the others an answer of 503 is a fault."""
    address, people, username = taught()
    phone = new_context(chromium, live_server.url, PHONE).new_page()
    opened(phone, live_server, address, username)
    asked: list[float] = []

    def busy(route: Route) -> None:
        asked.append(time.monotonic())
        if len(asked) < 3:
            route.fulfill(status=503 if len(asked) == 1 else 429, headers={"Retry-After": "2"}, body="")
        else:
            route.continue_()

    phone.context.route("**/api/v1/device/items", busy)
    tap(phone, people[0], "Hadir")
    says(phone, "Tersimpan di ponsel: 1 tanda")
    tap(phone, people[1], "Sakit")  # while the server asked for a pause
    says(phone, "Tersimpan di ponsel: 2 tanda")
    assert len(asked) == 1
    phone.reload()
    says(phone, "Terkirim: 2 tanda.")
    assert len(asked) == 3 and asked[2] - asked[1] >= 3.9, "a pause of its own where the server asks for less"
    assert AttendanceMark.objects.count() == 2
    expect(phone.locator("#luring-ditolak")).to_have_count(0)
    phone.context.close()


def test_signing_out_takes_the_names_and_leaves_what_waits(phone: Page, live_server: LiveServer) -> None:
    address, people, username = taught()
    opened(phone, live_server, address, username)
    phone.route("**/api/v1/device/items", lambda route: route.abort())
    tap(phone, people[0], "Hadir")
    says(phone, "Tersimpan di ponsel: 1 tanda")
    phone.get_by_text("pengajar").first.click()
    phone.get_by_role("button", name="Keluar", exact=True).click()
    phone.wait_for_load_state()
    phone.wait_for_timeout(300)
    told = phone.evaluate(SEALED)
    assert (told["sheets"], told["items"]) == (0, 1)
