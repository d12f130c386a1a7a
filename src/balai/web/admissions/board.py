"""What the selection page shows: one row an applicant, with scores, place, proposal and decision; and how it is read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from balai.admissions.actions.score import ScoreRow
from balai.admissions.enums import ApplicationState, DecisionRule, Outcome, Stage
from balai.admissions.models import Application, SelectionScore
from balai.admissions.queries import StageScore, scores_of, with_training_route
from balai.admissions.rules.deciding import Decision
from balai.admissions.rules.proposing import rule_of
from balai.admissions.rules.ranking import Ranked, ranking
from balai.admissions.rules.standing import method_of, scored
from balai.planning.models import Batch

S = ApplicationState
OUTCOME_OF = {
    S.SELECTED: Outcome.SELECT, S.RESERVE: Outcome.RESERVE, S.DECLINED: Outcome.DECLINE, S.FORFEITED: Outcome.FORFEIT,
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """chosen: what the select shows. typed, wrong: what was sent for the stage and why it was not taken."""

    application: Application
    scores: Mapping[str, StageScore]
    ranked: Ranked
    advised: bool
    chosen: str = ""
    rule: str = ""
    reason: str = ""
    typed: str | None = None
    wrong: str = ""
    score: SelectionScore | None = None
    stage: StageScore | None = None
    points: list[tuple[str, str]] = field(default_factory=list)
    noted: int = 0

    @property
    def others(self) -> list[SelectionScore]:
        """What colleagues gave for the same stage."""
        return [one for one in self.stage.rows if one is not self.score] if self.stage else []

    @property
    def disputed(self) -> bool:
        """Two scorers are further apart than the rule of the office, or one of them saw nobody."""
        return any(one.half_absent or one.spread > self.noted for one in self.scores.values()) if self.noted else False

    @property
    def missing(self) -> list[str | Promise]:
        return [Stage(stage).label for stage in self.ranked.missing]


def board(batch: Batch, spread: int) -> list[Row]:
    """In the order of the ranking; a few queries. spread: above it two scorers disagree."""
    rows = {row.pk: row for row in Application.objects.public().counted().filter(batch=batch).order_by("pk")}
    method = method_of(batch, rows)
    ranked = ranking(batch.pk, scored(batch, list(rows.values())), method, seats=batch.seats, reserves=batch.reserves)
    given, advised = scores_of(batch.pk), with_training_route([r.person_id for r in rows.values() if r.person_id])
    found = [_row(rows[one.application_id], given, one, advised) for one in ranked]
    for row in found:
        row.noted = spread
        if S(row.application.state) not in OUTCOME_OF:
            row.rule = rule_of(row.ranked, method.by_lot)
        elif row.rule == DecisionRule.RANKED_BELOW and method.by_lot:
            row.rule = DecisionRule.NOT_DRAWN
    return found


def _row(
    application: Application, given: Mapping[UUID, Mapping[str, StageScore]], one: Ranked, advised: set[UUID]
) -> Row:
    decided = OUTCOME_OF.get(S(application.state))
    return Row(
        application, given.get(application.pk, {}), one, application.person_id in advised,
        chosen=str(decided or one.outcome or ""), rule=application.rule, reason=application.decision_reason,
    )  # fmt: skip


def show_stage(rows: Sequence[Row], stage: str, user_id: int | None, titles: Sequence[str]) -> None:
    """Puts the scorer's own numbers into the rows of one stage, by criterion where there are some."""
    for row in rows:
        row.stage = row.scores.get(stage)
        row.score = row.stage.by_user(user_id) if row.stage else None
        written = row.score.points if row.score else []
        row.points = [
            (title, f"{Decimal(written[n]).normalize():f}".replace(".", ",") if n < len(written) else "")
            for n, title in enumerate(titles)
        ]


def read_scores(sent: Mapping[str, str], rows: Sequence[Row]) -> list[ScoreRow]:
    """Fills `typed`, `points` and `wrong` of rows that cannot be read; an empty answer if there is one."""
    found = [_read(sent, row) for row in rows]
    return [] if any(row.wrong for row in rows) else found


def _read(sent: Mapping[str, str], row: Row) -> ScoreRow:
    pk = row.application.pk
    absent, written = f"absent-{pk}" in sent, sent.get(f"score-{pk}", "").strip()
    row.points = [(title, sent.get(f"point-{pk}-{n}", "").strip()) for n, (title, _old) in enumerate(row.points)]
    row.typed = written
    texts = [text for _title, text in row.points] if row.points else [written]
    numbers = [_number(text) for text in texts if text]
    if absent and numbers:
        row.wrong = _("Ada nilai, tetapi ditandai tidak hadir. Kosongkan nilainya, atau hapus centangnya.")
    elif any(number is None or not 0 <= number <= 100 for number in numbers):
        row.wrong = _("Tulis nilai antara 0 dan 100.")
    elif row.points and 0 < len(numbers) < len(texts):
        row.wrong = _("Isi nilai untuk setiap hal yang dinilai, atau kosongkan semuanya.")
    good = [number for number in numbers if number is not None]
    return ScoreRow(
        pk, good[0] if good and not row.points else None, absent, sent.get(f"note-{pk}", "")[:500],
        sent.get(f"motivation-{pk}", "")[:2000], tuple(good) if row.points and len(good) == len(texts) else (),
    )  # fmt: skip


def _number(written: str) -> Decimal | None:
    try:
        number = Decimal(written.replace(",", "."))
    except InvalidOperation:
        return None
    return number.quantize(Decimal("0.01")) if number.is_finite() and abs(number) < 1000 else None


def read_decisions(sent: Mapping[str, str], rows: Sequence[Row]) -> list[Decision]:
    """Those with an outcome chosen; what was typed stays in the rows. A confirmed seat is not on the list."""
    found = []
    for row in rows:
        pk = row.application.pk
        if row.application.state == S.CONFIRMED:
            continue
        row.chosen, row.rule = sent.get(f"outcome-{pk}", ""), sent.get(f"rule-{pk}", "")
        row.reason = sent.get(f"reason-{pk}", "")
        if row.chosen in Outcome.values:
            found.append(Decision(pk, Outcome(row.chosen), row.rule, row.reason))
    return found


def is_over(batch: Batch, now: datetime) -> bool:
    return batch.state in ("selecting", "running") or (batch.state == "announced" and now >= batch.closes_at)
