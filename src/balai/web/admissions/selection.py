"""The selection of a class: scores stage by stage, the order, one decision for the whole list, the result, the seats."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.admissions.actions.late import forfeit_late
from balai.admissions.actions.leave import forfeit, withdraw
from balai.admissions.actions.score import record_scores, withdraw_score
from balai.admissions.actions.seats import confirm, move_up, unconfirm
from balai.admissions.actions.select import decide, publish_result, undo_decision, withdraw_result
from balai.admissions.elsewhere import sitting_in, with_a_place
from balai.admissions.enums import ApplicationState, DecisionRule, Outcome, Stage
from balai.admissions.models import Selection
from balai.admissions.parameters import SCORE_SPREAD
from balai.admissions.queries import funnel
from balai.admissions.queries.plans import live_draw, plan_of
from balai.admissions.rules.authority import may_decide, may_score
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.models import Batch
from balai.training.actions.no_show import no_show
from balai.web.admissions.applicants import batch_of, one_of
from balai.web.admissions.board import Row, board, is_over, read_decisions, read_scores, show_stage
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest

PERMISSIONS = (P.APPLICATION_DECIDE, P.APPLICATION_READ)


@permitted(*PERMISSIONS)
@never_cache
def selection(request: DeskRequest, pk: int, stage: str = "") -> HttpResponse:
    """Without a stage: order and decision. With one: its scores."""
    batch = own_batch(request, pk)
    plan = plan_of(batch)
    rows = board(batch, value_on(SCORE_SPREAD, today_in(batch.zone, timezone.now()), batch.selector_id))
    show_stage(rows, stage, request.actor.user_id, plan.criteria_of(stage))
    if request.method == "POST":
        answer = save_scores(request, batch, Stage(stage), rows) if stage else save_decision(request, batch, rows)
        if answer is not None:
            return answer
    kept = Selection.objects.visible_to(request.actor).filter(batch=batch).first() or Selection(batch=batch)
    context = {
        "batch": batch, "rows": rows, "stage": stage, "funnel": funnel(pk), "selection": kept, "plan": plan,
        "weights": shown(plan.weights), "draw": live_draw(batch), "owed": sum(r.ranked.owed for r in rows),
        "tabs": tabs(pk, stage), "outcomes": Outcome.choices, "rules": DecisionRule.choices,
        "decides": may_decide(request.actor, batch) and is_over(batch, timezone.now()),
        "scores": may_score(request.actor, batch) and kept.published_at is None, "over": is_over(batch, timezone.now()),
        "free": batch.seats - len(with_a_place(pk)),
        "begun": today_in(batch.zone, timezone.now()) >= batch.starts_on,
        "reserves": sum(r.application.state == ApplicationState.RESERVE for r in rows),
        "unconfirmed": any(r.application.state == ApplicationState.SELECTED for r in rows),
        "late": kept.confirm_by is not None and today_in(batch.zone, timezone.now()) > kept.confirm_by,
        "stage_label": Stage(stage).label if stage else "", "tied": any(r.ranked.tied for r in rows),
        "tally": tally(rows),
        "seated": sitting_in([r.application.person_id for r in rows if r.application.person_id], batch),
        "how_page": "admissions:plan" if request.actor.has(P.APPLICATION_DECIDE) else "admissions:how",
    }  # fmt: skip
    return render(request, "admissions/scores.html" if stage else "admissions/selection.html", context)


def tally(rows: list[Row]) -> list[tuple[Any, int]]:
    """How many of each outcome as the list stands; what nobody gets is left out."""
    number = Counter(row.chosen for row in rows)
    named: list[tuple[Any, int]] = [(Outcome(value).label, number[value]) for value in Outcome.values if number[value]]
    return [*named, (_("belum diputuskan"), number[""])] if number[""] else named


def own_batch(request: DeskRequest, pk: int) -> Batch:
    """Selection is the centre's and the selector's; for others the page does not exist."""
    batch = batch_of(request, pk)
    if not any(request.actor.may(p, body) for p in PERMISSIONS for body in (batch.centre_id, batch.selector_id)):
        raise Http404
    return batch


def shown(weights: dict[str, int]) -> list[tuple[Any, int]]:
    return [(Stage(stage).label, weight) for stage, weight in weights.items()]


def tabs(pk: int, stage: str) -> list[tuple[Any, str, bool]]:
    found: list[tuple[Any, str, bool]] = [
        (one.label, f"/kelas/{pk}/seleksi/{one.value}/", one.value == stage) for one in Stage
    ]
    return [*found, (_("Peringkat dan putusan"), f"/kelas/{pk}/seleksi/", not stage)]


def save_scores(request: DeskRequest, batch: Batch, stage: Stage, rows: list[Row]) -> HttpResponse | None:
    read = read_scores(request.POST, rows)
    if any(row.wrong for row in rows):
        messages.error(request, _("Belum disimpan: ada nilai yang perlu diperbaiki."))
        return None
    try:
        number = record_scores(by=request.actor, batch=batch, stage=stage, rows=read, now=timezone.now())
        messages.success(request, _("%(number)d nilai disimpan.") % {"number": number})
    except Refused as no:
        messages.error(request, str(no))
    return redirect("admissions:scores", batch.pk, stage)


def save_decision(request: DeskRequest, batch: Batch, rows: list[Row]) -> HttpResponse | None:
    decisions = read_decisions(request.POST, rows)
    version = request.POST.get("version", "")
    try:
        decide(
            by=request.actor, batch=batch, decisions=decisions, version=int(version) if is_id(version) else -1,
            now=timezone.now(),
        )  # fmt: skip
    except Refused as no:
        messages.error(request, str(no))
        name_groundless(rows, str(no) if no.code in ("rule_missing", "reason_missing") else "")
        return redirect("admissions:selection", batch.pk) if no.code in ("decided_meanwhile", "list_changed") else None
    messages.success(request, _("Putusan disimpan. Pelamar baru tahu sesudah hasil diumumkan."))
    return redirect("admissions:selection", batch.pk)


def name_groundless(rows: list[Row], sentence: str) -> None:
    """The refusal stands at every row it is about."""
    for row in rows:
        refused = row.chosen in (Outcome.DECLINE, Outcome.FORFEIT)
        if sentence and refused and (not row.rule or (row.rule == DecisionRule.OTHER and len(row.reason.strip()) < 10)):
            row.wrong = sentence


@require_POST
@permitted(*PERMISSIONS)
def unscore(request: DeskRequest, pk: int, stage: str, application_id: UUID) -> HttpResponse:
    """The scorer's own score of one stage, entered by mistake."""
    own_batch(request, pk)
    application = one_of(request, pk, application_id)
    try:
        withdraw_score(by=request.actor, application=application, stage=Stage(stage))
        messages.success(request, _("Nilai Anda untuk %(name)s ditarik.") % {"name": application.full_name})
    except Refused as no:
        messages.error(request, str(no))
    return redirect("admissions:scores", pk, stage)


