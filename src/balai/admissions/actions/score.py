"""Scores of a stage: each scorer writes their own, by criterion where the plan names some; a mistaken one is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.actions.locks import locked_selection
from balai.admissions.actions.plan import fix_plan, is_open_to_applicants
from balai.admissions.enums import Stage
from balai.admissions.models import Application, Selection, SelectionScore
from balai.admissions.queries import mean
from balai.admissions.queries.plans import live_draw
from balai.admissions.rules.authority import check_may_score, signing_user
from balai.admissions.rules.deciding import check_unpublished, check_without_draw
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.planning.models import Batch


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """score: 0 to 100, None when absent or not yet scored (then the row is left alone). points: one number a criterion of the
    plan, 0 to 100; the score is then their mean."""

    application_id: UUID
    score: Decimal | None = None
    absent: bool = False
    note: str = ""
    motivation: str = ""
    points: Sequence[Decimal] = ()

    @property
    def number(self) -> Decimal | None:
        if self.absent:
            return None
        return mean(self.points) if self.points else self.score


@transaction.atomic
def record_scores(*, by: Actor, batch: Batch, stage: Stage, rows: Sequence[ScoreRow], now: datetime) -> int:
    """A whole stage at once, in the scorer's own name; how many changed. What a colleague wrote stays beside it.

    Raises Refused("score_range"), "already_published", "may_not_score", "draw_listed".
    """
    selection = locked_selection(batch.pk)
    check_may_score(by, batch)
    _check_open(selection, batch)
    if is_open_to_applicants(batch, now):
        fix_plan(by=by, batch=batch, now=now)
    scorer = signing_user(by)
    known = set(Application.objects.counted().filter(batch=batch).values_list("pk", flat=True))
    mine = SelectionScore.objects.filter(application__batch=batch, stage=stage, scorer_id=scorer)
    before = {score.application_id: score for score in mine}
    changed = [r for r in rows if r.application_id in known and _differs(before.get(r.application_id), r)]
    for row in changed:
        if any(not 0 <= number <= 100 for number in (*row.points, row.number or Decimal(0))):
            raise Refused("score_range", _("Nilai ditulis antara 0 dan 100."), "score")
    written = [_score(scorer, stage, row, now) for row in changed]
    SelectionScore.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["application", "stage", "scorer"],
        update_fields=["score", "points", "absent", "motivation", "note", "given_at"],
    )  # fmt: skip
    if written:
        ids = [str(row.application_id) for row in written]
        record(by, "admissions.score", batch, stage=stage, applications=ids)
    return len(written)


@transaction.atomic
def withdraw_score(*, by: Actor, application: Application, stage: Stage) -> bool:
    """The scorer's own score is taken back; False when there was none. The audit keeps that it was there."""
    selection = locked_selection(application.batch_id)
    check_may_score(by, application.batch)
    _check_open(selection, application.batch)
    mine = SelectionScore.objects.filter(application=application, stage=stage, scorer_id=signing_user(by))
    gone, _each = mine.delete()
    if gone:
        record(by, "admissions.withdraw_score", application, stage=stage)
    return bool(gone)


def _check_open(selection: Selection, batch: Batch) -> None:
    check_unpublished(selection)
    check_without_draw(live_draw(batch))


def _differs(known: SelectionScore | None, row: ScoreRow) -> bool:
    said = (row.number, row.absent, row.note.strip(), row.motivation.strip(), [] if row.absent else list(row.points))
    if known is None:
        return row.absent or row.number is not None
    if not row.absent and row.number is None:
        return False
    return said != (known.score, known.absent, known.note, known.motivation, [Decimal(p) for p in known.points])


def _score(scorer: int, stage: Stage, row: ScoreRow, now: datetime) -> SelectionScore:
    return SelectionScore(
        application_id=row.application_id, stage=stage, score=row.number, absent=row.absent,
        points=[] if row.absent else [str(p) for p in row.points], motivation=row.motivation.strip(), note=row.note.strip(),
        scorer_id=scorer, given_at=now,
    )  # fmt: skip
