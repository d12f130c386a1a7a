"""Business groups: list, one group with its people and visits, forming, joining, state, public listing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.access.roles import ROLES
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.people.rules.authority import is_self
from balai.planning.models import Batch
from balai.ventures.actions import groups as act
from balai.ventures.actions.visits import plan_visit
from balai.ventures.enums import GroupState, MemberRole
from balai.ventures.models import BusinessGroup, GroupMember
from balai.ventures.queries import classes_near, group_list, group_page, mentors_near
from balai.ventures.rules import is_served_by, may_edit_groups_of, may_visit
from balai.web.choosing import chosen_person, people_to_choose
from balai.web.forms.base import done, show_refusal
from balai.web.gate import permitted
from balai.web.people.forms import place_of
from balai.web.request import DeskRequest, PublicRequest
from balai.web.ventures.forms import GroupForm, MemberForm, PlanForm, ShowForm, StateForm

TONES = {"forming": "", "running": "daun", "stalled": "kunyit", "stopped": "kabut"}


@login_not_required
def products(request: PublicRequest) -> HttpResponse:
    """For everybody: businesses of groups that run and agreed. No person's data."""
    rows = BusinessGroup.objects.public().select_related("region", "office")
    page = keyset_page(rows, ("name", "id"), request.GET.get("sesudah"))
    older = f"?sesudah={page.next}" if page.next else ""
    shown = {"rows": page.rows, "older": older, "newer": "" if page.first else "?"}
    return render(request, "ventures/products.html", shown)


@permitted(P.GROUP_READ)
def groups(request: DeskRequest) -> HttpResponse:
    today = timezone.localdate()
    state = request.GET.get("keadaan", "")
    rows = BusinessGroup.objects.visible_to(request.actor)
    rows = rows.filter(state=state) if state in GroupState.values else rows
    page = keyset_page(group_list(rows, today), ("name", "id"), request.GET.get("sesudah"))
    tabs = [(_("Semua"), "?", state not in GroupState.values)]
    tabs += [(str(s.label).capitalize(), f"?keadaan={s.value}", state == s.value) for s in GroupState]
    kept = f"keadaan={state}&" if state in GroupState.values else ""
    shown = {
        "rows": [(g, TONES[g.state]) for g in page.rows],
        "tabs": tabs,
        "older": f"?{kept}sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else f"?{kept}",
        "may_form": request.actor.has(P.GROUP_EDIT),
    }
    return render(request, "ventures/groups.html", shown)


def _office(request: DeskRequest) -> Institution | None:
    """Where the actor may form groups: the own institution, else the own office of the area."""
    own = request.actor.institutions_with(P.GROUP_EDIT)
    seats = [d.institution for d in request.actor.desks if d.area is not None and P.GROUP_EDIT in ROLES[d.role].area]
    rows = Institution.objects.visible_to(request.actor).filter(pk__in=[*own, *seats]).select_related("region")
    return next((one for one in rows.order_by("pk") if may_edit_groups_of(request.actor, one)), None)


@permitted(P.GROUP_EDIT)
def form(request: DeskRequest) -> HttpResponse:
    office = _office(request)
    filled = GroupForm(
        request.POST if request.method == "POST" else None, initial={"formed_on": timezone.localdate()},
        **(_choices(request, office) if office else {"mentors": [], "batches": []}),
    )  # fmt: skip
    if office is not None and filled.is_valid():
        try:
            made = act.form_group(by=request.actor, office=office, details=filled.details(), now=timezone.now())
        except Refused as no:
            show_refusal(filled, no)
        else:
            messages.success(
                request, _("Kelompok dibentuk dan kunjungannya direncanakan. Sekarang tambahkan anggotanya.")
            )
            return redirect("ventures:group", made.pk)
    shown = {"form": filled, "office": office, "crumbs": [(_("Kelompok usaha"), reverse("ventures:groups"))]}
    return render(request, "ventures/form.html", shown)


@permitted(P.GROUP_EDIT)
def describe(request: DeskRequest, pk: int) -> HttpResponse:
    """What changes in a group's life: its mentor, its place, what it makes."""
    one = _one(request, pk)
    if not may_edit_groups_of(request.actor, one.office):
        raise PermissionDenied
    choices = _choices(request, one.office)
    seat = next((desk for desk in choices["mentors"] if desk.user_id == one.mentor_id), None)
    initial = {name: getattr(one, name) for name in ("name", "business", "programme", "address_note")}
    initial |= {"batch": one.batch_id or "", "mentor": seat.pk if seat else "", **place_of("place", one.region)}
    filled = GroupForm(request.POST if request.method == "POST" else None, initial=initial, **choices)
    del filled.fields["formed_on"]
    if filled.is_valid() and done(
        filled,
        lambda: act.describe_group(
            by=request.actor, group=one, details=filled.details(one.formed_on), now=timezone.now()
        ),
    ):
        messages.success(request, _("Keterangan kelompok tersimpan."))
        return redirect("ventures:group", pk)
    crumbs = [(_("Kelompok usaha"), reverse("ventures:groups")), (one.name, reverse("ventures:group", args=[pk]))]
    return render(request, "ventures/describe.html", {"form": filled, "one": one, "crumbs": crumbs})