@require_POST
@permitted(P.APPLICATION_DECIDE)
def result(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """umumkan, tarik, naikkan, gugurkan."""
    batch = own_batch(request, pk)
    by, now = request.actor, timezone.now()
    acts: dict[str, Callable[[], object]] = {
        "umumkan": lambda: publish_result(by=by, batch=batch, now=now),
        "tarik": lambda: withdraw_result(by=by, batch=batch, reason=request.POST.get("reason", ""), now=now),
        "naikkan": lambda: move_up(by=by, batch=batch, now=now),
        "gugurkan": lambda: forfeit_late(by=by, batch=batch, now=now),
    }
    said = {
        "umumkan": _("Hasil diumumkan. Setiap pelamar menerima pesan dengan alasannya."),
        "tarik": _("Pengumuman ditarik. Perbaiki putusan, lalu umumkan lagi."),
        "naikkan": _("Kursi kosong diberikan kepada cadangan, menurut urutannya."),
        "gugurkan": _("Yang lewat batas dicatat gugur; kursinya diberikan kepada cadangan."),
    }
    try:
        acts[what]()
        messages.success(request, said[what])
    except Refused as no:
        messages.error(request, str(no))
    return redirect("admissions:selection", pk)


@require_POST
@permitted(P.APPLICATION_DECIDE, P.APPLICATION_ASSIST)
def seat(request: DeskRequest, pk: int, application_id: UUID, what: str) -> HttpResponse:
    """One applicant's seat: daftar-ulang, batal-daftar-ulang, gugur, tidak-datang, mundur, batalkan."""
    application = one_of(request, pk, application_id)
    by, reason = request.actor, request.POST.get("reason", "")
    acts: dict[str, Callable[[datetime], object]] = {
        "daftar-ulang": lambda now: confirm(by=by, application=application, now=now),
        "batal-daftar-ulang": lambda now: unconfirm(by=by, application=application),
        "gugur": lambda now: forfeit(
            by=by, application=application, rule=DecisionRule.NOT_CONFIRMED, reason=reason, now=now
        ),
        "tidak-datang": lambda now: no_show(by=by, application=application, now=now),
        "mundur": lambda now: withdraw(by=by, application=application, now=now),
        "batalkan": lambda now: undo_decision(by=by, application=application, reason=reason, now=now),
    }
    try:
        acts[what](timezone.now())
        messages.success(request, _("Tersimpan."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("admissions:selection", pk)
