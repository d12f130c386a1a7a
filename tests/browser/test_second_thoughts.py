"""What happens when the first answer did not stand: assessed again, certificates corrected and revoked, marks that differ."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import DatabaseError
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from balai.access.roles import Role
from balai.certification.actions.assess import record_verdict
from balai.certification.credentials.compact import qr_text
from balai.certification.credentials.statement import of_training
from balai.kernel.crypto import signing_keys
from balai.people.models import Person
from balai.training.actions.statements import tell_marks
from balai.training.enums import MarkSource
from balai.training.models import AttendanceMark, TrainingCertificate
from balai.web.verification import public
from tests import factories as make
from tests.browser.road import OpenPage
from tests.browser.walk import press, says
from tests.certification.test_certification import centre_of, ready, registered, verdict_on
from tests.papers.test_papers import finished
from tests.support.browser import DESK, PHONE, axe, fits_the_width
from tests.training.rows import NOW, TODAY, a_class, instructor_of, trainees
from tests.training.test_statements import told
from tests.training.test_work import first_meeting, marked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, str], None]


def seen(page: Page, name: str) -> None:
    """At both widths; BALAI_SEEN names a folder for the pictures."""
    own = page.viewport_size
    for device, viewport in (("phone", PHONE), ("desk", DESK)):
        page.set_viewport_size(viewport)
        fits_the_width(page)
        axe(page)
        if place := os.environ.get("BALAI_SEEN"):
            page.screenshot(path=Path(place) / f"{name}-{device}.png", full_page=True)
    page.set_viewport_size(own or PHONE)


def test_assessed_again_the_second_result_counts_and_the_first_stays(phone: Page, desk: Page, sign_in: SignIn) -> None:
    (first,) = registered()
    me = make.user("calon")
    Person.objects.filter(pk=first.person_id).update(user=me)
    head = make.desk(first.certifier, Role.CERTIFIER_HEAD).user
    record_verdict(
        by=centre_of(first), assessment=ready(first), verdict=verdict_on(first, "not_yet_competent"), now=NOW
    )
    sign_in(desk, head.username)
    desk.goto(f"/uji/{first.pk}/")
    desk.get_by_label("Tanggal uji ulang").fill("28-03-2026")
    press(desk, "Jadwalkan uji ulang")
    says(desk, "harus sesudah uji yang pertama")
    desk.get_by_label("Tanggal uji ulang").fill("30-04-2026")
    press(desk, "Jadwalkan uji ulang")
    expect(desk.get_by_text("Uji ulang dijadwalkan.")).to_be_visible()
    seen(desk, "uji-ulang")
    sign_in(phone, me.username)
    phone.goto(f"/uji-saya/{first.pk}/")
    press(phone, "Buka uji ulang")
    for able in phone.get_by_label("sudah bisa").all():
        able.check()
    phone.get_by_label("Saya setuju diuji").check()
    press(phone, "Simpan asesmen mandiri")
    desk.reload()
    desk.locator("[name=verdict][value=competent]").check()
    for unit in desk.locator("ul.absen > li").all():
        unit.locator(".choices label", has_text="kompeten").first.click()
    desk.get_by_label("Nama asesor").fill("Asesor Lain")
    desk.get_by_label("Tetap simpan").check()
    press(desk, "Simpan hasil uji")
    press(desk, "Ini uji ulang. Lihat uji sebelumnya")
    expect(desk.locator("main").get_by_text("belum kompeten", exact=True).first).to_be_visible()
    phone.reload()
    says(phone, "kompeten")
    seen(phone, "uji-ulang-saya")


def asked(page: Page, code: str, *words: str) -> None:
    page.goto(f"/verifikasi/{code}/")
    for one in words:
        says(page, one)


def test_a_corrected_and_a_revoked_certificate_and_what_an_outsider_is_told(
    phone: Page, desk: Page, sign_in: SignIn, settings: LazySettings, tmp_path: Path
) -> None:
    settings.BALAI_FILES = str(tmp_path)
    batch = a_class()
    marked(batch, trainees(batch, 2))
    old, _other = finished(batch)
    Person.objects.filter(pk=old.enrolment.person_id).update(full_name="Nama Dibetulkan")
    admin = make.desk(batch.centre, Role.CENTRE_ADMIN).user
    sign_in(desk, admin.username)
    desk.goto(f"/kelas/{batch.pk}/sertifikat/{old.pk}/")
    desk.locator("form:has([name=signatory]) [name=reason]").fill("Nama tercetak keliru")
    desk.locator("[name=issued_on]").fill(f"{TODAY:%d-%m-%Y}")
    seen(desk, "terbitkan-pengganti")
    press(desk, "Terbitkan pengganti")
    says(desk, "Nama Dibetulkan")
    new = TrainingCertificate.objects.get(replaces=old)
    assert new.holder_name == "Nama Dibetulkan"
    asked(phone, old.code, "Sudah diganti.", "Mintalah yang baru")
    asked(phone, new.code, "Berlaku.", "Nama Dibetulkan")
    desk.goto(f"/kelas/{batch.pk}/sertifikat/{new.pk}/")
    desk.get_by_text("Cabut sertifikat ini").click()
    desk.locator("form[action$='/cabut/'] [name=reason]").fill("Terbit sebelum tugas akhir dinilai")
    press(desk, "Cabut sertifikat")
    asked(phone, new.code, "Sudah dicabut.", "Tanyakan kepada penerbitnya")
    seen(phone, "dicabut")
    phone.goto("/verifikasi/")
    phone.get_by_label("Kode pada sertifikat").fill(qr_text(of_training(new), signing_keys()[0], "https://x", TODAY))
    press(phone, "Periksa sertifikat")
    says(phone, "Tidak berlaku.")
    assert not phone.get_by_text("masih berlaku").count()


def test_where_the_record_cannot_be_read_nothing_is_called_valid(
    chromium: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = a_class()
    marked(batch, trainees(batch, 1))
    (paper,) = finished(batch)

    def unreadable(*_args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(public, "proof_for", unreadable)
    context = chromium.new_context(base_url=live_server.url, viewport=PHONE, locale="id-ID")
    page = context.new_page()
    answer = page.goto(f"/verifikasi/{paper.code}/")
    assert answer is not None and answer.status == 503
    says(page, "belum bisa dijawab benar atau tidak")
    seen(page, "belum-bisa-diperiksa")
    page.get_by_label("Kode pada sertifikat").fill(qr_text(of_training(paper), signing_keys()[0], "https://x", TODAY))
    press(page, "Periksa")
    says(page, "Tidak bisa dipastikan.")
    says(page, "pencabutan belum diperiksa")
    assert not page.get_by_text("Berlaku.", exact=True).count()
    seen(page, "tidak-bisa-dipastikan")
    context.close()


def test_phone_and_sheet_disagree_and_the_instructor_says_which_holds(open_page: OpenPage, sign_in: SignIn) -> None:
    batch = a_class()
    one, two = trainees(batch, 2)
    meeting, by = first_meeting(batch), instructor_of(batch)
    marks = [told(one, "present"), told(two, "present")]
    tell_marks(by=by, session=meeting, told=marks, source=MarkSource.PHONE, now=NOW)
    marks = [told(one, "absent"), told(two, "sick")]
    tell_marks(by=by, session=meeting, told=marks, source=MarkSource.PAPER, now=NOW)
    teacher = make.desk(batch.centre, Role.INSTRUCTOR).user
    page = open_page(PHONE)
    sign_in(page, teacher.username)
    page.goto("/meja/")
    with page.expect_navigation():
        page.locator(".meja li", has_text="tanda").first.get_by_role("link").last.click()
    seen(page, "tanda-berbeda")
    card = page.locator("main section", has_text=one.person.full_name)
    card.get_by_label("Alasan keputusan").fill("Tanda tangannya kosong")
    with page.expect_navigation():
        card.get_by_role("button", name="Pakai “tidak hadir").click()
    card = page.locator("main section", has_text=two.person.full_name)
    card.get_by_label("Alasan keputusan").fill("Saya melihatnya di kelas")
    with page.expect_navigation():
        card.get_by_role("button", name="Tetap “hadir”").click()
    says(page, "Sudah diputuskan")
    says(page, "Saya melihatnya di kelas")
    seen(page, "tanda-diputuskan")
    held = dict(AttendanceMark.objects.values_list("enrolment_id", "mark"))
    assert held == {one.pk: "absent", two.pk: "present"}
