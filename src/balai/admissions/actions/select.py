"""The decision on a whole list, its publication; each can be taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions import messages
from balai.admissions.actions.locks import locked_application, locked_selection, step
from balai.admissions.actions.plan import fix_plan
from balai.admissions.actions.seats import confirm_days, fill_seats
from balai.admissions.elsewhere import with_a_place
from balai.admissions.enums import APPLICATION_FLOW, COUNTED, AppealState, ApplicationState, Outcome
from balai.admissions.models import Appeal, Application, Selection
from balai.admissions.parameters import ROUTE_REQUIRED
from balai.admissions.queries import other_open_classes, with_training_route
from balai.admissions.rules.authority import check_may_decide
from balai.admissions.rules.deciding import (
    Decision,
    check_all_decided,
    check_decisions,
    check_not_over,
    check_reason,
    check_registration_over,
    check_unpublished,
    check_version,
)
from balai.admissions.rules.order import PLACED, Listed, check_order
from balai.admissions.rules.standing import ranked_list
from balai.audit.record import record, record_many
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.models import Batch


@transaction.atomic
def decide(*, by: Actor, batch: Batch, decisions: Sequence[Decision], version: int, now: datetime) -> Selection:
    """The whole list in one act. version: the one the page showed; of two officers who decide at once one wins and the
    other reads what was decided (Refused "decided_meanwhile")."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_registration_over(batch, now)
    if _stands_already(by, selection, batch, decisions, version):
        return selection
    check_version(selection, version)
    check_unpublished(selection)
    plan = fix_plan(by=by, batch=batch, now=now)
    rows = _decidable(batch, decisions)
    check_decisions(batch, decisions, len(_seated(batch, decisions, rows)))
    _check_routes(batch, decisions, rows, now)
    ranked = ranked_list(batch)
    check_order(_listed(batch, decisions), ranked)
    places = {one.application_id: one.place for one in ranked if one.place is not None}
    for decision in decisions:
        _apply(by, rows[decision.application_id], decision, places.get(decision.application_id), now)
    Application.objects.bulk_update(
        rows.values(), ["state", "rank", "rule", "decision_reason", "decided_by", "decided_at"]
    )
    selection.version += 1
    selection.weights, selection.decided_at, selection.decided_by = plan.weights, now, by.name
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


def _seated(batch: Batch, decisions: Sequence[Decision], rows: dict[UUID, Application]) -> set[UUID]:
    """Who has a seat, or confirmed one, without this list."""
    chosen = {rows[d.application_id].person_id for d in decisions if d.outcome == Outcome.SELECT}
    return with_a_place(batch.pk, (ApplicationState.CONFIRMED,)) - chosen


def _check_routes(batch: Batch, decisions: Sequence[Decision], rows: dict[UUID, Application], now: datetime) -> None:
    """Only where an office made it a rule; else the page warns."""
    if not value_on(ROUTE_REQUIRED, today_in(batch.zone, now), batch.selector_id):
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


def _stands_already(by: Actor, selection: Selection, batch: Batch, decisions: Sequence[Decision], version: int) -> bool:
    """The same list by the same officer, whose connection was cut after the commit: it is answered, not refused."""
    if selection.version != version + 1 or selection.decided_by != by.name or not decisions:
        return False
    rows = Application.objects.filter(batch=batch).values_list("pk", "state", "rule", "decision_reason")
    kept = {pk: said for pk, *said in rows}
    return all(
        kept.get(d.application_id) == [APPLICATION_FLOW.steps[d.outcome].target, *_grounds(d)] for d in decisions
    )


def _grounds(decision: Decision) -> tuple[str, str]:
    """Rule and reason as they are kept."""
    reason = "" if decision.outcome == Outcome.SELECT else " ".join(decision.reason.split())[:500]
    return "" if decision.outcome in (Outcome.SELECT, Outcome.RESERVE) else decision.rule, reason


def _listed(batch: Batch, decisions: Sequence[Decision]) -> Listed:
    """With those who keep a confirmed seat; whom an accepted appeal put first stands outside the ranking."""
    rows = list(Application.objects.counted().filter(batch=batch).values_list("pk", "full_name", "state"))
    upheld = _upheld(batch)
    sits = {pk for pk, _name, state in rows if state == ApplicationState.CONFIRMED and pk not in upheld}
    return Listed([d for d in decisions if d.application_id not in upheld or d.outcome not in PLACED],
                  {pk: name for pk, name, _state in rows}, sits)  # fmt: skip


def _upheld(batch: Batch) -> set[UUID]:
    rows = Appeal.objects.filter(application__batch=batch, state=AppealState.ACCEPTED)
    return set(rows.values_list("application_id", flat=True))


def _as_decided(rows: Sequence[Application]) -> list[Decision]:
    """What stands, as the list that gave it."""
    given = {APPLICATION_FLOW.steps[outcome].target: outcome for outcome in Outcome}
    return [
        Decision(row.pk, given[ApplicationState(row.state)], row.rule, row.decision_reason)
        for row in rows
        if row.state in given
    ]


def _apply(by: Actor, row: Application, decision: Decision, place: int | None, now: datetime) -> None:
    if row.state == ApplicationState.FORFEITED and decision.outcome != Outcome.FORFEIT:
        step(row, "undo")
    if row.state == ApplicationState.DECLINED and decision.outcome == Outcome.FORFEIT:
        step(row, "undo")
    if not (row.state == ApplicationState.FORFEITED and decision.outcome == Outcome.FORFEIT):
        step(row, decision.outcome)
    row.rank = place
    row.rule, row.decision_reason = _grounds(decision)
    row.decided_by, row.decided_at = by.name, now


@transaction.atomic
def publish_result(*, by: Actor, batch: Batch, now: datetime) -> Selection:
    """Everybody decided is told the outcome, the rule, the reason and other open classes. Nobody may be left undecided."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    if selection.published_at is not None and selection.published_by == by.name:
        return selection  # sent again after a cut connection
    check_unpublished(selection)
    if selection.decided_at is None:
        raise Refused("not_decided", _("Belum ada putusan. Simpan putusan seluruh daftar dahulu."))
    listed = Application.objects.counted().filter(batch=batch).select_related("batch", "person")
    rows = list(listed.in_line())
    check_all_decided(sum(row.state == ApplicationState.VERIFIED for row in rows))
    check_order(_listed(batch, _as_decided(rows)), ranked_list(batch))  # scores may have changed since
    today = today_in(batch.zone, now)
    selection.published_at, selection.published_by = now, by.name
    selection.confirm_by = today + timedelta(days=confirm_days(batch, today))
    selection.version += 1
    selection.save()
    record(by, "admissions.publish", batch, version=selection.version, people=len(rows))
    moved = {one.pk for one in fill_seats(by, selection, batch, now)}  # who left between decision and publication
    titles = [other.title for other in other_open_classes(batch, now)]
    for row in rows:
        if row.state != ApplicationState.CONFIRMED and row.pk not in moved:
            messages.result(row, selection.version, selection.confirm_by, titles)
    return selection


@transaction.atomic
def withdraw_result(*, by: Actor, batch: Batch, reason: str, now: datetime) -> Selection:
    """A published result is taken back to be corrected. Outcomes are hidden again; nobody loses what they had until the
    new decision."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_reason(reason)
    check_not_over(batch)
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
    check_not_over(application.batch)
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
