"""Proposals and their answers: the centre proposes, the funder answers, both see the trail."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.funding.models import FundLine
from balai.funding.queries import guide_of
from balai.institutions.models import Institution
from balai.kernel.clock import today_in
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning import queries
from balai.planning.actions import propose as act
from balai.planning.actions.mend import ask_to_mend
from balai.planning.agreements import resting_on
from balai.planning.desk import due_of
from balai.planning.duties import duties_of, may_open_class
from balai.planning.enums import FUNDED, PACKAGE_FLOW, PackageState
from balai.planning.models import Batch, Package, PlanningRound
from balai.planning.parameters import CLASS_SIZE
from balai.planning.rules import check_may_mend, may_answer
from balai.planning.rules.agreements import may_name_agreement
from balai.planning.rules.money import may_spend
from balai.programmes.queries import offered_curricula
from balai.web.forms.base import show_refusal
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.parts import Words
from balai.web.planning.forms import AnswerForm, ProposalForm, ReasonForm
from balai.web.planning.need_fields import Chosen, chosen_in, needs_for, orders_for
from balai.web.planning.proof import costs_of, proofs_of, trail_of
from balai.web.planning.road import package_road
from balai.web.request import DeskRequest

TABS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "menunggu": (gettext_lazy("Menunggu jawaban"), (PackageState.PROPOSED,)),
    "disetujui": (gettext_lazy("Disetujui"), FUNDED),
    "rancangan": (gettext_lazy("Rancangan"), (PackageState.DRAFT,)),
    "lain": (gettext_lazy("Ditolak atau ditarik"), (PackageState.REFUSED, PackageState.WITHDRAWN)),
}
READERS = (P.PLANNING_READ, P.PACKAGE_DECIDE, P.PACKAGE_PROPOSE)
CLASS_READERS = (P.BATCH_EDIT, P.PLANNING_READ, P.TRAINING_READ)


@permitted(*READERS)
def packages(request: DeskRequest) -> HttpResponse:
    chosen = request.GET.get("keadaan", "menunggu")
    chosen = chosen if chosen in TABS else "menunggu"
    rows = queries.package_for_page(Package.objects.visible_to(request.actor).filter(state__in=TABS[chosen][1]))
    page = keyset_page(rows, ("-proposed_at", "-id"), request.GET.get("sesudah"))
    shown = {
        "rows": page.rows,
        "tabs": [(label, f"?keadaan={name}", name == chosen) for name, (label, _states) in TABS.items()],
        "older": f"?keadaan={chosen}&sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else f"?keadaan={chosen}",
        "may_propose": request.actor.has(P.PACKAGE_PROPOSE),
        "now": timezone.now(),
    }
    return render(request, "planning/packages.html", shown)


@permitted(P.PACKAGE_PROPOSE)
def propose(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    form = _proposal_form(request)
    if form.is_valid():
        filled = form.filled()
        centre, funder = filled.pop("centre"), filled.pop("funder")
        proposal = act.Proposal(needs=list(filled.pop("needs")), job_orders=list(filled.pop("job_orders")), **filled)
        try:
            package = act.propose_package(
                by=request.actor,
                centre=centre,
                funder=funder,
                proposal=proposal,
                now=timezone.now(),
                client_id=form.once,
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Usulan dikirim kepada %(funder)s.") % {"funder": funder})
            return redirect("planning:package", package.pk)
    return render(request, "planning/propose.html", {"form": form, "today": today})


def _proposal_form(request: DeskRequest) -> ProposalForm:
    actor, today = request.actor, timezone.localdate()
    own = actor.institutions_with(P.PACKAGE_PROPOSE)
    centres = Institution.objects.visible_to(actor).filter(pk__in=own).order_by("name")
    bodies = Institution.objects.public()
    funders = (bodies.filter(functions__function="funder") | bodies.filter(pk__in=own)).distinct().order_by("name")
    before = _before(request)
    chosen = chosen_in(before) if before else Chosen()
    return ProposalForm(
        request.POST if request.method == "POST" else None,
        initial={
            "year": today.year,
            "seats": value_on(CLASS_SIZE, today),
            "centre": centres.first(),
            "curriculum": request.GET.get("kurikulum"),
        }
        | (_said_in(before) | chosen.initial() if before else {}),
        centres=centres,
        funders=funders,
        curricula=offered_curricula(actor, today),
        orders=orders_for(actor, chosen, today),
        needs=needs_for(actor, chosen),
    )


def _before(request: DeskRequest) -> Package | None:
    """?dari=<package>: what was refused or withdrawn is not typed again."""
    asked = request.GET.get("dari", "")
    own = request.actor.institutions_with(P.PACKAGE_PROPOSE)
    rows = Package.objects.visible_to(request.actor).filter(centre_id__in=own)
    return rows.filter(pk=int(asked)).first() if is_id(asked) else None


def _said_in(row: Package) -> dict[str, Any]:
    return {
        "centre": row.centre_id, "curriculum": row.curriculum_id, "title": row.title, "year": row.year,
        "seats": row.seats_proposed, "cost": row.cost_proposed, "funder": row.funder_id, "reason": row.reason,
        "no_need_why": row.no_need_why,
    }  # fmt: skip


@permitted(*READERS)
def package(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.package_for_page(Package.objects.visible_to(request.actor)), pk=pk)
    today = today_in(row.centre.zone, timezone.now())
    answers = may_answer(request.actor, row, today)
    waits = row.state == PackageState.PROPOSED
    form = _answer_form(request, row) if answers and (waits or request.method == "POST") else None
    if form is not None and form.is_valid():
        try:
            _answer(request, row, form)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Jawaban tercatat dan dikirim kepada pengusul."))
            return _back(request, row)
    if form is not None and not waits:
        return _too_late(request, row)
    return render(request, "planning/package.html", _shown(request, row, form, answers))


def _answer(request: DeskRequest, row: Package, form: AnswerForm) -> None:
    filled, now = form.cleaned_data, timezone.now()
    if filled["step"] == "ask":
        ask_to_mend(by=request.actor, package=row, words=filled["answer"], now=now)
        return
    answer = act.Answer(
        filled["step"], filled["answer"], filled["fund_line"], seats=filled["seats"], cost=filled["cost"]
    )
    act.answer_package(by=request.actor, package=row, answer=answer, now=now)


def _too_late(request: DeskRequest, row: Package) -> HttpResponse:
    """A second tab, or a colleague who was quicker: what was typed is not lost in silence."""
    said = _(
        "Usulan ini sudah tercatat %(state)s sebelum jawaban Anda sampai. Jawaban Anda tidak disimpan; lihat jejaknya di bawah."
    )
    messages.error(request, said % {"state": row.get_state_display()})
    return redirect("planning:package", row.pk)


def _back(request: DeskRequest, row: Package) -> HttpResponse:
    """To the yearly planning when the answer was given there."""
    rounds = PlanningRound.objects.visible_to(request.actor).filter(funder_id=row.funder_id, year=row.year)
    found = rounds.first() if request.POST.get("dari") == "perencanaan" else None
    return redirect("planning:round", found.pk) if found else redirect("planning:package", row.pk)


def _shown(request: DeskRequest, row: Package, form: AnswerForm | None, answers: bool) -> dict[str, Any]:
    proposes = request.actor.may(P.PACKAGE_PROPOSE, row.centre_id)
    batches = list(Batch.objects.visible_to(request.actor).filter(package=row).order_by("intake"))
    reopens = PACKAGE_FLOW.allows(row.state, "reopen") and (
        proposes if row.state == PackageState.WITHDRAWN else answers
    )
    due, today, given = due_of(row), timezone.localdate(), queries.seats_given(row)
    return {
        "package": row,
        "proofs": proofs_of(row),
        "resting": resting_on(row, [batch for batch in batches if batch.state != "cancelled"], today),
        "names_agreements": may_name_agreement(request.actor, row),
        "duties": duties_of(row),
        "guide": guide_of(row.fund_line),
        "trail": trail_of(row),
        "costs": costs_of(row, today) if row.state in FUNDED else None,
        "funded": row.state in FUNDED,
        "may_amend": row.state in FUNDED and answers,
        "sees_spending": row.state in FUNDED and may_spend(request.actor, row),
        "due": due,
        "overdue": due is not None and due < today,
        "send_draft": proposes and row.state == PackageState.DRAFT,
        "shut": _shut(request, row) if row.state == PackageState.DRAFT else None,
        **(_mending(row) if proposes and row.state in (PackageState.DRAFT, PackageState.PROPOSED) else {}),
        "road": package_road(row, given),
        "form": form,
        "may_fund": form is not None and request.actor.has(P.FUND_EDIT),
        "sees_line": row.fund_line_id is not None
        and FundLine.objects.visible_to(request.actor).filter(pk=row.fund_line_id).exists(),
        "told": answers and not request.actor.may(P.PACKAGE_DECIDE, row.funder_id),
        "withdraw_form": _why("tarik", proposes and PACKAGE_FLOW.allows(row.state, "withdraw")),
        "reopen_form": _why("buka", reopens and not any(b.state != "cancelled" for b in batches)),
        "batches": batches,
        "opens_classes": any(request.actor.has(permission) for permission in CLASS_READERS),
        "reads_account": request.actor.may(P.PACKAGE_DECIDE, row.funder_id),
        "may_ask_again": proposes and row.state in (PackageState.REFUSED, PackageState.WITHDRAWN),
        "may_open": row.state in FUNDED and given < row.seats and may_open_class(request.actor, row, today),
    }


def _why(prefix: str, asked: bool) -> ReasonForm | None:
    return ReasonForm(prefix=prefix) if asked else None


def _mending(row: Package) -> dict[str, Any]:
    try:
        check_may_mend(row, timezone.now())
    except Refused as no:
        return {"mending_over": str(no)}
    return {"may_revise": True}


def _shut(request: DeskRequest, row: Package) -> PlanningRound | None:
    """The planning that takes no proposals now, so that a draft cannot be sent into it."""
    rounds = PlanningRound.objects.visible_to(request.actor).filter(funder_id=row.funder_id, year=row.year)
    found = rounds.select_related("funder__region").first()
    return found if found is not None and not found.takes_proposals(timezone.now()) else None


def _answer_form(request: DeskRequest, row: Package) -> AnswerForm:
    lines = FundLine.objects.visible_to(request.actor).filter(funder_id=row.funder_id, year=row.year)
    only = lines.first() if lines.count() == 1 else None
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"step": "accept", "fund_line": only},
        lines=queries.with_committed(lines).order_by("title"),
    )


@require_POST
@permitted(P.PACKAGE_PROPOSE)
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Package.objects.visible_to(request.actor), pk=pk)
    try:
        act.withdraw_package(
            by=request.actor, package=row, reason=request.POST.get("tarik-reason", ""), now=timezone.now()
        )
        messages.success(request, _("Usulan ditarik. Anda bisa mengajukannya lagi dari halaman ini."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:package", pk)


@require_POST
@permitted(P.PACKAGE_PROPOSE, P.PACKAGE_DECIDE)
def reopen(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Package.objects.visible_to(request.actor), pk=pk)
    reason = request.POST.get("buka-reason", "")
    try:
        back = act.reopen_package(by=request.actor, package=row, reason=reason, now=timezone.now())
        messages.success(request, _reopened(row, back))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:package", pk)


def _reopened(before: Package, back: Package) -> str:
    if back.state == PackageState.DRAFT:
        return _("Rancangan dibuka lagi. Periksa, lalu kirim dari halaman ini.")
    if before.state == PackageState.WITHDRAWN:
        return _("Usulan dikirim kepada %(funder)s.") % {"funder": back.funder}
    return _("Jawaban dibatalkan. Usulan kembali menunggu jawaban; jejaknya tetap tercatat.")
