"""The pulse: nobody's answer can be found again, and nothing published adds up to fewer than five people."""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.collaboration.actions.forum import ForumPlan, add_members, begin_forum
from balai.collaboration.actions.pulse import PulsePlan, close_pulse, hand_in_sheet, open_pulse
from balai.collaboration.assessment.assess import assess
from balai.collaboration.assessment.said import PULSE
from balai.collaboration.enums import ABOUT_OTHERS, PulseItem, PulseLevel, PulseState, Subject
from balai.collaboration.models import (
    Member,
    Period,
    PulseAnswer,
    PulseAsked,
    PulseBox,
    PulseCell,
    PulseRound,
    PulseTicket,
)
from balai.collaboration.pulse_codes import code_of, digest_of, shown
from balai.collaboration.pulse_desk import pulses_waiting
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.queries.meetings import offered_for
from balai.collaboration.queries.pulse import Spread, results_of
from balai.collaboration.rules.pulse import ALIKE, Box, Group, cells_shown, groups_for, is_safe
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from tests import factories as make

pytestmark = [pytest.mark.data, pytest.mark.django_db]
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


@pytest.fixture
def pulse(db: None) -> Pulse:
    return Pulse()


# What may stand side by side ------------------------------------------------------------------------------------------


def some_boxes(chance: random.Random) -> list[Box]:
    boxes = []
    for member in range(chance.randint(0, 7)):
        sector = chance.choice((*SECTORS, ""))
        boxes.append(_box(chance, Group(PulseLevel.PARTY, sector, member)))
    for sector in SECTORS:
        if chance.random() < 0.5:
            boxes.append(_box(chance, Group(PulseLevel.SECTOR, sector)))
    if chance.random() < 0.5:
        boxes.append(_box(chance, Group(PulseLevel.ALL)))
    return boxes


def _box(chance: random.Random, group: Group) -> Box:
    sheets = chance.choice((0, 1, 2, 3, 4, 5, 5, 6, 7, 12))
    known = sheets - chance.choice((0, 0, 0, 1, 2)) if sheets > 2 else sheets
    told = [chance.randint(1, chance.choice((1, 3, 5))) for _ in range(known)]
    return Box(group, sheets, tuple(told.count(score) for score in range(1, 6)))


def inside(box: Group, cell: Group) -> bool:
    if cell.level == PulseLevel.ALL:
        return True
    if cell.level == PulseLevel.SECTOR:
        return box.sector == cell.sector
    return box == cell


def worked_out(boxes: Sequence[Box], shown_cells: Sequence[Group]) -> list[frozenset[int]]:
    """Every set of boxes that additions and subtractions of the cells can part from the others: the atoms and their unions."""
    by_mark: dict[tuple[bool, ...], set[int]] = {}
    for at, box in enumerate(boxes):
        mark = tuple(inside(box.group, cell) for cell in shown_cells)
        if any(mark):
            by_mark.setdefault(mark, set()).add(at)
    return [frozenset(one) for one in by_mark.values()]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_published_and_nothing_worked_out_from_it_holds_fewer_than_five(seed: int) -> None:
    chance = random.Random(seed)
    seen = 0
    for _round in range(150):
        boxes = some_boxes(chance)
        cells = cells_shown(boxes)
        seen += len(cells)
        for cell in cells:
            mine = [box for box in boxes if inside(box.group, cell.group)]
            assert cell.counts == tuple(sum(box.counts[at] for box in mine) for at in range(5))
            assert is_safe(cell.counts)
        for atom in worked_out(boxes, [cell.group for cell in cells]):
            people = sum(boxes[at].sheets for at in atom)
            said = [sum(boxes[at].counts[score] for at in atom) for score in range(5)]
            assert people == 0 or is_safe(said), (boxes, cells, atom)
    assert seen > 100


@pytest.mark.parametrize("seed", range(5))
def test_differences_of_any_two_cells_that_lie_in_each_other_are_empty_or_five(seed: int) -> None:
    """The complement, said plainly: everybody less one sector, a sector less its parties."""
    chance = random.Random(1000 + seed)
    for _round in range(200):
        boxes = some_boxes(chance)
        cells = cells_shown(boxes)
        for outer in cells:
            within = [
                c
                for c in cells
                if c is not outer and all(inside(b.group, outer.group) for b in boxes if inside(b.group, c.group))
            ]
            for size in (1, 2, 3):
                for some in combinations(within, size):
                    left = [
                        b
                        for b in boxes
                        if inside(b.group, outer.group) and not any(inside(b.group, c.group) for c in some)
                    ]
                    n = sum(sum(b.counts) for b in left)
                    assert n >= 5 or sum(b.sheets for b in left) == 0


