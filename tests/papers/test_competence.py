"""The certifier's paper issued here: what stands on it, who opens it, and what is copied from elsewhere stays a scan."""

from datetime import date

import pypdfium2
import pytest
from django.test import Client

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.certification.actions.certify import revoke_certificate, set_blank
from balai.certification.actions.freeze import freeze_older
from balai.certification.privacy import erase
from balai.institutions.models import Institution
from balai.papers.competence import competence_pdf
from balai.people.models import Person
from tests import factories as make
from tests.certification.test_certification import NOW, NUMBER, centre_of, certified, competent, registered
from tests.certification.test_pages import picture, to
from tests.certification.test_preparation import candidate, certifiers_head
from tests.papers.test_papers import text_of
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
BASE = "https://balai.example"


def issued(**more):
    (row,) = registered()
    units = [one.unit_id for one in row.enrolment.batch.curriculum.units.all() if one.unit_id]
    said = {"unit_ids": units, "signatory": "Maria Latihan", "manager": "Putu Latihan", "blank_number": "B 001234"}
    return row, certified(row, certifiers_head(row), **(said | more))


def test_the_paper_names_holder_scheme_units_validity_blank_and_both_signatories() -> None:
    row, paper = issued()
    pdf = competence_pdf([paper], BASE, date(2026, 4, 1))
    words = text_of(pdf)
    unit = paper.units.first()
    for told in (row.person.full_name, paper.scheme, NUMBER, "B 001234", "Maria Latihan", "Putu Latihan", paper.code,
                 "untuk 3 (tiga) tahun", "30 Maret 2029", unit.code):  # fmt: skip
        assert told in words
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert pdf == competence_pdf([paper], BASE, date(2026, 4, 1))


def test_it_keeps_what_it_said_and_an_erased_holder_leaves_it() -> None:
    row, paper = issued()
    before = text_of(competence_pdf([paper], BASE, date(2026, 4, 1)))
    Person.objects.filter(pk=row.person_id).update(full_name="Nama Lain")
    Institution.objects.filter(pk=row.certifier_id).update(name="Lembaga Berganti Nama")
    again = type(paper).objects.get(pk=paper.pk)
    assert text_of(competence_pdf([again], BASE, date(2026, 4, 1))) == before
    erase(row.person_id)
    again.refresh_from_db()
    assert again.content == {}


def test_one_issued_before_its_content_was_kept_is_frozen_once_and_says_so() -> None:
    row, paper = issued()
    assert "Isi sertifikat ini" not in text_of(competence_pdf([paper], BASE, date(2026, 4, 1)))
    listed = type(paper).objects.filter(pk=paper.pk)
    kept = paper.content
    listed.update(content={})
    live = text_of(competence_pdf([listed.get()], BASE, date(2026, 4, 1)))
    assert "Isi sertifikat ini dari catatan pada 1 April 2026" in live
    assert freeze_older(by=CLI, today=date(2026, 4, 9)) == 1
    assert listed.get().content == kept | {"signatory": "", "manager": "", "frozen_on": "2026-04-09"}
    before = competence_pdf([listed.get()], BASE, date(2026, 4, 10))
    assert "dibekukan pada 9 April 2026" in text_of(before)
    Institution.objects.filter(pk=row.certifier_id).update(name="Lembaga Berganti Nama")
    Person.objects.filter(pk=row.person_id).update(full_name="Nama Lain")
    assert freeze_older(by=CLI, today=date(2026, 7, 9)) == 0
    assert competence_pdf([listed.get()], BASE, date(2026, 4, 10)) == before
    assert Entry.objects.get(verb="certification.freeze_certificates").facts["ids"] == [paper.pk]


def test_neither_a_copy_nor_what_an_erasure_emptied_is_frozen() -> None:
    (row,) = registered()
    copied = certified(row, centre_of(row))
    assert freeze_older(by=CLI, today=date(2026, 4, 9)) == 0
    type(copied).objects.update(recorded_for=row.certifier_id, on_behalf_of=None)
    Person.objects.filter(pk=row.person_id).update(erased_at=NOW)
    assert freeze_older(by=CLI, today=date(2026, 4, 9)) == 0
    Person.objects.filter(pk=row.person_id).update(erased_at=None)
    assert freeze_older(by=CLI, today=date(2026, 4, 9)) == 1


def test_holder_and_certifier_open_it_a_stranger_does_not_and_neither_after_revocation() -> None:
    row, paper = issued()
    address = f"/sertifikat-kompetensi/{paper.code}/sertifikat.pdf"
    _who, holder = candidate(row)
    answer = holder.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert address in holder.get(f"/verifikasi/{paper.code}/").content.decode()
    stranger = Client()
    stranger.force_login(make.user())
    assert stranger.get(address).status_code == 404
    assert address not in Client().get(f"/verifikasi/{paper.code}/").content.decode()
    revoke_certificate(by=certifiers_head(row), certificate=paper, reason="Uji ternyata tidak sah")
    assert holder.get(address).status_code == 404


def test_who_signs_is_printed_or_said_to_be_unrecorded_and_no_line_stays_empty() -> None:
    _row, paper = issued(manager="")
    words = text_of(competence_pdf([paper], BASE, date(2026, 4, 1)))
    assert "Maria Latihan" in words and "Manajer Sertifikasi" not in words
    paper.content |= {"signatory": ""}
    words = text_of(competence_pdf([paper], BASE, date(2026, 4, 1)))
    assert "Penanda tangan sertifikat ini tidak tercatat." in words
    assert "Kepala Lembaga Sertifikasi" not in words and "Manajer Sertifikasi" not in words


def test_what_a_centre_copied_stays_a_scan() -> None:
    (row,) = registered()
    copied = certified(row, centre_of(row))
    assert copied.content == {}
    _who, holder = candidate(row)
    assert holder.get(f"/sertifikat-kompetensi/{copied.code}/sertifikat.pdf").status_code == 404


def test_only_the_head_of_a_body_that_is_a_certifier_issues() -> None:
    (row,) = registered()
    assessor = make.actor(row.certifier, Role.ASSESSOR)
    assert code_of(lambda: certified(row, assessor)) == "may_not_issue"
    Institution.objects.filter(pk=row.certifier_id).update(kind="training_centre")
    assert code_of(lambda: certified(row, certifiers_head(row))) == "not_a_certifier"


def test_the_page_issues_asks_no_scan_and_a_new_blank_is_printed() -> None:
    (row,) = registered()
    head = certifiers_head(row)
    competent(row, head)
    unit = row.enrolment.batch.curriculum.units.first().unit_id
    web = Client()
    web.force_login(make.desk(row.certifier, Role.CERTIFIER_HEAD).user)
    page = web.get(to("certify", row.pk)).content.decode()
    assert "Terbitkan sertifikat kompetensi" in page and 'name="scan"' not in page
    said = {"number": NUMBER, "issued_on": "30-03-2026", "units": [unit], "signatory": "Maria Latihan"}
    web.post(to("certify", row.pk), said | {"blank_number": "B 1", "scan": picture()})
    row.refresh_from_db()
    paper = row.certificate
    assert (paper.scan, paper.blank_number, paper.content["signatory"]) == (None, "B 1", "Maria Latihan")
    set_blank(by=head, certificate=paper, state="printed", number="B 2")
    shown = web.get(to("certificate", paper.pk)).content.decode()
    address = f"/sertifikat-kompetensi/{paper.code}/sertifikat.pdf"
    assert address in shown
    assert "B 2" in text_of(web.get(address).content)
