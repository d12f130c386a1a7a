"""Scores, the decision on a whole list, its publication; each can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions import messages
from balai.admissions.actions.locks import locked_application, locked_selection, step
from balai.admissions.actions.seats import confirm_days
from balai.admissions.enums import COUNTED, ApplicationState, Outcome, Stage
from balai.admissions.models import Application, Selection, SelectionScore
from balai.admissions.parameters import ROUTE_REQUIRED
from balai.admissions.queries import other_open_classes, scores_of, weights_on, with_training_route
from balai.admissions.rules.authority import check_may_decide, check_may_score, signing_user
from balai.admissions.rules.deciding import (
    Decision,
    check_all_decided,
    check_decisions,
    check_reason,
    check_registration_over,
    check_unpublished,
    check_version,
)
from balai.admissions.rules.ranking import Scored, ranking
from balai.audit.record import record, record_many
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.models import Batch


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """score: 0 to 100, None when absent or not yet scored (then the row is left alone)."""

    application_id: UUID
    score: Decimal | None = None
    absent: bool = False
    note: str = ""
    motivation: str = ""


@transaction.atomic
def record_scores(*, by: Actor, batch: Batch, stage: Stage, rows: Sequence[ScoreRow], now: datetime) -> int:
    """A whole stage at once; how many changed. The last scorer of a row stands in it, earlier ones in the audit.

    Raises Refused("score_range"), "already_published", "may_not_score".
    """
    selection = locked_selection(batch.pk)
    check_may_score(by, batch)
    check_unpublished(selection)
    known = set(Application.objects.counted().filter(batch=batch).values_list("pk", flat=True))
    before = {k: v.get(stage) for k, v in scores_of(batch.pk).items()}
    changed = [r for r in rows if r.application_id in known and _differs(before.get(r.application_id), r)]
    for row in changed:
        if row.score is not None and not 0 <= row.score <= 100:
            raise Refused("score_range", _("Nilai ditulis antara 0 dan 100."), "score")
    written = [_score(by, stage, row, now) for row in changed]
    SelectionScore.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["application", "stage"],
        update_fields=["score", "absent", "motivation", "note", "scorer", "given_at"],
    )  # fmt: skip
    if written:
        ids = [str(row.application_id) for row in written]
        record(by, "admissions.score", batch, stage=stage, applications=ids)
    return len(written)


def _differs(known: SelectionScore | None, row: ScoreRow) -> bool:
    said = (None if row.absent else row.score, row.absent, row.note.strip(), row.motivation.strip())
    if known is None:
        return row.absent or row.score is not None
    if not row.absent and row.score is None:
        return False
    return said != (known.score, known.absent, known.note, known.motivation)


def _score(by: Actor, stage: Stage, row: ScoreRow, now: datetime) -> SelectionScore:
    return SelectionScore(
        application_id=row.application_id, stage=stage, score=None if row.absent else row.score, absent=row.absent,
        motivation=row.motivation.strip(), note=row.note.strip(), scorer_id=signing_user(by), given_at=now,
    )  # fmt: skip


@transaction.atomic
def decide(*, by: Actor, batch: Batch, decisions: Sequence[Decision], version: int, now: datetime) -> Selection:
    """The whole list in one act. version: the one the page showed; of two officers who decide at once one wins and the
    other reads what was decided (Refused "decided_meanwhile")."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_registration_over(batch, now)
    check_version(selection, version)
    check_unpublished(selection)
    rows = _decidable(batch, decisions)
    seated = Application.objects.filter(batch=batch, state=ApplicationState.CONFIRMED).count()
    check_decisions(batch, decisions, seated)
    _check_routes(batch, decisions, rows, now)
    weights = weights_on(today_in(batch.zone, now), batch.recruiter_id)
    places = _places(batch, list(rows.values()), weights)
    for decision in decisions:
        _apply(by, rows[decision.application_id], decision, places.get(decision.application_id), now)
    Application.objects.bulk_update(
        rows.values(), ["state", "rank", "rule", "decision_reason", "decided_by", "decided_at"]
    )
    selection.version += 1
    selection.weights, selection.decided_at, selection.decided_by = weights, now, by.name
    selection.on_behalf_of_id = by.on_behalf_of
    selection.save()
    for outcome in Outcome:
        ids = [d.application_id for d in decisions if d.outcome == outcome]
        record_many(by, f"admissions.{outcome}", ids, subject_type="admissions.application", version=selection.version)
    return selection


def _decidable(batch: Batch, decisions: Sequence[Decision]) -> dict[UUID, Application]:
    ids = [d.application_id for d in decisions]
    states = [state for state in COUNTED if state != ApplicationState.CONFIRMED]
    rows = Application.objects.select_for_update(of=("self",)).filter(batch=batch, pk__in=ids, state__in=states)
    found = {row.pk: row for row in rows.order_by("pk")}
    if len(found) != len(set(ids)):
        raise Refused(
            "list_changed",
            _(
                "Daftar pendaftar berubah sejak halaman ini dibuka (ada yang mundur atau daftar ulang). Muat ulang halaman."
            ),
        )
    return found


