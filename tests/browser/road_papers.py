"""Steps of the road from results to certificates: the papers of a class, what a stranger is told, who assesses and certifies."""

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page

from balai.access.roles import Role
from balai.certification.credentials.compact import qr_text
from balai.certification.credentials.statement import statement_for
from balai.institutions.enums import InstitutionKind
from balai.kernel.crypto import signing_keys
from tests import factories as make
from tests.browser.road import Road
from tests.browser.road_seats import STRANGER, TEACHER_NAME
from tests.browser.walk import in_days, press, says
from tests.support.browser import PHONE

SCHEME = "Operator jahit industri"
UNITS = """C.14GMT06.024.1; Menjahit bagian kemeja
1. Menyiapkan mesin
1.1 Benang sesuai bahan
2. Menjahit sambungan"""
NUMBER = "62010 2512 2 0000107 2025"


def downloaded(page: Page, words: str | re.Pattern[str]) -> bytes:
    """What the button or link of that name hands over."""
    with page.expect_download() as download:
        page.get_by_role("button", name=words).or_(page.get_by_role("link", name=words)).first.click()
    return Path(download.value.path()).read_bytes()


def words_of(pdf: bytes) -> str:
    pages: list[str] = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(BytesIO(pdf))]
    return "\n".join(pages)


def the_record_of_the_selection_is_made(road: Road) -> None:
    """By who selected; it names what was decided and by which draw."""
    page = road.door(road.recruiter, re.compile("^Berkas"))
    road.seen(page, "berkas")
    press(page, re.compile("berita acara seleksi", re.IGNORECASE))
    page.get_by_label("Nomor surat").fill("560/12/2026")
    page.locator("[name=signatory]").fill("Kepala Contoh")
    road.seen(page, "berita-acara")
    press(page, "Buat berkas")
    said = words_of(downloaded(page, "Unduh PDF"))
    assert STRANGER in said and "560/12/2026" in said


def the_report_is_filed_and_read_by_the_funder(road: Road) -> None:
    page = road.from_the_desk(road.at.admin.username, "Sampaikan laporan kegiatan")
    press(page, re.compile("laporan kegiatan", re.IGNORECASE))
    press(page, "Buat berkas")
    press(page, "Sampaikan laporan")
    road.seen(page, "laporan")
    page = road.to(road.officer, "/laporan-kegiatan/")
    press(page, re.compile("^Nyatakan sudah dibaca"))
    says(page, "Sudah membaca")
    road.seen(page, "laporan-dibaca")


def the_accountability_file_is_downloaded(road: Road) -> None:
    page = road.klass(road.at.admin.username, "berkas/")
    said = words_of(downloaded(page, "Unduh semuanya (PDF)"))
    assert STRANGER in said and "416253" in said
    assert downloaded(page, "Unduh semuanya (Excel)").startswith(b"PK")


def training_certificates_are_issued(road: Road) -> str:
    """The code on the stranger's certificate."""
    page = road.from_the_desk(road.at.admin.username, "Terbitkan sertifikat pelatihan")
    page.locator("[name=signatory]").fill("Budi Contoh, Kepala Balai")
    road.seen(page, "terbitkan")
    press(page, "Terbitkan semua")
    road.seen(page, "sertifikat")
    said = words_of(downloaded(page, "Unduh sertifikat (PDF)"))
    assert STRANGER in said and "Pelamar Contoh A" in said and road.drawn not in said
    row = page.locator("main [data-id]", has_text=STRANGER).inner_text()
    code = re.search(r"kode\s+([A-Z0-9]{12})", row)
    assert code and code[1] in said
    return code[1]


def a_stranger_is_told(road: Road, code: str, kind: str) -> None:
    """By the code typed in, and by what the QR code on the paper holds: its signature is read as well."""
    said = statement_for(code)
    assert said is not None
    qr = qr_text(said, signing_keys()[0], road.url, road.now().date())
    for typed, words in ((code, "Sertifikat ini"), (qr, "Tanda tangannya asli dan catatan penerbitnya masih berlaku.")):
        page = road.to("", "/verifikasi/")
        page.get_by_label("Kode pada sertifikat").fill(typed)
        press(page, "Periksa sertifikat")
        page.get_by_role("heading", name=kind).wait_for()
        for told in ("Berlaku.", words, STRANGER):
            says(page, told)
        road.seen(page, f"periksa-{kind.split()[-1]}-{len(typed) > len(code)}")
    without_a_network(road, qr)


