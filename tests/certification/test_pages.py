"""Pages of assessment, certificates and verification."""

import io
from datetime import date
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from balai.access.roles import Role
from balai.certification.models import CompetenceCertificate, CompetencyAssessment
from balai.training.enums import CertificateState
from balai.training.models import TrainingCertificate
from tests import factories as make
from tests.certification.test_certification import NUMBER, centre_of, certified, certifier, ready, registered
from tests.training.rows import a_class, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def signed_in(at, role: Role = Role.CENTRE_ADMIN) -> Client:
    client = Client()
    client.force_login(make.desk(at, role).user)
    return client


def to(name: str, *args) -> str:
    return reverse(f"certification:{name}", args=args)


def picture() -> io.BytesIO:
    found = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(found, "PNG")
    found.seek(0)
    found.name = "pindaian.png"
    return found


def test_the_centre_names_candidates_and_copies_the_paper(settings, tmp_path) -> None:
    settings.BALAI_FILES = tmp_path
    batch = a_class()
    one, _two = trainees(batch, 2)
    web, body = signed_in(batch.centre), certifier()
    sent = {"scheme": make.scheme(body).pk, "held_on": "28-03-2026", "candidates": [one.pk]}
    web.post(to("of_class", batch.pk), sent)
    row = CompetencyAssessment.objects.get()
    unit = batch.curriculum.units.first().unit_id
    judged = {"verdict": "competent", f"u-{unit}": "competent", "assessor_name": "Hasan Latihan", "confirmed": "on"}
    web.post(to("assessment", ready(row).pk), judged)
    answer = web.post(
        to("certify", row.pk),
        {"number": "LSP-1", "issued_on": "30-03-2026", "units": [unit], "scan": picture()},
        follow=True,
    )
    paper = CompetenceCertificate.objects.get()
    shown = answer.content.decode()
    assert "Bentuk nomor ini lain dari biasanya" in shown and f"atas nama {body.name}" in shown
    assert web.get(to("scan", paper.pk))["Content-Type"] == "image/jpeg"
    assert [unit.pk for unit in paper.units.all()] == [unit]


def test_an_older_paper_is_recorded_and_says_so_everywhere(settings, tmp_path) -> None:
    settings.BALAI_FILES = tmp_path
    centre, body = make.institution(), certifier()
    person = make.person("Rahmah", registered_by=centre)
    stranger = make.person("Orang Jauh")
    web = signed_in(centre)
    assert "Rahmah" in web.get(to("from_paper")).content.decode()
    address = f"{to('from_paper')}?orang={person.pk}"
    sent = {"certifier": body.pk, "scheme": "Juru Las", "number": NUMBER, "issued_on": "30-03-2019", "valid_until": ""}
    assert "belum tiba" in web.post(address, sent | {"issued_on": "30-03-2099"}).content.decode()
    page = web.post(address, sent | {"scan": picture()}, follow=True).content.decode()
    paper = CompetenceCertificate.objects.get()
    assert (paper.from_paper, paper.assessment, paper.recorded_for, paper.on_behalf_of) == (True, None, centre, body)
    assert "dicatat dari kertas" in page
    assert "dicatat dari kertas" in web.get(to("certificates")).content.decode()
    assert "Dicatat dari kertas" in Client().get(f"/verifikasi/{paper.code}/").content.decode()
    assert "sudah tercatat" in web.post(address, sent).content.decode()
    elsewhere = f"{to('from_paper')}?orang={stranger.pk}"
    web.post(elsewhere, sent | {"number": "LSP-9"})
    assert CompetenceCertificate.objects.count() == 1


def test_lists_open_for_those_who_may_and_show_only_their_own() -> None:
    (row,) = registered()
    paper = certified(row, centre_of(row))
    mine = signed_in(row.enrolment.batch.centre)
    other = signed_in(make.institution())
    head = signed_in(row.certifier, Role.CERTIFIER_HEAD)
    for name in ("assessments", "certificates", "without_scan", "ending"):
        pages = [web.get(to(name)) for web in (mine, other, head)]
        assert {page.status_code for page in pages} == {200}
        assert row.person.full_name not in pages[1].content.decode()
    assert f'data-id="{paper.pk}"' in mine.get(to("without_scan")).content.decode()
    for url in (to("assessment", row.pk), to("certificate", paper.pk)):
        assert [web.get(url).status_code for web in (mine, other, head)] == [200, 404, 200]
    assert signed_in(make.institution(kind="company"), Role.EMPLOYER).get(to("certificates")).status_code == 403


def test_a_wrong_record_is_withdrawn_on_the_page_and_restored() -> None:
    (row,) = registered()
    paper = certified(row, centre_of(row))
    web = signed_in(row.enrolment.batch.centre)
    web.post(to("change", paper.pk, "tarik"), {"reason": ""})
    paper.refresh_from_db()
    assert paper.state == "valid"
    web.post(to("change", paper.pk, "tarik"), {"reason": "nomor orang lain"})
    paper.refresh_from_db()
    assert paper.state == "withdrawn"
    web.post(to("change", paper.pk, "pulihkan"))
    paper.refresh_from_db()
    assert paper.state == "valid"
    assert web.post(to("change", paper.pk, "apa")).status_code == 404