@pytest.mark.parametrize("seed", range(5))
def test_every_result_that_may_stand_for_all_is_shown_and_the_parts_add_up_to_it(seed: int) -> None:
    chance = random.Random(2000 + seed)
    for _round in range(200):
        boxes = some_boxes(chance)
        whole = [sum(box.counts[at] for box in boxes) for at in range(5)]
        cells = cells_shown(boxes)
        assert is_safe(whole) == any(cell.group.level == PulseLevel.ALL for cell in cells)
        assert sum(sum(cell.rest) for cell in cells) == (sum(whole) if is_safe(whole) else 0)


def test_the_complement_of_a_sector_is_withheld() -> None:
    """Nine in government, four in private: with government shown, the private four are what is left of everybody."""
    boxes = [
        Box(Group(PulseLevel.SECTOR, "government"), 9, (3, 3, 3, 0, 0)),
        Box(Group(PulseLevel.SECTOR, "private"), 4, (0, 0, 0, 2, 2)),
    ]
    assert [cell.group for cell in cells_shown(boxes)] == [Group(PulseLevel.ALL)]


def test_five_who_all_say_the_same_are_not_shown_by_themselves() -> None:
    alike = Box(Group(PulseLevel.SECTOR, "private"), 5, (5, 0, 0, 0, 0))
    other = Box(Group(PulseLevel.SECTOR, "government"), 6, (0, 0, 0, 3, 3))
    assert cells_shown([alike]) == []
    assert [cell.group.level for cell in cells_shown([alike, other])] == [PulseLevel.ALL]
    many = Box(Group(PulseLevel.SECTOR, "private"), ALIKE, (ALIKE, 0, 0, 0, 0))
    assert [cell.group.level for cell in cells_shown([many])] == [PulseLevel.ALL, PulseLevel.SECTOR]


def test_who_left_an_item_open_is_no_difference_either() -> None:
    """Two of a small party answered "I do not know": everybody less the others would leave nobody known, and so tell both."""
    silent = Box(Group(PulseLevel.SECTOR, "community"), 2, (0, 0, 0, 0, 0))
    others = Box(Group(PulseLevel.SECTOR, "government"), 8, (2, 2, 2, 2, 0))
    assert [cell.group.level for cell in cells_shown([silent, others])] == [PulseLevel.ALL]


@pytest.mark.parametrize("seed", range(10))
def test_a_ticket_says_a_group_of_five_or_more_or_nothing(seed: int) -> None:
    chance = random.Random(seed)
    for _round in range(100):
        asked = [(at, chance.choice((*SECTORS, "")), chance.randint(0, 9)) for at in range(chance.randint(1, 9))]
        groups = groups_for(asked)
        sizes: dict[Group, int] = {}
        for member, _sector, n in asked:
            if n:
                sizes[groups[member]] = sizes.get(groups[member], 0) + n
        assert sum(sizes.values()) == sum(n for _m, _s, n in asked)
        assert all(n >= 5 for n in sizes.values()) or list(sizes) == [Group(PulseLevel.ALL)] or not sizes
        assert all(group.sector or group.level != PulseLevel.SECTOR for group in sizes)


# Nobody is found again ------------------------------------------------------------------------------------------------


def test_no_row_of_an_answer_exists_and_a_ticket_knows_only_its_box(pulse: Pulse) -> None:
    before = Entry.objects.count()
    pulse.answer(pulse.group, [1])
    assert Entry.objects.count() == before
    used = PulseTicket.objects.get(is_used=True)
    assert {f.name for f in PulseTicket._meta.concrete_fields} == {"id", "box", "digest", "is_used"}
    assert {f.name for f in PulseBox._meta.concrete_fields} == {
        "id",
        "round",
        "level",
        "sector",
        "member",
        "sheets",
        "counts",
    }
    assert used.box.member is None, "two tickets of a small party may not name it"
    assert used.box.tickets.count() >= 5


