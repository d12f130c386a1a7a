"""A forum with a round of the pulse, for tests."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from balai.access.roles import Role
from balai.collaboration.actions.forum import ForumPlan, add_members, begin_forum
from balai.collaboration.actions.pulse import PulsePlan, close_pulse, hand_in_sheet, open_pulse
from balai.collaboration.enums import PulseItem
from balai.collaboration.models import (
    Member,
    Period,
    PulseRound,
)
from balai.collaboration.pulse_codes import code_of
from balai.institutions.models import Institution
from tests import factories as make

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = NOW.date()
AG, EN = [i.value for i in PulseItem if i.startswith("AG")], [i.value for i in PulseItem if i.startswith("EN")]
SECTORS = ("government", "private", "community", "donor")


class Pulse:
    """A forum of an office, a company and a village group, and a round in it."""

    def __init__(self, office: int = 6, company: int = 5, group: int = 2) -> None:
        self.office = make.institution(name="Dinas Uji", email="dinas@contoh.id")
        self.company = make.institution(name="PT Uji", kind="company", sector="private")
        self.group = make.institution(name="Kelompok Uji", kind="self_employment_groups", sector="community")
        self.secretary = make.actor(self.office, Role.FORUM_SECRETARY)
        kept = begin_forum(by=self.secretary, owner=self.office, plan=ForumPlan("Forum Uji"), today=TODAY)
        self.period = Period.objects.get(collaboration=kept)
        add_members(by=self.secretary, period=self.period, institutions=[self.company, self.group])
        self.sizes = {self.office: office, self.company: company, self.group: group}
        self.row = self.opened()

    def of(self, body: Institution) -> Member:
        return Member.objects.get(period=self.period, institution=body)

    def plan(self, **other: Any) -> PulsePlan:
        tickets = {self.of(body).pk: n for body, n in self.sizes.items() if n}
        return PulsePlan(**({"opens_on": TODAY, "closes_on": TODAY + timedelta(days=14), "tickets": tickets} | other))

    def opened(self, **other: Any) -> PulseRound:
        return open_pulse(by=self.secretary, period=self.period, plan=self.plan(), today=TODAY, **other)

    def codes(self, body: Institution) -> list[str]:
        return [code_of(self.row, self.of(body).pk, n) for n in range(self.sizes[body])]

    def answer(self, body: Institution, scores: Sequence[int], items: Iterable[str] = (*AG, *EN)) -> None:
        for code, score in zip(self.codes(body), scores, strict=False):
            hand_in_sheet(code=code, said=dict.fromkeys(items, score), today=TODAY)

    def closed(self) -> PulseRound:
        return close_pulse(by=self.secretary, row=self.row, today=TODAY)
