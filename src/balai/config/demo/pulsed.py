"""The pulse of the invented forum: one round closed two weeks ago, one that runs."""

from datetime import timedelta
from random import Random

from balai.collaboration.actions.pulse import PulsePlan, close_pulse, hand_in_sheet, open_pulse
from balai.collaboration.enums import REVERSED, PulseItem
from balai.collaboration.models import Collaboration, Member, PulseRound
from balai.collaboration.pulse_codes import code_of
from balai.config.demo.gatherings import Table
from balai.config.demo.world import World

ASKED = {"dinas": 8, "admin-blk": 7, "perusahaan": 6, "sekretaris": 2, "mitra": 3, "lsp": 3}
LEANS = {"dinas": 4, "admin-blk": 4, "perusahaan": 2, "sekretaris": 3, "mitra": 3, "lsp": 3}
"""Account -> the answer most of its people are near to."""
CAME_BEFORE, COME_NOW = 0.85, 0.4


def take_pulse(world: World, kept: Collaboration) -> None:
    table = Table(world, kept)
    before = _opened(table, 35)
    _answered(table, before, 30, CAME_BEFORE)
    close_pulse(by=table.secretary, row=before, today=world.ago(14))
    _answered(table, _opened(table, 4), 2, COME_NOW)


def _opened(table: Table, days_ago: int) -> PulseRound:
    day = table.world.ago(days_ago)
    tickets = {one.pk: ASKED[account] for account, one in table.members.items()}
    plan = PulsePlan(day, day + timedelta(days=14), tickets=tickets)
    return open_pulse(by=table.secretary, period=table.period, plan=plan, today=day)


def _answered(table: Table, row: PulseRound, days_ago: int, share: float) -> None:
    chance = Random(days_ago)
    for account, member in table.members.items():
        for n in range(round(ASKED[account] * share)):
            _one(table, row, member, n, _sheet(chance, LEANS[account]), days_ago)


def _one(table: Table, row: PulseRound, member: Member, n: int, said: dict[str, int], days_ago: int) -> None:
    hand_in_sheet(code=code_of(row, member.pk, n), said=said, today=table.world.ago(days_ago))


def _sheet(chance: Random, near: int) -> dict[str, int]:
    said = {}
    for item in PulseItem:
        score = min(5, max(1, near + chance.choice((-1, 0, 0, 1))))
        if chance.random() > 0.06:
            said[item.value] = 6 - score if item in REVERSED else score
    return said