def test_tickets_lie_in_no_order_and_their_codes_stand_in_no_table(pulse: Pulse) -> None:
    kept = list(PulseTicket.objects.order_by("pk").values_list("digest", flat=True))
    made = [digest_of(code) for body in pulse.sizes for code in pulse.codes(body)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM collaboration_pulseticket")
        as_lying = [row[0] for row in cursor.fetchall()]
    assert sorted(made) == sorted(kept)
    assert as_lying != made
    assert not PulseTicket.objects.filter(digest__in=pulse.codes(pulse.office)).exists()


def test_a_ticket_counts_once_and_typing_it_is_forgiving(pulse: Pulse) -> None:
    code = pulse.codes(pulse.office)[0]
    hand_in_sheet(code=shown(code).lower(), said={"AG1": 4}, today=TODAY)
    with pytest.raises(Refused) as no:
        hand_in_sheet(code=code, said={"AG1": 1}, today=TODAY)
    assert no.value.code == "ticket_used"
    box = PulseBox.objects.get(member__institution=pulse.office)
    assert (box.sheets, box.counts["AG1"]) == (1, [0, 0, 0, 1, 0])


@pytest.mark.parametrize(
    ("said", "day", "code"),
    [({}, 0, "empty_sheet"), ({"AG1": 9}, 0, "empty_sheet"), ({"AG1": 3}, -1, "pulse_not_open"), ({"AG1": 3}, 15, "pulse_closed")],
)  # fmt: skip
def test_a_sheet_that_is_not_taken_leaves_its_ticket(pulse: Pulse, said: dict[str, int], day: int, code: str) -> None:
    with pytest.raises(Refused) as no:
        hand_in_sheet(code=pulse.codes(pulse.office)[0], said=said, today=TODAY + timedelta(days=day))
    assert no.value.code == code
    assert not PulseTicket.objects.filter(is_used=True).exists()


def test_an_item_of_the_other_framework_is_not_counted(pulse: Pulse) -> None:
    PulseRound.objects.update(state=PulseState.CLOSED)
    pulse.row = open_pulse(by=pulse.secretary, period=pulse.period, plan=pulse.plan(scope="ansell_gash"), today=TODAY)
    hand_in_sheet(code=pulse.codes(pulse.office)[0], said={"AG1": 4, "EN1": 4}, today=TODAY)
    assert sorted(PulseBox.objects.filter(round=pulse.row, sheets=1).get().counts) == AG


def test_a_closed_period_takes_nothing(pulse: Pulse) -> None:
    Period.objects.filter(pk=pulse.period.pk).update(is_closed=True)
    for act in (pulse.opened, pulse.closed, lambda: pulse.answer(pulse.office, [3])):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.code == "period_closed"


# Opening --------------------------------------------------------------------------------------------------------------


def test_only_who_keeps_the_forum_opens_and_closes(pulse: Pulse) -> None:
    stranger = make.actor(pulse.company, Role.EMPLOYER)
    for act in (
        lambda: open_pulse(by=stranger, period=pulse.period, plan=pulse.plan(), today=TODAY),
        lambda: close_pulse(by=stranger, row=pulse.row, today=TODAY),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.code == "may_not_keep"


def test_a_second_round_waits_for_the_first_and_a_double_tap_is_one(pulse: Pulse) -> None:
    with pytest.raises(Refused) as no:
        pulse.opened()
    assert no.value.code == "one_at_a_time"
    pulse.closed()
    key = uuid4()
    assert pulse.opened(client_id=key) == pulse.opened(client_id=key)
    assert PulseRound.objects.filter(state="open").count() == 1


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"tickets": {}}, "too_few_tickets"),
        ({"tickets": {0: 20}}, "too_few_tickets"),
        ({"closes_on": TODAY - timedelta(days=1)}, "closes_before"),
        ({"closes_on": TODAY + timedelta(days=90)}, "too_long"),
    ],
)  # fmt: skip
def test_what_is_no_round_is_told_so(pulse: Pulse, other: dict[str, Any], code: str) -> None:
    pulse.closed()
    with pytest.raises(Refused) as no:
        open_pulse(by=pulse.secretary, period=pulse.period, plan=pulse.plan(**other), today=TODAY)
    assert no.value.code == code


