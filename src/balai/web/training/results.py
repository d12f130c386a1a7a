"""Results per part of the curriculum: the whole class on a desk, one trainee at a time on a phone; and who completed."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.models import Batch
from balai.training.actions.complete import complete_batch, reopen_enrolment
from balai.training.actions.results import Place, Result, record_results
from balai.training.enums import SHORT_VERDICTS, EnrolmentState
from balai.training.models import Enrolment
from balai.training.parameters import MINIMUM_ATTENDANCE
from balai.training.queries import attendance_of, competent_units, results_of
from balai.training.queries.phases import phases_of
from balai.training.rules.authority import may_record
from balai.training.rules.completion import has_attendance
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.opened import inside, opened_class


def _stayed(request: DeskRequest, batch: Batch) -> list[Enrolment]:
    rows = Enrolment.objects.visible_to(request.actor).filter(batch=batch).exclude(state=EnrolmentState.LEFT)
    return list(rows.select_related("person").order_by("seat", "person__name_key", "pk"))


@permitted(P.TRAINING_READ)
def results(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    people = _stayed(request, batch)
    units = list(batch.curriculum.units.order_by("position"))
    found = results_of(people)
    rows: list[dict[str, Any]] = [
        {
            "enrolment": one,
            "competent": competent_units(found[one.pk]),
            "filled": len(found[one.pk]),
            "whole": len(units),
            "rest": [u for u in units if u.pk in found[one.pk] and found[one.pk][u.pk].verdict != "competent"],
        }
        for one in people
    ]
    context = inside(request, batch, "results", _("Hasil")) | {
        "rows": rows,
        "units": units,
        "may_record": may_record(request.actor, batch),
        "first_open": next((r["enrolment"] for r in rows if r["filled"] < len(units)), None),
    }
    return render(request, "training/results.html", context)


@permitted(P.RESULT_RECORD)
def result_grid(request: DeskRequest, pk: int) -> HttpResponse:
    """Trainees down, parts across. An empty cell is "not yet judged" and stays so."""
    batch = opened_class(request, pk)
    people, units = _stayed(request, batch), list(batch.curriculum.units.order_by("position"))
    if request.method == "POST" and _save(request, batch):
        return redirect("training:results", pk)
    found = results_of(people)
    rows = [
        (one, [(unit, request.POST.get(f"v-{one.pk}-{unit.pk}") or _standing(found, one, unit.pk)) for unit in units])
        for one in people
    ]
    context = inside(request, batch, "results", _("Isi hasil satu kelas")) | {"rows": rows, "units": units}
    return render(request, "training/result_grid.html", context | {"verdicts": SHORT_VERDICTS.items()})


@permitted(P.RESULT_RECORD)
def result_one(request: DeskRequest, pk: int, enrolment: int) -> HttpResponse:
    batch = opened_class(request, pk)
    people = _stayed(request, batch)
    places = [one.pk for one in people]
    one = get_object_or_404(
        Enrolment.objects.visible_to(request.actor).select_related("person"), pk=enrolment, batch=batch
    )
    after = places[places.index(one.pk) + 1] if one.pk in places[:-1] else None
    if request.method == "POST" and _save(request, batch):
        if after is not None and "next" in request.POST:
            return redirect("training:result_one", pk, after)
        return redirect("training:results", pk)
    found = results_of([one])[one.pk]
    rows = [
        {"unit": unit, "result": found.get(unit.pk), "chosen": request.POST.get(f"v-{one.pk}-{unit.pk}")}
        for unit in batch.curriculum.units.select_related("unit").order_by("position")
    ]
    context = inside(request, batch, "results", one.person.full_name) | {"one": one, "rows": rows, "after": after}
    return render(request, "training/result_one.html", context | {"verdicts": SHORT_VERDICTS.items()})


def _standing(found: dict[int, dict[int, Any]], one: Enrolment, unit: int) -> str:
    return found[one.pk][unit].verdict if unit in found[one.pk] else ""


def _save(request: DeskRequest, batch: Batch) -> bool:
    try:
        number = record_results(by=request.actor, batch=batch, results=_sent(request), now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
        return False
    messages.success(
        request, _("%(n)d hasil disimpan.") % {"n": number} if number else _("Tidak ada hasil yang berubah.")
    )
    return True


def _sent(request: DeskRequest) -> dict[Place, Result]:
    """v-<enrolment>-<unit> = verdict, s-… = score, c-… = note. The grid sends no scores: standing ones are kept."""
    found: dict[Place, Result] = {}
    for name in request.POST:
        parts, verdict = name.split("-"), str(request.POST.get(name, ""))
        if len(parts) != 3 or parts[0] != "v" or not verdict or not (is_id(parts[1]) and is_id(parts[2])):
            continue
        tail = f"{parts[1]}-{parts[2]}"
        note = request.POST.get(f"c-{tail}", "").strip()
        score = _score(request.POST.get(f"s-{tail}", ""))
        bare = f"s-{tail}" not in request.POST
        found[int(parts[1]), int(parts[2])] = Result(verdict, score, note, verdict_only=bare)
    return found


def _score(text: str) -> Decimal | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        score = Decimal(text)
    except InvalidOperation:
        raise Refused(
            "score_unreadable", _("Nilai ditulis sebagai angka antara 0 dan 100, misalnya 82,5."), "score"
        ) from None
    return score if score.is_finite() else Decimal(-1)


@permitted(P.TRAINING_READ)
def completion(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    today = today_in(batch.zone, timezone.now())
    if request.method == "POST" and _complete(request, batch):
        return redirect("training:completion", pk)
    people = _stayed(request, batch)
    attended, found = attendance_of(people), results_of(people)
    least = int(value_on(MINIMUM_ATTENDANCE, batch.ends_on, batch.centre_id))
    whole, phases = batch.curriculum.units.count(), phases_of(batch).told
    rows: list[dict[str, Any]] = [
        {
            "enrolment": one,
            "attended": attended[one.pk],
            "competent": competent_units(found[one.pk]),
            "below": bool(least) and (attended[one.pk].percent or 0) < least,
            "chosen": request.POST.get(f"d-{one.pk}", ""),
            "phases": [
                (told.label, one.pk in told.passed) for told in phases if one.pk in (*told.passed, *told.failed)
            ],
        }
        for one in people
    ]
    context = inside(request, batch, "completion", _("Kelulusan")) | {
        "rows": rows,
        "least": least,
        "whole": whole,
        "open": sum(r["enrolment"].state == EnrolmentState.ENROLLED for r in rows),
        "may_certify": request.actor.may(P.TRAINING_CERTIFY, batch.centre_id),
        "early": today <= batch.ends_on,
        "unmarked": not has_attendance(batch),
        "unmarked_reason": request.POST.get("unmarked_reason", ""),
    }
    return render(request, "training/completion.html", context)


def _complete(request: DeskRequest, batch: Batch) -> bool:
    chosen = {
        int(name[2:]): value == "yes"
        for name, value in request.POST.items()
        if name.startswith("d-") and is_id(name[2:]) and value in ("yes", "no")
    }
    try:
        made = complete_batch(
            by=request.actor, batch=batch, completed=chosen, today=today_in(batch.zone, timezone.now()),
            unmarked_reason=request.POST.get("unmarked_reason", "").replace("\x00", "")[:300],
        )  # fmt: skip
    except Refused as no:
        messages.error(request, str(no))
        return False
    messages.success(request, _("Kelulusan %(n)d orang dicatat.") % {"n": len(made)})
    return True


@require_POST
@permitted(P.TRAINING_CERTIFY)
def reopen(request: DeskRequest, pk: int, enrolment: int) -> HttpResponse:
    batch = opened_class(request, pk)
    row = get_object_or_404(Enrolment.objects.visible_to(request.actor).filter(batch=batch), pk=enrolment)
    try:
        reopen_enrolment(by=request.actor, enrolment=row)
        messages.success(request, _("Keputusan dibatalkan. Jejaknya tetap tercatat."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("training:completion", pk)
