"""The accountability file is put together from papers as they were made and signed, never drawn anew."""

import hashlib
import io
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from django.conf import LazySettings
from django.test import Client
from PIL import Image
from python_calamine import CalamineWorkbook

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.documents.actions.store import open_stored, place_of, remove_stored, store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.papers.binding import bound_together
from balai.papers.actions.make import attach_signed
from balai.papers.actions.whole import export_whole
from balai.papers.enums import PaperKind
from balai.papers.frozen import kept_lists
from balai.papers.models import ClassPaper
from balai.planning.models import Batch
from balai.training.actions.attendance import mark_attendance
from balai.training.models import Enrolment, TrainingCertificate, TrainingSession
from tests import factories as make
from tests.papers.test_pages import signed_in, url
from tests.papers.test_papers import LONG, TRICKY, batch, finished, made, text_of
from tests.training.rows import NOW, TODAY, admin_of

__all__ = ["batch"]
pytestmark = pytest.mark.data
BASE = "https://balai.example"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.BALAI_FILES = str(tmp_path)


def picture(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (300, 420), colour).save(target, "PNG")
    return target.getvalue()


def scanned(colour: str = "red") -> StoredFile:
    return store_upload(
        by=CLI, name="pindai.png", content=picture(colour), kind=DocumentKind.LETTER, keep_months=12, now=NOW
    )


def signed(paper: ClassPaper) -> ClassPaper:
    return attach_signed(by=admin_of(paper.batch), paper=paper, scan=scanned(), now=NOW)


def the_pdf(batch: Batch) -> bytes:
    return export_whole(by=admin_of(batch), batch=Batch.objects.get(pk=batch.pk), form="pdf", day=TODAY, base=BASE)


def the_book(batch: Batch) -> CalamineWorkbook:
    again = Batch.objects.get(pk=batch.pk)
    content = export_whole(by=admin_of(batch), batch=again, form="xlsx", day=TODAY, base=BASE)
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def mark_all(batch: Batch, mark: str) -> None:
    meeting = TrainingSession.objects.filter(batch=batch).earliest("number")
    marks = dict.fromkeys(Enrolment.objects.filter(batch=batch).values_list("pk", flat=True), mark)
    mark_attendance(by=admin_of(batch), session=meeting, marks=marks, client_id=uuid4(), now=NOW)


def test_the_file_holds_the_paper_as_it_was_made_whatever_the_records_say_now(batch: Batch) -> None:
    paper = made(batch, PaperKind.ATTENDANCE)
    frozen = text_of(open_stored(paper.file))
    mark_all(batch, "sick")
    Enrolment.objects.get(batch=batch, seat=1).person.__class__.objects.filter(full_name=LONG).update(full_name="Ganti")
    words = text_of(the_pdf(batch))
    assert frozen in words
    assert paper.file.sha256 in words.replace(" ", "")
    assert "Daftar hadir dari catatan: belum ada pindaian bertanda tangan; catatan kelas berubah sesudah" in words
    assert the_pdf(batch) == the_pdf(batch)


def test_signed_scans_follow_their_paper_and_the_rest_is_missing_by_name(batch: Batch) -> None:
    before = len(pypdfium2.PdfDocument(the_pdf(batch)))
    paper = signed(made(batch, PaperKind.ATTENDANCE))
    pdf = the_pdf(batch)
    book, words = pypdfium2.PdfDocument(pdf), text_of(pdf)
    sheets = len(pypdfium2.PdfDocument(open_stored(paper.file)))
    assert len(book) == before + sheets + 1
    seen = book[len(book) - 1].render(scale=0.2).to_pil().getpixel((60, 80))
    assert seen[0] > 200 > 60 > seen[1], "the red scan is the last sheet"
    assert "Daftar hadir dari catatan:" not in words
    assert "Laporan kegiatan: belum dibuat (kelulusan belum diputuskan untuk semua peserta)." in words
    assert "Notulen: belum dibuat." in words


def test_a_changed_or_deleted_file_is_said_and_never_enclosed(batch: Batch) -> None:
    one, other = made(batch, PaperKind.ATTENDANCE), made(batch, PaperKind.SIGNING_SHEETS)
    StoredFile.objects.filter(pk=one.file_id).update(sha256="0" * 64)
    remove_stored(by=CLI, file=other.file, now=NOW)
    words = text_of(the_pdf(batch))
    assert "isi berkas tidak sama lagi dengan yang disimpan" in words and "sudah dihapus menurut masa simpan" in words
    assert "REKAPITULASI" not in words.upper()
    place_of(one.file_id).write_bytes(b"rusak")
    assert "rusak dan tidak bisa dibuka" in text_of(the_pdf(batch))