def test_a_party_is_told_without_a_code(pulse: Pulse) -> None:
    told = Message.objects.get(kind="collaboration.pulse")
    assert told.address == "dinas@contoh.id"
    assert not any(code in told.body or shown(code) in told.body for body in pulse.sizes for code in pulse.codes(body))


# Closing --------------------------------------------------------------------------------------------------------------


def test_a_closed_round_keeps_what_may_be_shown_and_nothing_else(pulse: Pulse) -> None:
    pulse.answer(pulse.office, [1, 2, 3, 4, 5, 4])
    pulse.answer(pulse.company, [4, 4, 3, 5, 4])
    row = pulse.closed()
    assert (row.state, row.sheets, row.closed_on) == (PulseState.CLOSED, 11, TODAY)
    assert not PulseBox.objects.exists()
    assert not PulseTicket.objects.exists()
    assert PulseAsked.objects.count() == 3
    shown_for = {(cell.level, cell.member_id) for cell in PulseCell.objects.filter(item="AG5")}
    assert (PulseLevel.ALL, None) in shown_for
    with pytest.raises(Refused) as no:
        pulse.answer(pulse.group, [1])
    assert no.value.code == "unknown_ticket"


def test_what_is_said_of_others_is_never_told_apart_by_party(pulse: Pulse) -> None:
    pulse.answer(pulse.office, [1, 2, 3, 4, 5, 4])
    pulse.answer(pulse.company, [4, 4, 3, 5, 4])
    pulse.closed()
    named = set(PulseCell.objects.filter(member__isnull=False).values_list("item", flat=True))
    assert named
    assert {PulseItem.AG3, PulseItem.EN4, PulseItem.EN7} <= ABOUT_OTHERS
    assert not named & ABOUT_OTHERS
    assert not PulseAnswer.objects.filter(item__in=ABOUT_OTHERS, institution__isnull=False).exists()


@pytest.mark.parametrize("came", [0, 1, 4])
def test_under_five_in_all_nothing_is_shown_and_nothing_is_evidence(pulse: Pulse, came: int) -> None:
    pulse.answer(pulse.office, [1, 2, 3, 4][:came])
    pulse.closed()
    assert not PulseCell.objects.exists()
    assert not PulseAnswer.objects.exists()
    assert all(item.whole is None for _label, items in results_of(pulse.row) for item in items)


def test_a_pulse_of_five_unmasks_nobody(pulse: Pulse) -> None:
    """All five of one company, three others: neither the company's five, all alike, nor the three can be worked out."""
    pulse.answer(pulse.company, [1] * 5)
    pulse.answer(pulse.office, [4, 5, 4])
    pulse.closed()
    for item in PulseItem:
        assert [cell.level for cell in PulseCell.objects.filter(item=item)] == [PulseLevel.ALL]
    assert not PulseAnswer.objects.exclude(institution=None).exists()
    assert set(PulseAnswer.objects.values_list("respondents", flat=True)) == {8}


def test_the_assessment_reads_what_was_published_once_and_turned(pulse: Pulse) -> None:
    pulse.answer(pulse.office, [4, 5, 5, 4, 5, 4])
    pulse.answer(pulse.company, [4, 4, 5, 5, 4])
    pulse.closed()
    for item in PulseItem:
        rows = PulseAnswer.objects.filter(item=item)
        assert sum(row.respondents or 0 for row in rows) == 11
        assert all((row.respondents or 0) >= 5 for row in rows)
    said = {s.because for s in _signs(pulse.period)}
    assert any("EN5" in one and "11" in one for one in said)
    found = assess(book_of(pulse.period))
    shared, mutual = found.verdicts[Subject.UNDERSTANDING].said, found.verdicts[Subject.MOTIVATION].said
    of = lambda side: {PulseAnswer.objects.get(code=one.split(":")[1]).item for one in side.evidence}  # noqa: E731
    assert of(shared) == {"AG5"}
    assert "EN5" in of(mutual)
    assert "AG5" not in of(mutual)
    alone = found.verdicts[Subject.ACTIONS].said
    assert "EN13" in of(alone), "people agreed that each goes its own way: that speaks against joint action"
    assert alone.value == "weak"


def _signs(period: Period) -> list[Any]:
    from balai.collaboration.assessment.said import _pulse

    signs = list(_pulse(book_of(period)))
    assert all(one.rule == PULSE for one in signs)
    return signs


