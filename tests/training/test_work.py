"""Meetings, marks, results, completion, the centre's certificate: what is kept, corrected, refused."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.kernel.registry import road_of, work_for
from balai.parameters.actions import set_parameter
from balai.training.actions.attendance import mark_attendance
from balai.training.actions.certify import issue_training_certificates, replace_certificate, revoke_certificate
from balai.training.actions.complete import complete_batch, reopen_enrolment
from balai.training.actions.results import Result, record_results
from balai.training.actions.sessions import SessionChange, SessionPlan, cancel_session, change_session, plan_sessions
from balai.training.enums import CertificateState, Mark, SessionState
from balai.training.models import AttendanceMark, Enrolment, TrainingCertificate, TrainingSession, UnitResult
from balai.training.parameters import CERTIFICATE_NUMBER
from balai.training.privacy import erase, merge, unmerge
from balai.training.queries import attendance_of
from balai.training.rules.calendar import meeting_days
from tests import factories as make
from tests.support.refusals import code_of
from tests.training.rows import NOW, TODAY, a_class, admin_of, instructor_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]
WEEK = frozenset(range(5))


def first_meeting(batch, count: int = 1) -> TrainingSession:
    made, _days = plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=count))
    return made[0]


def marked(batch, people) -> None:
    marks = {one.pk: "present" for one in people}
    mark_attendance(by=admin_of(batch), session=first_meeting(batch), marks=marks, client_id=uuid4(), now=NOW)


# Meetings -----------------------------------------------------------------------------------------------------------
def test_meetings_leave_out_weekends_holidays_and_joint_leave() -> None:
    found = meeting_days(date(2026, 3, 16), date(2026, 3, 25), WEEK)
    assert date(2026, 3, 21) not in found.days and date(2026, 3, 22) not in found.days
    named = [day for day, _name in found.holidays]
    assert date(2026, 3, 19) in named  # Nyepi
    assert set(named).isdisjoint(found.days)
    assert found.unknown_years == []


def test_a_year_whose_holidays_nobody_published_is_told() -> None:
    found = meeting_days(date(2031, 1, 1), date(2031, 1, 3), WEEK)
    assert found.unknown_years == [2031]
    assert len(found.days) == 3


def test_parts_of_the_curriculum_are_laid_over_the_meetings_by_their_hours() -> None:
    batch = a_class(units=2)
    wide, narrow = batch.curriculum.units.all()
    wide.practice_hours = 88
    wide.save()
    made, _days = plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=4))
    assert [one.unit_id for one in made] == [wide.pk, wide.pk, wide.pk, narrow.pk]


def test_a_plan_is_not_made_anew_once_a_meeting_was_held() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    meeting = first_meeting(batch)
    mark_attendance(by=admin_of(batch), session=meeting, marks={one.pk: "present"}, client_id=uuid4(), now=NOW)
    assert code_of(lambda: first_meeting(batch)) == "already_begun"
    assert code_of(lambda: cancel_session(by=admin_of(batch), session=meeting, reason="hujan lebat")) == "session_held"


def test_a_substitute_is_named_and_a_day_outside_the_class_is_not_taken() -> None:
    batch = a_class()
    meeting, substitute = first_meeting(batch), make.desk(batch.centre, Role.INSTRUCTOR).user
    change = SessionChange(held_on=meeting.held_on, instructor=substitute)
    assert change_session(by=admin_of(batch), session=meeting, change=change).instructor == substitute
    late = SessionChange(held_on=date(2026, 5, 1))
    assert code_of(lambda: change_session(by=admin_of(batch), session=meeting, change=late)) == "outside_class"


# Attendance ---------------------------------------------------------------------------------------------------------
def test_a_sheet_sent_again_after_its_correction_changes_nothing() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    meeting, by, first = first_meeting(batch), instructor_of(batch), uuid4()
    mark_attendance(by=by, session=meeting, marks={one.pk: "absent"}, client_id=first, now=NOW)
    corrected = mark_attendance(by=by, session=meeting, marks={one.pk: "sick"}, client_id=uuid4(), now=NOW)
    again = mark_attendance(by=by, session=meeting, marks={one.pk: "absent"}, client_id=first, now=NOW)
    mark = AttendanceMark.objects.get()
    assert (mark.mark, mark.previous, corrected.corrected, again.known) == (Mark.SICK, Mark.ABSENT, 1, True)
    assert Entry.objects.get(verb="training.correct_mark").facts == {"before": "absent", "after": "sick"}


def test_marks_of_strangers_and_of_meetings_ahead_are_refused() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    stranger = trainees(a_class())[0]
    meeting, by = first_meeting(batch), admin_of(batch)

    def mark(pk: int, at=meeting, now=NOW) -> str:
        return code_of(lambda: mark_attendance(by=by, session=at, marks={pk: "present"}, client_id=uuid4(), now=now))

    assert mark(stranger.pk) == "not_in_class"
    assert mark(one.pk, now=NOW.replace(day=1, month=2)) == "session_ahead"
    assert not AttendanceMark.objects.exists()
    meeting.refresh_from_db()
    assert meeting.state == SessionState.PLANNED


def test_unmarked_is_not_absent() -> None:
    batch = a_class()
    one, two, _three = trainees(batch)
    made, _days = plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=3))
    for meeting, mark in zip(made, ("present", "late", "absent"), strict=True):
        mark_attendance(by=admin_of(batch), session=meeting, marks={one.pk: mark}, client_id=uuid4(), now=NOW)
    told = attendance_of([one, two])
    assert (told[one.pk].present, told[one.pk].percent) == (2, 67)
    assert (told[two.pk].unmarked, told[two.pk].percent) == (3, None)


# Results and completion ---------------------------------------------------------------------------------------------
def test_results_are_corrected_with_a_trace_and_only_by_the_centre() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    unit = batch.curriculum.units.first()
    place = (one.pk, unit.pk)
    by = instructor_of(batch)
    record_results(by=by, batch=batch, results={place: Result("not_yet_competent", Decimal("55.5"))}, now=NOW)
    record_results(by=by, batch=batch, results={place: Result("competent", verdict_only=True)}, now=NOW)
    assert UnitResult.objects.get().score == Decimal("55.5")
    assert Entry.objects.get(verb="training.correct_result").facts["before"] == "not_yet_competent"
    other = admin_of(a_class())
    assert code_of(lambda: record_results(by=other, batch=batch, results={}, now=NOW)) == "may_not_record"
    wrong = {place: Result("competent", Decimal(101))}
    assert code_of(lambda: record_results(by=by, batch=batch, results=wrong, now=NOW)) == "score_out_of_range"


def test_a_decision_is_taken_back_unless_a_certificate_is_out() -> None:
    batch = a_class()
    one, two, _three = trainees(batch)
    marked(batch, [one, two])
    by = admin_of(batch)
    complete_batch(by=by, batch=batch, completed={one.pk: True, two.pk: False}, today=TODAY)
    assert reopen_enrolment(by=by, enrolment=two).ended_on is None
    issue_training_certificates(by=by, batch=batch, signatory="Kepala", issued_on=TODAY)
    assert code_of(lambda: reopen_enrolment(by=by, enrolment=one)) == "has_certificate"


def test_nobody_completes_a_class_without_attendance_unless_it_is_said_why() -> None:
    batch = a_class()
    one, two, three = trainees(batch)
    by = admin_of(batch)
    done = {one.pk: True, two.pk: False}
    assert code_of(lambda: complete_batch(by=by, batch=batch, completed=done, today=TODAY)) == "no_attendance"
    first_meeting(batch)
    with pytest.raises(Refused, match="pada 1 pertemuan"):
        complete_batch(by=by, batch=batch, completed=done, today=TODAY)
    assert Enrolment.objects.filter(state="enrolled").count() == 3
    said = "Daftar hadir hanya ada di kertas"
    complete_batch(by=by, batch=batch, completed=done, today=TODAY, unmarked_reason=said)
    assert list(Enrolment.objects.order_by("seat").values_list("state", "unmarked_reason")) == [
        ("completed", said), ("not_completed", ""), ("enrolled", ""),
    ]  # fmt: skip
    mark_attendance(
        by=by, session=TrainingSession.objects.get(), marks={three.pk: "present"}, client_id=uuid4(), now=NOW
    )
    (last,) = complete_batch(by=by, batch=batch, completed={three.pk: True}, today=TODAY)
    assert last.unmarked_reason == ""


# Certificates -------------------------------------------------------------------------------------------------------
def certified(number: int = 2):
    batch = a_class()
    people = trainees(batch, number)
    marked(batch, people)
    by = admin_of(batch)
    complete_batch(by=by, batch=batch, completed={one.pk: True for one in people}, today=TODAY)
    return batch, by, issue_training_certificates(by=by, batch=batch, signatory="Kepala Balai", issued_on=TODAY)


def test_numbers_follow_the_pattern_and_go_on_where_they_stopped() -> None:
    batch, by, papers = certified()
    assert [paper.number for paper in papers] == [f"{n:03}/SP-{batch.pk}/III/2026" for n in (1, 2)]
    assert (papers[0].programme_title, papers[0].lesson_hours) == ("Operator Garmen", 64)
    assert (
        code_of(lambda: issue_training_certificates(by=by, batch=batch, signatory="", issued_on=TODAY))
        == "nobody_to_certify"
    )
    made = replace_certificate(by=by, certificate=papers[0], reason="nama keliru", signatory="Kepala", issued_on=TODAY)
    assert made.number.startswith("003/")


def test_a_pattern_without_running_number_is_refused_and_nothing_is_issued() -> None:
    set_parameter(
        by=CLI, parameter=CERTIFICATE_NUMBER, text="SP/{tahun}", valid_from=date(2026, 1, 1), valid_to=None,
        legal_basis="surat uji", note="",
    )  # fmt: skip
    assert code_of(certified) == "number_taken"
    assert not TrainingCertificate.objects.exists()


def test_replaced_and_revoked_papers_keep_their_reason_and_make_room() -> None:
    batch, by, (first, second) = certified()
    person = first.enrolment.person
    person.full_name = "Nama Yang Benar"
    person.save()
    made = replace_certificate(by=by, certificate=first, reason="nama keliru", signatory="Kepala", issued_on=TODAY)
    first.refresh_from_db()
    assert (made.holder_name, made.replaces, first.state) == ("Nama Yang Benar", first, CertificateState.REPLACED)
    assert (
        code_of(lambda: revoke_certificate(by=by, certificate=first, reason="salah orang", today=TODAY)) == "not_valid"
    )
    revoke_certificate(by=by, certificate=second, reason="salah orang", today=TODAY)
    (again,) = issue_training_certificates(by=by, batch=batch, signatory="Kepala", issued_on=TODAY)
    assert again.enrolment == second.enrolment


def test_a_result_on_a_valid_certificate_is_corrected_by_a_new_paper() -> None:
    batch, by, (paper, _other) = certified()
    unit = batch.curriculum.units.earliest("position")
    place = (paper.enrolment_id, unit.pk)
    wrong = {place: Result("not_yet_competent")}
    assert code_of(lambda: record_results(by=by, batch=batch, results=wrong, now=NOW)) == "has_certificate"
    assert not UnitResult.objects.exists()
    revoke_certificate(by=by, certificate=paper, reason="hasil keliru", today=TODAY)
    record_results(by=by, batch=batch, results=wrong, now=NOW)
    (again,) = issue_training_certificates(by=by, batch=batch, signatory="Kepala", issued_on=TODAY)
    assert (again.number, again.code) != (paper.number, paper.code)
    assert [one["verdict"] for one in again.content["units"]] == ["not_yet_competent", ""]
    record_results(by=by, batch=batch, results={place: Result("not_yet_competent", Decimal(40))}, now=NOW)
    wrong = {place: Result("competent", Decimal(40))}
    assert code_of(lambda: record_results(by=by, batch=batch, results=wrong, now=NOW)) == "has_certificate"


# Desk, road, privacy ------------------------------------------------------------------------------------------------
def keys(actor) -> set[str]:
    items = [item for item in work_for(actor, NOW) if item.key.startswith("training.")]
    assert all(reverse(item.url, args=item.args) for item in items)
    return {item.key.split(":")[0] for item in items}


def test_the_desk_names_what_waits_and_lets_go_of_what_is_done() -> None:
    batch = a_class()
    people = trainees(batch, 2)
    meeting, by = first_meeting(batch), admin_of(batch)
    assert keys(by) == {"training.unmarked", "training.results", "training.decide"}
    mark_attendance(by=by, session=meeting, marks={people[0].pk: "present"}, client_id=uuid4(), now=NOW)
    unit = batch.curriculum.units.first()
    record_results(by=by, batch=batch, results={(p.pk, unit.pk): Result("competent") for p in people}, now=NOW)
    complete_batch(by=by, batch=batch, completed={one.pk: True for one in people}, today=TODAY)
    assert keys(by) == {"training.certificates"}
    issue_training_certificates(by=by, batch=batch, signatory="Kepala", issued_on=TODAY)
    assert keys(by) == set()


def test_an_instructor_is_not_asked_about_the_meetings_of_another() -> None:
    batch = a_class()
    mine, other = make.desk(batch.centre, Role.INSTRUCTOR).user, instructor_of(batch)
    plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=1, instructor=mine))
    assert "training.unmarked" not in keys(other)
    assert "training.unmarked" in keys(admin_of(batch))


def test_the_road_tells_training_and_paper_in_order() -> None:
    _batch, _by, (paper, _other) = certified()
    titles = [step.title for step in road_of(paper.enrolment.person_id, TODAY)]
    assert [title.split()[0] for title in titles if "elatihan" in title] == ["Mengikuti", "Menyelesaikan", "Menerima"]


def test_two_records_become_one_and_part_again() -> None:
    batch = a_class()
    (one,) = trainees(batch, 1)
    kept, merged = make.person(), one.person
    moved = merge(kept.pk, merged.pk)
    one.refresh_from_db()
    assert one.person == kept
    unmerge(kept.pk, merged.pk, moved)
    one.refresh_from_db()
    assert one.person == merged


def test_erasing_takes_the_name_off_the_certificate() -> None:
    _batch, _by, (paper, other) = certified()
    erase(paper.enrolment.person_id)
    paper.refresh_from_db()
    other.refresh_from_db()
    assert paper.holder_name == "-" and other.holder_name != "-"
