"""What stands when all is over, beside what was acknowledged."""

from collections import Counter
from pathlib import Path
from typing import Any, Final

from balai.admissions.elsewhere import with_a_place
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.config.bench.seat_words import BEGIN, MOVED, SEATED
from balai.config.bench.seat_work import VERBS
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment

Who = tuple[str, str]
"""Class and person."""

_STANDS: Final[dict[str, tuple[str, ...]]] = {
    "enrol": (EnrolmentState.ENROLLED,), "back": (EnrolmentState.ENROLLED,), "leave": (EnrolmentState.LEFT,),
    "confirm": (ApplicationState.CONFIRMED, EnrolmentState.ENROLLED), "forfeit": (ApplicationState.FORFEITED,),
    "uphold": (ApplicationState.RESERVE, ApplicationState.SELECTED),
}  # fmt: skip
"""Where somebody stands after the last act of the one who has them in hand."""


def count_seats(files: list[str]) -> dict[str, Any]:
    """over: classes with more people promised or sitting than seats; over_seated: sitting alone; lost: acknowledged, and not
    there. An act without an answer proves nothing about who it was for until the next one."""
    finished: Counter[str] = Counter()
    last: dict[Who, str] = {}
    moved, seated, put_back = set[Who](), set[Who](), set[Who]()
    for file in files:
        for word, *rest in map(str.split, Path(file).read_text().splitlines()):
            who = (rest[-2], rest[-1]) if len(rest) > 1 else ("", "")
            if word == BEGIN and rest[0] in _STANDS:
                last[who] = ""
                put_back |= {who} if rest[0] == "uphold" else set()
            elif word == MOVED:
                moved.add(who)
            elif word == SEATED:
                seated.add(who)
            elif word != BEGIN:
                finished[word if word in VERBS or word in ("away", "deadlock") else f"refused: {word}"] += 1
                if word in _STANDS:
                    last[who] = word
    told = {who: word for who, word in last.items() if word}
    return {**_over(), "lost": _lost(told, moved - put_back, seated), "finished": dict(finished.most_common())}


def _over() -> dict[str, Any]:
    classes = Batch.objects.filter(state=BatchState.SELECTING)
    rows = Enrolment.objects.filter(state=EnrolmentState.ENROLLED).values_list("batch_id", flat=True)
    sitting = Counter(rows)
    return {
        "over": sum(len(with_a_place(one.pk)) > one.seats for one in classes),
        "over_seated": sum(sitting[one.pk] > one.seats for one in classes),
        "sitting": sum(sitting.values()),
    }  # fmt: skip


def _lost(told: dict[Who, str], moved: set[Who], seated: set[Who]) -> int:
    people = Enrolment.objects.values_list("batch_id", "person_id", "state")
    enrolled = {(str(batch), str(person)): state for batch, person, state in people}
    rows = Application.objects.values_list("batch_id", "person_id", "state")
    applied = {(str(batch), str(person)): state for batch, person, state in rows}
    missing = sum(not {applied[who], enrolled.get(who)} & set(_STANDS[word]) for who, word in told.items())
    return missing + sum(applied[who] == ApplicationState.RESERVE for who in moved) + len(seated - enrolled.keys())
