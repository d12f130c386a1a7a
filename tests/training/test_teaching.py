"""Moved and substituted meetings, allowances, leaving, absence in a row, the report, one act over many classes."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.kernel.registry import work_for
from balai.parameters.actions import set_parameter
from balai.training.actions import bulk
from balai.training.actions.attendance import mark_attendance
from balai.training.actions.bulk import go_on, start_bulk
from balai.training.actions.enrol import leave_training
from balai.training.actions.materials import MaterialPlan, add_material
from balai.training.actions.sessions import (
    SessionChange,
    SessionPlan,
    cancel_session,
    change_session,
    make_up_session,
    plan_sessions,
)
from balai.training.actions.statements import Told, tell_marks
from balai.training.enums import BulkItemState, BulkKind, BulkState, LeaveKind, MarkSource
from balai.training.models import AttendanceMark, BulkRun, Enrolment, TrainingCertificate, TrainingSession
from balai.training.parameters import ALLOWANCE_ONLINE, ALLOWANCE_TRANSPORT
from balai.training.queries.allowances import allowance_list
from tests import factories as make
from tests.support.refusals import code_of
from tests.training.rows import FIRST, LAST, NOW, TODAY, a_class, admin_of, applicant, instructor_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def meetings(batch, count: int) -> list[TrainingSession]:
    return plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=count))[0]


def mark(batch, meeting, **marks: str) -> None:
    people = {f"p{one.seat}": one.pk for one in Enrolment.objects.filter(batch=batch, seat__isnull=False)}
    told = {people[name]: value for name, value in marks.items()}
    mark_attendance(by=admin_of(batch), session=meeting, marks=told, client_id=uuid4(), now=NOW)


def rate(parameter, text: str, first: date, last: date | None = None) -> None:
    set_parameter(
        by=CLI, parameter=parameter, text=text, valid_from=first, valid_to=last, legal_basis="surat uji", note=""
    )


# Meetings that went otherwise than planned ---------------------------------------------------------------------------
def test_a_moved_meeting_and_its_substitute_keep_what_was_planned_first() -> None:
    batch = a_class()
    (meeting,) = meetings(batch, 1)
    first, second = (make.desk(batch.centre, Role.INSTRUCTOR).user for _n in range(2))
    by, day = admin_of(batch), meeting.held_on
    change_session(by=by, session=meeting, change=SessionChange(day, instructor=first))
    later = day + timedelta(days=2)
    moved = change_session(by=by, session=meeting, change=SessionChange(later, instructor=second, reason="sakit"))
    assert (moved.first_planned_on, moved.first_instructor, moved.change_reason) == (day, first, "sakit")
    back = change_session(by=by, session=meeting, change=SessionChange(day, instructor=first))
    assert (back.first_planned_on, back.first_instructor) == (None, None)


def test_a_cancelled_meeting_is_made_up_once_with_its_hours() -> None:
    batch = a_class()
    (meeting,) = meetings(batch, 1)
    by, change = admin_of(batch), SessionChange(LAST)
    assert code_of(lambda: make_up_session(by=by, cancelled=meeting, change=change)) == "not_cancelled"
    cancel_session(by=by, session=meeting, reason="listrik padam")
    made = make_up_session(by=by, cancelled=meeting, change=change)
    assert (made.makes_up, made.lesson_hours, made.number) == (meeting, meeting.lesson_hours, 2)
    assert code_of(lambda: make_up_session(by=by, cancelled=meeting, change=change)) == "made_up_already"


# Allowances ---------------------------------------------------------------------------------------------------------
def test_a_day_is_paid_once_at_the_rate_of_that_day_and_by_how_they_attended() -> None:
    batch = a_class()
    trainees(batch, 2)
    one, two, three = meetings(batch, 3)
    change_session(by=admin_of(batch), session=two, change=SessionChange(one.held_on))  # a second meeting that day
    rate(ALLOWANCE_TRANSPORT, "20000", FIRST, one.held_on)
    rate(ALLOWANCE_TRANSPORT, "25000", one.held_on + timedelta(days=1))
    rate(ALLOWANCE_ONLINE, "7000", FIRST)
    mark(batch, one, p1="online", p2="sick")
    mark(batch, two, p1="present")
    mark(batch, three, p1="late", p2="online")
    found = allowance_list(batch, FIRST, LAST)
    assert [(row.on_site, row.online, row.amount) for row in found.rows] == [(2, 0, 45_000), (0, 1, 7_000)]
    assert (found.total, len(found.rates), found.rows[1].unpaid["sick"]) == (52_000, 2, 1)


def test_the_treasurer_gets_a_workbook_and_marks_that_differ_are_told() -> None:
    batch = a_class()
    people = trainees(batch, 1)
    (meeting,) = meetings(batch, 1)
    rate(ALLOWANCE_TRANSPORT, "20000", FIRST)
    mark(batch, meeting, p1="present")
    tell_marks(
        by=instructor_of(batch), session=meeting, told=[Told(uuid4(), people[0].pk, "absent", NOW)],
        source=MarkSource.PAPER, now=NOW,
    )  # fmt: skip
    client = Client()
    client.force_login(make.desk(batch.centre, Role.CENTRE_ADMIN).user)
    page = client.get(f"/kelas/{batch.pk}/uang-saku/").content.decode()
    assert "1 tanda masih berbeda" in page and "20.000" in page
    from python_calamine import CalamineWorkbook

    answer = client.get(f"/kelas/{batch.pk}/uang-saku/xlsx/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[-1][7] == 20_000 and rows[-2][1] == people[0].person.full_name


# Leaving and silence ------------------------------------------------------------------------------------------------
def test_leaving_early_has_a_day_and_a_kind() -> None:
    batch = a_class()
    one, two = trainees(batch, 2)
    by, why = admin_of(batch), "diterima bekerja di pabrik"
    left = leave_training(by=by, enrolment=one, reason=why, today=TODAY, kind=LeaveKind.WORK, left_on=date(2026, 3, 9))
    assert (left.leave_kind, left.ended_on) == (LeaveKind.WORK, date(2026, 3, 9))
    early = date(2026, 1, 1)
    assert (
        code_of(lambda: leave_training(by=by, enrolment=two, reason=why, today=TODAY, left_on=early)) == "left_outside"
    )
    assert Entry.objects.get(verb="training.leave").facts["kind"] == "work"


def test_three_absences_in_a_row_reach_the_desk_and_an_excuse_does_not() -> None:
    batch = a_class()
    one, _two = trainees(batch, 2)
    by = instructor_of(batch)
    for place, meeting in enumerate(meetings(batch, 4)):
        mark(batch, meeting, p1="present" if place == 0 else "absent", p2="sick" if place == 2 else "absent")
        keys = [item.key for item in work_for(by, NOW) if item.key.startswith("training.absent")]
        assert keys == ([f"training.absent:{one.pk}"] if place == 3 else [])


def test_a_trainee_sees_their_class_and_a_stranger_does_not() -> None:
    batch = a_class()
    (one,) = trainees(batch, 1)
    one.person.user = make.user("pesertasaya")
    one.person.save()
    add_material(by=admin_of(batch), batch=batch, plan=MaterialPlan("Modul", "https://contoh.id/modul"), now=NOW)
    client, stranger = Client(), Client()
    client.force_login(one.person.user)
    stranger.force_login(make.user())
    assert "https://contoh.id/modul" in client.get(f"/kelas/{batch.pk}/saya/").content.decode()
    assert stranger.get(f"/kelas/{batch.pk}/saya/").status_code == 404


def test_attendance_on_site_and_online_is_told_to_trainee_and_instructor() -> None:
    batch = a_class()
    one, two = trainees(batch, 2)
    first, second, ahead = meetings(batch, 3)
    change = SessionChange(second.held_on, mode="online", join_url="https://temu.example/kelas")
    second = change_session(by=admin_of(batch), session=second, change=change)
    change_session(
        by=admin_of(batch),
        session=ahead,
        change=SessionChange(ahead.held_on, mode="online", join_url="https://temu.example/lagi"),
    )
    for meeting, marks in ((first, ("present", "sick")), (second, ("online", "online"))):
        told = {one.pk: marks[0], two.pk: marks[1]}
        mark_attendance(by=admin_of(batch), session=meeting, marks=told, client_id=uuid4(), now=NOW)
    one.person.user = make.user("pesertadaring")
    one.person.save()
    trainee, teacher = Client(), Client()
    trainee.force_login(one.person.user)
    teacher.force_login(make.desk(batch.centre, Role.INSTRUCTOR).user)
    own = trainee.get(f"/kelas/{batch.pk}/saya/").content.decode()
    assert "Anda tercatat hadir 2 dari 2 pertemuan. Di tempat 1, daring 1." in own
    assert f'href="/kelas/{batch.pk}/lapor-pungutan/"' in own
    assert own.count("<b>hadir daring</b>") == 1 and own.count("<b>hadir</b>") == 1
    page = teacher.get(f"/kelas/{batch.pk}/pertemuan/").content.decode()
    assert page.count("2 di antaranya daring") == 1 and "hadir 1 dari 2" in page
    assert "https://temu.example/lagi" in page and "https://temu.example/kelas" not in page
    assert teacher.get(f"/kelas/{batch.pk}/peserta/").content.decode().count("1 di antaranya daring") == 2


# One act over many classes --------------------------------------------------------------------------------------------
def test_a_run_that_is_killed_goes_on_where_it_was_and_refusals_stay_with_their_class(monkeypatch) -> None:
    centre = make.institution()
    by = make.actor(centre, Role.CENTRE_ADMIN, TODAY)
    classes = [a_class(centre=centre) for _n in range(4)]
    for batch in classes[:3]:
        for rank in (1, 2):
            applicant(batch, rank)
    run = start_bulk(by=by, institution=centre, kind=BulkKind.ENROL, batches=classes, options={}, now=NOW)
    assert start_bulk(by=by, institution=centre, kind=BulkKind.ENROL, batches=classes, options={}, now=NOW) == run

    calls = []

    def killed(*given) -> int:
        calls.append(given)
        if len(calls) == 2:
            bulk._enrol(*given)
            raise KeyboardInterrupt
        return bulk._enrol(*given)

    monkeypatch.setitem(bulk._VERBS, BulkKind.ENROL, killed)
    with pytest.raises(KeyboardInterrupt):
        go_on(run=run, now=NOW)
    assert Enrolment.objects.count() == 2  # the second class was undone with its tick
    assert go_on(run=run, now=NOW)
    assert Enrolment.objects.count() == 6
    assert Entry.objects.filter(verb="training.enrol").count() == 6
    run.refresh_from_db()
    assert run.state == BulkState.DONE
    refused = run.items.get(state=BulkItemState.REFUSED)
    assert refused.batch == classes[3] and "kursi" in refused.problem


def test_attend_result_complete_and_certify_from_start_to_paper() -> None:
    centre = make.institution()
    admin = make.desk(centre, Role.CENTRE_ADMIN).user
    client = Client()
    client.force_login(admin)
    by = make.actor(centre, Role.CENTRE_ADMIN, TODAY)
    classes = [a_class(centre=centre) for _n in range(2)]
    for batch in classes:
        trainees(batch, 3)
        meetings(batch, 1)
    mark(classes[0], classes[0].sessions.get(), p1="sick")
    for kind, options in (
        (BulkKind.ATTEND, {"day": FIRST.isoformat()}), (BulkKind.RESULT, {}), (BulkKind.COMPLETE, {}),
        (BulkKind.CERTIFY, {"signatory": "Kepala Balai"}),
    ):  # fmt: skip
        run = start_bulk(by=by, institution=centre, kind=kind, batches=classes, options=options, now=NOW)
        assert go_on(run=run, now=NOW), kind
        assert not run.items.exclude(state=BulkItemState.DONE).exists(), kind
    assert AttendanceMark.objects.filter(mark="present").count() == 5
    assert TrainingCertificate.objects.count() == 6
    page = client.get(f"/kelas/sekaligus/{BulkRun.objects.latest('started_at').pk}/").content.decode()
    assert "2 dari 2 kelas selesai" in page
    assert client.get("/kelas/sekaligus/?apa=enrol").status_code == 200


def test_in_bulk_a_class_without_attendance_is_completed_only_with_a_written_reason() -> None:
    batch = a_class()
    trainees(batch, 3)
    by = admin_of(batch)

    def run(kind, **options):
        made = start_bulk(by=by, institution=batch.centre, kind=kind, batches=[batch], options=options, now=NOW)
        assert go_on(run=made, now=NOW)
        return made.items.get()

    run(BulkKind.RESULT)
    item = run(BulkKind.COMPLETE)
    assert item.state == BulkItemState.REFUSED and "tidak punya pertemuan" in item.problem
    meetings(batch, 1)
    assert "pada 1 pertemuan" in run(BulkKind.COMPLETE).problem
    assert run(BulkKind.CERTIFY, signatory="Kepala").state == BulkItemState.REFUSED
    assert run(BulkKind.COMPLETE, unmarked_reason="Disalin dari daftar kertas").people == 3
    assert set(Enrolment.objects.values_list("unmarked_reason", flat=True)) == {"Disalin dari daftar kertas"}


def test_in_bulk_who_was_never_marked_waits_for_a_human() -> None:
    batch = a_class()
    trainees(batch, 3)
    (meeting,) = meetings(batch, 1)
    mark(batch, meeting, p1="present")
    for kind in (BulkKind.RESULT, BulkKind.COMPLETE):
        run = start_bulk(by=admin_of(batch), institution=batch.centre, kind=kind, batches=[batch], options={}, now=NOW)
        assert go_on(run=run, now=NOW)
    assert list(Enrolment.objects.order_by("seat").values_list("state", flat=True)) == [
        "completed", "enrolled", "enrolled",
    ]  # fmt: skip


def test_a_stranger_starts_nothing_and_a_missing_signatory_is_asked_for() -> None:
    batch = a_class()
    other, by = admin_of(a_class()), admin_of(batch)

    def start(actor, kind=BulkKind.ENROL) -> str:
        return code_of(
            lambda: start_bulk(by=actor, institution=batch.centre, kind=kind, batches=[batch], options={}, now=NOW)
        )

    assert (start(other), start(by, BulkKind.CERTIFY)) == ("may_not_bulk", "no_signatory")
