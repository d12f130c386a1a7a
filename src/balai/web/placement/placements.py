"""Placements: who works where since when, and what each side says of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.people.rules.authority import is_self
from balai.placement.actions import place, words
from balai.placement.enums import Says, Side
from balai.placement.models import Placement
from balai.placement.queries import contact_of, known_employers, placement_list
from balai.placement.queries import words as words_in
from balai.placement.rules import may_answer_for, may_keep
from balai.web.choosing import chosen_person, people_to_choose
from balai.web.forms.base import done, show_refusal
from balai.web.gate import permitted
from balai.web.people.common import office_of
from balai.web.placement.forms import AddressForm, EndForm, PlaceForm, ReasonForm, WordForm
from balai.web.request import DeskRequest, PublicRequest


@permitted(P.PLACEMENT_READ)
def placements(request: DeskRequest) -> HttpResponse:
    tab = "semua" if request.GET.get("tab") == "semua" else "belum"
    rows = Placement.objects.visible_to(request.actor)
    rows = rows if tab == "semua" else rows.unconfirmed()
    page = keyset_page(placement_list(rows), ("-starts_on", "-id"), request.GET.get("sesudah"))
    shown = {
        "rows": [(p, words_in(p.statements.all())) for p in page.rows],
        "tab": tab,
        "tabs": [
            (_("Belum dibenarkan"), "?tab=belum", tab == "belum"),
            (_("Semua"), "?tab=semua", tab == "semua"),
        ],
        "older": f"?tab={tab}&sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else f"?tab={tab}",
        "may_place": request.actor.has(P.REFER),
    }
    return render(request, "placement/placements.html", shown)


@permitted(P.REFER)
def new(request: DeskRequest) -> HttpResponse:
    crumbs = [(_("Penempatan"), reverse("placement:placements"))]
    person = chosen_person(request)
    if person is None:
        return render(request, "placement/choose_person.html", people_to_choose(request) | {"crumbs": crumbs})
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"starts_on": timezone.localdate()})
    if form.is_valid():
        try:
            made = place.place_person(
                by=request.actor,
                person=person,
                work=form.work(),
                made_by=office_of(request, P.REFER),
                now=timezone.now(),
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Penempatan %(name)s tercatat.") % {"name": person.full_name})
            return redirect("placement:placement", made.pk)
    shown = {"form": form, "person": person, "employers": known_employers(request.actor), "crumbs": crumbs}
    return render(request, "placement/place.html", shown)


def _one(request: DeskRequest, pk: int) -> Placement:
    rows = placement_list(Placement.objects.visible_to(request.actor))
    return get_object_or_404(rows.select_related("employer__region", "person__home_regency", "made_by"), pk=pk)


def _side_of(request: DeskRequest, one: Placement) -> Side | None:
    """For whom the actor speaks here."""
    if is_self(request.actor, one.person):
        return Side.PERSON
    if one.employer_id in {desk.institution for desk in request.actor.desks}:
        return Side.EMPLOYER
    if may_keep(request.actor, one):
        return Side.OFFICE
    return Side.EMPLOYER if may_answer_for(request.actor, one.employer) else None


def _page(request: DeskRequest, one: Placement, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    keeps = may_keep(request.actor, one)
    side = _side_of(request, one)
    shown = {
        "one": one,
        "said": words_in(one.statements.all()),
        "history": sorted(one.statements.all(), key=lambda s: s.pk, reverse=True),
        "keeps": keeps,
        "side": side,
        "for_employer": side == Side.OFFICE and may_answer_for(request.actor, one.employer),
        "form": WordForm(initial={"as_of": today}),
        "end_form": EndForm(prefix="henti", initial={"ends_on": today}),
        "reason_form": ReasonForm(prefix="tarik"),
        "address_form": AddressForm(prefix="tanya", initial={"address": contact_of(one.employer)}),
        "crumbs": [(_("Penempatan"), reverse("placement:placements"))] if request.actor.has(P.PLACEMENT_READ) else [],
    } | forms
    return render(request, "placement/placement.html", shown)


def placement(request: DeskRequest, pk: int) -> HttpResponse:
    """GET shows it; POST records what the side the actor speaks for says."""
    one = _one(request, pk)
    side = _side_of(request, one)
    if request.method != "POST" or side is None:
        return _page(request, one)
    if side == Side.OFFICE and request.POST.get("side") == Side.EMPLOYER:
        side = Side.EMPLOYER
    form = WordForm(request.POST)
    if form.is_valid() and done(
        form,
        lambda: words.state_placement(
            by=request.actor, placement=one, side=side, now=timezone.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("Keterangan tercatat di samping keterangan pihak lain."))
        return redirect("placement:placement", pk)
    return _page(request, one, form=form)


@permitted(P.PLACEMENT_CONFIRM)
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """The employer's answer in two taps."""
    one = _one(request, pk)
    says = request.POST.get("says", "")
    if request.method == "POST" and says in Says.values:
        now = timezone.now()
        try:
            words.state_placement(
                by=request.actor, placement=one, side=Side.EMPLOYER, says=says, as_of=timezone.localdate(now), now=now
            )
        except Refused as no:
            messages.error(request, str(no.message))
        else:
            messages.success(request, _("Jawaban Anda tercatat. Terima kasih."))
            return redirect("placement:placement", pk)
    return render(request, "placement/confirm.html", {"one": one, "choices": Says.choices})


@login_not_required
def by_link(request: PublicRequest, token: str) -> HttpResponse:
    """The same for an employer without an account; the link works once."""
    now = timezone.now()
    try:
        one = words.placement_of_link(token, timezone.localdate(now))
        says = request.POST.get("says", "")
        if request.method == "POST" and says in Says.values:
            words.answer_by_link(token=token, says=says, now=now)
            return render(request, "placement/answered.html", {"one": one})
    except Refused as no:
        return render(request, "placement/link_over.html", {"sentence": str(no.message)}, status=410)
    return render(request, "placement/confirm.html", {"one": one, "choices": Says.choices, "public": True})


@require_POST
@permitted(P.REFER)
def ask(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    form = AddressForm(request.POST, prefix="tanya")
    if form.is_valid():
        link = request.build_absolute_uri(reverse("placement:by_link", args=[words.link_for(one)]))
        try:
            words.ask_employer(by=request.actor, placement=one, link=link, **form.cleaned_data)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Permintaan dikirim. Jawabannya muncul di sini."))
            return redirect("placement:placement", pk)
    return _page(request, one, address_form=form)


@require_POST
@permitted(P.REFER)
def end(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    form = EndForm(request.POST, prefix="henti")
    if form.is_valid() and done(
        form, lambda: place.end_placement(by=request.actor, placement=one, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Hari berhenti tercatat."))
        return redirect("placement:placement", pk)
    return _page(request, one, end_form=form)


@require_POST
@permitted(P.REFER)
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes the placement back as a mistake, or takes that back."""
    one = _one(request, pk)
    form = ReasonForm(request.POST, prefix="tarik")
    back = one.withdrawn_on is not None
    if back or form.is_valid():
        try:
            if back:
                place.restore_placement(by=request.actor, placement=one)
            else:
                place.withdraw_placement(by=request.actor, placement=one, now=timezone.now(), **form.cleaned_data)
        except Refused as no:
            show_refusal(form, no) if not back else messages.error(request, str(no.message))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("placement:placement", pk)
    return _page(request, one, reason_form=ReasonForm(prefix="tarik") if back else form)
