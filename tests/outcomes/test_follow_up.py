"""Waves, attempts, statements: silence stays work, unknown stays unknown, nothing is overwritten."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from balai.access.actor import CLI, PUBLIC, WORKER
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind
from balai.kernel.refusal import Refused
from balai.kernel.registry import work_for
from balai.notifications.models import Message
from balai.outcomes import links
from balai.outcomes.actions.contact import (
    close_as_unknown,
    record_attempt,
    reopen_follow_up,
    send_question,
    withdraw_attempt,
)
from balai.outcomes.actions.plan import plan_follow_ups
from balai.outcomes.actions.state import Told, answer_by_link, correct_statement, record_statement, withdraw_statement
from balai.outcomes.models import FollowUp, OutcomeStatement
from balai.people.enums import ConsentPurpose
from balai.training.enums import EnrolmentState
from tests import factories as make
from tests.outcomes.rows import ENDED, NOW, TODAY, consent, finished_class, follow_up, graduate, officer, said

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_each_wave_is_planned_once_and_the_same_again_changes_nothing() -> None:
    enrolment = graduate(finished_class())
    assert plan_follow_ups(by=WORKER, today=ENDED) == 3
    assert plan_follow_ups(by=WORKER, today=ENDED) == 0
    waves = FollowUp.objects.filter(enrolment=enrolment).order_by("wave")
    assert [(w.wave, w.due_on, w.state) for w in waves] == [
        (3, date(2026, 6, 27), "planned"), (6, date(2026, 9, 27), "planned"), (12, date(2027, 3, 27), "planned"),
    ]  # fmt: skip
    plan_follow_ups(by=WORKER, today=TODAY)
    assert FollowUp.objects.get(enrolment=enrolment, wave=3).state == "due"


def test_waves_long_past_are_not_asked_and_those_not_completed_are_not_planned() -> None:
    batch = finished_class()
    graduate(batch, ended_on=date(2019, 8, 1))
    graduate(batch, state=EnrolmentState.NOT_COMPLETED)
    assert plan_follow_ups(by=WORKER, today=TODAY) == 0


def test_a_completion_taken_back_takes_its_untouched_waves_along() -> None:
    enrolment = graduate(finished_class())
    plan_follow_ups(by=WORKER, today=TODAY)
    record_attempt(
        by=CLI, follow_up=FollowUp.objects.get(enrolment=enrolment, wave=3), channel="call", result="no_answer", now=NOW
    )
    enrolment.state, enrolment.seat = EnrolmentState.ENROLLED, 1
    enrolment.save()
    plan_follow_ups(by=WORKER, today=TODAY)
    assert list(FollowUp.objects.filter(enrolment=enrolment).values_list("wave", flat=True)) == [3]


def test_a_wave_overtaken_by_the_next_stays_unknown_and_can_still_be_told() -> None:
    batch = finished_class()
    enrolment = graduate(batch)
    plan_follow_ups(by=WORKER, today=TODAY)
    plan_follow_ups(by=WORKER, today=date(2026, 9, 27))
    first, second = FollowUp.objects.filter(enrolment=enrolment, wave__lte=6).order_by("wave")
    assert (first.state, first.closed_on, second.state) == ("unknown", date(2026, 9, 27), "due")
    said(first, "employed", by=officer(batch))
    first.refresh_from_db()
    assert (first.state, first.unknown_reason) == ("answered", "")


@pytest.mark.django_db(transaction=True)
def test_two_workers_plan_each_wave_once() -> None:
    enrolment = graduate(finished_class())
    start, failures = Barrier(2), []

    def plan() -> None:
        try:
            start.wait()
            plan_follow_ups(by=WORKER, today=ENDED)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    workers = [Thread(target=plan) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert failures == []
    assert FollowUp.objects.filter(enrolment=enrolment).count() == 3


def test_an_attempt_sets_the_next_day_by_the_ladder_and_takes_the_follow_up_to_the_desk() -> None:
    batch = finished_class()
    one, by = follow_up(graduate(batch)), officer(batch)
    record_attempt(by=by, follow_up=one, channel="call", result="no_answer", now=NOW)
    one.refresh_from_db()
    assert (one.next_contact_on, one.assigned_to_id) == (TODAY + timedelta(days=3), by.user_id)
    record_attempt(by=by, follow_up=one, channel="call", result="wrong_number", now=NOW)
    one.refresh_from_db()
    assert one.next_contact_on == TODAY


def test_nobody_is_asked_about_a_person_who_did_not_agree_to_it() -> None:
    batch = finished_class()
    one = follow_up(graduate(batch))
    with pytest.raises(Refused) as no:
        record_attempt(by=officer(batch), follow_up=one, channel="contact_person", result="answered", now=NOW)
    assert (no.value.code, no.value.field) == ("contact_person_not_agreed", "channel")
    consent(one.enrolment.person, ConsentPurpose.FOLLOW_UP_CONTACTS)
    record_attempt(by=officer(batch), follow_up=one, channel="contact_person", result="answered", now=NOW)


def test_another_centre_may_not_follow_up() -> None:
    batch = finished_class()
    one = follow_up(graduate(batch))
    with pytest.raises(Refused, match="bukan lulusan balai Anda"):
        record_attempt(by=officer(finished_class()), follow_up=one, channel="call", result="answered", now=NOW)


def test_the_office_of_the_area_may_for_people_who_live_there() -> None:
    place = make.regency()
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place)
    one = follow_up(graduate(finished_class(), make.person(living_in=place, phone="+6281234567890")))
    record_attempt(
        by=make.actor(office, Role.COUNSELLOR, TODAY), follow_up=one, channel="call", result="no_answer", now=NOW
    )
    assert one.attempts.count() == 1


def test_a_message_goes_only_to_those_who_agreed_and_carries_the_link() -> None:
    batch = finished_class()
    one = follow_up(graduate(batch))
    with pytest.raises(Refused, match="belum setuju menerima pesan"):
        send_question(by=officer(batch), follow_up=one, link="https://x/kabar/1/", now=NOW)
    consent(one.enrolment.person, ConsentPurpose.REMINDERS)
    send_question(by=officer(batch), follow_up=one, link="https://x/kabar/1/", now=NOW)
    assert "https://x/kabar/1/" in Message.objects.get(kind="outcomes.ask").body


def test_unknown_is_written_only_at_the_end_of_the_ladder_and_can_be_reopened() -> None:
    batch = finished_class()
    one, by = follow_up(graduate(batch)), officer(batch)
    for channel in ("call", "call"):
        record_attempt(by=by, follow_up=one, channel=channel, result="no_answer", now=NOW)
    with pytest.raises(Refused, match="Masih ada cara yang belum dicoba: kunjungan"):
        close_as_unknown(by=by, follow_up=one, reason="tidak ketemu", now=NOW)
    last = record_attempt(by=by, follow_up=one, channel="visit", result="no_answer", now=NOW)
    closed = close_as_unknown(by=by, follow_up=one, reason="Pindah, tetangga tidak tahu", now=NOW)
    assert (closed.state, closed.closed_on) == ("unknown", TODAY)
    assert not OutcomeStatement.objects.filter(follow_up=one).exists()
    reopened = reopen_follow_up(by=by, follow_up=one, reason="Ada nomor baru", now=NOW)
    assert (reopened.state, reopened.closed_on, reopened.unknown_reason) == ("due", None, "")
    withdraw_attempt(by=by, attempt=last, reason="Salah orang", now=NOW)
    with pytest.raises(Refused, match="Masih ada cara"):
        close_as_unknown(by=by, follow_up=one, reason="tidak ketemu", now=NOW)


def test_who_does_not_want_to_answer_is_left_in_peace_and_stays_unknown() -> None:
    batch = finished_class()
    one, by = follow_up(graduate(batch)), officer(batch)
    record_attempt(by=by, follow_up=one, channel="call", result="refused", now=NOW)
    assert close_as_unknown(by=by, follow_up=one, reason="Tidak bersedia menjawab", now=NOW).state == "unknown"


def test_a_correction_supersedes_with_a_reason_and_keeps_the_old_word() -> None:
    batch = finished_class()
    one, by = follow_up(graduate(batch)), officer(batch)
    old = said(one, "employed", by=by)
    new = correct_statement(
        by=by, statement=old, told=Told("self_employed", "phone", TODAY), reason="Ternyata usaha sendiri", now=NOW
    )
    old.refresh_from_db()
    assert (old.status, old.superseded_by, old.corrected_reason) == ("employed", new, "Ternyata usaha sendiri")
    with pytest.raises(Refused, match="sudah diperbaiki"):
        withdraw_statement(by=by, statement=old, reason="Salah orang", now=NOW)


def test_a_word_withdrawn_puts_the_alumnus_on_the_call_list_again() -> None:
    batch = finished_class()
    one, by = follow_up(graduate(batch)), officer(batch)
    withdraw_statement(by=by, statement=said(one, "employed", by=by), reason="Salah orang", now=NOW)
    one.refresh_from_db()
    assert (one.state, one.closed_on, one.next_contact_on) == ("due", None, TODAY)
    assert Entry.objects.filter(verb="outcomes.withdraw_statement").exists()


def test_nobody_reports_in_the_name_of_another() -> None:
    batch = finished_class()
    one = follow_up(graduate(batch))
    with pytest.raises(Refused, match="hanya diisi oleh orangnya"):
        said(one, "employed", "self", by=officer(batch))
    with pytest.raises(Refused, match="bukan lulusan"):
        said(one, "employed", "phone", by=PUBLIC)


@pytest.mark.parametrize(
    ("day", "code"), [(TODAY + timedelta(days=1), "day_ahead"), (date(2026, 3, 1), "day_before_completion")]
)
def test_a_word_is_about_a_day_since_the_class_and_not_ahead(day: date, code: str) -> None:
    batch = finished_class()
    with pytest.raises(Refused) as no:
        said(follow_up(graduate(batch)), "employed", as_of=day, by=officer(batch))
    assert (no.value.code, no.value.field) == (code, "as_of")


def test_the_alumnus_answers_by_link_or_by_account_for_the_wave_that_is_due() -> None:
    batch = finished_class()
    held_by = make.user()
    one = follow_up(graduate(batch, make.person(user=held_by)))
    told = Told("employed", "self", TODAY)
    answer_by_link(by=PUBLIC, token=links.sign(one.pk), told=told, now=NOW)
    one.refresh_from_db()
    assert (one.state, one.closed_on) == ("answered", TODAY)
    me = make.desk(make.institution(), Role.INSTRUCTOR, held_by)
    word = record_statement(by=make.actor_for(me.user, TODAY), person=one.enrolment.person, told=told, now=NOW)
    assert word.follow_up == one


@pytest.mark.parametrize("token", ["", "12", "12~abc~def", "x" * 400])
def test_a_made_up_link_opens_nothing(token: str) -> None:
    with pytest.raises(Refused, match="tidak berlaku lagi"):
        answer_by_link(by=PUBLIC, token=token, told=Told("employed", "self", TODAY), now=NOW)


def test_the_desk_names_the_class_to_contact_in_as_many_queries_at_three_rows_as_at_one(
    django_assert_max_num_queries,
) -> None:
    batch = finished_class()
    by = officer(batch)
    for _ in range(3):
        follow_up(graduate(batch))
    items = [w for w in work_for(by, NOW) if w.key.startswith("outcomes:")]
    assert [(w.title, w.urgency) for w in items] == [(f"Hubungi 3 alumni {batch.title}", 1)]