def _choices(request: DeskRequest, office: Institution) -> dict[str, Any]:
    batches = classes_near(Batch.objects.visible_to(request.actor), office)
    return {"mentors": mentors_near(office, timezone.localdate()), "batches": batches}


def _one(request: DeskRequest, pk: int) -> BusinessGroup:
    return get_object_or_404(group_page(BusinessGroup.objects.visible_to(request.actor)), pk=pk)


def _page(request: DeskRequest, one: BusinessGroup, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    members = sorted(one.members.all(), key=lambda m: (list(MemberRole).index(MemberRole(m.role)), m.pk))
    edits = may_edit_groups_of(request.actor, one.office)
    shown = {
        "one": one,
        "tone": TONES[one.state],
        "members": members,
        "me": next((m for m in members if is_self(request.actor, m.person)), None),
        "names": is_served_by(request.actor, one),
        "visits": list(one.visits.all()),
        "edits": edits,
        "visits_it": may_visit(request.actor, one),
        "today": today,
        "state_form": StateForm(prefix="keadaan", initial={"state": one.state}),
        "plan_form": PlanForm(prefix="rencana", initial={"planned_on": today}),
        "show_form": ShowForm(prefix="umum", initial={"product_note": one.product_note, "contact": one.contact}),
        "crumbs": [(_("Kelompok usaha"), reverse("ventures:groups"))] if request.actor.has(P.GROUP_READ) else [],
    } | forms
    return render(request, "ventures/group.html", shown)


def group(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, _one(request, pk))


@permitted(P.GROUP_EDIT)
def add(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    person = chosen_person(request)
    shown = {"one": one, "crumbs": [(one.name, reverse("ventures:group", args=[pk]))]}
    if person is None:
        return render(request, "ventures/choose_member.html", people_to_choose(request) | shown)
    filled = MemberForm(request.POST if request.method == "POST" else None)
    if filled.is_valid() and done(
        filled,
        lambda: act.add_member(by=request.actor, group=one, person=person, now=timezone.now(), **filled.cleaned_data),
    ):
        messages.success(request, _("%(name)s menjadi anggota.") % {"name": person.full_name})
        return redirect("ventures:group", pk)
    return render(request, "ventures/add_member.html", shown | {"person": person, "form": filled})


@require_POST
def member(request: DeskRequest, pk: int, member_id: int) -> HttpResponse:
    """The member's own yes or leaving, or the officer's record of it."""
    one = _one(request, pk)
    row = get_object_or_404(GroupMember.objects.visible_to(request.actor), pk=member_id, group=one)
    verb = act.leave_group if "keluar" in request.POST else act.agree_to_join
    try:
        verb(by=request.actor, member=row, now=timezone.now())
        messages.success(request, _("Tersimpan."))
    except Refused as no:
        messages.error(request, str(no.message))
    still = BusinessGroup.objects.visible_to(request.actor).filter(Q(pk=pk)).exists()
    return redirect("ventures:group", pk) if still else redirect("desk")


@require_POST
@permitted(P.GROUP_EDIT)
def change(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    filled = StateForm(request.POST, prefix="keadaan")
    if filled.is_valid() and done(
        filled, lambda: act.change_group_state(by=request.actor, group=one, now=timezone.now(), **filled.cleaned_data)
    ):
        messages.success(request, _("Keadaan usaha tercatat."))
        return redirect("ventures:group", pk)
    return _page(request, one, state_form=filled)


@require_POST
@permitted(P.GROUP_EDIT)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """On the public list, or off it."""
    one = _one(request, pk)
    filled = ShowForm(request.POST, prefix="umum")
    hide = "turunkan" in request.POST
    if hide or filled.is_valid():
        try:
            if hide:
                act.hide_business(by=request.actor, group=one)
            else:
                act.show_business(by=request.actor, group=one, today=timezone.localdate(), **filled.cleaned_data)
        except Refused as no:
            show_refusal(filled, no)
        else:
            messages.success(request, _("Daftar produk umum diperbarui."))
            return redirect("ventures:group", pk)
    return _page(request, one, show_form=filled)


@require_POST
@permitted(P.VISIT_RECORD)
def plan(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    filled = PlanForm(request.POST, prefix="rencana")
    if filled.is_valid() and done(
        filled, lambda: plan_visit(by=request.actor, group=one, now=timezone.now(), **filled.cleaned_data)
    ):
        messages.success(request, _("Kunjungan direncanakan."))
        return redirect("ventures:group", pk)
    return _page(request, one, plan_form=filled)
