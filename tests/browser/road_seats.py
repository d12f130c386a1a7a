"""Steps of the road from a draft class to its seats: what fits, how it selects, when it meets; who applies, who is chosen."""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone
from playwright.sync_api import Page

from balai.access.actor import WORKER
from balai.admissions.actions.plan import fix_due_plans
from balai.admissions.models import Draw
from tests.admissions.rows import last_code
from tests.browser.road import Road
from tests.browser.walk import apply_as_a_stranger, apply_through_the_interface, press, says, vouch_for_the_first
from tests.support.browser import axe

TEACHER_NAME = "Guru Contoh"
STRANGER = "Siti Pendatang Contoh"
MARKS = {STRANGER: 90, "A": 80, "B": 70, "C": 70, "D": 60, "E": 40}
SEATS = 3
TIED = ("B", "C")


def monday_in_four_weeks() -> int:
    day = date.today() + timedelta(days=28)
    return 28 + (7 - day.weekday()) % 7


def it_is_said_what_fits(road: Road) -> None:
    page = road.door(road.at.admin.username, "Ruang, alat, dan instruktur")
    says(page, "Semuanya cocok: ruang, alat, dan sertifikat instruktur sesuai kurikulum")
    road.seen(page, "kecocokan")


def the_way_of_choosing_is_written(road: Road) -> None:
    """By who recruits, while the class is a draft."""
    page = road.door(road.recruiter, "Cara seleksi")
    for label, percent in (("Bobot seleksi administrasi", 0), ("Bobot tes tertulis", 50), ("Bobot wawancara", 50)):
        page.get_by_label(label).fill(str(percent))
    page.get_by_label("Batas lulus tes tertulis").fill("50")
    road.seen(page, "cara-seleksi")
    press(page, "Simpan cara seleksi")
    says(page, "Cara seleksi tersimpan")


def it_gets_a_timetable(road: Road) -> None:
    """By hand: the first two days of the class that are no holiday."""
    for number in range(2):
        page = road.door(road.at.admin.username, re.compile("^Jadwal"))
        free = page.locator(".pekan section:not(.luar):not(:has(.libur)):not(:has(.tatap))").first
        with page.expect_navigation():
            free.locator("a.tambah").click()
        page.get_by_label("Bagian kurikulum").select_option(index=1)
        page.get_by_label("Instruktur").select_option(label=TEACHER_NAME)
        if not number:
            road.seen(page, "jadwal-isi")
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(re.compile(r"/jadwal/\?pekan="))
    road.seen(page, "jadwal")
    assert page.locator(".tatap").count() == 2


def anybody_can_read_how(road: Road) -> None:
    """From the minute applications open: the worker locks the way of choosing and the seed of a draw."""
    fix_due_plans(by=WORKER, now=timezone.now())
    page = road.to("", f"/pelatihan/{road.batch}/")
    road.seen(page, "pengumuman")
    press(page, "Bobot, batas lulus, dan undiannya")
    says(page, "Sejak itu tidak bisa diubah siapa pun")
    road.seen(page, "cara-umum")


def a_stranger_and_others_apply(road: Road) -> None:
    page = road.as_("")
    apply_as_a_stranger(page, road.batch, STRANGER, last_code)
    road.seen(page, "terdaftar")
    road.codes[STRANGER] = page.url.rstrip("/").split("/")[-1]
    for place, letter in enumerate(sorted(set(MARKS) - {STRANGER})):
        road.codes[letter] = apply_through_the_interface(road.url, road.batch, place)["code"]
    for _one in range(len(MARKS) - 1):
        vouch_for_the_first(road.klass(road.at.admin.username, "pendaftar/menunggu/"))
    listed = road.door(road.at.admin.username, re.compile("^Pendaftar"))
    road.seen(listed, "pendaftar")
    assert listed.locator("main tbody [data-id]").count() == len(MARKS)


def applications_close(road: Road) -> None:
    road.days_pass(14)
    road.from_the_desk(road.recruiter, "Seleksi dan umumkan hasil")
    press(road.klass(road.at.admin.username), "Tutup pendaftaran, mulai seleksi")


def two_people_score_two_stages(road: Road) -> None:
    """Apart by four points each; equals stay equals."""
    for scorer, apart in ((road.recruiter, -2), (road.scorer, 2)):
        page = road.door(scorer, re.compile("^Seleksi"))
        for stage in ("Tes tertulis", "Wawancara"):
            press(page, stage)
            for row in page.locator("main tbody [data-id]").all():
                name = row.locator("th").inner_text().split("\n")[0]
                mark = MARKS[name if name in MARKS else name[-1]]
                row.locator("input[name^='score-']").fill(str(mark + apart))
            press(page, "Simpan nilai")
    road.seen(page, "nilai")
    axe(page)