def test_a_second_secretary_reads_what_the_first_has_closed(pulse: Pulse) -> None:
    pulse.answer(pulse.office, [1, 2, 3, 4, 5, 4])
    pulse.closed()
    cells, rows = PulseCell.objects.count(), PulseAnswer.objects.count()
    later = close_pulse(by=pulse.secretary, row=pulse.row, today=TODAY + timedelta(days=3))
    assert later.closed_on == TODAY
    assert (PulseCell.objects.count(), PulseAnswer.objects.count()) == (cells, rows)


def test_two_rounds_of_a_period_keep_their_own_evidence(pulse: Pulse) -> None:
    for _n in range(2):
        pulse.answer(pulse.office, [1, 2, 3, 4, 5, 4])
        pulse.closed()
        pulse.row = pulse.opened()
    assert PulseAnswer.objects.filter(item="AG1").count() == 2


def test_the_next_meeting_is_offered_the_results(pulse: Pulse) -> None:
    key = f"collaboration.pulse:{pulse.row.pk}"
    pulse.answer(pulse.office, [1, 2, 3, 4, 5, 4])
    assert key not in [one.key for one in offered_for(pulse.period, TODAY)]
    pulse.closed()
    assert key in [one.key for one in offered_for(pulse.period, TODAY)]


def test_a_round_past_its_last_day_waits_for_who_keeps_the_forum_only(pulse: Pulse) -> None:
    key, late = f"collaboration.pulse:{pulse.row.pk}", NOW + timedelta(days=20)
    at = lambda actor, now: [one.key for one in pulses_waiting(actor, now)]  # noqa: E731
    assert key in at(pulse.secretary, late)
    assert key not in at(pulse.secretary, NOW)
    assert key not in at(make.actor(pulse.company, Role.EMPLOYER), late)
    pulse.closed()
    assert key not in at(pulse.secretary, late)


# What is shown --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "is_reversed", "mean", "agreement"),
    [
        ((0, 0, 0, 5, 5), False, 4.5, 0.861),
        ((5, 0, 0, 0, 5), False, 3.0, 0.0),
        ((0, 0, 0, 5, 5), True, 1.5, 0.861),
        ((1, 1, 1, 1, 1), False, 3.0, 0.0),
    ],
)  # fmt: skip
def test_mean_and_agreement_by_hand(counts: tuple[int, ...], is_reversed: bool, mean: float, agreement: float) -> None:
    spread = Spread("", counts, is_reversed)
    assert spread.mean == pytest.approx(mean)
    assert spread.agreement == pytest.approx(agreement, abs=0.001)


def test_groups_stand_by_name_whatever_they_answered(pulse: Pulse) -> None:
    pulse.answer(pulse.office, [5, 5, 5, 4, 5, 4])
    pulse.answer(pulse.company, [1, 1, 2, 1, 2])
    pulse.closed()
    items = {one.item: one for _label, items in results_of(pulse.row) for one in items}
    names = [spread.label for spread in items[PulseItem.AG1].groups]
    assert names == sorted(names)
    assert len(names) >= 2
    assert [label for label, _items in results_of(pulse.row)] == [
        "Ansell dan Gash (2008)",
        "Emerson, Nabatchi dan Balogh (2012)",
    ]


def test_a_sheet_on_a_phone_is_one_light_page_and_is_handed_in_without_an_account(pulse: Pulse, client: Client) -> None:
    PulseRound.objects.update(opens_on=date(2020, 1, 1), closes_on=date(2099, 1, 1))
    code = pulse.codes(pulse.office)[0]
    page = client.get(reverse("collaboration:pulse_sheet", args=[code]))
    assert len(page.content) < 30_000
    assert page.content.count(b"<fieldset") == 22
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert f'action="{reverse("collaboration:pulse_code")}"'.encode() in page.content
    sent = {"code": code, "send": "1", "AG1": "4", "EN3": "0"}
    thanks = client.post(reverse("collaboration:pulse_code"), sent)
    again = client.post(reverse("collaboration:pulse_code"), sent)
    assert (thanks.status_code, again.status_code) == (200, 200)
    assert "sudah diterima" in thanks.content.decode()
    assert "sudah diterima" in again.content.decode()
    assert PulseBox.objects.get(member__institution=pulse.office).sheets == 1
    assert "sessionid" not in client.cookies