def _check_routes(batch: Batch, decisions: Sequence[Decision], rows: dict[UUID, Application], now: datetime) -> None:
    """Only where an office made it a rule; else the page warns."""
    if not value_on(ROUTE_REQUIRED, today_in(batch.zone, now), batch.recruiter_id):
        return
    seats = [rows[d.application_id] for d in decisions if d.outcome == Outcome.SELECT]
    advised = with_training_route([row.person_id for row in seats if row.person_id])
    without = [row.full_name for row in seats if row.person_id not in advised]
    if without:
        raise Refused(
            "route_missing",
            _("Belum ada rekomendasi jalur pelatihan untuk %(names)s. Catat konselingnya dahulu.")
            % {"names": ", ".join(without[:5])},
        )


def _places(batch: Batch, rows: Sequence[Application], weights: dict[str, int]) -> dict[UUID, int]:
    ranked = ranking(batch.pk, scored(batch, rows), weights, seats=batch.seats, reserves=batch.reserves)
    return {one.application_id: one.place for one in ranked if one.place is not None}


def scored(batch: Batch, rows: Sequence[Application]) -> list[Scored]:
    given = scores_of(batch.pk)
    found = []
    for row in rows:
        mine = given.get(row.pk, {})
        numbers = {stage: s.score for stage, s in mine.items() if s.score is not None}
        found.append(Scored(row.pk, numbers, frozenset(stage for stage, s in mine.items() if s.absent)))
    return found


def _apply(by: Actor, row: Application, decision: Decision, place: int | None, now: datetime) -> None:
    if row.state == ApplicationState.FORFEITED and decision.outcome != Outcome.FORFEIT:
        step(row, "undo")
    if row.state == ApplicationState.DECLINED and decision.outcome == Outcome.FORFEIT:
        step(row, "undo")
    if not (row.state == ApplicationState.FORFEITED and decision.outcome == Outcome.FORFEIT):
        step(row, decision.outcome)
    seat = decision.outcome in (Outcome.SELECT, Outcome.RESERVE)
    row.rank, row.rule = place, "" if seat else decision.rule
    row.decision_reason = "" if seat else " ".join(decision.reason.split())[:500]
    row.decided_by, row.decided_at = by.name, now


@transaction.atomic
def publish_result(*, by: Actor, batch: Batch, now: datetime) -> Selection:
    """Everybody decided is told the outcome, the rule, the reason and other open classes. Nobody may be left undecided."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_unpublished(selection)
    if selection.decided_at is None:
        raise Refused("not_decided", _("Belum ada putusan. Simpan putusan seluruh daftar dahulu."))
    rows = list(Application.objects.counted().filter(batch=batch).select_related("batch", "person"))
    check_all_decided(sum(row.state == ApplicationState.VERIFIED for row in rows))
    today = today_in(batch.zone, now)
    selection.published_at, selection.published_by = now, by.name
    selection.confirm_by = today + timedelta(days=confirm_days(batch, today))
    selection.version += 1
    selection.save()
    record(by, "admissions.publish", batch, version=selection.version, people=len(rows))
    titles = [other.title for other in other_open_classes(batch, now)]
    for row in rows:
        if row.state != ApplicationState.CONFIRMED:
            messages.result(row, selection.version, selection.confirm_by, titles)
    return selection


@transaction.atomic
def withdraw_result(*, by: Actor, batch: Batch, reason: str, now: datetime) -> Selection:
    """A published result is taken back to be corrected. Outcomes are hidden again; nobody loses what they had until the
    new decision."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_reason(reason)
    if selection.published_at is None:
        raise Refused("not_published", _("Hasil seleksi ini belum diumumkan."))
    selection.published_at, selection.published_by, selection.confirm_by = None, "", None
    selection.version += 1
    selection.save()
    record(by, "admissions.withdraw_result", batch, version=selection.version)
    return selection


@transaction.atomic
def undo_decision(*, by: Actor, application: Application, reason: str, now: datetime) -> Application:
    """One decision back to undecided; the applicant is told when it was published."""
    selection = locked_selection(application.batch_id)
    application = locked_application(application.pk)
    check_may_decide(by, application.batch)
    check_reason(reason)
    before = step(application, "undo")
    application.rule = application.decision_reason = ""
    application.decided_by, application.decided_at = by.name, now
    application.save(update_fields=["state", "rule", "decision_reason", "decided_by", "decided_at"])
    selection.version += 1
    selection.save(update_fields=["version"])
    record(by, "admissions.undo_decision", application, before=before, version=selection.version)
    if selection.published_at is not None:
        messages.corrected(application)
    return application