def test_money_stands_by_line_against_the_package_and_a_missing_receipt_is_named(batch: Batch) -> None:
    package = batch.package
    package.cost = 10_000_000
    package.save()
    told = {"paid_on": TODAY, "written_by": "cli", "written_at": NOW}
    package.spendings.create(amount=3_000_000, note="Kain katun", post="materials", receipt=scanned(), **told)
    package.spendings.create(amount=1_250_000, note="Honor bulan Maret", post="teaching", **told)
    package.spendings.create(amount=9, note="Keliru", taken_back_at=NOW, taken_back_reason="keliru tulis", **told)
    words = text_of(the_pdf(batch))
    for said in ("Rp10.000.000", "Rp4.250.000", "Sisa : Rp5.750.000", "Kain katun", "honor instruktur", "Menurut pos"):
        assert said in words, said
    assert "Kuitansi Rp1.250.000" in words and "Kuitansi Rp3.000.000" not in words and "Keliru" not in words
    rows = the_book(batch).get_sheet_by_name("Belanja").to_python()
    assert [row[5] for row in rows[-3:]] == [3_000_000, 1_250_000, 4_250_000]
    assert rows[-2][-1] == f"{BASE}/kelas/{batch.pk}/berkas/bukti/B-{package.spendings.get(post='teaching').pk}/"


def test_the_workbook_has_the_lists_the_papers_were_made_with(batch: Batch) -> None:
    made(batch, PaperKind.ATTENDANCE)
    mark_all(batch, "sick")
    book = the_book(batch)
    rows = book.get_sheet_by_name("Kehadiran").to_python()
    assert "Seperti pada daftar hadir dari catatan versi 1, nomor 12/BA/III/2026" in rows[1][0]
    assert [row[2] for row in rows[-3:]] == [1, 1, 0]
    seat = Enrolment.objects.get(batch=batch, seat=3)
    assert rows[-1][-1] == f"{BASE}/kelas/{batch.pk}/berkas/bukti/P-{seat.pk}/"
    assert "belum dibuat" in book.get_sheet_by_name("Uang saku").to_python()[1][0]
    papers = {row[0]: row for row in book.get_sheet_by_name("Berkas").to_python()}
    assert papers["Daftar hadir dari catatan"][5] == ClassPaper.objects.get().file.sha256
    assert papers["Notulen"][-1] == "belum dibuat"


def test_the_page_shows_each_list_with_the_evidence_behind_every_line(batch: Batch) -> None:
    finished(batch)
    paid = batch.package.spendings.create(
        amount=5,
        paid_on=TODAY,
        note="Kain katun",
        post="materials",
        written_by="cli",
        written_at=NOW,
        receipt=scanned(),
    )
    seat, paper = Enrolment.objects.get(batch=batch, seat=2), TrainingCertificate.objects.earliest("pk")
    web = signed_in(batch.centre)
    for name, code, words in (
        ("attendance", f"P-{seat.pk}", TRICKY.split()[0]), ("allowance", f"U-{seat.pk}", "02-03-2026"),
        ("results", f"P-{seat.pk}", "kompeten"), ("certificates", f"S-{paper.pk}", paper.number),
        ("spending", f"B-{paid.pk}", "Kain katun"),
    ):  # fmt: skip
        page = web.get(url("lists", batch.pk), {"daftar": name}).content.decode()
        assert url("evidence", batch.pk, code) in page, name
        assert words in web.get(url("evidence", batch.pk, code)).content.decode(), name
    assert web.get(url("lists", batch.pk), {"daftar": "entah"}).status_code == 404
    other = batch.__class__.objects.get(pk=batch.pk)
    assert signed_in(make.institution()).get(url("lists", other.pk)).status_code == 404
    teacher = Client()
    teacher.force_login(make.desk(batch.centre, Role.INSTRUCTOR).user)
    assert teacher.get(url("lists", batch.pk), {"daftar": "selection"}).status_code == 404


def test_parts_are_bound_in_order_and_alike_each_time(batch: Batch) -> None:
    one = open_stored(made(batch, PaperKind.ATTENDANCE).file)
    two = bound_together([one, open_stored(scanned()), one])
    assert two == bound_together([one, open_stored(scanned()), one])
    assert b"/CreationDate" not in two, "the second of binding would make it another file"
    assert len(pypdfium2.PdfDocument(two)) == 2 * len(pypdfium2.PdfDocument(one)) + 1
    assert hashlib.sha256(two).digest() != hashlib.sha256(bound_together([one, one])).digest()


def test_a_damaged_list_is_drawn_from_the_records_instead_of_failing(batch: Batch) -> None:
    paper = made(batch, PaperKind.ATTENDANCE)
    assert paper.listed is not None and "meetings" in kept_lists(paper, "")
    place_of(paper.listed.pk).write_bytes(b"rusak")
    assert kept_lists(paper, "") == {}
