"""The ladder of contact, without a database."""

import pytest

from balai.outcomes.enums import ContactChannel as C
from balai.outcomes.enums import ContactResult as R
from balai.outcomes.rules.ladder import Reach, Rung, Tried, next_rung

LADDER = [Rung(C.MESSAGE, 3), Rung(C.CALL, 3), Rung(C.CALL, 3), Rung(C.CONTACT_PERSON, 5), Rung(C.VISIT, 0)]
EVERYTHING = Reach(phone=True, messages=True, others=True)


def climbed(reach: Reach, result: str = R.NO_ANSWER) -> list[str]:
    tried: list[Tried] = []
    while (rung := next_rung(LADDER, tried, reach)) is not None:
        tried.append(Tried(rung.channel, result))
        assert len(tried) < 10
    return [t.channel for t in tried]


@pytest.mark.parametrize(
    ("reach", "rungs"),
    [
        (EVERYTHING, ["message", "call", "call", "contact_person", "visit"]),
        (Reach(True, False, True), ["call", "call", "contact_person", "visit"]),
        (Reach(True, True, False), ["message", "call", "call", "visit"]),
        (Reach(False, True, False), ["visit"]),
    ],
)
def test_silence_climbs_the_rungs_that_are_possible_and_then_ends(reach: Reach, rungs: list[str]) -> None:
    assert climbed(reach) == rungs


def test_a_wrong_number_ends_messages_and_calls() -> None:
    tried = [Tried(C.CALL, R.WRONG_NUMBER)]
    rung = next_rung(LADDER, tried, EVERYTHING)
    assert rung is not None and rung.channel == C.CONTACT_PERSON


def test_a_no_ends_the_ladder() -> None:
    assert next_rung(LADDER, [Tried(C.MESSAGE, R.REFUSED)], EVERYTHING) is None


def test_a_rung_tried_out_of_turn_counts() -> None:
    rung = next_rung(LADDER, [Tried(C.VISIT, R.NO_ANSWER), Tried(C.CALL, R.NO_ANSWER)], EVERYTHING)
    assert rung is not None and rung.channel == C.MESSAGE
