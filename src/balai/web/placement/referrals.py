"""Referrals: send somebody to a job order, take down the answer, go on to the placement."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.demand.models import JobOrder
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.people.enums import ConsentPurpose
from balai.people.models import Person
from balai.people.queries.consents import current_texts, has_consented
from balai.placement.actions import place, refer
from balai.placement.enums import REFERRAL_FLOW, ReferralState
from balai.placement.models import Referral
from balai.placement.queries import known_employers, profile_of, referral_list
from balai.placement.rules import may_take_down_answer
from balai.web.choosing import chosen_person, people_to_choose
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.people.common import office_of
from balai.web.placement.forms import AnswerForm, PlaceForm, ReasonForm, ReferAskingForm, ReferForm
from balai.web.request import DeskRequest

WAITING = (ReferralState.REFERRED, ReferralState.INTERVIEWED)
TONES = {"referred": "kunyit", "interviewed": "sawah", "accepted": "daun", "declined": "", "withdrawn": "kabut"}


@permitted(P.PLACEMENT_READ)
def referrals(request: DeskRequest) -> HttpResponse:
    answered = request.GET.get("tab") == "dijawab"
    rows = Referral.objects.visible_to(request.actor)
    rows = rows.exclude(state__in=WAITING) if answered else rows.filter(state__in=WAITING)
    order = ("-made_on", "-id") if answered else ("made_on", "id")
    page = keyset_page(referral_list(rows), order, request.GET.get("sesudah"))
    tab = "dijawab" if answered else "menunggu"
    shown = {
        "rows": [(r, TONES[r.state]) for r in page.rows],
        "answered": answered,
        "tabs": [
            (_("Menunggu jawaban"), "?tab=menunggu", not answered),
            (_("Sudah dijawab"), "?tab=dijawab", answered),
        ],
        "older": f"?tab={tab}&sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else f"?tab={tab}",
        "may_refer": request.actor.has(P.REFER),
    }
    return render(request, "placement/referrals.html", shown)


@permitted(P.REFER)
def new(request: DeskRequest) -> HttpResponse:
    """?lowongan and ?orang: whichever is missing is chosen first."""
    today = timezone.localdate()
    orders = JobOrder.objects.visible_to(request.actor).open_on(today).select_related("employer")
    wanted = request.GET.get("lowongan", "")
    order = (
        orders.filter(pk=int(wanted)).first() if wanted.isascii() and wanted.isdigit() and len(wanted) < 12 else None
    )
    person = chosen_person(request)
    crumbs = [(_("Rujukan"), reverse("placement:referrals"))]
    if order is None:
        page = keyset_page(orders, ("-published_on", "-id"), request.GET.get("sesudah"))
        kept = f"&orang={person.pk}" if person else ""
        shown: dict[str, Any] = {
            "rows": page.rows, "kept": kept, "person": person, "crumbs": crumbs,
            "older": f"?sesudah={page.next}{kept}" if page.next else "", "newer": "" if page.first else f"?{kept[1:]}",
        }  # fmt: skip
        return render(request, "placement/choose_order.html", shown)
    if person is None:
        shown = people_to_choose(request, lowongan=order.pk) | {"order": order, "crumbs": crumbs}
        return render(request, "placement/choose_person.html", shown)
    return _refer(request, order, person, crumbs)


def _refer(request: DeskRequest, order: JobOrder, person: Person, crumbs: list[tuple[str, str]]) -> HttpResponse:
    agreed = has_consented(person, ConsentPurpose.SHARE_WITH_EMPLOYER)
    kind = ReferForm if agreed else ReferAskingForm
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = refer.refer_person(
                by=request.actor, person=person, job_order=order, made_by=office_of(request, P.REFER),
                now=timezone.now(), **form.cleaned_data,
            )  # fmt: skip
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("%(name)s dirujuk. Pemberi kerja diberi tahu.") % {"name": person.full_name})
            return redirect("placement:referral", made.pk)
    text = current_texts()[ConsentPurpose.SHARE_WITH_EMPLOYER].text
    shown = {"form": form, "order": order, "person": person, "agreed": agreed, "text": text, "crumbs": crumbs}
    return render(request, "placement/refer.html", shown)


def _one(request: DeskRequest, pk: int) -> Referral:
    return get_object_or_404(referral_list(Referral.objects.visible_to(request.actor)), pk=pk)


def _page(request: DeskRequest, one: Referral, form: AnswerForm | None = None) -> HttpResponse:
    may = may_take_down_answer(request.actor, one)
    steps = REFERRAL_FLOW.open_steps(one.state) if may else []
    at_employer = one.job_order.employer_id in request.actor.institutions_with(P.PLACEMENT_READ)
    shown = {
        "one": one,
        "tone": TONES[one.state],
        "steps": steps,
        "form": form or AnswerForm(),
        "reason_form": ReasonForm(prefix="batal"),
        "placement": getattr(one, "placement", None),
        "profile": profile_of(one),
        "may_place": request.actor.may(P.REFER, one.made_by_id) and one.state == ReferralState.ACCEPTED,
        "at_employer": at_employer,
        "crumbs": [(_("Rujukan"), reverse("placement:referrals"))],
    }
    return render(request, "placement/referral.html", shown)


def referral(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, _one(request, pk))


@require_POST
@permitted(P.REFER, P.PLACEMENT_CONFIRM)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    form = AnswerForm(request.POST)
    step = request.POST.get("step", "")
    if form.is_valid() and step in ("interview", "accept", "decline", "withdraw"):
        try:
            refer.answer_referral(
                by=request.actor, referral=one, step=step, now=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Jawaban tercatat."))
            return redirect("placement:referral", pk)
    return _page(request, one, form)


@require_POST
@permitted(P.REFER, P.PLACEMENT_CONFIRM)
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    form = ReasonForm(request.POST, prefix="batal")
    if not form.is_valid():
        messages.error(request, _("Tulis alasan membatalkan jawaban."))
        return redirect("placement:referral", pk)
    try:
        refer.undo_answer(by=request.actor, referral=one, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Jawaban dibatalkan. Rujukan menunggu jawaban lagi."))
    except Refused as no:
        messages.error(request, str(no.message))
    return redirect("placement:referral", pk)


@permitted(P.REFER)
def place_referred(request: DeskRequest, pk: int) -> HttpResponse:
    """An accepted referral becomes a placement: only the first day is still to be said."""
    one = _one(request, pk)
    first = {
        "employer_name": one.job_order.employer.name,
        "title": one.job_order.title,
        "starts_on": timezone.localdate(),
    }
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            made = place.place_person(
                by=request.actor,
                person=one.person,
                work=form.work(),
                made_by=one.made_by,
                now=timezone.now(),
                referral=one,
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Penempatan tercatat. Pemberi kerja diminta membenarkan."))
            return redirect("placement:placement", made.pk)
    shown = {
        "form": form,
        "person": one.person,
        "employers": known_employers(request.actor),
        "crumbs": [(_("Rujukan"), reverse("placement:referrals"))],
    }
    return render(request, "placement/place.html", shown)
