"""What this room does with a person's rows, and what the road says of them after training."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from balai.access.permissions import Permission
from balai.kernel.registry import PersonHooks, Reader, RoadStep
from balai.outcomes.enums import FollowUpState
from balai.outcomes.models import OPEN_STATES, ContactAttempt, FollowUp, OutcomeStatement


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    said = OutcomeStatement.objects.filter(person_id=person_id).order_by("as_of", "pk")
    waves = FollowUp.objects.filter(enrolment__person_id=person_id).order_by("due_on")
    tries = ContactAttempt.objects.filter(follow_up__enrolment__person_id=person_id).order_by("tried_at")
    return {
        "outcome_statements": [
            {
                "status": s.status, "source": s.source, "as_of": str(s.as_of), "occupation": s.occupation,
                "employer_name": s.employer_name, "related_to_training": s.related_to_training,
                "income_band": s.income_band, "note": s.note, "corrected_reason": s.corrected_reason,
            }
            for s in said
        ],
        "follow_ups": [{"wave": w.wave, "due_on": str(w.due_on), "state": w.state} for w in waves],
        "contact_attempts": [
            {"channel": t.channel, "result": t.result, "note": t.note, "tried_at": str(t.tried_at)} for t in tries
        ],
    }  # fmt: skip


def erase(person_id: UUID) -> dict[str, int]:
    """The words go; that a wave was answered and how stays as a count that names nobody."""
    statements = OutcomeStatement.objects.filter(person_id=person_id).update(
        occupation="", employer_name="", note="", income_band=""
    )
    tries = ContactAttempt.objects.filter(follow_up__enrolment__person_id=person_id).update(note="")
    open_ones = FollowUp.objects.filter(enrolment__person_id=person_id, state__in=OPEN_STATES)
    closed = open_ones.update(
        state=FollowUpState.UNKNOWN,
        closed_on=F("due_on"),
        unknown_reason=_("Data orang ini sudah dihapus."),
        next_contact_on=None,
    )
    return {"OutcomeStatement": statements, "ContactAttempt": tries, "FollowUp": closed}


def merge(kept: UUID, merged: UUID) -> dict[str, list[Any]]:
    """Statements go along; follow-ups hang on enrolments, which training moves."""
    rows = OutcomeStatement.objects.filter(person_id=merged)
    ids = list(rows.values_list("pk", flat=True))
    OutcomeStatement.objects.filter(pk__in=ids).update(person_id=kept)
    return {"OutcomeStatement": ids} if ids else {}


def unmerge(kept: UUID, merged: UUID, moved: dict[str, list[Any]]) -> None:
    ids = moved.get("OutcomeStatement", [])
    OutcomeStatement.objects.filter(pk__in=ids, person_id=kept).update(person_id=merged)


def road(person_id: UUID, today: date, reader: Reader) -> Iterable[RoadStep]:
    said = OutcomeStatement.objects.live().filter(person_id=person_id).select_related("follow_up").order_by("as_of")
    for one in said:
        yield RoadStep(
            on=one.as_of,
            title=one.get_status_display().capitalize(),
            text=_said(one),
            state="done",
            order=40,
        )
    waves = FollowUp.objects.filter(enrolment__person_id=person_id).exclude(state=FollowUpState.ANSWERED)
    for wave in waves.select_related("owner").order_by("due_on"):
        yield _wave(wave, today, reader)


def _said(one: OutcomeStatement) -> str:
    where = " · ".join(part for part in (one.occupation, one.employer_name) if part)
    source = _("Menurut %(source)s.") % {"source": one.get_source_display()}
    return f"{where}. {source}" if where else source


def _wave(wave: FollowUp, today: date, reader: Reader) -> RoadStep:
    month = {"wave": wave.wave}
    who = wave.owner.name
    if wave.state == FollowUpState.UNKNOWN:
        text = _("Sudah dicoba dihubungi. Kabar ini tetap belum diketahui, bukan berarti tidak bekerja.")
        return RoadStep(
            wave.due_on, _("Bulan ke-%(wave)s: tetap belum diketahui") % month, text, who, "unknown", order=41
        )
    if wave.due_on > today:
        text = _("Kami akan menanyakan kabar.")
        return RoadStep(wave.due_on, _("Kabar bulan ke-%(wave)s") % month, text, who, "ahead", order=41)
    if reader.oneself:
        title = _("Bulan ke-%(wave)s: kami menunggu kabar Anda") % month
        text = _("Ceritakan kabar Anda, kurang dari satu menit.")
        return RoadStep(wave.due_on, title, text, who, "unknown", url="kabar:own", order=41)
    title = _("Bulan ke-%(wave)s: belum diketahui") % month
    if not reader.may(Permission.OUTCOME_RECORD):
        return RoadStep(wave.due_on, title, "", who, "unknown", order=41)
    if wave.next_contact_on is None or wave.next_contact_on <= today:
        title = _("Bulan ke-%(wave)s: belum diketahui, hubungi hari ini") % month
    return RoadStep(wave.due_on, title, "", who, "unknown", url="outcomes:follow_up", args=(wave.pk,), order=41)


HOOKS = PersonHooks(room="outcomes", export=export, erase=erase, merge=merge, unmerge=unmerge, road=road)
