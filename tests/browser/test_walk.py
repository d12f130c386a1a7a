"""The whole road on the demonstration, walked by the roles that walk it in life: from counselling to a known outcome."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.device import mark_everybody_present
from tests.browser.walk import (
    Walk,
    apply_as_a_stranger,
    apply_through_the_interface,
    in_days,
    press,
    says,
    vouch_for_the_first,
)
from tests.support.demo_server import copy_demo, demo_server

pytestmark = [pytest.mark.browser, pytest.mark.long]
TITLE = "Operator Garmen Jalan Utuh"
OTHERS = 16


@pytest.fixture
def walk(chromium: Browser, tmp_path: Path, session_folder: Path) -> Iterator[Walk]:
    """BALAI_WALK_URL and BALAI_WALK_VAR name a demonstration that runs already and may be written on."""
    given = os.environ.get("BALAI_WALK_URL")
    if given:
        walk = Walk(chromium, given, Path(os.environ["BALAI_WALK_VAR"]) / "balai.sqlite3")
        yield walk
    else:
        copy_demo(session_folder, tmp_path)
        with demo_server(tmp_path) as url:
            walk = Walk(chromium, url, tmp_path / "balai.sqlite3")
            yield walk
    walk.close()
    assert walk.complaints.found == []


def test_the_whole_road(walk: Walk) -> None:
    someone_is_advised(walk)
    twenty_are_advised_on_one_screen(walk)
    a_class_is_funded_and_announced(walk)
    people_apply(walk)
    the_clerk_vouches(walk)
    sixteen_and_two_reserves_are_chosen(walk)
    they_sit_and_are_marked(walk)
    results_and_training_certificates(walk)
    competence_is_recorded_and_verified(walk)
    an_employer_takes_one_on(walk)
    a_group_is_visited(walk)
    the_outcome_is_known_or_known_to_be_unknown(walk)
    the_road_is_one_line(walk)


def someone_is_advised(walk: Walk) -> None:
    page = walk.at("konselor", "/orang/")
    page.locator("main form[action='/orang/cari/'] input:not([type=hidden])").first.fill("Rahmah")
    press(page, "Cari")
    page.get_by_role("link", name="Rahmah", exact=False).first.click()
    page.wait_for_url(re.compile(r"/orang/[0-9a-f-]{36}/"))
    person = page.url.rstrip("/").split("/")[-1]
    walk.at("konselor", f"/konseling/orang/{person}/")
    page.fill("[name=held_on]", in_days(-2))
    page.fill("[name=situation]", "Ingin bekerja di pabrik garmen dekat rumah.")
    page.check("[name=routes][value=training]")
    page.fill("[name=reason]", "Belum punya keterampilan mesin industri yang diminta pabrik.")
    press(page, "Simpan sesi dan jalur")
    says(page, "Belum punya keterampilan mesin industri")


def twenty_are_advised_on_one_screen(walk: Walk) -> None:
    page = walk.at("konselor", "/konseling/kelompok/")
    page.fill("[name=title]", "Bimbingan jabatan desa Jalan Utuh")
    page.fill("[name=held_on]", in_days(-1))
    page.fill("[name=reason]", "Ingin belajar menjahit dan bekerja di kabupaten ini.")
    for _more in range(4):
        press(page, "Tambah lima baris")
    for place, box in enumerate(page.locator("input[name^='name-']").all()[:20]):
        box.fill(f"Peserta Bimbingan {chr(65 + place)}")
        row = page.locator(f"[name='routes-{(box.get_attribute('name') or '').split('-')[1]}'][value=training]")
        row.check()
    page.get_by_role("button", name="Simpan untuk semua").click()
    page.wait_for_url(re.compile(r"/konseling/kelompok/\d+/"))
    assert page.locator("main [data-id]").count() >= 20


def a_class_is_funded_and_announced(walk: Walk) -> None:
    page = walk.at("admin-blk", "/paket/baru/")
    page.select_option("[name=curriculum]", label=_option(page, "curriculum", "Garmen"))
    page.fill("[name=title]", TITLE)
    page.fill("[name=year]", str(date.today().year))
    page.fill("[name=seats]", "16")
    page.fill("[name=cost]", "9.600.000")
    page.select_option("[name=funder]", label=_option(page, "funder", "Dinas"))
    page.fill("[name=reason]", "Pabrik garmen di kabupaten ini meminta enam belas operator.")
    page.locator("[name=job_orders]").first.check()
    press(page, "Kirim usulan")
    package = page.url.rstrip("/").split("/")[-1]
    office = walk.at("dinas", f"/paket/{package}/")
    office.check("[name=step][value=accept]")
    office.select_option("[name=fund_line]", index=1)
    office.fill("[name=answer]", "Sesuai dengan kebutuhan kabupaten tahun ini.")
    press(office, "Kirim jawaban")
    walk.at("admin-blk", f"/paket/{package}/kelas/")
    page.fill("[name=title]", TITLE)
    for name, days in (("opens_on", 0), ("closes_on", 3), ("starts_on", 7), ("ends_on", 20)):
        page.fill(f"[name={name}]", in_days(days))
    page.fill("[name=seats]", "16")
    page.fill("[name=reserves]", "2")
    page.fill("[name=entry_rules]", "Terbuka untuk semua.")
    press(page, "Buat rancangan kelas")
    found = re.search(r"/kelas/(\d+)/", page.url)
    assert found
    walk.batch = int(found[1])
    for role in ("dinas", "admin-blk"):
        announcing = walk.klass(role)
        if announcing.get_by_role("button", name="Umumkan kelas").count():
            press(announcing, "Umumkan kelas")
            break
    says(walk.at("", f"/pelatihan/{walk.batch}/"), TITLE)


def _option(page: Page, name: str, words: str) -> str:
    options = page.locator(f"[name={name}] option").all_inner_texts()
    return next(text.strip() for text in options if words in text)


def people_apply(walk: Walk) -> None:
    """A stranger on the phone without scripts, the jobseeker by account, the others through the interface."""
    apply_as_a_stranger(walk.as_(""), walk.batch, "Pendatang Baru Contoh", walk.code_sent)
    mine = walk.at("peserta", f"/pelatihan/{walk.batch}/daftar/")
    mine.check("[name=aim][value=job]")
    mine.check("[name=consent]")
    press(mine, "Kirim pendaftaran")
    for place in range(OTHERS):
        apply_through_the_interface(walk.url, walk.batch, place)


def the_clerk_vouches(walk: Walk) -> None:
    for _one in range(OTHERS):
        vouch_for_the_first(walk.klass("admin-blk", "pendaftar/menunggu/"))
    assert walk.klass("admin-blk", "pendaftar/terdaftar/").locator("main tbody [data-id]").count() >= 18


def sixteen_and_two_reserves_are_chosen(walk: Walk) -> None:
    walk.days_pass(5)
    press(walk.klass("admin-blk"), "Tutup pendaftaran, mulai seleksi")
    role = "dinas"
    for stage in ("documents", "test", "interview"):
        page = walk.klass(role, f"seleksi/{stage}/")
        boxes = page.locator("input[name^='score-']").all()
        names = page.locator("main tbody th").all_inner_texts()
        for place, (box, name) in enumerate(zip(boxes, names, strict=True)):
            box.fill("98" if "Rahmah" in name or "Pendatang" in name else str(90 - place))
        press(page, "Simpan nilai")
    page = walk.klass(role, "seleksi/")
    chosen = page.locator("select[name^='outcome-']").evaluate_all("all => all.map(one => one.value)")
    assert len(chosen) == 18
    press(page, "Simpan putusan seluruh daftar")
    press(page, "Umumkan hasil")
    says(page, "Hasil sudah diumumkan")
    mine = walk.at("peserta", "/meja/")
    mine.get_by_role("link", name="Daftar ulang").first.click()
    press(mine, "Daftar ulang sekarang")
    says(mine, "Anda sudah daftar ulang")
    for _one in range(15):
        press(walk.klass(role, "seleksi/"), re.compile("^Daftar ulang"))


def they_sit_and_are_marked(walk: Walk) -> None:
    page = walk.klass("admin-blk", "peserta/")
    press(page, "Beri kursi semua")
    assert walk.klass("admin-blk", "peserta/").locator("main [data-id]").count() >= 16
    walk.days_pass(10)
    press(walk.klass("admin-blk"), "Mulai kelas")
    page = walk.klass("admin-blk", "pertemuan/rencana/")
    page.fill("[name=count]", "2")
    press(page, "Buat pertemuan")
    mark_everybody_present(walk.klass("instruktur", "pertemuan/1/hadir/"), 16)


def results_and_training_certificates(walk: Walk) -> None:
    walk.days_pass(20)
    press(walk.klass("admin-blk"), "Selesaikan kelas")
    page = walk.klass("admin-blk", "hasil/semua/")
    for one in page.locator("select[name^='v-']").all():
        one.select_option("competent")
    press(page, "Simpan hasil")
    page = walk.klass("admin-blk", "kelulusan/")
    for one in page.locator("input[name^='d-'][value=yes]").all():
        one.check()
    press(page, "Simpan keputusan")
    page = walk.klass("admin-blk", "sertifikat/")
    page.fill("[name=signatory]", "Budi Latihan, Kepala Balai")
    press(page, "Terbitkan semua")
    assert page.get_by_role("link", name=re.compile("Cetak 16 sertifikat")).count()


def competence_is_recorded_and_verified(walk: Walk) -> None:
    page = walk.at("admin-blk", f"/uji/kelas/{walk.batch}/")
    page.select_option("[name=scheme]", index=1)
    page.fill("[name=held_on]", in_days(0))
    page.get_by_label("Rahmah").check()
    press(page, "Daftarkan")
    found = walk.at("lsp", "/uji/")
    found.locator("main [data-id]", has_text="Rahmah").first.get_by_role("link").last.click()
    found.wait_for_url(re.compile(r"/uji/\d+/"))
    press(found, "Isi bersama peserta")
    for able in found.get_by_label("sudah bisa").all():
        able.check()
    found.get_by_label("Peserta menyatakan setuju diuji").check()
    press(found, "Simpan asesmen mandiri")
    found.check("[name=verdict][value=competent]")
    found.get_by_label("Semua unit kompeten").check()
    found.get_by_label("Nama asesor").fill("Asesor Contoh")
    found.get_by_label("Tetap simpan").check()
    press(found, "Simpan hasil uji")
    press(found, "Catat sertifikat kompetensi")
    found.fill("[name=number]", f"JALAN-{walk.batch}")
    found.fill("[name=issued_on]", in_days(0))
    found.fill("[name=signatory]", "Maria Latihan")
    press(found, "Terbitkan sertifikat")
    says(found, f"JALAN-{walk.batch}")
    code = re.search(r"Kode verifikasi\s+([A-Z0-9]{12})", found.locator("main").inner_text())
    assert code
    says(walk.at("", f"/verifikasi/{code[1]}/"), "Rahmah")


def an_employer_takes_one_on(walk: Walk) -> None:
    page = walk.at("konselor", "/rujukan/baru/?lowongan=1&nama=Rahmah")
    press(page, "Pilih")
    page.get_by_label("setuju, lisan").check()
    page.fill("[name=note]", "Lulusan pelatihan bulan ini, siap masuk.")
    press(page, "Kirim rujukan")
    referral = page.url.rstrip("/").split("/")[-1]
    boss = walk.at("perusahaan", f"/rujukan/{referral}/")
    press(boss, "Diterima bekerja")
    walk.at("konselor", f"/rujukan/{referral}/tempatkan/")
    page.fill("[name=starts_on]", in_days(0))
    press(page, "Catat penempatan")
    placement = page.url.rstrip("/").split("/")[-1]
    walk.at("perusahaan", f"/penempatan/{placement}/benarkan/")
    boss.locator("button[name=says]").first.click()
    boss.wait_for_load_state()
    says(walk.at("konselor", f"/penempatan/{placement}/"), "Rahmah")


def a_group_is_visited(walk: Walk) -> None:
    page = walk.at("pendamping", "/kunjungan/")
    page.get_by_role("link", name=re.compile("^Catat kunjungan|^Catat")).first.click()
    page.wait_for_url(re.compile(r"/kunjungan/\d+/"))
    page.fill("[name=visited_on]", in_days(0))
    page.check("[name=group_state][value=running]")
    page.fill("[name=progress]", "Pesanan naik dan buku kas sudah diisi setiap hari.")
    page.fill("[name=advice_1]", "Daftarkan izin usaha (NIB)")
    page.locator("[name=owner_1]").select_option(index=0)
    page.fill("[name=due_1]", in_days(14))
    press(page, "Simpan kunjungan")
    says(page, "Daftarkan izin usaha")


def the_outcome_is_known_or_known_to_be_unknown(walk: Walk) -> None:
    """At three months, on the class the demonstration finished: one is told by telephone, another stays unknown."""
    page = walk.at("pengelola-blkk", "/tindak-lanjut/")
    waiting = page.locator("main [data-id] a[href^='/tindak-lanjut/']").evaluate_all("all => all.map(a => a.pathname)")
    first, second = list(dict.fromkeys(waiting))[:2]
    walk.at("pengelola-blkk", first)
    told = page.locator("form", has=page.get_by_role("button", name="Catat kabar"))
    told.locator("[name$=status]").first.check()
    told.locator("[name$=as_of]").fill(in_days(0))
    told.locator("[name$=source]").select_option("phone")
    press(page, "Catat kabar")
    says(walk.at("pengelola-blkk", first), "Ada kabar lebih baru")
    closing = page.get_by_role("button", name="Tutup sebagai belum diketahui")
    for _step in range(10):
        walk.at("pengelola-blkk", second)
        if closing.count():
            break
        with page.expect_navigation():
            page.locator("button[name=usaha-result]").first.click()
    page.locator("form", has=closing).locator("[name$=reason]").fill("Pindah, tetangga tidak tahu nomornya.")
    press(page, "Tutup sebagai belum diketahui")
    says(walk.at("pengelola-blkk", second), "Tetap belum diketahui.")


def the_road_is_one_line(walk: Walk) -> None:
    page = walk.at("peserta", "/saya/")
    road = page.locator("main").inner_text()
    told = ("konseling", TITLE.lower(), "sertifikat", "operator jahit", "rujuk")
    assert [words for words in told if words not in road.lower()] == []
