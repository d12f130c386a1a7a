"""A timetable for a centre: asked for, computed by the worker, accepted by a person, undone as it was."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.programmes.enums import Delivery
from balai.programmes.models import CurriculumUnit
from balai.training.actions.book import book
from balai.training.actions.withdraw import withdraw
from balai.training.enums import PLANNABLE, PROPOSAL_FLOW, ProposalState, SessionState
from balai.training.models import TimetableProposal, TrainingSession, WithdrawnMeeting
from balai.training.rules.lesson_hours import clock
from balai.training.rules.not_back import changed, with_not_back

logger = logging.getLogger(__name__)
MOST_CLASSES = 40


def check_may_plan(by: Actor, centre_id: int) -> None:
    if not by.may(Permission.BATCH_EDIT, centre_id):
        raise Refused("may_not_plan", _("Jadwal balai ini hanya disusun oleh petugas balai itu sendiri."))


def ask_timetable(*, by: Actor, centre: Institution, batches: Sequence[Batch], now: datetime) -> TimetableProposal:
    """Waits for the worker. One at a time for a centre, by constraint."""
    check_may_plan(by, centre.pk)
    chosen = [batch for batch in batches if batch.centre_id == centre.pk and batch.state in PLANNABLE]
    if not 1 <= len(chosen) <= MOST_CLASSES:
        raise Refused(
            "no_classes", _("Pilih 1 sampai %(most)s kelas yang akan disusun.") % {"most": MOST_CLASSES}, "batches"
        )
    try:
        with transaction.atomic():
            row = TimetableProposal.objects.create(
                centre=centre, batches=sorted(batch.pk for batch in chosen), asked_by=by.name, asked_at=now
            )
            record(by, "training.ask_timetable", row, centre=centre.pk, classes=len(chosen))
    except IntegrityError:
        raise Refused("already_asked", _("Jadwal balai ini sedang dihitung. Tunggu hasilnya.")) from None
    return row


def solve_waiting(now: datetime) -> int:
    """For the worker: every proposal that waits. How many."""
    rows = list(TimetableProposal.objects.filter(state=ProposalState.WAITING).order_by("pk")[:5])
    for row in rows:
        solve(row, now)
    return len(rows)


def solve(proposal: TimetableProposal, now: datetime) -> TimetableProposal:
    """Computes outside a transaction, so that nobody waits for it; writes what it found in one."""
    try:
        plan, problems = _computed(proposal, now)
        step = "solve"
    except Exception:
        logger.exception("timetable proposal %s failed", proposal.pk)
        plan, problems, step = [], [], "fail"
    with transaction.atomic():
        row = TimetableProposal.objects.select_for_update().get(pk=proposal.pk)
        if row.state != ProposalState.WAITING:
            return row
        row.state = PROPOSAL_FLOW.next_state(row.state, step)
        row.plan, row.problems, row.solved_at = plan, problems, timezone.now()
        row.save()
        record("worker", f"training.{step}_timetable", row, meetings=len(plan), problems=len(problems))
    return row


def _computed(proposal: TimetableProposal, now: datetime) -> tuple[list[dict[str, Any]], list[dict[str, object]]]:
    from balai.training.solver.assign import assign  # noqa: PLC0415
    from balai.training.solver.explain import explain  # noqa: PLC0415
    from balai.training.solver.gather import gather  # noqa: PLC0415

    rows = Batch.objects.filter(pk__in=proposal.batches).select_related(
        "centre__region", "curriculum__programme__field__parent"
    )
    batches = list(rows.prefetch_related("curriculum__needs").order_by("starts_on", "pk"))
    gathered = gather(batches, today_in(batches[0].zone, now))
    answer = assign(gathered.problem)
    problems = explain(gathered, answer, {batch.pk: batch.title for batch in batches})
    plan = [
        {
            "batch": block.batch, "day": block.day.isoformat(), "starts_at": clock(block.starts[at].start).isoformat(),
            "ends_at": clock(block.starts[at].end).isoformat(), "hours": block.hours, "unit": block.unit, "room": room,
            "instructor": teacher, "mode": Delivery.ONLINE if block.online else Delivery.ON_SITE,
        }
        for block, at, teacher, room in zip(
            gathered.problem.blocks, answer.starts, answer.teachers, answer.rooms, strict=True
        )
    ]  # fmt: skip
    return plan, [one.as_json() for one in problems]


@transaction.atomic
def accept_timetable(*, by: Actor, proposal: TimetableProposal, now: datetime) -> TimetableProposal:
    """The meetings planned from tomorrow on give way to the proposed ones. Raises Refused("time_taken") when something
    was planned in between, ("class_changed") when a class was cancelled, finished or moved to other days."""
    row = _locked(by, proposal)
    row.state = PROPOSAL_FLOW.next_state(row.state, "accept")
    today = today_in(row.centre.zone, now)
    plan = [one for one in row.plan if date.fromisoformat(one["day"]) > today]
    _check_as_asked(row, plan)
    standing = _ahead(row.batches, today)
    row.replaced = [_as_json(one) for one in standing.order_by("batch_id", "number")]
    withdraw(standing)
    made = write_plan(plan)
    uids = iter(made)
    row.plan = [one | {"written": str(next(uids).uid) if one in plan else ""} for one in row.plan]
    _answered(row, by, now)
    record(by, "training.accept_timetable", row, meetings=len(made), replaced=len(row.replaced))
    return row


@transaction.atomic
def undo_timetable(*, by: Actor, proposal: TimetableProposal, now: datetime) -> TimetableProposal:
    """The meetings it wrote that are still ahead go, those they replaced come back where their class still is what it was and their
    time is free; all others stay. Raises Refused("newer_accepted")."""
    row = _locked(by, proposal)
    then = PROPOSAL_FLOW.next_state(row.state, "undo")
    if not may_undo(row):
        raise Refused(
            "newer_accepted",
            _(
                "Usulan ini tidak bisa dikembalikan: kelasnya memakai usulan "
                "yang lebih baru (batalkan dulu yang itu), atau usulan ini dipakai sebelum pertemuannya dicatat."
            ),
        )
    today = today_in(row.centre.zone, now)
    row.state = then
    wrote = [one["written"] for one in row.plan if one["written"]]
    withdraw(_ahead(row.batches, today).filter(uid__in=wrote))
    row.replaced = with_not_back(row, today)
    made = write_plan([one for one in row.replaced if not one["not_back"]])
    _answered(row, by, now)
    record(by, "training.undo_timetable", row, meetings=len(made), not_back=len(row.replaced) - len(made))
    return row


def may_undo(row: TimetableProposal) -> bool:
    """Accepted, it is known what it wrote, and no newer one was accepted over any of its classes."""
    if row.state != ProposalState.ACCEPTED or any("written" not in one for one in row.plan):
        return False
    later = Q(answered_at__gt=row.answered_at) | Q(answered_at=row.answered_at, pk__gt=row.pk)
    newer = TimetableProposal.objects.filter(later, centre=row.centre_id, state=ProposalState.ACCEPTED)
    return not any(set(batches) & set(row.batches) for batches in newer.values_list("batches", flat=True))


@transaction.atomic
def refuse_timetable(*, by: Actor, proposal: TimetableProposal, now: datetime) -> TimetableProposal:
    row = _locked(by, proposal)
    row.state = PROPOSAL_FLOW.next_state(row.state, "refuse")
    _answered(row, by, now)
    record(by, "training.refuse_timetable", row)
    return row


def _locked(by: Actor, proposal: TimetableProposal) -> TimetableProposal:
    rows = TimetableProposal.objects.select_for_update(of=("self",)).select_related("centre__region")
    row = rows.get(pk=proposal.pk)
    check_may_plan(by, row.centre_id)
    list(
        Batch.objects.select_for_update().filter(pk__in=row.batches).order_by("pk")
    )  # two officers, one after the other
    return row


def _check_as_asked(row: TimetableProposal, plan: Sequence[dict[str, Any]]) -> None:
    """Under the locks of _locked: every class is still planned, and all its proposed days are days of it."""
    days: dict[int, list[date]] = {}
    for one in plan:
        days.setdefault(one["batch"], []).append(date.fromisoformat(one["day"]))
    for batch in Batch.objects.filter(pk__in=row.batches).order_by("pk"):
        proposed = days.get(batch.pk) or [batch.starts_on]
        if any(changed(batch, row.centre_id, day) for day in proposed):
            raise Refused(
                "class_changed",
                _("Kelas %(title)s berubah sejak usulan ini dihitung. Minta usulan baru.") % {"title": batch.title},
            )


def _answered(row: TimetableProposal, by: Actor, now: datetime) -> None:
    row.answered_by, row.answered_at = by.name, now
    row.save()


def _ahead(batches: Sequence[int], today: date) -> Any:
    return TrainingSession.objects.filter(batch__in=batches, state=SessionState.PLANNED, held_on__gt=today)


def _as_json(one: TrainingSession) -> dict[str, Any]:
    """All that makes the meeting what it is: undone, it comes back online, substituted, made up for and known to calendars."""
    return {
        "batch": one.batch_id, "day": one.held_on.isoformat(), "hours": one.lesson_hours, "unit": one.unit_id,
        "starts_at": one.starts_at.isoformat() if one.starts_at else "", "topic": one.topic, "note": one.note,
        "ends_at": one.ends_at.isoformat() if one.ends_at else "", "room": one.room_id, "instructor": one.instructor_id,
        "mode": one.mode, "phase": one.phase, "join_url": one.join_url, "change_reason": one.change_reason, "makes_up": one.makes_up_id,
        "first_instructor": one.first_instructor_id, "uid": str(one.uid), "revision": one.revision,
        "first_planned_on": one.first_planned_on.isoformat() if one.first_planned_on else "",
    }  # fmt: skip


def _as_it_was(one: dict[str, Any]) -> dict[str, Any]:
    """Of a meeting that comes back. Calendars were told that it is cancelled, by a revision: this one is newer. Only the
    mode for a meeting that is proposed."""
    if "uid" not in one:
        return {"mode": one.get("mode", Delivery.ON_SITE)}
    day = one["first_planned_on"]
    return {
        "mode": one["mode"], "join_url": one["join_url"], "change_reason": one["change_reason"],
        "makes_up_id": one["makes_up"], "first_instructor_id": one["first_instructor"], "uid": UUID(one["uid"]),
        "revision": one["revision"] + 2, "first_planned_on": date.fromisoformat(day) if day else None,
    }  # fmt: skip


def write_plan(plan: Sequence[dict[str, Any]]) -> list[TrainingSession]:
    """Rows in the shape of TimetableProposal.plan as meetings, numbered on from the last of each class. As many queries whatever
    the number of classes."""
    ids = sorted({one["batch"] for one in plan})
    rows = TrainingSession.objects.filter(batch__in=ids).values("batch").annotate(n=Max("number"))
    newest = {row["batch"]: row["n"] for row in rows}
    units = CurriculumUnit.objects.in_bulk({one["unit"] for one in plan if one["unit"]})
    made: list[TrainingSession] = []
    for one in plan:
        newest[one["batch"]] = newest.get(one["batch"], 0) + 1
        unit = units.get(one["unit"])
        made.append(
            TrainingSession(
                batch_id=one["batch"], number=newest[one["batch"]], held_on=date.fromisoformat(one["day"]),
                starts_at=time.fromisoformat(one["starts_at"]) if one["starts_at"] else None,
                ends_at=time.fromisoformat(one["ends_at"]) if one["ends_at"] else None, lesson_hours=one["hours"],
                unit_id=one["unit"], topic=one.get("topic") or (unit.title[:200] if unit else ""),
                note=one.get("note", ""), phase=one.get("phase", ""),
                room_id=one["room"], instructor_id=one["instructor"], **_as_it_was(one),
            )
        )  # fmt: skip
    TrainingSession.objects.bulk_create(made)
    WithdrawnMeeting.objects.deleted().filter(uid__in=[one.uid for one in made]).delete()
    book(made)
    return made
