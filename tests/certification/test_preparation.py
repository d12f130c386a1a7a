"""The road to a verdict and after it: the candidate's own word, evidence, another day, an appeal, two workbooks."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from PIL import Image
from python_calamine import CalamineWorkbook

from balai.access.roles import Role
from balai.certification.actions.appeal import answer_appeal, appeal_verdict
from balai.certification.actions.assess import record_verdict
from balai.certification.actions.certify import set_blank
from balai.certification.actions.prepare import OwnWord, Seen, add_evidence, reassess, record_self_assessment
from balai.certification.models import AssessmentAppeal, AssessmentEvidence, CompetencyAssessment
from balai.certification.privacy import erase, export
from balai.documents.actions.store import delete_expired, place_of
from balai.documents.models import StoredFile
from balai.institutions.desks import actor_for
from balai.kernel.registry import work_for
from balai.notifications.models import Message
from balai.people.models import Person
from tests import factories as make
from tests.certification.test_certification import (
    HELD,
    centre_of,
    certified,
    competent,
    ready,
    registered,
    verdict_on,
)
from tests.certification.test_pages import signed_in, to
from tests.support.refusals import code_of
from tests.training.rows import NOW, TODAY

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def candidate(row: CompetencyAssessment):
    """The candidate with an account: the actor, and a client that is signed in."""
    user = make.user()
    Person.objects.filter(pk=row.person_id).update(user=user, phone="+6281200000002")
    client = Client()
    client.force_login(user)
    return actor_for(user, TODAY), client


def certifiers_head(row: CompetencyAssessment):
    return make.actor(row.certifier, Role.CERTIFIER_HEAD, TODAY)


def words_for(row: CompetencyAssessment, able: bool = True) -> dict[int, OwnWord]:
    assert row.enrolment is not None
    return {unit.unit_id: OwnWord(able, "Baju jadi") for unit in row.enrolment.batch.curriculum.units.all()}


def failed(row: CompetencyAssessment) -> CompetencyAssessment:
    return record_verdict(
        by=centre_of(row), assessment=ready(row), verdict=verdict_on(row, "not_yet_competent"), now=NOW
    )


def test_the_candidate_says_what_they_can_do_and_consents_on_their_own_page() -> None:
    (row,) = registered()
    _who, web = candidate(row)
    at = to("mine", row.pk)
    units = list(words_for(row))
    answers = {f"u-{unit}": "1" for unit in units} | {f"b-{units[0]}": "Kemeja contoh"}
    assert "Centang persetujuan" in web.post(at, answers).content.decode()
    row.refresh_from_db()
    assert row.consented_at is None
    web.post(at, answers | {"consent": "1"})
    row.refresh_from_db()
    assert row.consented_at == row.self_assessed_at is not None
    assert {(one.unit_id, one.able) for one in row.self_assessed.all()} == {(unit, True) for unit in units}
    assert "Kemeja contoh" in signed_in(row.enrolment.batch.centre).get(to("assessment", row.pk)).content.decode()


def test_every_unit_is_answered_and_nothing_changes_after_the_verdict() -> None:
    (row,) = registered()
    by, words = centre_of(row), words_for(row)
    some = dict(list(words.items())[:1])
    assert code_of(lambda: record_self_assessment(by=by, assessment=row, words=some, consent=True, now=NOW)) == (
        "unit_left_out"
    )
    failed(row)
    assert code_of(lambda: record_self_assessment(by=by, assessment=row, words=words, consent=True, now=NOW)) == (
        "has_verdict"
    )


def test_nobody_else_fills_it_in_or_opens_it() -> None:
    (row,) = registered()
    (other,) = registered()
    _who, web = candidate(other)
    assert web.get(to("mine", row.pk)).status_code == 404
    stranger = make.actor(make.institution(), Role.CENTRE_ADMIN, TODAY)
    words = words_for(row)
    assert code_of(lambda: record_self_assessment(by=stranger, assessment=row, words=words, consent=True, now=NOW)) == (
        "may_not_prepare"
    )
    seen = Seen("oral", "Menjawab lima pertanyaan")
    assert code_of(lambda: add_evidence(by=stranger, assessment=row, seen=seen, now=NOW)) == "may_not_record"


def test_evidence_keeps_its_marks_and_needs_words() -> None:
    (row,) = registered()
    web = signed_in(row.certifier, Role.ASSESSOR)
    unit = next(iter(words_for(row)))
    web.post(to("evidence", row.pk), {"kind": "observation", "note": "", "valid": "1"})
    web.post(to("evidence", row.pk), {"kind": "observation", "note": "Memasang kerah", "valid": "1", "unit": unit})
    (made,) = AssessmentEvidence.objects.all()
    assert (made.valid, made.authentic, made.unit_id) == (True, False, unit)


def photo(size: tuple[int, int] = (60, 40)) -> io.BytesIO:
    target = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    exif = picture.getexif()
    exif[0x010E] = "rumah peserta"
    picture.save(target, "JPEG", exif=exif)
    target.seek(0)
    target.name = "kerah.jpg"
    return target


def test_a_photo_of_evidence_is_drawn_anew_and_opened_by_assessor_certifier_and_candidate_alone() -> None:
    (row,) = registered()
    (other,) = registered()
    _who, own = candidate(row)
    centre = signed_in(row.enrolment.batch.centre)
    assessor = signed_in(row.certifier, Role.ASSESSOR)
    assessor.post(to("evidence", row.pk), {"kind": "project", "note": "Kerah terpasang", "file": photo()})
    (made,) = AssessmentEvidence.objects.all()
    at = to("evidence_file", made.pk)
    answer = assessor.get(at)
    assert answer["Content-Type"] == "image/jpeg" and b"rumah peserta" not in answer.content
    assert answer["Cache-Control"] == "private, no-store"
    may = {
        "certifier": signed_in(row.certifier, Role.CERTIFIER_HEAD), "candidate": own, "centre": centre,
        "other certifier": signed_in(other.certifier, Role.ASSESSOR), "other candidate": candidate(other)[1],
        "office": signed_in(make.institution(region=row.enrolment.batch.centre.region, kind="labour_office"), Role.LABOUR_OFFICER),
    }  # fmt: skip
    assert {name for name, web in may.items() if web.get(at).status_code == 200} == {"certifier", "candidate"}
    assert Client().get(at).status_code == 302
    assert at in own.get(to("mine", row.pk)).content.decode()
    page = centre.get(to("assessment", row.pk)).content.decode()
    assert at not in page and "berkasnya dibuka asesor" in page


def test_evidence_that_is_refused_leaves_no_file_behind() -> None:
    (row,) = registered()
    assessor = signed_in(row.certifier, Role.ASSESSOR)
    big, page = io.BytesIO(b"\xff\xd8\xff" + b"0" * 5_000_001), io.BytesIO(b"<html>bukan gambar</html>")
    big.name = page.name = "bukti.jpg"
    for file, words in ((big, "terlalu besar"), (page, "Jenis berkas ini tidak diterima")):
        sent = {"kind": "project", "note": "Kerah terpasang", "file": file}
        assert words in assessor.post(to("evidence", row.pk), sent, follow=True).content.decode()
    assessor.post(to("evidence", row.pk), {"kind": "project", "note": " ", "file": photo()})
    assert not AssessmentEvidence.objects.exists() and not StoredFile.objects.filter(deleted_at=None).exists()
    sent = {"kind": "project", "note": "Kerah terpasang", "file": photo()}
    assert signed_in(make.institution()).post(to("evidence", row.pk), sent).status_code == 404


def test_the_photo_goes_with_the_person() -> None:
    (row,) = registered()
    assessor = signed_in(row.certifier, Role.ASSESSOR)
    assessor.post(to("evidence", row.pk), {"kind": "project", "note": "Kerah terpasang", "file": photo()})
    assert export(row.person_id)["assessment"][0]["evidence"][0]["file"] == "kerah.jpg"
    file = StoredFile.objects.get()
    erase(row.person_id)
    assert delete_expired(NOW) == 1 and not place_of(file.pk).exists()


def test_another_day_leaves_the_first_verdict_and_comes_only_after_one() -> None:
    (row,) = registered()
    by, later = centre_of(row), HELD + timedelta(days=30)
    assert code_of(lambda: reassess(by=by, assessment=row, held_on=later, now=NOW)) == "nothing_to_repeat"
    failed(row)
    assert code_of(lambda: reassess(by=by, assessment=row, held_on=HELD, now=NOW)) == "same_day"
    again = reassess(by=by, assessment=row, held_on=later, now=NOW)
    assert code_of(lambda: reassess(by=by, assessment=row, held_on=later, now=NOW)) == "same_day"
    row.refresh_from_db()
    assert (again.repeats, again.verdict, row.verdict) == (row, "pending", "not_yet_competent")


def test_an_appeal_waits_on_the_certifiers_desk_until_it_is_answered_in_words() -> None:
    (row,) = registered()
    who, web = candidate(row)
    assert (
        code_of(lambda: appeal_verdict(by=who, assessment=row, reason="Mesin rusak.", now=NOW)) == "nothing_to_appeal"
    )
    failed(row)
    web.post(to("appeal", row.pk), {"reason": "Mesin uji rusak."})
    assert code_of(lambda: appeal_verdict(by=who, assessment=row, reason="Mesin rusak.", now=NOW)) == "already_open"
    (appeal,) = AssessmentAppeal.objects.all()
    head = certifiers_head(row)
    assert f"certification.appeal:{appeal.pk}" in {item.key for item in work_for(head, NOW)}
    assert code_of(lambda: answer_appeal(by=head, appeal=appeal, upheld=True, answer="", now=NOW)) == "reason_missing"
    answer_appeal(by=head, appeal=appeal, upheld=True, answer="Kami sediakan mesin lain.", now=NOW)
    assert code_of(lambda: answer_appeal(by=head, appeal=appeal, upheld=False, answer="Tidak.", now=NOW)) == (
        "already_answered"
    )
    assert f"certification.appeal:{appeal.pk}" not in {item.key for item in work_for(head, NOW)}
    assert "Kami sediakan mesin lain." in web.get(to("mine", row.pk)).content.decode()
    assert "diterima" in Message.objects.get(kind="certification.appeal").body
    row.refresh_from_db()
    assert row.verdict == "not_yet_competent"


def test_what_the_certifier_judged_itself_no_centre_writes_over_or_answers_for() -> None:
    (row,) = registered()
    centre, assessor = centre_of(row), make.actor(row.certifier, Role.ASSESSOR, TODAY)
    record_verdict(by=assessor, assessment=ready(row), verdict=verdict_on(row, "not_yet_competent"), now=NOW)
    assert code_of(lambda: competent(row, centre)) == "certifiers_own"
    who, _web = candidate(row)
    appeal = appeal_verdict(by=who, assessment=row, reason="Mesin rusak.", now=NOW)
    web = signed_in(row.enrolment.batch.centre)
    seen = [at.get(to("assessment", row.pk)) for at in (web, signed_in(row.certifier, Role.ASSESSOR))]
    assert [page.status_code for page in seen] == [200, 200]
    for words in ('name="verdict"', to("answer", appeal.pk)):
        assert [words in page.content.decode() for page in seen] == [False, True], words

    def answered(by) -> AssessmentAppeal:
        return answer_appeal(by=by, appeal=appeal, upheld=False, answer="Mesinnya baik.", now=NOW)

    assert code_of(lambda: answered(centre)) == "certifiers_own"
    assert answered(assessor).state == "refused"
    row.refresh_from_db()
    assert row.verdict == "not_yet_competent" and competent(row, assessor).verdict == "competent"


def test_a_centre_answers_as_told_only_while_nobody_of_the_certifier_sits_here() -> None:
    (row,) = registered()
    centre, (who, _web) = centre_of(row), candidate(failed(row))
    appeal = appeal_verdict(by=who, assessment=row, reason="Mesin rusak.", now=NOW)
    page = signed_in(row.enrolment.batch.centre).get(to("assessment", row.pk)).content.decode()
    assert to("answer", appeal.pk) in page
    seat = make.desk(row.certifier, Role.ASSESSOR)
    assert code_of(lambda: answer_appeal(by=centre, appeal=appeal, upheld=True, answer="Baik.", now=NOW)) == (
        "certifiers_own"
    )
    seat.delete()
    assert answer_appeal(by=centre, appeal=appeal, upheld=True, answer="Baik.", now=NOW).state == "upheld"


def test_the_candidates_desk_asks_for_their_own_word_until_it_is_there() -> None:
    (row,) = registered()
    who, _web = candidate(row)
    CompetencyAssessment.objects.filter(pk=row.pk).update(held_on=TODAY + timedelta(days=5))
    asked = f"certification.my_own_word:{row.pk}"
    assert asked in {item.key for item in work_for(who, NOW)}
    record_self_assessment(by=who, assessment=row, words=words_for(row), consent=True, now=NOW)
    assert asked not in {item.key for item in work_for(who, NOW)}


def test_both_workbooks_open_and_tell_no_number_of_identity() -> None:
    (row,) = registered()
    record_self_assessment(by=centre_of(row), assessment=row, words=words_for(row), consent=True, now=NOW)
    add_evidence(by=centre_of(row), assessment=row, seen=Seen("oral", "=1+1 menjawab"), now=NOW)
    web = signed_in(row.certifier, Role.ASSESSOR)
    books = {
        which: CalamineWorkbook.from_filelike(io.BytesIO(web.get(to("sheet", row.pk, which)).content))
        for which in ("peserta", "laporan")
    }
    (titles, line) = books["peserta"].get_sheet_by_index(0).to_python()
    assert row.person.full_name in line and "2/2" in line and not any("NIK" in str(title) for title in titles)
    assert "=1+1 menjawab" in books["laporan"].get_sheet_by_name("Bukti").to_python()[1]
    assert web.get(to("sheet", row.pk, "lain")).status_code == 404


def test_the_blank_form_is_followed_by_whoever_recorded_the_certificate() -> None:
    (row,) = registered()
    paper = certified(row, centre_of(row))
    web = signed_in(row.enrolment.batch.centre)
    web.post(to("change", paper.pk, "blangko"), {"blank_state": "handed", "blank_number": "B 0012"})
    assert "B 0012" in web.get(to("certificate", paper.pk)).content.decode()
    assert code_of(lambda: set_blank(by=centre_of(row), certificate=paper, state="lost", number="")) == "no_blank_state"


def test_the_candidate_gets_their_words_and_they_go_when_they_are_erased() -> None:
    (row,) = registered()
    record_self_assessment(by=centre_of(row), assessment=row, words=words_for(row), consent=True, now=NOW)
    failed(row)
    appeal_verdict(by=centre_of(row), assessment=row, reason="Mesin uji rusak.", now=NOW)
    (told,) = export(row.person_id)["assessment"]
    assert told["appeals"][0]["reason"] == "Mesin uji rusak." and len(told["own_words"]) == 2
    erase(row.person_id)
    (told,) = export(row.person_id)["assessment"]
    assert "Mesin" not in str(told) and "Baju jadi" not in str(told)
