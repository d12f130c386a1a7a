"""A person's applications: in their export, blanked at erasure, moved at a merge, told on their road."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.admissions.enums import COUNTED, ApplicationState, DecisionRule
from balai.admissions.models import Appeal, Application, ReachPlan, SelectionScore
from balai.admissions.rules.deciding import shown_state
from balai.kernel.registry import PersonHooks, Reader, RoadStep

TOLD = ("code", "full_name", "birth_date", "sex", "phone", "region_code", "education", "aim", "motivation", "state",
        "submitted_at", "verified_by", "verified_at", "rank", "rule", "decision_reason", "decided_at")  # fmt: skip
ERASED_NAME = "-"
NO_DAY = date(1900, 1, 1)


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    rows = Application.objects.filter(person_id=person_id).order_by("submitted_at")
    scores = SelectionScore.objects.filter(application__person_id=person_id).order_by("given_at")
    said = ("stage", "score", "absent", "motivation", "note", "given_at")
    appeals = Appeal.objects.filter(application__person_id=person_id).order_by("submitted_at")
    reach = ReachPlan.objects.filter(person_id=person_id)
    named = [field.name for field in ReachPlan._meta.fields if field.name not in ("id", "person")]
    return {
        "appeal": [
            _row(dict(row)) for row in appeals.values("words", "state", "submitted_at", "answer", "answered_at")
        ],
        "reach_plan": [_row(row) for row in reach.values(*named)],
        "application": [_row(row) for row in rows.values("batch__title", *TOLD)],
        "selection_score": [_row(row) for row in scores.values(*said)],
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def erase(person_id: UUID) -> dict[str, int]:
    """The row stays without words: public money was spent on the selection and its counts must still add up."""
    SelectionScore.objects.filter(application__person_id=person_id).update(note="", motivation="")
    Appeal.objects.filter(application__person_id=person_id).update(words="", answer=ERASED_NAME)
    ReachPlan.objects.filter(person_id=person_id).delete()
    blanked = Application.objects.filter(person_id=person_id).update(
        full_name=ERASED_NAME, birth_date=NO_DAY, nik_sealed=None, nik_index=None, nik_tail="", phone="", region_code="",
        motivation="", decision_reason="", remarks="", education="", aim="", sex="",
    )  # fmt: skip
    return {"Application": blanked}


def merge(kept: UUID, merged: UUID) -> dict[str, list[Any]]:
    """Where both applied to the same class the second application stays with the record it came to."""
    taken = set(Application.objects.filter(person_id=kept, state__in=COUNTED).values_list("batch_id", flat=True))
    rows = Application.objects.filter(person_id=merged).values_list("pk", "batch_id", "state")
    ids = [pk for pk, batch, state in rows if state not in COUNTED or batch not in taken]
    Application.objects.filter(pk__in=ids).update(person_id=kept)
    taken_reach = ReachPlan.objects.filter(person_id=kept).exists()
    moved = [] if taken_reach else list(ReachPlan.objects.filter(person_id=merged).values_list("pk", flat=True))
    ReachPlan.objects.filter(pk__in=moved).update(person_id=kept)
    return {"Application": [str(pk) for pk in ids], "ReachPlan": moved}


def unmerge(kept: UUID, merged: UUID, moved: dict[str, list[Any]]) -> None:
    Application.objects.filter(pk__in=moved.get("Application", []), person_id=kept).update(person_id=merged)
    ReachPlan.objects.filter(pk__in=moved.get("ReachPlan", []), person_id=kept).update(person_id=merged)


def road(person_id: UUID, today: date, reader: Reader) -> Iterable[RoadStep]:
    rows = Application.objects.filter(person_id=person_id).select_related("batch__centre", "batch__selection")
    for row in rows.order_by("submitted_at"):
        yield RoadStep(
            on=timezone.localdate(row.submitted_at), title=_("Mendaftar ke %(title)s") % {"title": row.batch.title},
            who=row.batch.centre.name, url="admissions:status", args=(row.code,), order=10,
        )  # fmt: skip
        yield from _result(row, today)


def _result(row: Application, today: date) -> Iterable[RoadStep]:
    selection = getattr(row.batch, "selection", None)
    published = selection is not None and selection.published_at is not None
    state = shown_state(row.state, row.conflict, published)
    words = {
        ApplicationState.SELECTED: _("Diterima"), ApplicationState.CONFIRMED: _("Diterima dan sudah daftar ulang"),
        ApplicationState.RESERVE: _("Menjadi cadangan"), ApplicationState.DECLINED: _("Belum diterima"),
        ApplicationState.FORFEITED: _("Pendaftaran gugur"), ApplicationState.WITHDRAWN: _("Mengundurkan diri"),
    }  # fmt: skip
    if state in words:
        on = row.decided_at or row.submitted_at
        rule = DecisionRule(row.rule).label if row.rule in DecisionRule.values else ""
        yield RoadStep(
            on=timezone.localdate(on), title=words[ApplicationState(state)],
            text=". ".join(str(part) for part in (rule, row.decision_reason) if part),
            who=row.batch.centre.name, state="current" if state == ApplicationState.SELECTED else "done", order=20,
        )  # fmt: skip
    elif state == ApplicationState.VERIFIED and row.batch.starts_on >= today:
        yield RoadStep(
            on=today, title=_("Menunggu hasil seleksi"), text=row.batch.title, who=row.batch.centre.name, state="current",
            order=20,
        )  # fmt: skip


HOOKS = PersonHooks(room="admissions", export=export, erase=erase, merge=merge, unmerge=unmerge, road=road)