def without_a_network(road: Road, qr: str) -> None:
    """A stranger's phone with scripts: the page was opened before, then the connection is gone."""
    page = road.open_page(PHONE)
    page.goto("/verifikasi/luring/")
    page.context.set_offline(True)
    page.fill("textarea", qr)
    page.click("form#luring button")
    for told in ("Asli,", "Pencabutan belum diperiksa", STRANGER):
        says(page, told)
    road.seen(page, "periksa-luring")
    page.close()


def a_certifier_examines(road: Road) -> str:
    """The centre names the candidate, the assessor examines, the head of the certifier records its paper: its code."""
    body = make.institution("LSP Garmen Contoh", kind=InstitutionKind.CERTIFICATION_BODY)
    assessor = make.desk(body, Role.ASSESSOR).user.username
    head = make.desk(body, Role.CERTIFIER_HEAD).user.username
    the_certifier_writes_its_scheme(road, head)
    the_centre_names_the_candidate(road)
    the_assessor_judges(road, assessor)
    page = road.from_the_desk(head, "Catat sertifikat kompetensi")
    page.get_by_label("Nomor sertifikat").fill(NUMBER)
    page.get_by_label("Tanggal terbit").fill(in_days(0))
    page.get_by_label("Kepala lembaga sertifikasi").fill("Kepala Contoh")
    page.get_by_label("Nomor blangko").fill("CTH 000001")
    road.seen(page, "terbitkan-kompetensi")
    press(page, "Terbitkan sertifikat")
    road.seen(page, "kompetensi")
    said = words_of(downloaded(page, "Unduh sertifikat (PDF)"))
    assert all(told in said for told in (STRANGER, NUMBER, "CTH 000001", "C.14GMT06.024.1"))
    code = re.search(r"Kode verifikasi\s+([A-Z0-9]{12})", page.locator("main").inner_text())
    assert code
    return code[1]


def the_certifier_writes_its_scheme(road: Road, head: str) -> None:
    page = road.to(head, "/skema/baru/")
    page.get_by_label("Lembaga sertifikasi profesi (LSP)").select_option(label="LSP Garmen Contoh")
    page.get_by_label("Nama skema").fill(SCHEME)
    page.get_by_label("Kode skema").fill("SKM-G")
    page.get_by_label("Bidang").fill("Garmen")
    page.get_by_label("Unit, elemen dan kriteria").fill(UNITS)
    road.seen(page, "tulis-skema")
    press(page, "Simpan skema")
    press(page, re.compile("^Buka"))
    says(page, "Benang sesuai bahan")
    road.seen(page, "skema")


def the_centre_names_the_candidate(road: Road) -> None:
    """An assessor who taught the class is warned about."""
    page = road.door(road.at.admin.username, re.compile("^Berkas"))
    press(page, "Uji kompetensi")
    page.get_by_label("Skema sertifikasi").select_option(label=f"SKM-G · {SCHEME} (LSP Garmen Contoh)")
    page.get_by_label("Tanggal uji").fill(in_days(0))
    page.get_by_label("Nama asesor").fill(TEACHER_NAME)
    page.get_by_label(STRANGER).check()
    road.seen(page, "daftar-uji")
    press(page, "Daftarkan")
    says(page, STRANGER)
    page.get_by_text("mengajar").first.wait_for()


def the_assessor_judges(road: Road, assessor: str) -> None:
    page = road.from_the_desk(assessor, "Catat hasil uji")
    press(page, "Isi bersama peserta")
    for able in page.get_by_label("sudah bisa").all():
        able.check()
    page.get_by_label("Peserta menyatakan setuju diuji").check()
    road.seen(page, "asesmen-mandiri")
    press(page, "Simpan asesmen mandiri")
    page.get_by_text("Catat bukti").first.click()
    page.get_by_label("Yang dilihat").fill("Dua kemeja dijahit di depan asesor.")
    page.get_by_label("valid").check()
    press(page, "Catat bukti")
    page.get_by_label("Nama asesor").fill("Asesor Contoh")
    page.locator("[name=verdict][value=competent]").check()
    page.locator("ul.absen li .choices label", has_text="kompeten").first.click()
    road.seen(page, "hasil-uji")
    press(page, "Simpan hasil uji")
    says(page, "Dua kemeja dijahit di depan asesor.")


def walk_to_the_certificates(road: Road) -> None:
    the_record_of_the_selection_is_made(road)
    the_report_is_filed_and_read_by_the_funder(road)
    the_accountability_file_is_downloaded(road)
    a_stranger_is_told(road, training_certificates_are_issued(road), "Sertifikat pelatihan")
    a_stranger_is_told(road, a_certifier_examines(road), "Sertifikat kompetensi")
