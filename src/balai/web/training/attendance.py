"""The marks of a class on one phone screen. Only what its user changed is sent on, together with what they had seen: a mark
that somebody else wrote meanwhile stays, and both are shown."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.programmes.enums import Delivery, Phase
from balai.training.actions.statements import Told, tell_marks
from balai.training.enums import SHORT_MARKS, EnrolmentState, Mark, MarkSource, StatementState
from balai.training.models import Enrolment, MarkStatement, TrainingSession
from balai.training.queries import marks_of
from balai.training.queries.phases import phases_of
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.opened import inside, opened_class


@permitted(P.ATTENDANCE_MARK)
def attendance(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    batch = opened_class(request, pk)
    rows = TrainingSession.objects.visible_to(request.actor).select_related("instructor", "unit", "batch__curriculum")
    meeting = get_object_or_404(rows, batch=batch, number=number)
    filled = Filled.of(request)
    saving = request.method == "POST" and "rest" not in request.POST
    if saving and not filled.marks:
        messages.error(
            request, _("Belum ada yang ditandai, jadi belum ada yang disimpan. Pilih satu tanda untuk setiap orang.")
        )
    elif saving:
        answer = _saved(request, meeting, filled, pk)
        if answer is not None:
            return answer
    people = sheet_rows(request, meeting, filled)
    context = inside(request, batch, "sessions", _("Daftar hadir pertemuan %(number)d") % {"number": number}) | {
        "meeting": meeting,
        "rows": people,
        "tally": _tally(people),
        "blank": any(not row["chosen"] for row in people),
        "marks": marks_for(meeting),
        "owner": request.actor.name,
        "differing": MarkStatement.objects.visible_to(request.actor).differing().filter(session=meeting).count(),
        "not_ready": _not_ready(meeting, people),
        "client_id": request.POST.get("client_id") or uuid4(),
        "rest": "rest" in request.POST,
    }
    return render(request, "training/attendance.html", context)


def _not_ready(meeting: TrainingSession, rows: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Phase that must be passed first -> names on this sheet who have not."""
    if not meeting.in_phase or not meeting.batch.curriculum.phases_in_order:
        return []
    names = {row["enrolment"].pk: row["enrolment"].person.full_name for row in rows}
    waiting = phases_of(meeting.batch).waiting_before(meeting.in_phase)
    told = [(str(Phase(phase).label), [names[pk] for pk in pks if pk in names]) for phase, pks in waiting.items()]
    return [(phase, some) for phase, some in told if some]


@dataclass(frozen=True, slots=True)
class Filled:
    """What came with the form, by enrolment id, blanks left out. seen, seen_notes: what stood there when it was drawn."""

    marks: dict[int, str]
    notes: dict[int, str]
    seen: dict[int, str]
    seen_notes: dict[int, str]

    @classmethod
    def of(cls, request: DeskRequest) -> "Filled":
        return cls(*(_filled(request, prefix) for prefix in ("m-", "n-", "s-", "k-")))

    def changed(self, pk: int) -> bool:
        return self.marks.get(pk, "") != self.seen.get(pk, "") or self.notes.get(pk, "") != self.seen_notes.get(pk, "")

    def told(self, sheet: UUID, now: datetime) -> list[Told]:
        """The same sheet sent twice has the same ids; corrected and sent again, others."""
        return [self._told(sheet, pk, mark, now) for pk, mark in self.marks.items() if self.changed(pk)]

    def _told(self, sheet: UUID, pk: int, mark: str, now: datetime) -> Told:
        note, seen = self.notes.get(pk, ""), self.seen_notes.get(pk, "")
        new = "" if note == seen else note
        return Told(uuid5(sheet, f"{pk} {mark} {new}"), pk, mark, now, self.seen.get(pk, ""), new, seen)


NOTHING_FILLED = Filled({}, {}, {}, {})


def _filled(request: DeskRequest, prefix: str) -> dict[int, str]:
    names = (name for name in request.POST if name.startswith(prefix) and is_id(name.removeprefix(prefix)))
    values = {
        int(name.removeprefix(prefix)): str(request.POST.get(name, "")).replace("\0", "").strip() for name in names
    }
    return {pk: value for pk, value in values.items() if value}


