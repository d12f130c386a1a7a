"""Applicants of a class, for the centre, the body that selects, and offices in whose area they live."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.admissions.actions.apply import apply_assisted
from balai.admissions.actions.clerk import (
    conflicting_person,
    dismiss_claim,
    renew_claim,
    resolve_conflict,
    vouch,
)
from balai.admissions.actions.leave import reinstate, withdraw
from balai.admissions.enums import ApplicationState, Conflict
from balai.admissions.models import Application
from balai.admissions.queries import funnel, with_training_route
from balai.admissions.rules.authority import may_assist
from balai.admissions.rules.claims import Claim
from balai.institutions.models import Institution
from balai.kernel.clock import age_on
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment
from balai.training.rules.authority import may_seat
from balai.web.admissions.forms import AssistedForm, ConflictForm, ReasonForm
from balai.web.admissions.places import in_words, offered
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.request import DeskRequest

S = ApplicationState
TABS = (
    ("", gettext_lazy("Semua")),
    ("terdaftar", gettext_lazy("Terdaftar")),
    ("cocokkan", gettext_lazy("Perlu dicocokkan")),
    ("menunggu", gettext_lazy("Telepon belum menjawab")),
    ("keluar", gettext_lazy("Mundur dan kedaluwarsa")),
)


def batch_of(request: DeskRequest, pk: int) -> Batch:
    rows = Batch.objects.visible_to(request.actor).select_related("centre__region", "selector", "residents_of")
    return get_object_or_404(rows, pk=pk)


def one_of(request: DeskRequest, pk: int, application_id: UUID) -> Application:
    rows = Application.objects.visible_to(request.actor).select_related(
        "batch__centre__region", "batch__selector", "person", "assisted_at"
    )
    return get_object_or_404(rows, pk=application_id, batch_id=pk)


@permitted(P.APPLICATION_READ, P.APPLICATION_ASSIST, P.APPLICATION_DECIDE)
def applicants(request: DeskRequest, pk: int, tab: str = "") -> HttpResponse:
    batch = batch_of(request, pk)
    rows = Application.objects.visible_to(request.actor).filter(batch=batch)
    if tab == "terdaftar":
        rows = rows.counted()
    elif tab == "cocokkan":
        rows = rows.waiting_for_clerk()
    elif tab == "menunggu":
        rows = rows.filter(state=S.CLAIMED, conflict="")
    elif tab == "keluar":
        rows = rows.filter(state__in=(S.WITHDRAWN, S.EXPIRED))
    page = keyset_page(
        rows.select_related("person", "assisted_at"), ["-submitted_at", "-id"], request.GET.get("sesudah")
    )
    advised = with_training_route([row.person_id for row in page.rows if row.person_id])
    context = {
        "batch": batch, "page": page, "tab": tab, "helps": may_assist(request.actor, batch),
        "funnel": funnel(pk) if may_assist(request.actor, batch) else None,
        "rows": [(row, age_on(row.birth_date, batch.starts_on), row.person_id in advised) for row in page.rows],
        "tabs": [(label, address(pk, name), name == tab) for name, label in TABS],
        "enters": bool(request.actor.institutions_with(P.APPLICATION_ASSIST)),
    }  # fmt: skip
    return render(request, "admissions/applicants.html", context)


def address(pk: int, tab: str) -> str:
    return f"/kelas/{pk}/pendaftar/{tab}/" if tab else f"/kelas/{pk}/pendaftar/"


@permitted(P.APPLICATION_READ, P.APPLICATION_ASSIST, P.APPLICATION_DECIDE)
def applicant(request: DeskRequest, pk: int, application_id: UUID) -> HttpResponse:
    """One application with what can be done about it now."""
    application = one_of(request, pk, application_id)
    helps = may_assist(request.actor, application.batch)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if helps and form.is_bound and form.is_valid():
        try:
            settle(request, application, form.cleaned_data["answer"], form.cleaned_data["reason"])
            messages.success(request, _("Keputusan Anda tersimpan."))
            return redirect("admissions:applicant", pk, application_id)
        except Refused as no:
            show_refusal(form, no)
    known = conflicting_person(application) if helps and application.conflict else None
    person = application.person_id
    context = {
        "application": application, "batch": application.batch, "helps": helps, "form": form, "known": known,
        "why": Conflict(application.conflict).label if application.conflict in Conflict.values else "",
        "home": in_words(application.region_code), "age": age_on(application.birth_date, application.batch.starts_on),
        "advised": bool(person and with_training_route([person])), "reason_form": ReasonForm(),
        "seat": seat_of(request, application), "seats": may_seat(request.actor, application.batch),
        "scores": application.scores.select_related("scorer").order_by("given_at"),
    }  # fmt: skip
    return render(request, "admissions/applicant.html", context)


def seat_of(request: DeskRequest, application: Application) -> Enrolment | None:
    """Who sits in the class leaves it at its roster, with a day and a reason."""
    seats = Enrolment.objects.visible_to(request.actor).filter(
        batch=application.batch_id, state=EnrolmentState.ENROLLED
    )
    return seats.filter(person=application.person_id).first() if application.person_id is not None else None


def settle(request: DeskRequest, application: Application, answer: str, reason: str) -> None:
    now = timezone.now()
    if answer == "double":
        dismiss_claim(by=request.actor, application=application, reason=reason, now=now)
    else:
        resolve_conflict(
            by=request.actor, application=application, same_person=answer == "same", reason=reason, now=now
        )


@require_POST
@permitted(P.APPLICATION_ASSIST, P.APPLICATION_DECIDE)
def act(request: DeskRequest, pk: int, application_id: UUID, what: str) -> HttpResponse:
    """One button: periksa, mundur, pulihkan, tutup, buka."""
    application = one_of(request, pk, application_id)
    by, reason = request.actor, request.POST.get("reason", "")
    acts: dict[str, Callable[[datetime], Application]] = {
        "periksa": lambda now: vouch(by=by, application=application, now=now),
        "mundur": lambda now: withdraw(by=by, application=application, now=now),
        "pulihkan": lambda now: reinstate(by=by, application=application, now=now),
        "tutup": lambda now: dismiss_claim(by=by, application=application, reason=reason, now=now),
        "buka": lambda now: renew_claim(by=by, application=application, now=now),
    }
    try:
        done = acts[what](timezone.now())
        if what == "periksa" and done.conflict:
            messages.warning(request, _("Data pelamar ini tidak cocok dengan yang tercatat. Putuskan di bawah."))
        else:
            messages.success(request, _("Tersimpan."))
    except Refused as no:
        messages.error(request, str(no))
        seat = seat_of(request, application) if no.code == "sits_already" else None
        if seat is not None and may_seat(request.actor, application.batch):
            return redirect("training:leave", pk, seat.pk)
    return redirect("admissions:applicant", pk, application_id)


@permitted(P.APPLICATION_ASSIST)
def assist(request: DeskRequest, pk: int) -> HttpResponse:
    """A clerk enters somebody who stands at the desk. The key in the page makes a second press harmless."""
    batch = batch_of(request, pk)
    chosen = request.POST.get("region_code", "")
    places, _region = offered(request.POST.get("place", ""), batch, chosen)
    only = places[0][0] if len(places) == 1 else ""
    form = AssistedForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_bound and form.is_valid():
        filled = form.cleaned_data
        code = filled.get("region_code") or only
        if filled["place"] and not code:
            form.add_error(
                "region_code" if places else "place", _("Pilih tempat tinggalnya dari daftar, atau tulis nama lain.")
            )
        else:
            try:
                return entered(request, batch, filled | {"region_code": code})
            except Refused as no:
                show_refusal(form, no)
    key = request.POST.get("key", "")[:64] or uuid4().hex
    return render(request, "admissions/assist.html", {"batch": batch, "form": form, "key": key})


def entered(request: DeskRequest, batch: Batch, filled: dict[str, object]) -> HttpResponse:
    filled.pop("place")
    key = request.POST.get("key", "")[:64] or uuid4().hex
    claim = Claim(batch_id=batch.pk, key=f"{request.actor.name}:{key}", **filled)  # type: ignore[arg-type]
    made = apply_assisted(by=request.actor, claim=claim, office=own_office(request, batch), now=timezone.now())
    if made.conflict:
        messages.warning(request, _("Tersimpan, tetapi ada yang tidak cocok dengan catatan. Putuskan di bawah."))
    else:
        messages.success(
            request,
            _("%(name)s terdaftar. Kode pendaftarannya %(code)s.") % {"name": made.full_name, "code": made.code},
        )
    if may_assist(request.actor, batch):
        return redirect("admissions:applicant", batch.pk, made.pk)
    return redirect("admissions:assist", batch.pk)


def own_office(request: DeskRequest, batch: Batch) -> Institution:
    """The desk's own body; the class's centre when the actor sits there too."""
    own = request.actor.institutions_with(P.APPLICATION_ASSIST)
    pk = next((pk for pk in (batch.centre_id, batch.selector_id) if pk in own), min(own, default=0))
    return get_object_or_404(Institution.objects.visible_to(request.actor), pk=pk)
