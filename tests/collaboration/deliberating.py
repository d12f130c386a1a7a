"""A forum with four parties that have a desk, and a village group that has none."""

from datetime import datetime, timedelta

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.collaboration.actions.deliberation import bring_matter
from balai.collaboration.actions.determination import QuestionPlan, close_question, put_question, vote
from balai.collaboration.actions.forum import add_members
from balai.collaboration.enums import DecisionKind
from balai.collaboration.models import Ballot, Matter, Member, Vote
from balai.institutions.models import Institution
from tests import factories as make
from tests.collaboration.test_convening import NOW, Forum


class Table(Forum):
    def __init__(self) -> None:
        super().__init__()
        self.centre = make.institution(name="BLK Uji", kind="training_centre_gov")
        self.union = make.institution(name="Serikat Uji", kind="other", sector="community")
        self.trainer = make.actor(self.centre, Role.FORUM_SECRETARY)
        self.worker = make.actor(self.union, Role.EMPLOYER)
        add_members(by=self.secretary, period=self.period, institutions=[self.centre, self.union])
        self.members = list(Member.objects.filter(period=self.period).select_related("institution").order_by("pk"))

    def actor(self, body: Institution) -> Actor:
        return {
            self.office.pk: self.secretary, self.company.pk: self.owner, self.centre.pk: self.trainer, self.union.pk: self.worker,
        }[body.pk]  # fmt: skip

    def matter(self) -> Matter:
        return bring_matter(by=self.secretary, period=self.period, title="Jadwal magang", text="", member=None, now=NOW)

    def asked(self, matter: Matter | None = None, now: datetime = NOW, **other: object) -> Ballot:
        told = {
            "question": "Magang dimulai Januari.",
            "kind": DecisionKind.SUBSTANTIVE,
            "quorum": 3,
            "closes_at": now + timedelta(days=2),
        }
        plan = QuestionPlan(**(told | other))  # type: ignore[arg-type]
        return put_question(by=self.secretary, matter=matter or self.matter(), plan=plan, now=now)

    def votes(
        self, ballot: Ballot, body: Institution, voice: str = "for", reason: str = "", now: datetime = NOW
    ) -> Vote:
        return vote(by=self.actor(body), ballot=ballot, member=self.of(body), voice=voice, reason=reason, now=now)

    def after(self, ballot: Ballot) -> Ballot:
        """Closed by the secretariat when the time is over."""
        return close_question(by=self.secretary, ballot=ballot, now=ballot.closes_at + timedelta(minutes=1))

    def without_consensus(self) -> Matter:
        matter = self.matter()
        ballot = self.asked(matter)
        for body in (self.office, self.company, self.centre):
            self.votes(ballot, body)
        self.votes(ballot, self.union, "against", "Terlalu cepat.")
        self.after(ballot)
        return matter
