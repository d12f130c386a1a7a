"""Berkas of a class in the browser's way: make, sign, take everything, open the evidence, read the report."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.papers.models import ClassPaper, ReportReading
from balai.planning.models import Batch
from balai.training.models import AttendanceMark, Enrolment
from tests import factories as make
from tests.papers.test_papers import LONG, batch, finished
from tests.training.rows import TODAY

__all__ = ["batch"]
pytestmark = pytest.mark.data
SENT = {"letter_number": "7/BA/2026", "dated_on": "31-03-2026", "place": "Contoh", "signatory": "Budi"}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.BALAI_FILES = str(tmp_path)


def signed_in(at: object, role: Role = Role.CENTRE_ADMIN) -> Client:
    client = Client()
    client.force_login(make.desk(at, role).user)  # type: ignore[arg-type]
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"papers:{name}", args=args)


def photograph() -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(target, "PNG")
    return SimpleUploadedFile("pindai.png", target.getvalue())


def test_a_paper_is_made_downloaded_and_signed(batch: Batch) -> None:
    web = signed_in(batch.centre)
    assert "kelulusan belum diputuskan" in web.get(url("list", batch.pk)).content.decode()
    web.post(url("paper", batch.pk, "attendance"), SENT)
    paper = ClassPaper.objects.get()
    assert (paper.letter_number, paper.version, paper.scan) == ("7/BA/2026", 1, None)
    sent = web.get(url("download", batch.pk, "attendance", 1))
    assert (sent["Content-Type"], sent.content[:5]) == ("application/pdf", b"%PDF-")
    web.post(url("attach", batch.pk, "attendance"), {"file": photograph()})
    assert "pindaian terpasang" in web.get(url("list", batch.pk)).content.decode()
    assert web.get(url("scan", batch.pk, "attendance", 1))["Content-Type"] == "image/jpeg"
    assert Entry.objects.filter(verb="papers.attach_signed").count() == 1


def test_everything_comes_in_one_tap_and_a_line_opens_its_evidence(batch: Batch) -> None:
    web = signed_in(batch.centre)
    assert web.post(url("whole", batch.pk), {"form": "pdf"}).content[:5] == b"%PDF-"
    assert web.post(url("whole", batch.pk), {"form": "xlsx"}).content[:2] == b"PK"
    seat = Enrolment.objects.get(batch=batch, seat=1)
    told = web.get(url("evidence", batch.pk, f"P-{seat.pk}")).content.decode()
    assert LONG in told
    assert "hadir 1 dari 1 pertemuan" in told
    drawn = [web.get(url("sample", batch.pk), {"undi": "11"}).context["drawn"] for _time in range(2)]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 5
    for wrong in ("P-999999", "X-1", "A-bukan", "P-"):
        assert web.get(url("evidence", batch.pk, wrong)).status_code == 404
    for pasted in ("<b>P/1</b>", "P 1", "/"):
        assert "misalnya P-12" in web.get(url("sample", batch.pk), {"code": pasted}).content.decode()
    for wrong in ("P-0", "A-1", "P-" + "9" * 20):
        asked = web.get(url("sample", batch.pk), {"code": wrong})
        assert "Tidak ada baris berkode itu" in asked.content.decode()
    assert web.get(url("sample", batch.pk), {"code": f"P-{seat.pk}"})["Location"].endswith(f"/P-{seat.pk}/")


def test_a_stranger_centre_sees_nothing_of_it(batch: Batch) -> None:
    web = signed_in(make.institution())
    for name, args in (("list", ()), ("paper", ("report",)), ("download", ("report", 1)), ("sample", ())):
        assert web.get(url(name, batch.pk, *args)).status_code == 404


def test_a_filed_report_is_read_by_the_funder(batch: Batch) -> None:
    funder = make.institution()
    batch.package.funder = funder
    batch.package.save()
    finished(batch)
    ours, theirs = signed_in(batch.centre), signed_in(funder, Role.PARTNER)
    ours.post(url("paper", batch.pk, "report"), SENT | {"problems": "Listrik padam"})
    assert theirs.get(url("download", batch.pk, "report", 1)).status_code == 404
    ours.post(url("file", batch.pk, "report"))
    assert batch.title in theirs.get(url("reports")).content.decode()
    assert theirs.get(url("download", batch.pk, "report", 1)).status_code == 200
    theirs.post(url("read", ClassPaper.objects.get().pk))
    assert list(ReportReading.objects.values_list("institution_id", flat=True)) == [funder.pk]


def test_certificates_of_the_class_are_one_pdf(batch: Batch) -> None:
    web = signed_in(batch.centre)
    assert web.get(url("certificates", batch.pk)).status_code == 404
    papers = finished(batch)
    assert web.get(url("certificates", batch.pk)).content[:5] == b"%PDF-"
    assert web.get(url("certificate", papers[0].code)).content[:5] == b"%PDF-"
    assert signed_in(make.institution()).get(url("certificate", papers[0].code)).status_code == 404
    assert papers[0].issued_on == TODAY


def test_a_line_names_who_recorded_it(batch: Batch) -> None:
    """An inspector reads a person's name, not the actor as the trail writes it."""
    desk = make.desk(batch.centre, Role.CENTRE_ADMIN)
    seat = Enrolment.objects.get(batch=batch, seat=1)
    AttendanceMark.objects.filter(enrolment=seat).update(marked_by=f"user:{desk.user.pk}")
    desk.user.full_name = "Sari Pencatat"
    desk.user.save()
    told = signed_in(batch.centre).get(url("evidence", batch.pk, f"P-{seat.pk}")).content.decode()
    assert "Sari Pencatat" in told and "user:" not in told


def test_an_instructor_gets_no_link_to_the_selection(batch: Batch) -> None:
    """What is missing on the selection record is mended on a page that is closed to instructors."""
    AttendanceMark.objects.all().delete()
    Enrolment.objects.filter(batch=batch).delete()
    told = signed_in(batch.centre, Role.INSTRUCTOR).get(url("paper", batch.pk, "decree")).content.decode()
    assert "belum ada peserta yang diterima" in told and "/seleksi/" not in told
    assert "/seleksi/" in signed_in(batch.centre).get(url("paper", batch.pk, "decree")).content.decode()
