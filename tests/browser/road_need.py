"""Steps of the road from a need to a class announced: who proposes, who answers, who announces."""

from datetime import date

from balai.planning.models import Batch, Package, PlanningRound
from tests.browser.road import Road
from tests.browser.walk import in_days, press
from tests.support.browser import fits_the_width

LONG = "Pelatihan Berbasis Kompetensi Operator Mesin Jahit Industri Garmen dan Penyelesaian Akhir angkatan ke-XVIII"
YEAR = date.today().year


def money_is_written(road: Road) -> None:
    page = road.to(road.officer, "/dana/baru/")
    page.get_by_label("Nama dana").fill("Pelatihan berbasis kompetensi")
    page.get_by_label("Sumber dana").select_option(road.source)
    page.get_by_label("Tahun anggaran").fill(str(YEAR))
    page.get_by_label("Pagu (rupiah)").fill("100.000.000")
    page.locator("main button[type=submit]").last.click()
    page.get_by_text("Dana tercatat.").wait_for()


def the_guide_is_handed_over(road: Road) -> None:
    page = road.as_(road.officer)
    page.get_by_role("link", name="Catat petunjuk").click()
    page.get_by_label("Nomor petunjuk").fill("POK 1")
    page.get_by_role("button", name="Simpan petunjuk").click()
    page.get_by_text("Versi 1: POK 1").wait_for()


def the_year_is_opened(road: Road) -> None:
    page = road.to(road.officer, "/perencanaan/")
    page.get_by_label("Tahun anggaran").fill(str(YEAR))
    page.get_by_role("button", name="Buka perencanaan").click()
    page.get_by_role("heading", name=f"Perencanaan {YEAR}").wait_for()


def units_are_read_in_the_employers_words(road: Road) -> None:
    page = road.to(road.at.admin.username, "/permintaan/padankan/")
    page.get_by_role("link", name="Operator jahit kemeja").click()
    page.get_by_label("Menjahit kemeja").check()
    page.get_by_role("button", name="Simpan padanan").click()
    page.get_by_text("Padanan tersimpan").wait_for()


def the_centre_proposes(road: Road) -> None:
    page = road.to(road.at.admin.username, "/paket/baru/")
    page.get_by_label("Program dan kurikulum").select_option(index=1)
    page.get_by_label("Nama usulan").fill(LONG)
    page.get_by_label("Tahun anggaran").fill(str(YEAR))
    page.get_by_label("Biaya seluruhnya (rupiah)").fill("96.000.000")
    page.get_by_label("Pendana yang dituju").select_option(str(road.funder.pk))
    page.get_by_label("PT Garmen Contoh: Operator jahit kemeja").check()
    page.get_by_label("Alasan", exact=True).fill("Pabrik meminta dua belas operator jahit tahun ini.")
    page.get_by_role("button", name="Kirim usulan").click()
    page.get_by_text("Usulan dikirim kepada").wait_for()
    road.package = int(page.url.rstrip("/").split("/")[-1])
    assert page.get_by_text("Menjahit kemeja dengan mesin industri.").is_visible()
    assert page.get_by_text("C.14GMT06.024.1").is_visible()
    fits_the_width(page)


def the_funder_changes_it_on_the_screen_of_the_year(road: Road) -> None:
    page = road.to(road.officer, f"/perencanaan/{PlanningRound.objects.get(funder=road.funder).pk}/")
    page.get_by_text("Jawab di sini").click()
    page.get_by_label("Setujui dengan perubahan").check()
    page.get_by_label("Dibiayai dari").select_option(index=1)
    page.get_by_label("Biaya yang disetujui (rupiah)").fill("90.000.000")
    page.get_by_label("Alasan", exact=True).fill("Harga bahan praktik dapat ditekan.")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_text("Jawaban tercatat").wait_for()
    assert page.get_by_role("heading", name=f"Perencanaan {YEAR}").is_visible()
    assert Package.objects.get(pk=road.package).cost == 90_000_000


def both_versions_can_be_read(road: Road) -> None:
    page = road.to(road.at.admin.username, f"/paket/{road.package}/")
    assert page.locator("del", has_text="Rp96.000.000").is_visible()
    assert page.locator("ins", has_text="Rp90.000.000").is_visible()


def the_money_is_committed(road: Road) -> None:
    page = road.to(road.officer, "/dana/")
    press(page, "Pelatihan berbasis kompetensi")
    said = page.locator("dl.facts").inner_text()
    assert "Rp90.000.000" in said.split("Sisa")[0] and "Rp10.000.000" in said.split("Sisa")[1]
    road.seen(page, "dana")


def the_class_is_opened(road: Road, days: tuple[int, int, int, int] = (0, 14, 30, 60), seats: int = 16) -> None:
    """days: from today until applications open and close, the class begins and ends."""
    page = road.from_the_desk(road.at.admin.username, "Buka kelas")
    labels = ("Pendaftaran dibuka", "Pendaftaran ditutup", "Kelas mulai", "Kelas selesai")
    for label, day in zip(labels, days, strict=True):
        page.get_by_label(label).fill(in_days(day))
    page.get_by_label("Kursi").fill(str(seats))
    page.get_by_label("Cadangan").fill("1")
    page.get_by_label("Syarat lain").fill("Terbuka untuk semua.")
    road.seen(page, "kelas-baru")
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.get_by_text("Kelas dibuat sebagai rancangan").wait_for()
    road.batch = int(page.url.rstrip("/").split("/")[-1])


def who_does_what_is_said(road: Road) -> None:
    """Regional money: the office recruits and selects. State money: the centre, by the guide its unit handed over."""
    selects = road.at.office if road.source == "apbd_regency" else road.at.centre
    page = road.as_(road.recruiter)
    said = page.locator("h2:has-text('Siapa melakukan apa') + .card")
    bodies = [selects.name, selects.name, road.at.centre.name, road.at.centre.name]
    assert said.locator("dd").all_inner_texts() == bodies
    assert said.get_by_text("petunjuk operasional kegiatan (POK) POK 1, versi 1").count() == (road.source == "apbn")
    road.seen(page, "kelas-rancangan")


def who_the_money_says_announces_it(road: Road) -> None:
    page = road.to(road.recruiter, f"/kelas/{road.batch}/")
    who_does_what_is_said(road)
    page.get_by_role("button", name="Umumkan kelas").click()
    page.get_by_text("Kelas diumumkan.").wait_for()
    assert Batch.objects.public().get(pk=road.batch).recruiter.pk in (road.funder.pk, road.at.centre.pk)


def walk_to_the_announcement(road: Road) -> None:
    units_are_read_in_the_employers_words(road)
    the_centre_proposes(road)
    the_funder_changes_it_on_the_screen_of_the_year(road)
    both_versions_can_be_read(road)
    the_class_is_opened(road)
    who_the_money_says_announces_it(road)