# Verification: a stranger with a code -------------------------------------------------------------------------------
def asked(code: str, web: Client | None = None):
    return (web or Client()).get(reverse("verification:paper", args=[code]))


def training_paper(**fields) -> TrainingCertificate:
    batch = a_class()
    (one,) = trainees(batch, 1)
    return TrainingCertificate.objects.create(
        enrolment=one, issuer=batch.centre, number="001/SP", holder_name="Rahmah", programme_title="Menjahit",
        lesson_hours=64, issued_on=date(2026, 3, 30), **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "said"),
    [("issued", "Berlaku."), ("replaced", "Sudah diganti."), ("revoked", "Sudah dicabut.")],
)
def test_a_training_certificate_answers_with_its_state(state: str, said: str) -> None:
    paper = training_paper(state=CertificateState(state), revoked_reason="alasan yang tidak untuk umum")
    shown = asked(paper.code).content.decode()
    assert said in shown and "Rahmah" in shown and "Ini bukan bukti kompetensi" in shown
    assert "alasan yang tidak untuk umum" not in shown and "001/SP" not in shown


def test_a_competence_certificate_is_another_paper_and_runs_out() -> None:
    (row,) = registered()
    paper = certified(row, centre_of(row))
    shown = asked(paper.code).content.decode()
    assert "<h1>Sertifikat kompetensi</h1>" in shown and NUMBER not in shown
    CompetenceCertificate.objects.update(valid_until=paper.issued_on)
    with patch.object(timezone, "localdate", return_value=date(2031, 1, 1)):
        assert "Masa berlakunya berakhir." in asked(paper.code).content.decode()
    CompetenceCertificate.objects.update(state="withdrawn")
    withdrawn = asked(paper.code).content.decode()
    assert "Catatan ini ditarik." in withdrawn and row.person.full_name not in withdrawn


def test_an_erased_person_is_not_named() -> None:
    paper = training_paper()
    person = paper.enrolment.person
    person.erased_at = timezone.now()
    person.save()
    shown = asked(paper.code).content.decode()
    assert "Rahmah" not in shown and "dihapus atas permintaan" in shown


def test_unknown_and_unreadable_are_two_answers() -> None:
    unknown = asked("ZZZZZZZZZZZZ")
    assert unknown.status_code == 404 and "Kode tidak ditemukan" in unknown.content.decode()
    with patch("balai.web.verification.public.proof_for", side_effect=DatabaseError):
        unreadable = asked("ZZZZZZZZZZZZ")
    assert unreadable.status_code == 503 and "bukan tanda bahwa sertifikatnya palsu" in unreadable.content.decode()


@pytest.mark.parametrize("form", ["{}", " {} ", "https://balai.test/verifikasi/{}/"])
def test_the_code_is_read_however_it_is_typed(form: str) -> None:
    paper = training_paper()
    split = f"{paper.code[:4]}-{paper.code[4:]}".lower()
    answer = Client().get(reverse("verification:verify"), {"kode": form.format(split)}, follow=True)
    assert "Berlaku." in answer.content.decode()


def test_nothing_typed_is_answered_with_a_sentence() -> None:
    assert (
        "tidak berisi huruf atau angka" in Client().get(reverse("verification:verify"), {"kode": "--"}).content.decode()
    )


def test_the_holder_finds_the_way_to_print_and_a_stranger_does_not() -> None:
    paper = training_paper()
    account, web = make.user(), Client()
    person = paper.enrolment.person
    person.user = account
    person.save()
    web.force_login(account)
    assert "Cetak sertifikat ini" in asked(paper.code, web).content.decode()
    assert "Cetak sertifikat ini" not in asked(paper.code).content.decode()


@pytest.mark.parametrize("name", ["assessments", "certificates", "without_scan"])
def test_lists_ask_the_database_as_often_for_three_as_for_one(name: str, django_assert_max_num_queries) -> None:
    counts = []
    for number in (1, 3):
        rows = registered(number=number)
        by = centre_of(rows[0])
        for place, row in enumerate(rows):
            certified(row, by, f"{number}{place} {NUMBER}")
        web = signed_in(rows[0].enrolment.batch.centre)
        with django_assert_max_num_queries(12) as asked_for:
            web.get(to(name))
        counts.append(len(asked_for))
    assert counts[0] == counts[1]


def test_a_refused_result_names_its_field_in_words() -> None:
    batch = a_class()
    one, _two = trainees(batch, 2)
    web, body = signed_in(batch.centre), certifier()
    sent = {"scheme": make.scheme(body).pk, "held_on": "28-03-2026", "candidates": [one.pk]}
    web.post(to("of_class", batch.pk), sent)
    page = web.post(to("assessment", CompetencyAssessment.objects.get().pk), {"verdict": ""}).content.decode()
    assert '<div class="note saga" role="alert"><ul><li>“Hasil akhir”' in page
    assert "<li>verdict" not in page