def test_an_unknown_code_and_an_empty_sheet_say_what_to_do(pulse: Pulse, client: Client) -> None:
    PulseRound.objects.update(opens_on=date(2020, 1, 1), closes_on=date(2099, 1, 1))
    assert client.get(reverse("collaboration:pulse_sheet", args=["XXXX"])).status_code == 404
    assert client.post(reverse("collaboration:pulse_code"), {"code": "XXXX"}).status_code == 422
    empty = client.post(reverse("collaboration:pulse_code"), {"code": pulse.codes(pulse.office)[0], "send": "1"})
    assert empty.status_code == 422
    assert "Belum ada butir yang diisi" in empty.content.decode()
    PulseRound.objects.update(closes_on=date(2020, 1, 2))
    assert client.get(reverse("collaboration:pulse_sheet", args=[pulse.codes(pulse.office)[0]])).status_code == 410


def test_a_row_of_fewer_than_five_is_blank_in_the_tables(pulse: Pulse, client: Client) -> None:
    """Also one that came with a workbook: an answer of one person beside the name of its body."""
    pulse.period.collaboration.is_public = True
    pulse.period.collaboration.save()
    row = {"period": pulse.period, "institution": pulse.of(pulse.company), "item": "AG3"}
    PulseAnswer.objects.create(code="satu", score="1.25", respondents=1, **row)
    PulseAnswer.objects.create(code="diam", score="1.75", **row)
    PulseAnswer.objects.create(code="lima", score="4.25", respondents=5, **row)
    for name in ("table", "table_file"):
        text = client.get(reverse(f"collaboration:{name}", args=[pulse.period.pk, "pulse"])).content.decode()
        assert "4.25" in text
        assert "1.25" not in text
        assert "1.75" not in text
    one = client.get(reverse("collaboration:row", args=[pulse.period.pk, "pulse", "satu"])).content.decode()
    assert "1.25" not in one
    assert "PT Uji" not in one


@pytest.mark.parametrize("groups", [1, 3])
def test_the_tab_asks_a_bounded_number_of_questions(
    client: Client, django_assert_max_num_queries: Any, groups: int
) -> None:
    pulse = Pulse(6, 5 if groups > 1 else 0, 5 if groups > 1 else 0)
    pulse.period.collaboration.is_public = True
    pulse.period.collaboration.save()
    for body, n in pulse.sizes.items():
        pulse.answer(body, [3, 4, 5, 4, 3, 4][:n])
    pulse.closed()
    with django_assert_max_num_queries(12):
        page = client.get(reverse("collaboration:part", args=[pulse.period.pk, "denyut"])).content.decode()
    assert page.count("<figure") >= 22


# Two at once ----------------------------------------------------------------------------------------------------------


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_one_ticket_in_two_hands_counts_once_and_two_tickets_count_both() -> None:
    pulse = Pulse()
    codes = pulse.codes(pulse.office)
    for pair, sheets in (((codes[0], codes[0]), 1), ((codes[1], codes[2]), 3)):
        told = _at_once([lambda code=code: hand_in_sheet(code=code, said={"AG1": 2}, today=TODAY) for code in pair])
        assert len([one for one in told if one is None]) == (1 if pair[0] == pair[1] else 2)
        box = PulseBox.objects.get(member__institution=pulse.office)
        assert (box.sheets, box.counts["AG1"][1]) == (sheets, sheets)


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_a_sheet_and_the_closing_wait_for_each_other() -> None:
    pulse = Pulse()
    pulse.answer(pulse.office, [1, 2, 3, 4, 5])
    last = pulse.codes(pulse.office)[5]
    told = _at_once([pulse.closed, lambda: hand_in_sheet(code=last, said={"AG1": 2}, today=TODAY)])
    row = PulseRound.objects.get(pk=pulse.row.pk)
    cell = PulseCell.objects.get(item="AG1", level="all")
    assert row.sheets == sum(cell.counts) == (5 if isinstance(told[1], Refused) else 6)


def _at_once(acts: Sequence[Any]) -> list[Any]:
    told: list[Any] = [None] * len(acts)
    start = Barrier(len(acts))

    def run(at: int, act: Any) -> None:
        start.wait()
        try:
            act()
        except Refused as no:
            told[at] = no
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
