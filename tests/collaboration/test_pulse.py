"""The pulse: nobody's answer can be found again, and nothing published adds up to fewer than five people."""

from collections.abc import Sequence
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.collaboration.actions.pulse import close_pulse, hand_in_sheet, open_pulse
from balai.collaboration.assessment.assess import assess
from balai.collaboration.assessment.said import PULSE
from balai.collaboration.enums import ABOUT_OTHERS, PulseItem, PulseLevel, PulseState, Subject
from balai.collaboration.models import (
    Period,
    PulseAnswer,
    PulseAsked,
    PulseBox,
    PulseCell,
    PulseRound,
    PulseTicket,
)
from balai.collaboration.pulse_codes import digest_of, shown
from balai.collaboration.pulse_desk import pulses_waiting
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.queries.meetings import offered_for
from balai.collaboration.queries.pulse import results_of
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from tests import factories as make
from tests.collaboration.pulses import AG, NOW, TODAY, Pulse

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def pulse(db: None) -> Pulse:
    return Pulse()


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
