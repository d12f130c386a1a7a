"""What the selection page shows: one row an applicant, with scores, place, proposal and decision; and how it is read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from balai.admissions.actions.select import ScoreRow, scored
from balai.admissions.enums import ApplicationState, DecisionRule, Outcome, Stage
from balai.admissions.models import Application, SelectionScore
from balai.admissions.queries import scores_of, with_training_route
from balai.admissions.rules.deciding import Decision
from balai.admissions.rules.ranking import Ranked, ranking
from balai.planning.models import Batch

S = ApplicationState
OUTCOME_OF = {
    S.SELECTED: Outcome.SELECT, S.RESERVE: Outcome.RESERVE, S.DECLINED: Outcome.DECLINE, S.FORFEITED: Outcome.FORFEIT,
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """chosen: what the select shows. typed, wrong: what was sent for the stage and why it was not taken."""

    application: Application
    scores: Mapping[str, SelectionScore]
    ranked: Ranked
    advised: bool
    chosen: str = ""
    rule: str = ""
    reason: str = ""
    typed: str | None = None
    wrong: str = ""
    score: SelectionScore | None = None

    @property
    def missing(self) -> list[str | Promise]:
        return [Stage(stage).label for stage in self.ranked.missing]


def board(batch: Batch, weights: Mapping[str, int]) -> list[Row]:
    """In the order of the ranking; three queries."""
    rows = {row.pk: row for row in Application.objects.public().counted().filter(batch=batch).order_by("pk")}
    ranked = ranking(batch.pk, scored(batch, list(rows.values())), weights, seats=batch.seats, reserves=batch.reserves)
    given, advised = scores_of(batch.pk), with_training_route([r.person_id for r in rows.values() if r.person_id])
    return [_row(rows[one.application_id], given, one, advised) for one in ranked]


def _row(
    application: Application, given: Mapping[UUID, Mapping[str, SelectionScore]], one: Ranked, advised: set[UUID]
) -> Row:
    decided = OUTCOME_OF.get(S(application.state))
    rule = application.rule
    if decided is None and one.outcome == Outcome.DECLINE:
        rule = DecisionRule.RANKED_BELOW
    if decided is None and one.outcome == Outcome.FORFEIT:
        rule = DecisionRule.ABSENT
    return Row(
        application, given.get(application.pk, {}), one, application.person_id in advised,
        chosen=str(decided or one.outcome or ""), rule=rule, reason=application.decision_reason,
    )  # fmt: skip


def read_scores(sent: Mapping[str, str], rows: Sequence[Row], stage: Stage) -> list[ScoreRow]:
    """Fills `typed` and `wrong` of rows that cannot be read; an empty answer if there is one."""
    found = []
    for row in rows:
        pk = row.application.pk
        written, absent = sent.get(f"score-{pk}", "").strip(), f"absent-{pk}" in sent
        row.typed = written
        score = None if absent or not written else _number(written)
        if written and not absent and (score is None or not 0 <= score <= 100):
            row.wrong = _("Tulis nilai antara 0 dan 100.")
        if written and absent:
            row.wrong = _("Ada nilai, tetapi ditandai tidak hadir. Kosongkan nilainya, atau hapus centangnya.")
        found.append(
            ScoreRow(pk, score, absent, sent.get(f"note-{pk}", "")[:500], sent.get(f"motivation-{pk}", "")[:2000])
        )
    return [] if any(row.wrong for row in rows) else found


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
