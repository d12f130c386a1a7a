"""Marks told by phones and sheets: exactly once, disagreements kept and settled with a trace."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.training.actions.statements import Told, settle_marks, tell_marks
from balai.training.enums import MarkSource, StatementState
from balai.training.models import AttendanceMark, MarkStatement
from tests import factories as make
from tests.support.refusals import code_of
from tests.training.rows import NOW, a_class, instructor_of, trainees
from tests.training.test_work import first_meeting

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PHONE, PAPER = MarkSource.PHONE, MarkSource.PAPER


def told(enrolment, mark: str, seen: str = "", **fields) -> Told:
    return Told(uuid4(), enrolment.pk, mark, NOW, seen, **fields)


def test_a_mark_sent_twice_is_kept_once_and_answered_alike() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    meeting, by, mark = first_meeting(batch), instructor_of(batch), told(one, "present")
    for _time in range(3):
        (answer,) = tell_marks(by=by, session=meeting, told=[mark], source=PHONE, now=NOW)
        assert answer.state == StatementState.APPLIED
    assert (AttendanceMark.objects.count(), MarkStatement.objects.count()) == (1, 1)
    assert Entry.objects.filter(verb="training.tell_marks").count() == 1


def test_a_change_of_mind_on_the_same_phone_is_a_correction() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    meeting, by = first_meeting(batch), instructor_of(batch)
    sent = [told(one, "absent"), told(one, "late", "absent")]
    tell_marks(by=by, session=meeting, told=sent, source=PHONE, now=NOW)
    mark = AttendanceMark.objects.get()
    assert (mark.mark, mark.previous, MarkStatement.objects.differing().count()) == ("late", "absent", 0)


def test_paper_and_phone_disagree_until_somebody_says_which_holds() -> None:
    batch = a_class()
    one, two, _three = trainees(batch)
    meeting, by = first_meeting(batch), instructor_of(batch)
    tell_marks(by=by, session=meeting, told=[told(one, "present"), told(two, "present")], source=PHONE, now=NOW)
    answers = tell_marks(
        by=by, session=meeting, told=[told(one, "absent"), told(two, "present")], source=PAPER, now=NOW
    )
    assert [a.state for a in answers] == [StatementState.DIFFERS, StatementState.APPLIED]
    assert AttendanceMark.objects.get(enrolment=one).mark == "present"
    row = answers[0]
    assert code_of(lambda: settle_marks(by=by, statement=row, take=True, reason=" ", now=NOW)) == "reason_missing"
    settle_marks(by=by, statement=row, take=True, reason="tanda tangan kosong", now=NOW)
    mark = AttendanceMark.objects.get(enrolment=one)
    assert (mark.mark, mark.previous) == ("absent", "present")
    assert code_of(lambda: settle_marks(by=by, statement=row, take=False, reason="berubah", now=NOW)) == "wrong_state"
    assert Entry.objects.get(verb="training.settle_mark").facts["took"] == "absent"


def test_only_the_last_word_of_the_same_teller_waits() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    meeting, first, second = first_meeting(batch), instructor_of(batch), instructor_of(batch)
    tell_marks(by=first, session=meeting, told=[told(one, "present")], source=PHONE, now=NOW)
    sent = [told(one, "absent"), told(one, "sick", "absent")]
    tell_marks(by=second, session=meeting, told=sent, source=PHONE, now=NOW)
    assert MarkStatement.objects.differing().get().mark == "sick"


def phone_of(batch) -> Client:
    client = Client()
    client.force_login(make.desk(batch.centre, Role.INSTRUCTOR).user)
    return client


def send(client: Client, *items: dict[str, object]):
    body = {"kind": "attendance", "items": list(items)}
    return client.post("/api/v1/device/items", json.dumps(body), content_type="application/json")


def item(meeting, enrolment: int, mark: str = "present", **fields) -> dict[str, object]:
    body = {"session": meeting.pk, "enrolment": enrolment, "mark": mark, **fields}
    return {"id": str(uuid4()), "made_at": NOW.isoformat(), "body": body}


def test_a_bad_mark_does_not_hold_up_the_others_and_a_strange_meeting_is_refused() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    meeting, strange = first_meeting(batch), first_meeting(a_class())
    nobody = item(meeting, 0)
    answer = send(phone_of(batch), item(meeting, one.pk), nobody, item(strange, one.pk), item(meeting, one.pk, "oops"))
    assert [r["state"] for r in answer.json()["receipts"]] == ["done", "refused", "refused", "refused"]
    assert AttendanceMark.objects.get().enrolment == one


def test_a_device_signed_out_is_told_so_and_one_signed_in_whose_it_is() -> None:
    batch = a_class()
    assert Client().get("/api/v1/device").status_code == 401
    answer = send(Client(), item(first_meeting(batch), 1))
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    client = phone_of(batch)
    assert client.get("/api/v1/device").json()["owner"] == f"user:{client.session['_auth_user_id']}"
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert send(strict, item(first_meeting(a_class()), 1)).status_code in (401, 403)
    unknown = client.post(
        "/api/v1/device/items", {"kind": "x", "items": [item(first_meeting(batch), 1)]}, "application/json"
    )
    assert unknown.status_code == 422


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
                                "9999-12-31T23:59:59", "1970-01-01T00:00:05Z", "2151-06-01T08:00:00+07:00"])  # fmt: skip
def test_a_mark_made_by_an_impossible_clock_is_kept_with_the_time_it_came(at: str) -> None:
    batch = a_class()
    people = trainees(batch)
    meeting = first_meeting(batch)
    good = item(meeting, people[1].pk) | {"made_at": timezone.now().replace(tzinfo=None).isoformat()}
    began = timezone.now()
    answer = send(phone_of(batch), item(meeting, people[0].pk) | {"made_at": at}, good)
    odd, fine = answer.json()["receipts"]
    assert (odd["state"], fine) == ("done", {"id": good["id"], "state": "done", "message": ""})
    assert "tanggal di ponsel ini keliru" in odd["message"]
    kept = MarkStatement.objects.get(enrolment=people[0])
    assert began <= kept.made_at <= timezone.now()
    assert send(phone_of(batch), item(meeting, people[2].pk) | {"made_at": "kemarin"}).status_code == 422


def test_half_a_letter_in_a_note_is_kept_as_a_question_mark_and_holds_up_nobody() -> None:
    batch = a_class()
    one, two, _three = trainees(batch)
    meeting = first_meeting(batch)
    odd = {"note": "izin \ud83d\0", "seen": "\ud83d"}
    answer = send(phone_of(batch), item(meeting, one.pk, **odd), item(meeting, two.pk), item(meeting, two.pk, "\ud83d"))
    assert [r["state"] for r in answer.json()["receipts"]] == ["done", "done", "refused"]
    assert AttendanceMark.objects.get(enrolment=one).note == "izin ?"
