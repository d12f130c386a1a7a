"""The lists of a class as its papers show them."""

from decimal import Decimal
from uuid import uuid4

from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application, Selection, SelectionScore
from balai.admissions.queries import StageScore
from balai.papers import lists
from balai.papers.records import Records
from balai.planning.models import Batch


def test_the_selection_record_says_the_weighted_score_and_what_was_decided() -> None:
    chosen = Application(pk=uuid4(), full_name="Siti", state=ApplicationState.CONFIRMED, rank=1)
    without = Application(pk=uuid4(), full_name="Budi", state=ApplicationState.FORFEITED)
    of = Records(Batch(pk=1))
    of.applications = [chosen, without]
    of.selection = Selection(weights={"documents": 20, "test": 40, "interview": 40})
    given = {"documents": "96", "test": "91.5", "interview": "80"}
    of.scores = {
        chosen.pk: {stage: StageScore([SelectionScore(score=Decimal(score))]) for stage, score in given.items()},
        without.pk: {"documents": StageScore([SelectionScore(score=Decimal(63))])},
    }
    first, second = lists.selection(of).rows
    assert first[-2:] == (Decimal("87.80"), "diterima")
    assert second[3:] == ("–", "–", "–", "gugur")
