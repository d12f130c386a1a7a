"""A meeting of a forum from its invitation to closed minutes; what is closed stands, and nobody speaks for another."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.collaboration.actions.convene import (
    Came,
    ConveningPlan,
    answer_invitation,
    cancel_convening,
    change_convening,
    convene,
    mark_present,
    remove_presence,
)  # fmt: skip
from balai.collaboration.actions.forum import ForumPlan, add_members, begin_forum, open_period
from balai.collaboration.actions.minutes import answer_minutes, close_minutes, keep_minutes, send_minutes
from balai.collaboration.assessment.assess import assess
from balai.collaboration.models import (
    Convening,
    Decision,
    Meeting,
    MeetingParty,
    Member,
    MinutesWord,
    Period,
    Presence,
)  # fmt: skip
from balai.collaboration.queries.assessment import book_of
from balai.institutions.models import Institution, Membership
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from tests import factories as make

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
PLAN = ConveningPlan(
    "Rapat koordinasi", "coordination", NOW, NOW + timedelta(hours=2), place="Aula dinas", recurrence="quarterly"
)


class Forum:
    """A forum with an office, a company that has a desk, and a village group that has none."""

    def __init__(self) -> None:
        self.office = make.institution(name="Dinas Uji", email="dinas@contoh.id")
        self.company = make.institution(name="PT Uji", kind="company", sector="private", email="pt@contoh.id")
        self.group = make.institution(name="Kelompok Uji", kind="self_employment_groups", sector="community")
        self.secretary = make.actor(self.office, Role.FORUM_SECRETARY)
        self.owner = make.actor(self.company, Role.EMPLOYER)
        kept = begin_forum(by=self.secretary, owner=self.office, plan=ForumPlan("Forum Uji"), today=NOW.date())
        self.period = Period.objects.get(collaboration=kept)
        add_members(by=self.secretary, period=self.period, institutions=[self.company, self.group])
        self.members = list(Member.objects.filter(period=self.period).order_by("pk"))

    def of(self, body: Institution) -> Member:
        return next(one for one in self.members if one.institution_id == body.pk)

    def called(self, **other: object) -> Convening:
        return convene(by=self.secretary, period=self.period, plan=replace(PLAN, **other), members=self.members)

    def held(self, *bodies: Institution) -> Convening:
        meeting = self.called()
        for body in bodies or (self.office, self.company):
            mark_present(
                by=self.secretary, convening=meeting, member=self.of(body), came=Came(f"Wakil {body.pk}"), now=NOW
            )
        return meeting

    def sent(self, text: str = "Disepakati tiga kelas menjahit.") -> Convening:
        return send_minutes(by=self.secretary, convening=self.held(), text=text, now=NOW)

    def agreed(self, meeting: Convening, body: Institution, by: Actor) -> MinutesWord:
        return answer_minutes(
            by=by,
            convening=meeting,
            member=self.of(body),
            version=meeting.minutes_version,
            agrees=True,
            text="",
            now=NOW,
        )

    def closed(self) -> Convening:
        meeting = self.sent()
        self.agreed(meeting, self.office, self.secretary)
        self.agreed(meeting, self.company, self.owner)
        return close_minutes(by=self.secretary, convening=meeting, version=1, now=NOW)


@pytest.fixture
def forum() -> Forum:
    return Forum()


def refusal(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda no: no.code == code)


def test_a_forum_has_this_year_and_its_parties_once(forum: Forum) -> None:
    assert [one.institution for one in forum.members] == [forum.office, forum.company, forum.group]
    assert add_members(by=forum.secretary, period=forum.period, institutions=[forum.company]) == []
    later = open_period(by=forum.secretary, collaboration=forum.period.collaboration, year=2027)
    assert later == open_period(by=forum.secretary, collaboration=forum.period.collaboration, year=2027)
    assert Member.objects.filter(period=later).count() == 3
    with refusal("may_not_keep"):
        open_period(by=forum.owner, collaboration=forum.period.collaboration, year=2028)


def test_who_is_asked_is_told_and_answers_for_itself(forum: Forum) -> None:
    meeting = forum.called()
    assert {row.address for row in Message.objects.filter(kind="collaboration.invited")} == {
        "dinas@contoh.id",
        "pt@contoh.id",
    }
    invitation = meeting.invitations.get(member=forum.of(forum.company))
    said = {"invitation": invitation, "coming": True, "note": "", "now": NOW}
    with refusal("may_not_speak"):
        answer_invitation(by=forum.secretary, **said)
    answer_invitation(by=forum.owner, **said)
    invitation.refresh_from_db()
    assert invitation.coming is True and invitation.answered_by == forum.owner.name
    without_desk = meeting.invitations.get(member=forum.of(forum.group))
    answer_invitation(by=forum.secretary, **(said | {"invitation": without_desk}))  # nobody sits there who could


def test_who_speaks_is_asked_on_the_day_where_the_forum_is_kept(forum: Forum) -> None:
    """One at night in Jayapura is still the day before in Jakarta: the desk that begins that day speaks for itself already."""
    forum.office.region = make.regency("Timur", tz="Asia/Jayapura")
    forum.office.save()
    day = NOW.date() + timedelta(days=1)
    Membership.objects.filter(pk=make.desk(forum.group, Role.EMPLOYER).pk).update(starts_on=day)
    meeting = forum.called(starts_at=NOW + timedelta(days=9), ends_at=NOW + timedelta(days=9, hours=1))
    invited = meeting.invitations.get(member=forum.of(forum.group))
    said = {"by": forum.secretary, "invitation": invited, "coming": True, "note": ""}
    assert answer_invitation(**said, now=datetime(2026, 11, 20, 14, 30, tzinfo=UTC)).coming
    with refusal("may_not_speak"):
        answer_invitation(**said, now=datetime(2026, 11, 20, 16, tzinfo=UTC))


def test_a_page_sent_twice_calls_one_meeting(forum: Forum) -> None:
    key = uuid4()
    said = {"by": forum.secretary, "period": forum.period, "plan": PLAN, "members": forum.members, "client_id": key}
    assert convene(**said) == convene(**said)
    assert Meeting.objects.count() == 1


def test_a_meeting_moved_is_asked_anew(forum: Forum) -> None:
    meeting = forum.called()
    invitation = meeting.invitations.get(member=forum.of(forum.company))
    answer_invitation(by=forum.owner, invitation=invitation, coming=True, note="", now=NOW)
    same_day = replace(PLAN, agenda="1. Laporan")
    change_convening(by=forum.secretary, convening=meeting, plan=same_day, members=forum.members)
    invitation.refresh_from_db()
    assert invitation.coming is True
    moved = replace(PLAN, starts_at=NOW + timedelta(days=7), ends_at=NOW + timedelta(days=7, hours=1))
    meeting = change_convening(by=forum.secretary, convening=meeting, plan=moved, members=forum.members[:2])
    invitation.refresh_from_db()
    assert invitation.coming is None and meeting.revision == 2 and meeting.invitations.count() == 2


def test_odd_meetings_are_refused(forum: Forum) -> None:
    for code, other in (
        ("no_title", {"title": "  "}), ("ends_before_start", {"ends_at": NOW}), ("no_place", {"place": ""}),
        ("too_long", {"ends_at": NOW + timedelta(days=8)}),
    ):  # fmt: skip
        with refusal(code):
            forum.called(**other)
    assert Meeting.objects.count() == 0


def test_who_came_is_on_the_list_once_and_is_evidence(forum: Forum) -> None:
    meeting = forum.called()
    said = {"convening": meeting, "member": forum.of(forum.company), "now": NOW}
    first = mark_present(by=forum.secretary, came=Came("Siti  Aminah"), **said)
    assert mark_present(by=forum.owner, came=Came("siti aminah"), code=meeting.present_code, **said) == first
    with refusal("wrong_code"):
        mark_present(by=forum.owner, came=Came("Budi"), code="salah", **said)
    with refusal("may_not_keep"):
        mark_present(by=forum.owner, came=Came("Budi"), **said)
    parts = MeetingParty.objects.filter(row=meeting.meeting, part="attended")
    assert [row.member_id for row in parts] == [forum.of(forum.company).pk]
    remove_presence(by=forum.secretary, presence=first)
    assert not parts.all().exists()


def test_a_cancelled_meeting_was_not_held(forum: Forum) -> None:
    meeting = forum.called()
    cancel_convening(by=forum.secretary, convening=meeting, reason="Banjir di kota")
    with refusal("wrong_state"):
        mark_present(by=forum.secretary, convening=meeting, member=forum.members[0], came=Came("Siti"), now=NOW)
    assert Message.objects.filter(kind="collaboration.cancelled").count() == 2
    assert book_of(forum.period).rows("meetings") == []


def test_meetings_that_were_called_and_not_yet_held_are_no_evidence(forum: Forum) -> None:
    forum.called()
    assert book_of(forum.period).rows("meetings") == []
    forum.held(forum.office, forum.company)
    forum.held(forum.office, forum.group)
    dialogue = assess(book_of(forum.period)).as_json()["verdicts"]["dialogue"]["records"]
    assert dialogue["value"] == "strong" and len(dialogue["evidence"]) == 2


def test_minutes_are_answered_by_those_who_came(forum: Forum) -> None:
    meeting = forum.sent()
    with refusal("was_not_there"):
        forum.agreed(meeting, forum.group, forum.secretary)
    with refusal("may_not_speak"):
        forum.agreed(meeting, forum.company, forum.secretary)
    with refusal("parties_asked"):
        close_minutes(by=forum.secretary, convening=meeting, version=1, now=NOW)
    said = {"convening": meeting, "member": forum.of(forum.company), "version": 1, "now": NOW}
    with refusal("no_words"):
        answer_minutes(by=forum.owner, agrees=False, text=" ", **said)
    objection = answer_minutes(by=forum.owner, agrees=False, text="Dua kelas, bukan tiga", **said)
    forum.agreed(meeting, forum.office, forum.secretary)
    closed = close_minutes(by=forum.secretary, convening=meeting, version=1, now=NOW)
    assert closed.state == "closed" and list(closed.words.filter(agrees=False)) == [objection]


def test_a_changed_text_is_asked_anew(forum: Forum) -> None:
    meeting = forum.sent()
    forum.agreed(meeting, forum.company, forum.owner)
    meeting = send_minutes(by=forum.secretary, convening=meeting, text="Disepakati dua kelas.", now=NOW)
    with refusal("newer_minutes"):
        answer_minutes(
            by=forum.owner, convening=meeting, member=forum.of(forum.company), version=1, agrees=True, text="", now=NOW
        )
    with refusal("newer_minutes"):
        close_minutes(by=forum.secretary, convening=meeting, version=1, now=NOW + timedelta(days=9))
    assert (
        send_minutes(by=forum.secretary, convening=meeting, text="Disepakati dua kelas. ", now=NOW).minutes_version == 2
    )


def test_who_is_silent_has_its_time_and_is_named(forum: Forum) -> None:
    meeting = forum.sent()
    forum.agreed(meeting, forum.office, forum.secretary)
    with refusal("parties_asked"):
        close_minutes(by=forum.secretary, convening=meeting, version=1, now=NOW + timedelta(days=3, seconds=-1))
    close_minutes(by=forum.secretary, convening=meeting, version=1, now=NOW + timedelta(days=3))
    from balai.audit.models import Entry

    closing = Entry.objects.get(verb="collaboration.close_minutes")
    assert closing.facts["silent"] == [forum.of(forum.company).code]


def test_closed_minutes_stand_in_the_database_itself(forum: Forum) -> None:
    meeting = forum.closed()
    with refusal("wrong_state"):
        send_minutes(by=forum.secretary, convening=meeting, text="Lain", now=NOW)
    with refusal("minutes_out"):
        keep_minutes(by=forum.secretary, convening=meeting, text="Lain")
    present = Presence.objects.filter(convening=meeting)
    attempts = [
        lambda: Convening.objects.filter(pk=meeting.pk).update(minutes="Lain"),
        lambda: Convening.objects.filter(pk=meeting.pk).update(state="confirming"),
        lambda: present.update(name="Lain"),
        lambda: present.first().delete(),  # type: ignore[union-attr]
        lambda: MinutesWord.objects.filter(convening=meeting).update(agrees=False, text="Lain"),
        lambda: MeetingParty.objects.filter(row=meeting.meeting).delete(),
        lambda: Decision.objects.create(period=forum.period, code="d", meeting=meeting.meeting),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="closed minutes do not change"), transaction.atomic():
            attempt()
    other = forum.held()  # what is not closed changes
    keep_minutes(by=forum.secretary, convening=other, text="Draf")


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_secretaries_who_close_at_once_close_once() -> None:
    from balai.audit.models import Entry

    forum = Forum()
    meeting = forum.sent()
    forum.agreed(meeting, forum.office, forum.secretary)
    forum.agreed(meeting, forum.company, forum.owner)
    barrier, answers = Barrier(2), []

    def close() -> None:
        try:
            barrier.wait()
            answers.append(close_minutes(by=forum.secretary, convening=meeting, version=1, now=NOW).state)
        finally:
            connection.close()

    both = [Thread(target=close) for _two in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert answers == ["closed", "closed"]
    assert Entry.objects.filter(verb="collaboration.close_minutes").count() == 1
