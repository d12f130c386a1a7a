"""A forum whose promises are followed by one invented measure."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from balai.access.actor import WORKER
from balai.access.roles import Role
from balai.collaboration.actions.follow_promises import follow_promises
from balai.collaboration.actions.promises import PromisePlan, give_promise, propose_promise
from balai.collaboration.models import Promise
from balai.institutions.models import Institution
from balai.kernel.measures import Counted, Measure, Question, Row
from balai.kernel.registry import registry
from tests import factories as make
from tests.collaboration.test_convening import NOW, Forum

CODE = "things_done"
SINCE, DUE = date(2026, 9, 1), date(2026, 11, 30)
PLAN = PromisePlan("Melatih dua puluh orang menjahit", CODE, 20, SINCE, DUE)


def on(day: date) -> datetime:
    """At noon in Jakarta."""
    return datetime.combine(day, time(5), UTC)


@dataclass
class Ledger:
    """What the invented measure counts: records of a body with their day and writer."""

    rows: dict[int, list[tuple[date, str]]] = field(default_factory=dict)
    unknown: int = 0
    asked: list[Question] = field(default_factory=list)

    def write(self, body: Institution, number: int, day: date, by: str = "") -> None:
        self.rows.setdefault(body.pk, []).extend([(day, by)] * number)

    def count(self, question: Question) -> Counted:
        self.asked.append(question)
        found = [
            Row("catatan", day, "home", (), by)
            for day, by in self.rows.get(question.institution_id, ())
            if question.since <= day <= question.until
        ]
        return Counted(len(found), tuple(found[:100]), self.unknown)


class Promising(Forum):
    """The company promises, the office and the group receive."""

    def __init__(self) -> None:
        super().__init__()
        self.officer = make.actor(self.office, Role.LABOUR_OFFICER)
        self.ledger = Ledger()

    def proposed(self, plan: PromisePlan = PLAN, to: tuple[Institution, ...] = (), **changed: object) -> Promise:
        receivers = [self.of(body) for body in to or (self.office,)]
        return propose_promise(
            by=self.secretary, period=self.period, promiser=self.of(self.company), receivers=receivers,
            plan=replace(plan, **changed), now=NOW,
        )  # fmt: skip

    def given(self, to: tuple[Institution, ...] = (), **changed: object) -> Promise:
        return give_promise(by=self.owner, promise=self.proposed(to=to, **changed), now=NOW)

    def attested(self, to: tuple[Institution, ...] = (), **changed: object) -> Promise:
        said = {"measure": "attested", "unit": "kelas", "attester": self.of((to or (self.office,))[0])}
        return self.given(to=to, **(said | changed))

    def night(self, day: date) -> int:
        return follow_promises(by=WORKER, now=on(day))

    def asked(self, **changed: object) -> Promise:
        promise = self.given(**changed)
        self.night(DUE + timedelta(days=1))
        promise.refresh_from_db()
        return promise

    def late(self, **changed: object) -> Promise:
        promise = self.asked(**changed)
        assert promise.reply_until
        self.night(promise.reply_until + timedelta(days=1))
        promise.refresh_from_db()
        return promise


def measured(promising: Promising) -> Iterator[Promising]:
    measure = Measure(CODE, "Orang dilatih", "orang", "Dihitung orang yang dilatih.", promising.ledger.count, "tests")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(registry.measures, CODE, measure)
        yield promising
