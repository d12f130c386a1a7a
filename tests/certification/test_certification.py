"""Assessments and the certifier's paper: whose word, what is refused, what only deserves a warning."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.audit.models import Entry
from balai.certification.actions.assess import AssessmentPlan, Verdict, record_verdict, register_assessment
from balai.certification.actions.certify import (
    Paper,
    record_certificate_from_paper,
    record_competence_certificate,
    restore_certificate,
    revoke_certificate,
    withdraw_certificate,
)
from balai.certification.actions.prepare import OwnWord, Seen, add_evidence, record_self_assessment
from balai.certification.enums import RESULTS, AssessmentVerdict, CompetenceCertificateState
from balai.certification.models import CompetenceCertificate, CompetencyAssessment
from balai.certification.privacy import merge, road, unmerge
from balai.certification.rules import assessor_warning, number_warning
from balai.certification.sheets import record_sheet
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Membership
from balai.kernel.registry import NOBODY, work_for
from balai.people.models import Person
from balai.training.actions.sessions import SessionPlan, plan_sessions
from tests import factories as make
from tests.support.refusals import code_of
from tests.training.rows import NOW, TODAY, a_class, admin_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NUMBER = "62010 2512 2 0000107 2025"
HELD = date(2026, 3, 28)


def certifier():
    return make.institution(kind=InstitutionKind.CERTIFICATION_BODY)


def registered(by: Actor | None = None, number: int = 1):
    batch = a_class()
    people = trainees(batch, number)
    plan = AssessmentPlan(make.scheme(certifier()), HELD)
    chosen = [one.pk for one in people]
    return register_assessment(by=by or admin_of(batch), batch=batch, enrolment_ids=chosen, plan=plan, now=NOW)


def ready(row: CompetencyAssessment) -> CompetencyAssessment:
    """The candidate has consented and said what they can do."""
    CompetencyAssessment.objects.filter(pk=row.pk).update(consented_at=NOW, self_assessed_at=NOW)
    return row


def verdict_on(row: CompetencyAssessment, overall: str, **more) -> Verdict:
    """With an assessor and every unit judged alike; that nothing was seen is confirmed."""
    assert row.enrolment is not None
    units = {unit.unit_id: overall for unit in row.enrolment.batch.curriculum.units.all()}
    return Verdict(overall, units, assessor_name="Hasan Latihan", confirmed=True, **more)


def competent(row: CompetencyAssessment, by: Actor) -> CompetencyAssessment:
    return record_verdict(by=by, assessment=ready(row), verdict=verdict_on(row, "competent"), now=NOW)


def centre_of(row: CompetencyAssessment) -> Actor:
    assert row.enrolment is not None
    return admin_of(row.enrolment.batch)


def certified(row: CompetencyAssessment, by: Actor, number: str = NUMBER, **more) -> CompetenceCertificate:
    paper = Paper(number, date(2026, 3, 30), **more)
    return record_competence_certificate(by=by, assessment=competent(row, by), paper=paper, now=NOW)


def test_the_centre_writes_as_told_and_the_certifier_in_its_own_name() -> None:
    (row,) = registered()
    told = certified(row, centre_of(row))
    assert (told.on_behalf_of, told.recorded_for) == (row.certifier, row.enrolment.batch.centre)
    (other,) = registered()
    own = certified(other, make.actor(other.certifier, Role.CERTIFIER_HEAD, TODAY))
    assert (own.on_behalf_of, own.recorded_for) == (None, other.certifier)


def test_the_labour_office_of_the_persons_regency_may_write_and_another_may_not() -> None:
    (row,) = registered()
    home = make.regency()
    row.person.home_regency = home
    row.person.save()
    near = make.actor(make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=home), Role.LABOUR_OFFICER, TODAY)
    far = make.actor(make.institution(kind=InstitutionKind.LABOUR_OFFICE), Role.LABOUR_OFFICER, TODAY)
    assert code_of(lambda: competent(row, far)) == "may_not_record"
    assert competent(row, near).on_behalf_of == row.certifier


def test_a_training_centre_is_no_certifier_and_naming_twice_counts_once() -> None:
    batch = a_class()
    people = [one.pk for one in trainees(batch, 2)]
    by = admin_of(batch)

    def named(body) -> list[CompetencyAssessment]:
        plan = AssessmentPlan(make.scheme(body), HELD)
        return register_assessment(by=by, batch=batch, enrolment_ids=people, plan=plan, now=NOW)

    assert code_of(lambda: named(make.institution())) == "not_a_certifier"
    body = certifier()
    named(body)
    assert len(named(body)) == 2
    assert CompetencyAssessment.objects.count() == 2


def test_absent_and_deferred_are_no_results() -> None:
    (row,) = registered()
    by = centre_of(row)
    unit = row.enrolment.batch.curriculum.units.first().unit_id
    with_units = Verdict("absent", {unit: "not_yet_competent"})
    assert code_of(lambda: record_verdict(by=by, assessment=row, verdict=with_units, now=NOW)) == "units_without_result"
    record_verdict(by=by, assessment=row, verdict=Verdict("deferred", {}), now=NOW)
    row.refresh_from_db()
    paper = Paper(NUMBER, TODAY)
    refusal = code_of(lambda: record_competence_certificate(by=by, assessment=row, paper=paper, now=NOW))
    assert refusal == "not_competent"


def test_competent_overall_does_not_stand_beside_a_unit_that_is_not() -> None:
    (row,) = registered()
    unit = row.enrolment.batch.curriculum.units.first().unit_id
    verdict = Verdict("competent", {unit: "not_yet_competent"})
    assert (
        code_of(lambda: record_verdict(by=centre_of(row), assessment=row, verdict=verdict, now=NOW))
        == "unit_not_competent"
    )


def test_a_result_stands_on_consent_an_assessor_units_and_what_was_seen() -> None:
    (row,) = registered()
    by, unit = centre_of(row), row.enrolment.batch.curriculum.units.first().unit_id

    def refused(overall: str, **given) -> str:
        return code_of(lambda: record_verdict(by=by, assessment=row, verdict=Verdict(overall, **given), now=NOW))

    whole = {"units": {unit: "competent"}, "assessor_name": "Hasan Latihan"}
    assert {refused(overall, units={}, **{"assessor_name": "H"}) for overall in RESULTS} == {"not_consented"}
    record_verdict(by=by, assessment=row, verdict=Verdict("absent", {}), now=NOW)  # no result: needs none of it
    words = {one.unit_id: OwnWord(able=True) for one in row.enrolment.batch.curriculum.units.all()}
    record_self_assessment(by=by, assessment=row, words=words, consent=True, now=NOW)
    assert {refused(overall, units={unit: overall}) for overall in RESULTS} == {"no_assessor"}
    assert refused("competent", units={}, assessor_name="Hasan Latihan", confirmed=True) == "no_unit_result"
    assert refused("competent", **whole) == "unconfirmed"
    row.refresh_from_db()
    assert row.verdict == "absent"
    add_evidence(by=by, assessment=row, seen=Seen("observation", "Menjahit kemeja"), now=NOW)
    assert record_verdict(by=by, assessment=row, verdict=Verdict("competent", **whole), now=NOW).verdict == "competent"


def test_without_evidence_the_result_is_kept_when_somebody_says_so() -> None:
    (row,) = registered()
    CompetencyAssessment.objects.filter(pk=row.pk).update(consented_at=NOW)
    head = make.desk(row.certifier, Role.CERTIFIER_HEAD).user
    web, at = Client(), reverse("certification:assessment", args=[row.pk])
    web.force_login(head)
    sent = {"verdict": "not_yet_competent", "assessor_name": "Hasan Latihan"}
    page = web.post(at, sent).content.decode()
    assert "Asesmen mandiri peserta belum diisi dan belum ada bukti yang dicatat." in page and "Tetap simpan" in page
    web.post(at, sent | {"confirmed": "on"})
    row.refresh_from_db()
    assert (row.verdict, row.assessor_name) == ("not_yet_competent", "Hasan Latihan")


def test_a_verdict_before_the_day_is_refused() -> None:
    (row,) = registered()
    early = NOW.replace(day=1)
    verdict = Verdict("competent", {})
    assert (
        code_of(lambda: record_verdict(by=centre_of(row), assessment=row, verdict=verdict, now=early)) == "not_held_yet"
    )


def test_the_end_is_stored_three_years_later_unless_the_paper_says_otherwise() -> None:
    one, two = registered(number=2)
    by = centre_of(one)
    assert certified(one, by).valid_until == date(2029, 3, 30)
    assert certified(two, by, NUMBER + "1", valid_until=date(2028, 1, 1)).valid_until == date(2028, 1, 1)


def test_a_number_is_recorded_once_and_the_right_one_after_a_wrong_one() -> None:
    one, two = registered(number=2)
    by = centre_of(one)
    wrong = certified(one, by)
    assert code_of(lambda: certified(two, by)) == "already_recorded"
    withdraw_certificate(by=by, certificate=wrong, reason="nomor milik orang lain")
    assert certified(two, by).state == CompetenceCertificateState.VALID
    assert certified(one, by, "62010 2512 2 0000999 2025").assessment == one
    assert code_of(lambda: restore_certificate(by=by, certificate=wrong)) == "number_taken"


def test_revoking_needs_a_reason_and_is_taken_back() -> None:
    (row,) = registered()
    by = centre_of(row)
    paper = certified(row, by)
    assert code_of(lambda: revoke_certificate(by=by, certificate=paper, reason="")) == "reason_missing"
    revoke_certificate(by=by, certificate=paper, reason="surat LSP nomor 5")
    assert restore_certificate(by=by, certificate=paper).state == CompetenceCertificateState.VALID


def test_an_odd_number_is_a_warning_never_a_refusal() -> None:
    assert number_warning(NUMBER) == "" and number_warning("62010 2512 5 008276 2025") == ""
    assert "kertasnya" in number_warning("LSP-12/2025")
    (row,) = registered()
    assert certified(row, centre_of(row), "LSP-12/2025").number == "LSP-12/2025"


def test_an_assessor_who_taught_the_class_is_named() -> None:
    batch = a_class()
    teacher = make.desk(batch.centre, Role.INSTRUCTOR, make.user(full_name="Dewi Latihan")).user
    plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=1, instructor=teacher))
    assert "mengajar di kelas yang sama" in assessor_warning("dewi latihan, S.Pd.", batch)
    assert assessor_warning("Hasan Latihan", batch) == "" == assessor_warning("", batch)
    (one,) = trainees(batch, 1)
    other = a_class()
    assert assessor_warning("Dewi Latihan", other) == ""
    told = assessor_warning("Dewi Latihan", other, people=[one.person_id])
    assert batch.title in told and told == assessor_warning("", None, teacher.pk, [one.person_id])


def keys(actor: Actor) -> set[str]:
    items = [item for item in work_for(actor, NOW) if item.key.startswith("certification.")]
    assert all(reverse(item.url, args=item.args) for item in items)
    return {item.key.split(":")[0] for item in items}


def test_the_desk_asks_for_verdict_then_number_then_scan() -> None:
    (row,) = registered()
    centre, head = centre_of(row), make.actor(row.certifier, Role.CERTIFIER_HEAD, TODAY)
    assert keys(centre) == keys(head) == {"certification.verdict"}
    competent(row, centre)
    assert keys(centre) == {"certification.unrecorded"}
    paper = certified(row, centre, valid_until=date(2026, 5, 1))
    assert keys(centre) == {"certification.without_scan", "certification.ending"}
    withdraw_certificate(by=centre, certificate=paper, reason="salah ketik nomor")
    assert keys(centre) == {"certification.unrecorded"}


def test_the_holder_is_told_on_their_own_desk_that_it_ends() -> None:
    (row,) = registered()
    account = make.user()
    row.person.user = account
    row.person.save()
    certified(row, centre_of(row), valid_until=date(2026, 5, 1))
    assert keys(Actor(f"user:{account.pk}", account.pk)) == {"certification.my_own"}


def test_the_road_says_what_is_not_known_and_when_it_ends() -> None:
    (row,) = registered()
    (step,) = road(row.person_id, TODAY, NOBODY)
    assert step.state == "unknown"
    certified(row, centre_of(row), valid_until=date(2026, 5, 1))
    assert "Segera berakhir" in list(road(row.person_id, TODAY, NOBODY))[-1].text


def test_two_records_become_one_and_part_again() -> None:
    (row,) = registered()
    paper = certified(row, centre_of(row))
    kept, merged = make.person(), row.person
    moved = merge(kept.pk, merged.pk)
    paper.refresh_from_db()
    assert paper.person == kept
    unmerge(kept.pk, merged.pk, moved)
    assert CompetencyAssessment.objects.get().person == merged
    assert AssessmentVerdict(CompetencyAssessment.objects.get().verdict) == "competent"


def test_that_the_assessor_taught_the_candidate_stays_on_page_and_record() -> None:
    (row,) = registered()
    teacher = make.user(full_name="Hasan Latihan, S.T.")
    plan = SessionPlan(count=1, instructor=make.desk(row.enrolment.batch.centre, Role.INSTRUCTOR, teacher).user)
    plan_sessions(by=centre_of(row), batch=row.enrolment.batch, plan=plan)
    judged = competent(row, centre_of(row))
    said = "tercatat mengajar di kelas yang sama"
    assert said in judged.independence
    reader = Client()
    reader.force_login(make.desk(row.enrolment.batch.centre, Role.COUNSELLOR).user)
    assert said in reader.get(reverse("certification:assessment", args=[row.pk])).content.decode()
    (first, *_more) = CalamineWorkbook.from_filelike(io.BytesIO(record_sheet([judged]))).sheet_names
    rows = CalamineWorkbook.from_filelike(io.BytesIO(record_sheet([judged]))).get_sheet_by_name(first).to_python()
    assert said in rows[-1][-1]
    assert Entry.objects.get(verb="certification.verdict").facts["taught"] is True
    other = Verdict("competent", verdict_on(row, "competent").units, assessor_name="Orang Lain", confirmed=True)
    assert record_verdict(by=centre_of(row), assessment=row, verdict=other, now=NOW).independence == ""


def test_what_the_certifier_issued_here_no_centre_takes_back_or_puts_right() -> None:
    (row,) = registered()
    head, centre = make.actor(row.certifier, Role.CERTIFIER_HEAD, TODAY), centre_of(row)
    paper = certified(row, head)
    web, at = Client(), reverse("certification:certificate", args=[paper.pk])
    web.force_login(User.objects.get(pk=centre.user_id))

    def tried(step: str) -> str:
        web.post(reverse("certification:change", args=[paper.pk, step]), {"reason": "salah", "blank_state": "handed"})
        return CompetenceCertificate.objects.get().state + CompetenceCertificate.objects.get().blank_state

    assert [tried(step) for step in ("tarik", "cabut", "blangko")] == ["valid"] * 3
    assert code_of(lambda: revoke_certificate(by=centre, certificate=paper, reason="salah")) == "may_not_issue"
    office = Client()
    office.force_login(User.objects.get(pk=head.user_id))
    seen = web.get(at)
    assert seen.status_code == 200 and "/cabut/" not in seen.content.decode()
    assert "/cabut/" in office.get(at).content.decode()
    revoke_certificate(by=head, certificate=paper, reason="uji ternyata tidak sah")
    assert tried("pulihkan") == "revoked" and "/pulihkan/" not in web.get(at).content.decode()
    assert "/pulihkan/" in office.get(at).content.decode()
    assert code_of(lambda: restore_certificate(by=centre, certificate=paper)) == "may_not_issue"
    assert restore_certificate(by=head, certificate=paper).state == CompetenceCertificateState.VALID


def test_over_what_the_certifier_wrote_here_itself_no_centre_records_a_certificate_as_told() -> None:
    first, second = registered(number=2)
    head, centre = make.actor(first.certifier, Role.CERTIFIER_HEAD, TODAY), centre_of(first)

    def told(row: CompetencyAssessment, number: str = NUMBER + "7") -> str:
        paper = Paper(number, date(2026, 3, 30))
        return code_of(lambda: record_competence_certificate(by=centre, assessment=row, paper=paper, now=NOW))

    def copied(row: CompetencyAssessment, scheme: str, by: Actor = centre) -> CompetenceCertificate:
        paper = Paper(NUMBER + scheme[:1], date(2026, 3, 30))
        return record_certificate_from_paper(
            by=by, person=row.person, certifier=row.certifier, scheme=scheme, paper=paper, now=NOW
        )

    Person.objects.filter(pk=first.person_id).update(registered_by=first.enrolment.batch.centre)
    first.person.refresh_from_db()
    competent(first, head)
    assert told(first) == code_of(lambda: copied(first, first.scheme.upper())) == "certifiers_own"
    web, at = Client(), reverse("certification:assessment", args=[first.pk])
    web.force_login(User.objects.get(pk=centre.user_id))
    assert reverse("certification:certify", args=[first.pk]) not in web.get(at).content.decode()
    issued = record_competence_certificate(by=head, assessment=first, paper=Paper(NUMBER, HELD), now=NOW)
    Membership.objects.filter(institution=first.certifier).delete()
    assert code_of(lambda: copied(first, first.scheme)) == "certifiers_own", "its own certificate still runs"
    assert copied(first, "Skema lain").on_behalf_of == first.certifier
    competent(second, centre)
    told_itself = record_competence_certificate(by=centre, assessment=second, paper=Paper("LSP 2", HELD), now=NOW)
    assert (told_itself.on_behalf_of, issued.on_behalf_of) == (first.certifier, None)


def test_no_certificate_is_dated_before_its_assessment() -> None:
    (row,) = registered()
    by = centre_of(row)
    competent(row, by)

    def dated(day: date) -> CompetenceCertificate:
        return record_competence_certificate(by=by, assessment=row, paper=Paper(NUMBER, day), now=NOW)

    assert code_of(lambda: dated(date(2026, 3, 27))) == "issued_before_assessment"
    assert dated(HELD).issued_on == HELD


def test_a_certificate_is_put_right_only_over_the_verdict_and_beside_no_other() -> None:
    one, two = registered(number=2)
    by = centre_of(one)

    def restored(paper: CompetenceCertificate) -> str:
        return code_of(lambda: restore_certificate(by=by, certificate=paper))

    wrong = certified(one, by)
    withdraw_certificate(by=by, certificate=wrong, reason="belum kompeten")
    record_verdict(by=by, assessment=one, verdict=verdict_on(one, "not_yet_competent"), now=NOW)
    assert restored(wrong) == "not_competent"
    first = certified(two, by, NUMBER + "1")
    withdraw_certificate(by=by, certificate=first, reason="nomor keliru")
    second = certified(two, by, NUMBER + "2")
    assert restored(first) == "no_assessment"
    withdraw_certificate(by=by, certificate=second, reason="nomor keliru")
    assert restore_certificate(by=by, certificate=second).state == CompetenceCertificateState.VALID
    states = CompetenceCertificate.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "withdrawn", "valid"]
