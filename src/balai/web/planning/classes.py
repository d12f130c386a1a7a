"""Classes of my institution: the list, one class with its road, opening, changing, moving it on."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.funding.queries import guide_of
from balai.kernel.clock import today_in
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning import queries
from balai.planning.actions import batches as act
from balai.planning.agreements import resting_of_class
from balai.planning.duties import duties_of_class, may_open_class
from balai.planning.enums import BATCH_FLOW, BatchState
from balai.planning.fit import held_back
from balai.planning.models import Batch, Package
from balai.planning.models.batch import borne_by
from balai.planning.parameters import CLASS_SIZE, RESERVES
from balai.planning.rules import may_recruit, may_run
from balai.training.queries import classes_read_by
from balai.training.queries.phases import ClassPhases, phases_of
from balai.training.rules.bulk import kinds_for
from balai.web.forms.base import done, show_refusal
from balai.web.gate import permitted
from balai.web.parts import Words
from balai.web.planning.cards import card
from balai.web.planning.forms import BatchForm, NewBatchForm, ReasonForm, written_plan
from balai.web.planning.road import at_applications, class_road, counts_of
from balai.web.planning.steps import STEPS, Next, doors_of_class, next_steps
from balai.web.request import DeskRequest

READERS = (P.BATCH_EDIT, P.PLANNING_READ, P.TRAINING_READ)
TABS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "berjalan": (gettext_lazy("Sedang berjalan"), (BatchState.RUNNING, BatchState.SELECTING, BatchState.ANNOUNCED)),
    "rancangan": (gettext_lazy("Rancangan"), (BatchState.DRAFT,)),
    "selesai": (gettext_lazy("Selesai atau batal"), (BatchState.FINISHED, BatchState.CANCELLED)),
}


def kept_by(actor: Actor) -> QuerySet[Batch]:
    """Classes the actor works on: own ones and those its office recruits or funds, and of the area; not every public one."""
    own = actor.institutions_with(P.BATCH_EDIT) | actor.institutions_with(P.PLANNING_READ)
    own |= actor.institutions_with(P.TRAINING_READ)
    mine = borne_by(own) | Q(package__funder_id__in=own)
    rows = Batch.objects.visible_to(actor)
    areas = actor.areas_with(P.PLANNING_READ)
    if actor.system or any(area.level == "nation" for area in areas):
        return rows
    for area in areas:
        key = "regency_id" if area.level == "regency" else "province_id"
        mine |= Q(**{f"centre__region__{key}": area.region})
    return rows.filter(mine)


@permitted(*READERS)
def classes(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    chosen = request.GET.get("keadaan", "berjalan")
    chosen = chosen if chosen in TABS else "berjalan"
    rows = queries.for_list(kept_by(request.actor).filter(state__in=TABS[chosen][1]))
    page = keyset_page(rows, ("-starts_on", "-id"), request.GET.get("sesudah"))
    shown = {
        "cards": [card(batch, now) for batch in page.rows],
        "tabs": [(label, f"?keadaan={name}", name == chosen) for name, (label, _states) in TABS.items()],
        "older": f"?keadaan={chosen}&sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else f"?keadaan={chosen}",
        "may_plan": bool(request.actor.institutions_with(P.BATCH_EDIT)),
        "may_bulk": bool(kinds_for(request.actor)),
        "to_open": Package.objects.visible_to(request.actor)
        .funded()
        .filter(centre_id__in=request.actor.institutions_with(P.BATCH_EDIT), batches__isnull=True)
        .select_related("funder")
        .order_by("answered_at")[:10],
    }
    return render(request, "planning/classes.html", shown)


def _class(request: DeskRequest, pk: int) -> Batch:
    rows = queries.for_list(kept_by(request.actor))
    return get_object_or_404(
        rows.select_related(
            "package__funder",
            "package__fund_line",
            "package__centre__region",
            "recruiter",
            "selector",
            "deliverer",
            "reporter",
        ),
        pk=pk,
    )


def _phases(request: DeskRequest, batch: Batch) -> ClassPhases | None:
    """Numbers of a blended class, for who looks inside it."""
    if not batch.curriculum.units.exclude(phase="").exists():
        return None
    return phases_of(batch) if classes_read_by(request.actor).filter(pk=batch.pk).exists() else None


@permitted(*READERS)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    now, batch = timezone.now(), _class(request, pk)
    counts = counts_of(batch, request.actor)
    sees_package = Package.objects.visible_to(request.actor).filter(pk=batch.package_id).exists()
    runs = may_run(request.actor, batch)
    recruits = may_recruit(request.actor, batch, today_in(batch.zone, now))
    first, others = next_steps(batch, now, runs=runs, recruits=recruits)
    shown = {
        "batch": batch,
        "card": card(batch, now),
        "counts": counts,
        "road": class_road(batch, counts, request.actor, sees_package=sees_package),
        "sees_package": sees_package,
        "sees_applicants": at_applications(request.actor),
        "first": first,
        "others": others,
        "duties": duties_of_class(batch),
        "resting": resting_of_class(batch, today_in(batch.zone, now)) if sees_package else [],
        "guide": guide_of(batch.package.fund_line),
        "doors": doors_of_class(batch, request.actor),
        "sees_fit": request.actor.has(P.BATCH_EDIT) or request.actor.has(P.PLANNING_READ),
        "may_change": runs and batch.state not in (BatchState.FINISHED, BatchState.CANCELLED),
        "may_cancel": runs and BATCH_FLOW.allows(batch.state, "cancel"),
        "may_restore": runs and batch.state == BatchState.CANCELLED,
        "phases": _phases(request, batch),
        "held": held_back(batch) if runs else 0,
        "waits_for_recruiter": runs and not recruits and batch.state == BatchState.DRAFT,
    }
    return render(request, "planning/class.html", shown)


@permitted(P.BATCH_EDIT)
def open_class(request: DeskRequest, pk: int) -> HttpResponse:
    package = get_object_or_404(
        Package.objects.visible_to(request.actor).select_related(
            "centre__region__regency", "curriculum__programme", "funder"
        ),
        pk=pk,
    )
    if not may_open_class(request.actor, package, timezone.localdate()):
        raise Http404
    form = NewBatchForm(request.POST if request.method == "POST" else None, initial=_first_plan(package))
    if form.is_valid():
        now = timezone.now()
        try:
            batch = act.open_batch(
                by=request.actor,
                package=package,
                plan=form.plan(package.centre),
                today=today_in(package.centre.zone, now),
                client_id=form.once,
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Kelas dibuat sebagai rancangan. Periksa, lalu umumkan."))
            return redirect("planning:class", batch.pk)
    return render(request, "planning/class_form.html", {"form": form, "package": package})


def _first_plan(package: Package) -> dict[str, Any]:
    today = timezone.localdate()
    size = value_on(CLASS_SIZE, today, package.centre_id)
    return {
        "title": package.title,
        "seats": max(1, min(size, package.seats - queries.seats_given(package))),
        "reserves": value_on(RESERVES, today, package.centre_id),
        "announcement": package.curriculum.programme.description,
        "entry_rules": package.curriculum.programme.entry_note,
    }


@permitted(P.BATCH_EDIT)
def change(request: DeskRequest, pk: int) -> HttpResponse:
    batch = _class(request, pk)
    if not may_run(request.actor, batch):
        raise Http404
    form = BatchForm(
        request.POST if request.method == "POST" else None,
        initial=written_plan(batch),
        fixed_seats=batch.state != BatchState.DRAFT,
    )
    if form.is_valid() and done(
        form, lambda: act.change_batch(by=request.actor, batch=batch, plan=form.plan(batch.centre))
    ):
        messages.success(request, _("Kelas diperbarui."))
        return redirect("planning:class", pk)
    return render(request, "planning/class_form.html", {"form": form, "batch": batch, "package": batch.package})


@require_POST
@permitted(P.BATCH_EDIT)
def move(request: DeskRequest, pk: int) -> HttpResponse:
    """The step stands in the form: announce, close, reannounce, start, unstart, finish, reopen."""
    batch, step = _class(request, pk), request.POST.get("step", "")
    known: Next | None = STEPS.get(step)
    if known is None:
        raise Http404
    try:
        act.move_batch(by=request.actor, batch=batch, step=step, now=timezone.now())
        messages.success(request, str(known.done))
    except Refused as no:
        messages.error(request, str(no))
        if no.code in ("does_not_fit", "no_longer_fits"):  # where it is mended or answered for
            return redirect("planning:fit", pk)
    return redirect("planning:class", pk)


@permitted(P.BATCH_EDIT)
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    batch = _class(request, pk)
    if not may_run(request.actor, batch):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            act.move_batch(by=request.actor, batch=batch, step="cancel", now=timezone.now(), reason=reason)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Kelas dibatalkan. Beri tahu pelamarnya; keputusan ini bisa ditarik kembali."))
            return redirect("planning:class", pk)
    counts = counts_of(batch, request.actor)
    return render(request, "planning/cancel.html", {"form": form, "batch": batch, "counts": counts})


@require_POST
@permitted(P.BATCH_EDIT)
def restore(request: DeskRequest, pk: int) -> HttpResponse:
    try:
        act.restore_batch(by=request.actor, batch=_class(request, pk))
        messages.success(request, _("Pembatalan ditarik. Kelas kembali seperti semula."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:class", pk)