def equals_are_drawn(road: Road) -> None:
    page = road.from_the_desk(road.recruiter, "Seleksi dan umumkan hasil")
    says(page, "2 pelamar nilainya persis sama")
    road.seen(page, "seleksi-seri")
    press(page, "Buka undian")
    press(page, "Umumkan daftar undian")
    Draw.objects.filter(batch=road.batch).update(listed_at=road.now() - timedelta(minutes=10))
    page.get_by_label("Angka undian").fill("416253")
    page.get_by_label("Dari mana angkanya").fill("Dadu, dilempar pelamar di aula")
    page.get_by_label("Kapan angka diambil").fill(f"{road.now() - timedelta(minutes=2):%d-%m-%Y %H.%M}")
    page.get_by_label("Nama saksi").fill("Saksi Satu Contoh\nSaksi Dua Contoh")
    road.seen(page, "undian-angka")
    press(page, "Selesaikan undian")
    says(page, "Urutan hasil undian")
    road.seen(page, "undian")
    press(page, "Lanjut ke putusan")
    public = road.to("", f"/pelatihan/{road.batch}/seleksi/")
    says(public, "416253")
    says(public, "sebelum pendaftaran ditutup")
    assert STRANGER not in public.locator("main").inner_text()
    anybody_runs_it_again(public)
    road.seen(public, "undian-umum")


def anybody_runs_it_again(page: Page) -> None:
    """The lines as the page shows them and the file it hands over, under the name it tells, on a machine of one's own."""
    shown = page.locator("pre code").inner_text()
    command = page.get_by_text(re.compile(r"^python undi\.py ")).inner_text()
    with page.expect_download() as listed:
        page.get_by_role("link", name=re.compile("^Unduh undian-1")).click()
    assert command == f"python undi.py {listed.value.suggested_filename}"
    with TemporaryDirectory() as place:
        script = Path(place) / "undi.py"
        script.write_text(shown)
        listed.value.save_as(Path(place) / listed.value.suggested_filename)
        run = subprocess.run(
            [sys.executable, "-I", script, listed.value.suggested_filename],
            capture_output=True, text=True, cwd=place, env={}, check=False,
        )  # fmt: skip
    order = page.locator("ol.sidik li").all_inner_texts()
    assert len(shown.strip().splitlines()) <= 10
    assert run.stdout.split() == ["cocok", *order], run.stderr


def the_result_is_published(road: Road) -> None:
    page = road.as_(road.recruiter)
    road.seen(page, "putusan")
    press(page, "Simpan putusan seluruh daftar")
    press(page, "Umumkan hasil")
    says(page, "Hasil sudah diumumkan")


def one_who_was_refused_reads_the_rule_and_appeals(road: Road) -> None:
    """The last by score; somebody else was below the pass mark."""
    page = road.to("", f"/pendaftaran/{road.codes['E']}/")
    says(page, "Anda belum diterima")
    says(page, "batas lulus")
    page = road.to("", f"/pendaftaran/{road.codes['D']}/")
    road.seen(page, "ditolak")
    press(page, "Ajukan banding")
    page.get_by_label("Apa yang menurut Anda keliru?").fill("Nilai tes saya dibacakan 85 di ruang ujian.")
    road.seen(page, "banding")
    press(page, "Kirim banding")
    says(page, "Dijawab paling lambat")


def the_appeal_is_answered(road: Road) -> None:
    page = road.from_the_desk(road.recruiter, "Jawab banding")
    page.get_by_label("Putusan tetap").check()
    page.get_by_label("Alasannya").fill("Lembar tes diperiksa ulang: nilainya 60.")
    road.seen(page, "jawab-banding")
    press(page, "Kirim jawaban")
    says(road.to("", f"/pendaftaran/{road.codes['D']}/"), "Lembar tes diperiksa ulang: nilainya 60.")


def a_seat_is_confirmed_with_two_contacts(road: Road) -> None:
    page = road.to("", f"/pendaftaran/{road.codes[STRANGER]}/")
    says(page, "Selamat, Anda diterima.")
    road.seen(page, "diterima")
    press(page, "Daftar ulang sekarang")
    press(page, re.compile("Tulis dua orang"))
    for label, words in (
        ("Nama orang pertama", "Kakak Contoh"), ("Nomor telepon orang pertama", "0812 9999 0002"),
        ("Nama orang kedua", "Tetangga Contoh"), ("Nomor telepon orang kedua", "0812 9999 0003"),
        ("Mungkin pindah ke mana?", "Kota Contoh"),
    ):  # fmt: skip
        page.get_by_label(label).fill(words)
    page.get_by_label("Saya setuju dengan kalimat di atas.").check()
    road.seen(page, "kontak")
    press(page, "Simpan")
    says(page, "Mereka hanya dihubungi bila Anda tidak bisa dihubungi")
    for _one in range(SEATS - 1):
        press(road.klass(road.recruiter, "seleksi/"), re.compile("^Daftar ulang"))
    road.seen(road.klass(road.recruiter, "seleksi/"), "kursi")


def they_are_enrolled(road: Road) -> None:
    page = road.from_the_desk(road.at.admin.username, "Beri kursi")
    press(page, "Beri kursi semua")
    road.seen(page, "peserta")
    names = page.locator("main tbody [data-id] th").all_inner_texts()
    assert len(names) == SEATS and names[0] == STRANGER
    (road.drawn,) = {f"Pelamar Contoh {letter}" for letter in TIED} & set(names)


def walk_to_the_seats(road: Road) -> None:
    """From a class that is announced and has a timetable."""
    anybody_can_read_how(road)
    a_stranger_and_others_apply(road)
    applications_close(road)
    two_people_score_two_stages(road)
    equals_are_drawn(road)
    the_result_is_published(road)
    one_who_was_refused_reads_the_rule_and_appeals(road)
    the_appeal_is_answered(road)
    a_seat_is_confirmed_with_two_contacts(road)
    they_are_enrolled(road)