def client_id_of(request: DeskRequest) -> UUID:
    try:
        return UUID(request.POST.get("client_id", ""))
    except ValueError:
        return uuid4()


def marks_for(meeting: TrainingSession) -> list[tuple[Mark, object]]:
    """Attending online is offered where the meeting can be followed online."""
    on_site = meeting.mode == Delivery.ON_SITE
    return [(mark, words) for mark, words in SHORT_MARKS.items() if not (on_site and mark == Mark.ONLINE)]


def _saved(request: DeskRequest, meeting: TrainingSession, filled: Filled, pk: int) -> HttpResponse | None:
    """Where it goes on; None after a refusal, which is told on the sheet itself."""
    now = timezone.now()
    told = filled.told(client_id_of(request), now)
    try:
        answers = tell_marks(by=request.actor, session=meeting, told=told, source=MarkSource.PAGE, now=now)
    except Refused as no:
        messages.error(request, str(no))
        return None
    messages.success(request, _said(answers, now))
    return after_telling(request, pk, answers)


def after_telling(request: DeskRequest, pk: int, answers: list[MarkStatement]) -> HttpResponse:
    differing = sum(one.state == StatementState.DIFFERS for one in answers)
    if not differing:
        return redirect("training:sessions", pk)
    messages.warning(
        request, _("%(n)d tanda berbeda dengan yang sudah tercatat. Putuskan mana yang benar.") % {"n": differing}
    )
    return redirect("training:differing", pk)


def _said(answers: list[MarkStatement], now: datetime) -> str:
    if not answers:
        return _("Tidak ada yang Anda ubah, jadi tidak ada yang disimpan.")
    fresh = [one for one in answers if one.received_at == now]
    if not fresh:
        return _("Daftar ini sudah diterima sebelumnya; tidak ada yang berubah.")
    number = Counter(bool(one.standing) for one in fresh if one.state == StatementState.APPLIED)
    if number[True]:
        return _(
            "Daftar hadir disimpan: %(new)d baru, %(corrected)d dibetulkan. Tanda lama tetap terbaca di jejak."
        ) % {"new": number[False], "corrected": number[True]}
    return _("Daftar hadir disimpan: %(new)d orang.") % {"new": number[False]}


def sheet_rows(
    request: DeskRequest, meeting: TrainingSession, filled: Filled, *, blank: bool = False
) -> list[dict[str, object]]:
    """One row a trainee of that day: what was just chosen, else what stands. `rest`: the others present, not yet saved.
    blank: nothing of what stands is shown."""
    standing = {} if blank else marks_of(meeting)
    people = (
        Enrolment.objects.visible_to(request.actor)
        .filter(batch_id=meeting.batch_id)
        .exclude(state=EnrolmentState.LEFT, ended_on__lt=meeting.held_on)
        .exclude(~Q(pk__in=standing), started_on__gt=meeting.held_on)
        .select_related("person")
        .order_by(F("seat").asc(nulls_last=True), "person__name_key", "pk")
    )
    rest = Mark.PRESENT.value if "rest" in request.POST else ""
    rows: list[dict[str, object]] = []
    for one in people:
        mark, mine = standing.get(one.pk), filled.changed(one.pk)
        here, note = (mark.mark, mark.note) if mark else ("", "")
        rows.append(
            {
                "enrolment": one,
                "chosen": (filled.marks.get(one.pk, "") if mine else "") or here or rest,
                "seen": filled.seen.get(one.pk, "") if mine else here,
                "previous": mark.get_previous_display() if mark and mark.previous else "",
                "note": filled.notes.get(one.pk, "") if mine else note,
                "seen_note": filled.seen_notes.get(one.pk, "") if mine else note,
            }
        )
    return rows


def _tally(rows: list[dict[str, object]]) -> list[tuple[object, int]]:
    """How many of each mark, as chosen so far; the last is how many have none."""
    number = Counter(str(row["chosen"]) for row in rows)
    found: list[tuple[object, int]] = [(words, number[mark]) for mark, words in SHORT_MARKS.items() if number[mark]]
    return [*found, (_("belum ditandai"), number[""])] if number[""] else found
