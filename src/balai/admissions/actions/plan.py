"""How a class will select: written while it is a draft, fixed with the seed of a possible draw when applications open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.enums import PLAN_FLOW, PlanState, Stage
from balai.admissions.models import Draw, SelectionPlan
from balai.admissions.models.draw import salt_aad, seed_aad
from balai.admissions.queries.plans import planned
from balai.admissions.rules.authority import check_may_decide
from balai.admissions.rules.drawing import commitment_of, new_secret
from balai.audit.record import record
from balai.kernel.crypto import seal
from balai.kernel.refusal import Refused
from balai.planning.enums import BatchState
from balai.planning.models import Batch

MOST_CRITERIA = 8
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """weights: stage -> percent, together 100 unless by_lot; passing: stage -> pass mark; criteria: stage -> titles."""

    weights: Mapping[str, int] = field(default_factory=dict)
    passing: Mapping[str, int] = field(default_factory=dict)
    criteria: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by_lot: bool = False


@transaction.atomic
def set_plan(*, by: Actor, batch: Batch, facts: PlanFacts, now: datetime) -> SelectionPlan:
    """Raises Refused("plan_fixed") once applications are open, "weights_not_hundred", "pass_range", "too_many_criteria"."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("centre__region").get(pk=batch.pk)
    check_may_decide(by, batch)
    _check_facts(facts)
    if is_open_to_applicants(batch, now):
        raise plan_fixed()
    SelectionPlan.objects.bulk_create([planned(batch)], ignore_conflicts=True)
    changed = SelectionPlan.objects.filter(batch=batch, state=PlanState.DRAFT).update(**_columns(facts))
    if not changed:
        raise plan_fixed()
    plan = SelectionPlan.objects.get(batch=batch)
    record(by, "admissions.set_plan", plan, batch=batch.pk, by_lot=facts.by_lot, **plan.weights)
    return plan


@transaction.atomic
def fix_plan(*, by: Actor, batch: Batch, now: datetime) -> SelectionPlan:
    """For the machine: whoever needs the plan fixes it. The seed of a draw is locked in the same act. Again changes nothing.

    Takes no lock on the class: its callers hold the selection's, and training takes those two in the other order. The
    constraints decide who fixes.
    """
    known = SelectionPlan.objects.filter(batch=batch, state=PlanState.FIXED).first()
    if known is not None and Draw.objects.filter(batch=batch).exists():
        return known
    SelectionPlan.objects.bulk_create([planned(batch)], ignore_conflicts=True)
    drafts = SelectionPlan.objects.filter(batch=batch, state=PlanState.DRAFT)
    fixed = drafts.update(state=PLAN_FLOW.next_state(PlanState.DRAFT, "fix"), fixed_at=now, fixed_by=by.name)
    plan = SelectionPlan.objects.get(batch=batch)
    if fixed:
        record(by, "admissions.fix_plan", plan, batch=batch.pk)
    commit_seed(by, batch, 1, now)
    return plan


def commit_seed(by: Actor, batch: Batch, round_: int, now: datetime) -> Draw:
    """Inside the caller's transaction. A round has one seed: of two who lock it the first one's stands."""
    seed = new_secret()
    mine = Draw(
        batch=batch, round=round_, commitment=commitment_of(seed), committed_at=now,
        seed_sealed=seal(seed, seed_aad(batch.pk, round_)), salt_sealed=seal(new_secret(), salt_aad(batch.pk, round_)),
    )  # fmt: skip
    Draw.objects.bulk_create([mine], ignore_conflicts=True)
    draw = Draw.objects.get(batch=batch, round=round_)
    if draw.commitment == mine.commitment:
        record(by, "admissions.commit_seed", draw, batch=batch.pk, round=round_)
    return draw


def fix_due_plans(*, by: Actor, now: datetime) -> int:
    """For the worker: classes whose applications are open. Returns how many."""
    done = SelectionPlan.objects.filter(batch=OuterRef("pk"), state=PlanState.FIXED)
    states = (BatchState.ANNOUNCED, BatchState.SELECTING)
    rows = Batch.objects.filter(~Exists(done), state__in=states, opens_at__lte=now).select_related("centre__region")
    due = list(rows.order_by("opens_at", "pk")[:AT_ONCE])
    for batch in due:
        fix_plan(by=by, batch=batch, now=now)
    return len(due)


def is_open_to_applicants(batch: Batch, now: datetime) -> bool:
    return batch.state != BatchState.DRAFT and now >= batch.opens_at


def plan_fixed() -> Refused:
    return Refused(
        "plan_fixed",
        _(
            "Cara seleksi dikunci sejak pendaftaran dibuka, supaya tidak berubah di tengah jalan. Kelas berikutnya boleh lain."
        ),
    )


def _columns(facts: PlanFacts) -> dict[str, object]:
    found: dict[str, object] = {
        "by_lot": facts.by_lot,
        "criteria": {k: list(v) for k, v in facts.criteria.items() if v},
    }
    for stage in Stage:
        found[f"weight_{stage.value}"] = 0 if facts.by_lot else facts.weights.get(stage, 0)
        found[f"pass_{stage.value}"] = facts.passing.get(stage, 0)
    return found


def _check_facts(facts: PlanFacts) -> None:
    if not facts.by_lot and (sum(facts.weights.values()) != 100 or min(facts.weights.values()) < 0):
        raise Refused(
            "weights_not_hundred",
            _("Jumlah ketiga bobot harus 100 persen. Ubah salah satunya, atau pilih undian."),
            "weight_interview",
        )
    if any(not 0 <= mark <= 100 for mark in facts.passing.values()):
        raise Refused("pass_range", _("Batas lulus ditulis antara 0 dan 100; 0 berarti tanpa batas."), "pass_documents")
    if any(len(titles) > MOST_CRITERIA for titles in facts.criteria.values()):
        raise Refused("too_many_criteria", _("Tulis paling banyak delapan hal untuk satu tahap."), "criteria_documents")
