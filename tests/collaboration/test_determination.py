"""A question is decided by the rule chosen before it was put, by parties whose mandate holds at that moment, once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.collaboration.actions.determination import QuestionPlan, close_question, declare_conflict, put_question, vote
from balai.collaboration.actions.forum import add_members
from balai.collaboration.assessment.assess import assess
from balai.collaboration.models import Ballot, Decision, Member, Vote
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.queries.determination import Tally, view_of
from balai.collaboration.rules.determination import outcome_of
from balai.institutions.models import Membership
from balai.notifications.models import Message
from tests import factories as make
from tests.collaboration.deliberating import Table
from tests.collaboration.test_convening import NOW, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.mark.parametrize(
    ("rule", "quorum", "counted", "outcome"),
    [
        ("consensus", 3, (3, 0, 0), "passed"),
        ("consensus", 3, (2, 0, 1), "passed"),
        ("consensus", 3, (9, 1, 0), "no_consensus"),
        ("consensus", 3, (0, 0, 3), "no_consensus"),
        ("consensus", 3, (2, 0, 0), "no_quorum"),
        ("majority", 3, (2, 1, 0), "passed"),
        ("majority", 3, (2, 2, 5), "rejected"),
        ("majority", 5, (2, 1, 1), "no_quorum"),
        ("majority", 3, (0, 0, 3), "rejected"),
        ("two_thirds", 3, (2, 1, 0), "passed"),
        ("two_thirds", 3, (3, 2, 0), "rejected"),
        ("two_thirds", 3, (0, 0, 3), "rejected"),
    ],
)
def test_what_the_answers_come_to(rule: str, quorum: int, counted: tuple[int, int, int], outcome: str) -> None:
    assert outcome_of(rule, quorum, Tally(10, *counted)) == outcome


def test_consensus_is_written_once_with_those_who_agreed(table: Table) -> None:
    meeting = table.held()
    ballot = table.asked(meeting=meeting.meeting)
    for body in (table.office, table.company, table.centre):
        table.votes(ballot, body)
    ballot.refresh_from_db()
    assert ballot.state == "open" and not Decision.objects.exists()
    table.votes(ballot, table.union, "abstain")
    ballot.refresh_from_db()
    assert ballot.state == "open"  # the group has no desk and has not answered
    done = table.after(ballot)
    assert done.outcome == "passed" and done.decision is not None and done.decision.meeting == meeting.meeting
    agreed = {row.member.institution for row in done.decision.parties.all()}
    assert agreed == {table.office, table.company, table.centre} and done.decision.text == "Magang dimulai Januari."
    assert table.after(done).decision == done.decision and Decision.objects.count() == 1
    sentence = view_of(Ballot.objects.get()).sentence
    assert sentence == (
        "Disetujui: 3 setuju, 0 menolak, 1 tidak memihak; tidak menjawab: Kelompok Uji; kuorum 3 pihak."
    )
    told = Message.objects.filter(kind="collaboration.result")
    assert {row.body for row in told} == {f"Magang dimulai Januari. {sentence}"}
    assess(book_of(table.period))


def test_the_rule_is_chosen_before_and_consensus_is_tried_first(table: Table) -> None:
    with refusal("consensus_first"):
        table.asked(rule="majority")
    matter = table.without_consensus()
    assert not Decision.objects.exists() and matter.ballots.get().outcome == "no_consensus"
    again = table.asked(matter, rule="majority")
    with refusal("question_open"):
        table.asked(matter, rule="two_thirds")
    for body in (table.office, table.company, table.centre):
        table.votes(again, body)
    table.votes(again, table.union, "against", "Anggota kami belum ditanya.")
    done = table.after(again)
    view = view_of(done)
    assert done.outcome == "passed" and [one.reason for one in view.dissent] == ["Anggota kami belum ditanya."]
    assert "1 menolak" in view.sentence and done.decision is not None
    assert table.of(table.union).pk not in done.decision.parties.values_list("member_id", flat=True)


def test_a_vote_needs_the_mandate_of_that_day(table: Table) -> None:
    ballot = table.asked()
    with refusal("no_mandate"):
        vote(by=table.secretary, ballot=ballot, member=table.of(table.group), voice="for", reason="", now=NOW)
    with refusal("no_mandate"):
        vote(by=table.owner, ballot=ballot, member=table.of(table.centre), voice="for", reason="", now=NOW)
    desk = Membership.objects.get(user_id=table.owner.user_id)
    Membership.objects.filter(pk=desk.pk).update(ends_on=NOW.date() - timedelta(days=1))
    with refusal("no_mandate"):  # the page was opened while the desk still held
        table.votes(ballot, table.company)
    Membership.objects.filter(pk=desk.pk).update(ends_on=NOW.date())
    assert table.votes(ballot, table.company).membership == desk


def test_one_vote_a_party_and_it_stands(table: Table) -> None:
    ballot = table.asked()
    first = table.votes(ballot, table.company)
    assert table.votes(ballot, table.company) == first
    with refusal("voted"):
        table.votes(ballot, table.company, "against", "Berubah pikiran.")
    colleague = make.actor(table.company, Role.EMPLOYER)
    with refusal("voted"):
        vote(
            by=colleague,
            ballot=ballot,
            member=table.of(table.company),
            voice="against",
            reason="Bukan begitu.",
            now=NOW,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(
            ballot=ballot, member=first.member, voice="abstain", membership=first.membership, at=NOW, by="user:1"
        )
    with refusal("no_reason"):
        table.votes(ballot, table.centre, "against", "  ")


def test_a_conflict_of_interest_is_declared_speaks_and_does_not_vote(table: Table) -> None:
    ballot = table.asked(quorum=2)
    with refusal("no_words"):
        declare_conflict(by=table.owner, ballot=ballot, member=table.of(table.company), reason=" ", now=NOW)
    declare_conflict(
        by=table.owner, ballot=ballot, member=table.of(table.company), reason="Kami pemasok alatnya.", now=NOW
    )
    with refusal("conflicted"):
        table.votes(ballot, table.company)
    table.votes(ballot, table.centre)
    with refusal("voted"):
        declare_conflict(by=table.trainer, ballot=ballot, member=table.of(table.centre), reason="Juga kami.", now=NOW)
    table.votes(ballot, table.office)
    done = table.after(ballot)
    view = view_of(done)
    assert done.outcome == "passed" and view.tally.entitled == 4
    assert "tidak ikut memutus karena benturan kepentingan: PT Uji" in view.sentence


def test_who_declares_a_conflict_last_closes_the_question(table: Table) -> None:
    table.group.standing = "closed"
    table.group.save()
    ballot = table.asked(quorum=3)
    for body in (table.office, table.company, table.centre):
        table.votes(ballot, body)
    declare_conflict(by=table.worker, ballot=ballot, member=table.of(table.union), reason="Anggota kami.", now=NOW)
    ballot.refresh_from_db()
    assert ballot.state == "closed" and ballot.outcome == "passed"


def test_before_its_time_it_closes_only_when_all_have_answered(table: Table) -> None:
    ballot = table.asked()
    table.votes(ballot, table.office)
    with refusal("parties_asked"):
        close_question(by=table.secretary, ballot=ballot, now=NOW)
    with refusal("may_not_keep"):
        close_question(by=table.owner, ballot=ballot, now=ballot.closes_at)
    with refusal("time_is_over"):
        table.votes(ballot, table.company, now=ballot.closes_at)
    assert table.after(ballot).outcome == "no_quorum" and not Decision.objects.exists()
    with refusal("question_closed"):
        table.votes(ballot, table.company)


def test_a_body_that_closes_meanwhile_is_not_waited_for(table: Table) -> None:
    ballot = table.asked()
    table.group.standing = "closed"
    table.group.save()
    for body in (table.office, table.company, table.centre, table.union):
        table.votes(ballot, body)
    ballot.refresh_from_db()
    assert ballot.state == "closed" and "tidak menjawab: Kelompok Uji" in view_of(ballot).sentence


def test_who_joins_after_the_question_was_put_does_not_answer_it(table: Table) -> None:
    ballot = table.asked()
    late = make.institution(name="Terlambat Uji")
    speaker = make.actor(late, Role.EMPLOYER)
    add_members(by=table.secretary, period=table.period, institutions=[late])
    member = Member.objects.get(period=table.period, institution=late)
    with refusal("no_party_then"):
        vote(by=speaker, ballot=ballot, member=member, voice="for", reason="", now=NOW)


def test_a_question_with_a_wrong_quorum_time_or_meeting_is_not_put(table: Table) -> None:
    for code, other in (
        ("wrong_quorum", {"quorum": 6}),
        ("wrong_quorum", {"quorum": 0}),
        ("closes_in_past", {"closes_at": NOW}),
        ("closes_too_late", {"closes_at": NOW + timedelta(days=90)}),
        ("minutes_closed", {"meeting": table.closed().meeting}),
        ("no_words", {"question": " "}),
    ):
        with refusal(code):
            table.asked(**other)
    assert not Ballot.objects.exists()
    with refusal("may_not_keep"):
        plan = QuestionPlan("Boleh?", "procedural", 2, NOW + timedelta(days=1))
        put_question(by=table.owner, matter=table.matter(), plan=plan, now=NOW)


def test_minutes_that_were_closed_meanwhile_take_no_decision(table: Table) -> None:
    meeting = table.closed()
    ballot = table.asked()
    Ballot.objects.filter(pk=ballot.pk).update(meeting=meeting.meeting)
    for body in (table.office, table.company, table.centre):
        table.votes(ballot, body)
    done = table.after(ballot)
    assert done.decision is not None and done.decision.meeting is None


def test_what_was_voted_and_decided_stands_in_the_database(table: Table) -> None:
    ballot = table.asked()
    for body in (table.office, table.company, table.centre):
        table.votes(ballot, body)
    table.after(ballot)
    acts = (
        lambda: Vote.objects.filter(ballot=ballot).update(voice="abstain"),
        lambda: Vote.objects.filter(ballot=ballot).delete(),
        lambda: Ballot.objects.filter(pk=ballot.pk).update(quorum=1),
        lambda: ballot.parties.update(conflict="Dulu."),
    )
    for act in acts:
        with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
            act()
    assert Vote.objects.filter(voice="for").count() == 3


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_last_votes_at_once_give_one_outcome() -> None:
    table = Table()
    table.group.standing = "closed"
    table.group.save()
    ballot = table.asked(quorum=4)
    table.votes(ballot, table.office)
    table.votes(ballot, table.company)
    barrier, answers = Barrier(2), []

    def say(body: object) -> None:
        try:
            barrier.wait()
            answers.append(table.votes(ballot, body).voice)  # type: ignore[arg-type]
        finally:
            connection.close()

    both = [Thread(target=say, args=(body,)) for body in (table.centre, table.union)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    ballot.refresh_from_db()
    assert answers == ["for", "for"] and ballot.outcome == "passed"
    assert Decision.objects.get().parties.count() == 4
    assert Entry.objects.filter(verb="collaboration.close_question").count() == 1


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_desks_of_one_party_at_once_give_one_vote() -> None:
    table = Table()
    colleague = make.actor(table.company, Role.EMPLOYER)
    ballot = table.asked()
    barrier, answers = Barrier(2), []

    def say(by: object, voice: str) -> None:
        try:
            barrier.wait()
            vote(by=by, ballot=ballot, member=table.of(table.company), voice=voice, reason="Alasan.", now=NOW)  # type: ignore[arg-type]
            answers.append("done")
        except Exception as no:
            answers.append(getattr(no, "code", type(no).__name__))
        finally:
            connection.close()

    both = [Thread(target=say, args=args) for args in ((table.owner, "for"), (colleague, "against"))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(answers) == ["done", "voted"] and Vote.objects.count() == 1
