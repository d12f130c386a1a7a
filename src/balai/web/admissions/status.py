"""An application by its code, without an account: where it stands, the one thing to do now, and the way out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.admissions.actions.phone import answer_code, resend_code
from balai.admissions.actions.seats import confirm
from balai.admissions.enums import AppealState, ApplicationState, DecisionRule
from balai.admissions.models import Appeal, Application, Selection
from balai.admissions.queries import code_of_the_demonstration, other_open_classes
from balai.admissions.queries.plans import live_draw
from balai.admissions.rules.appealing import last_day
from balai.admissions.rules.deciding import shown_state
from balai.admissions.rules.plainly import WORDS, numbers_of
from balai.admissions.rules.standing import own_token, standing_of
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.notifications.send import reaches_phones
from balai.people.rules.phones import masked_phone
from balai.planning.enums import BatchState
from balai.training.actions.give_up import give_up
from balai.web.admissions.forms import CodeForm, FindForm
from balai.web.admissions.road import BEGUN, road
from balai.web.forms.base import show_refusal
from balai.web.request import PublicRequest

S = ApplicationState
CAN_LEAVE = (S.CLAIMED, S.VERIFIED, S.SELECTED, S.RESERVE, S.CONFIRMED)


def by_code(code: str) -> Application:
    rows = Application.objects.public().select_related(
        "batch__centre__region", "batch__selector", "batch__curriculum__programme", "person"
    )
    found = rows.filter(code=code.upper()).first()
    if found is None:
        raise Http404
    return found


@login_not_required
@never_cache
def find(request: PublicRequest) -> HttpResponse:
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        code = "".join(letter for letter in form.cleaned_data["code"].upper() if letter.isalnum())
        if Application.objects.public().filter(code=code).exists():
            return redirect("admissions:status", code)
        form.add_error("code", _("Kode ini tidak ditemukan. Periksa lagi huruf dan angkanya."))
    return render(request, "admissions/find.html", {"form": form})


@login_not_required
@never_cache
def status(request: PublicRequest, code: str) -> HttpResponse:
    application = by_code(code)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            answer_code(by=request.actor, application=application, code=form.cleaned_data["code"], now=timezone.now())
            messages.success(request, _("Nomor telepon Anda cocok. Pendaftaran tercatat."))
            return redirect("admissions:status", application.code)
        except Refused as no:
            show_refusal(form, no)
    selection = Selection.objects.public().filter(batch=application.batch_id).first()
    published = selection is not None and selection.published_at is not None
    state = shown_state(application.state, application.conflict, published)
    refused = state in (S.DECLINED, S.FORFEITED)
    looks_on = state == S.EXPIRED or (state == S.RESERVE and application.batch.state in BEGUN)
    context = {
        "application": application, "batch": application.batch, "state": state, "form": form, "steps": road(application, state),
        "selection": selection if published else None, "phone": masked_phone(application.phone),
        "reaches_phones": reaches_phones(), "pretended": code_of_the_demonstration(application),
        "rule": DecisionRule(application.rule).label if refused and application.rule in DecisionRule.values else "",
        "others": other_open_classes(application.batch, timezone.now()) if refused or looks_on else [],
        "may_leave": state in CAN_LEAVE and application.batch.state not in BEGUN,
        "reach": state == S.CONFIRMED, "cancelled": application.batch.state == BatchState.CANCELLED,
        **after_refusal(application, selection, refused),
        "token": draw_token(application),
        "asks_nothing": application.batch.curriculum.programme.free_of_charge and state not in (S.CLAIMED, S.EXPIRED),
        "dismissed": state == S.EXPIRED and application.rule,
    }  # fmt: skip
    return render(request, "admissions/status.html", context)


def after_refusal(application: Application, selection: Selection | None, refused: bool) -> dict[str, Any]:
    """The rule in plain words with its figures; the way to ask again, while there is one; what was answered."""
    appeals = list(Appeal.objects.public().filter(application=application).order_by("-submitted_at"))
    if not refused or selection is None:
        return {"appeals": appeals}
    last = last_day(application, selection)
    open_ = last is not None and today_in(application.batch.zone, timezone.now()) <= last
    waits = any(one.state == AppealState.OPEN for one in appeals)
    return {
        "appeals": appeals, "plainly": WORDS.get(application.rule, ""),
        "figures": numbers_of(application.rule, standing_of(application)),
        "appeal_until": last if open_ and not waits else None, "appeal_over": last if not open_ else None,
    }  # fmt: skip


def draw_token(application: Application) -> str:
    """Their own on the published list of a draw, so that they can find themselves."""
    draw = live_draw(application.batch)
    return own_token(draw, application.pk) if draw is not None and draw.groups else ""


@login_not_required
@require_POST
def resend(request: PublicRequest, code: str) -> HttpResponse:
    """One answer whether a message went or the number had its share: how often a number is used is nobody else's business."""
    said = _("Kode baru dikirim, kecuali nomor ini hari ini sudah mendapat jatahnya: maka ketik dua belas angka dari pesan "
             "terakhirnya, atau datang ke balai dengan KTP.")  # fmt: skip

    def again(application: Application, now: datetime) -> None:
        try:
            resend_code(by=request.actor, application=application, now=now)
        except Refused as no:
            if no.code != "codes_spent":
                raise

    return done(request, code, again, said)


@login_not_required
@require_POST
def re_enrol(request: PublicRequest, code: str) -> HttpResponse:
    return done(
        request, code, lambda a, now: confirm(by=request.actor, application=a, now=now, holds_code=True),
        _("Daftar ulang tercatat. Sampai bertemu di kelas."),
    )  # fmt: skip


@login_not_required
@never_cache
def leave(request: PublicRequest, code: str) -> HttpResponse:
    application = by_code(code)
    if request.method == "POST":
        said = _("Pengunduran diri tercatat. Terima kasih sudah mengabari; kursinya bisa dipakai orang lain.")
        if application.state == S.WITHDRAWN:
            said = _("Anda sudah mengundurkan diri. Itu tidak bisa dilakukan dua kali; yang pertama tetap berlaku.")
        return done(
            request, code, lambda a, now: give_up(by=request.actor, application=a, now=now, holds_code=True), said
        )
    return render(request, "admissions/leave.html", {"application": application, "batch": application.batch})


def done(request: PublicRequest, code: str, act: Callable[[Application, datetime], object], said: str) -> HttpResponse:
    application = by_code(code)
    try:
        act(application, timezone.now())
        messages.success(request, said)
    except Refused as no:
        messages.error(request, str(no))
    return redirect("admissions:status", application.code)
