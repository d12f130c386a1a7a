"""Case files for those who counsel: my list, one file, one session, a group on one screen."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.counselling.actions.case_file import (
    close_case_file,
    reopen_case_file,
    restore_route,
    take_over,
    withdraw_route,
)
from balai.counselling.actions.session import correct_session, record_session
from balai.counselling.enums import CaseFileState
from balai.counselling.models import CaseFile, CounsellingSession, RouteRecommendation
from balai.counselling.parameters import REVIEW_DAYS
from balai.counselling.queries import due_for_review, for_list, routes_of, sessions_of
from balai.institutions.models import Institution
from balai.institutions.models.institution import name_key
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.kernel.registry import Reader, road_of
from balai.parameters.queries import value_on
from balai.people.models import Person
from balai.people.rules.authority import may_on
from balai.web.counselling.forms import CorrectForm, RouteReasonForm, SearchForm, SessionForm, SummaryForm
from balai.web.forms.base import done as filled
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.request import DeskRequest

TABS = (
    ("", gettext_lazy("Berkas saya")),
    ("tinjau", gettext_lazy("Perlu ditinjau")),
    ("kantor", gettext_lazy("Kantor saya")),
    ("selesai", gettext_lazy("Selesai")),
    ("semua", gettext_lazy("Semua yang boleh saya lihat")),
)


@permitted(P.COUNSEL, P.CASE_FILE_READ)
def case_files(request: DeskRequest, which: str = "") -> HttpResponse:
    which, asked = which or request.GET.get("daftar", ""), request.GET.get("cari", "").strip()
    rows = CaseFile.objects.visible_to(request.actor)
    own = request.actor.institutions_with(P.COUNSEL)
    if which == "":
        rows = rows.filter(counsellor_id=request.user.pk, state=CaseFileState.OPEN)
    elif which == "tinjau":
        mine = rows.filter(counsellor_id=request.user.pk)
        rows = CaseFile.objects.visible_to(request.actor).filter(pk__in=due_for_review(mine, soon()).values("pk"))
    elif which == "kantor":
        rows = rows.filter(office_id__in=own, state=CaseFileState.OPEN)
    elif which == "selesai":
        rows = rows.filter(state=CaseFileState.CLOSED)
    if asked:
        rows = rows.filter(person__name_key__contains=name_key(asked))
    page = keyset_page(for_list(rows), ["-opened_on", "-id"], request.GET.get("sesudah"))
    context = {
        "page": page, "asked": asked, "which": which, "today": timezone.localdate(), "counsels": bool(own),
        "tabs": [(label, f"/konseling/?daftar={name}" if name else "/konseling/", name == which) for name, label in TABS],
        "form": SearchForm(initial={"cari": asked}), "people": unopened(request, asked) if asked and own else [],
    }  # fmt: skip
    return render(request, "counselling/list.html", context)


def soon() -> date:
    return timezone.localdate() + timedelta(days=7)


def unopened(request: DeskRequest, asked: str) -> list[Person]:
    """People of that name who have no file yet: where a first session begins."""
    people = Person.objects.visible_to(request.actor, P.COUNSEL).live()
    return list(
        people.filter(name_key__contains=name_key(asked), case_file__isnull=True).order_by("name_key", "pk")[:10]
    )


def file_of(request: DeskRequest, pk: int) -> CaseFile:
    rows = CaseFile.objects.visible_to(request.actor).select_related("person__home_regency", "office", "counsellor")
    return get_object_or_404(rows, pk=pk)


@permitted(P.COUNSEL, P.CASE_FILE_READ)
def case_file(request: DeskRequest, pk: int) -> HttpResponse:
    found = file_of(request, pk)
    today = timezone.localdate()
    counsels = may_on(request.actor, P.COUNSEL, found.person)
    context = {
        "file": found, "person": found.person, "sessions": sessions_of(found), "routes": routes_of(found), "today": today,
        "counsels": counsels, "reason_form": RouteReasonForm(), "summary_form": SummaryForm(),
        "road": road_of(found.person_id, today, Reader(request.actor)), "mine": found.counsellor_id == request.user.pk,
    }  # fmt: skip
    return render(request, "counselling/case_file.html", context)


@permitted(P.COUNSEL)
def session(request: DeskRequest, person_id: UUID) -> HttpResponse:
    people = Person.objects.visible_to(request.actor, P.COUNSEL).live()
    person = get_object_or_404(people.select_related("home_regency"), pk=person_id)
    office = own_office(request)
    today = timezone.localdate()
    review = today + timedelta(days=value_on(REVIEW_DAYS, today, office.pk))
    form = SessionForm(
        request.POST if request.method == "POST" else None, initial={"held_on": today, "review_on": review}
    )
    if form.is_bound and form.is_valid():
        try:
            made = record_session(
                by=request.actor, person=person, office=office, facts=form.facts(), now=timezone.now()
            )
            messages.success(request, _("Sesi dan jalurnya tercatat."))
            return redirect("counselling:case_file", made.case_file_id)
        except Refused as no:
            show_refusal(form, no)
    known = CaseFile.objects.visible_to(request.actor).filter(person=person).first()
    routes = [r for r in routes_of(known) if r.superseded_on is None] if known else []
    return render(
        request, "counselling/session.html", {"person": person, "form": form, "routes": routes, "file": known}
    )


@permitted(P.COUNSEL)
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    """A slip of the pen in what one wrote oneself; the earlier words stay below."""
    rows = CounsellingSession.objects.visible_to(request.actor).filter(counsellor_id=request.user.pk)
    row = get_object_or_404(rows.select_related("case_file__person"), pk=pk)
    words = {"situation": row.situation, "notes": row.notes}
    form = CorrectForm(request.POST if request.method == "POST" else None, initial=words)
    if form.is_valid() and filled(
        form, lambda: correct_session(by=request.actor, session=row, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Perbaikan tersimpan. Kalimat yang lama tetap bisa dibaca di bawahnya."))
        return redirect("counselling:case_file", row.case_file_id)
    return render(request, "counselling/correct.html", {"session": row, "person": row.case_file.person, "form": form})


def own_office(request: DeskRequest) -> Institution:
    """Where the session is held: the first desk at which the actor counsels."""
    offices = Institution.objects.visible_to(request.actor)
    own = request.actor.institutions_with(P.COUNSEL)
    found = offices.filter(pk__in=own).order_by("pk").first()
    if found is None:
        raise Http404
    return found


@require_POST
@permitted(P.COUNSEL)
def change(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """tutup, buka, ambil."""
    found = file_of(request, pk)
    by = request.actor
    acts: dict[str, Any] = {
        "tutup": lambda: close_case_file(
            by=by, case_file=found, summary=request.POST.get("summary", "")[:2000], now=timezone.now()
        ),
        "buka": lambda: reopen_case_file(by=by, case_file=found),
        "ambil": lambda: take_over(by=by, case_file=found, office=own_office(request)),
    }
    return done(request, acts[what], pk)


@require_POST
@permitted(P.COUNSEL)
def change_route(request: DeskRequest, pk: int, route_id: int, what: str) -> HttpResponse:
    """cabut, pulihkan."""
    rows = RouteRecommendation.objects.visible_to(request.actor).filter(case_file_id=pk)
    route = get_object_or_404(rows, pk=route_id)
    acts: dict[str, Any] = {
        "cabut": lambda: withdraw_route(
            by=request.actor, route=route, reason=request.POST.get("reason", "")[:1000], now=timezone.now()
        ),
        "pulihkan": lambda: restore_route(by=request.actor, route=route),
    }
    return done(request, acts[what], pk)


def done(request: DeskRequest, act: Any, pk: int) -> HttpResponse:
    try:
        act()
        messages.success(request, _("Tersimpan. Yang lama tetap bisa dibaca."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("counselling:case_file", pk)
