"""Promises of a forum: the list of a period, one promise with its records, its acts; the catalogue of measures; causes of delay."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.collaboration.actions.promises import PromisePlan, propose_promise
from balai.collaboration.enums import PromiseState
from balai.collaboration.models import Decision, Member, Period, Promise
from balai.collaboration.queries.concentration import concentration_of
from balai.collaboration.queries.delay_causes import FEWEST_BODIES, causes_of, years_of_causes
from balai.collaboration.queries.promise_page import (
    changes_of,
    newest_decisions,
    open_change,
    own_members,
    parties_of,
    promises_of,
    reads_as,
    seats_of,
    shown_to,
    with_its_parties,
)
from balai.collaboration.queries.promises import progress_of
from balai.collaboration.rules.authority import may_keep
from balai.kernel.paging import keyset_page
from balai.kernel.registry import registry
from balai.web.collaboration.promise_acts import ACTS, At
from balai.web.collaboration.promise_cards import card_of, counted_as
from balai.web.collaboration.promise_forms import ActForm, NewPromiseForm, PromiseFilter
from balai.web.downloads import sealed_file
from balai.web.forms.base import attempt, done
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest
from balai.web.templatetags.ui import PROMISE_TONES
from balai.web.turning import AFTER, around

SIZE = 24


def promise_list(request: PublicRequest, period: Period) -> dict[str, Any]:
    """The living promises of a period, narrowed by ?keadaan and ?pihak."""
    members = parties_of(period)
    form = PromiseFilter(members, request.GET if {"keadaan", "pihak"} & set(request.GET) else None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    kept = {name: value for name, value in chosen.items() if value}
    rows = promises_of(period, request.actor, kept.get("keadaan", ""), kept.get("pihak"))
    page = keyset_page(rows, ("due", "pk"), request.GET.get(AFTER), SIZE)
    today = timezone.localdate()
    cards = [card_of(shown_to(row, today=today, **reads_as(request.actor)), today) for row in page.rows]
    mine = [] if period.is_closed else own_members(request.actor, period)
    proposes = not period.is_closed and (
        may_keep(request.actor, period.collaboration) or own_members(request.actor, period)
    )
    return {
        "living": list(zip(page.rows, cards, strict=True)), "filter": form, "narrowed": bool(kept), "proposes": proposes,
        "gives": bool(mine), "concentration": concentration_of(period),
        **around(page, kept),
    }  # fmt: skip


@permitted(P.COLLABORATION_SPEAK, P.COLLABORATION_EDIT)
def new(request: DeskRequest, pk: int) -> HttpResponse:
    rows = Period.objects.visible_to(request.actor).select_related("collaboration__owner")
    period = get_object_or_404(rows, pk=pk)
    if not may_keep(request.actor, period.collaboration) and not own_members(request.actor, period):
        raise Http404
    members = {one.pk: one for one in parties_of(period)}
    decisions = {one.pk: one for one in newest_decisions(period)}
    sent = request.POST if request.method == "POST" else None
    form = NewPromiseForm(
        list(members.values()),
        list(decisions.values()),
        sent,
        initial={"since": timezone.localdate(), "client_id": uuid4()},
    )
    made = (
        attempt(form, lambda: _propose(request, period, members, decisions, form.cleaned_data))
        if form.is_valid()
        else None
    )
    if made is not None:
        messages.success(request, _("Janji diusulkan. Yang diminta berjanji mendapat kabar dan menjawab di mejanya."))
        return redirect("collaboration:promise", made.pk)
    return render(
        request, "collaboration/promise_new.html", {"period": period, "form": form}, status=422 if form.errors else 200
    )


def _propose(
    request: DeskRequest,
    period: Period,
    members: dict[int, Member],
    decisions: dict[int, Decision],
    filled: dict[str, Any],
) -> Promise:
    counted = members.get(filled["counted_at"])
    plan = PromisePlan(
        filled["text"], filled["measure"], filled["target"], filled["since"], filled["due"], filled["unit"],
        members.get(filled["attester"]), counted.institution if counted else None, decisions.get(filled["decision"]),
    )  # fmt: skip
    return propose_promise(
        by=request.actor, period=period, promiser=members[filled["promiser"]],
        receivers=[members[one] for one in filled["receivers"]], plan=plan, now=timezone.now(), client_id=filled["client_id"],
    )  # fmt: skip


def _found(request: PublicRequest, pk: int) -> Promise:
    rows = Promise.objects.visible_to(request.actor).select_related("attester", "decision", "replaces", "counted_at")
    return get_object_or_404(with_its_parties(rows), pk=pk)


@login_not_required
def promise(request: PublicRequest, pk: int) -> HttpResponse:
    row, today = _found(request, pk), timezone.localdate()
    seats, change = seats_of(request.actor, row, today), open_change(row)
    shown = shown_to(row, today=today, **reads_as(request.actor))
    hidden = not shown.is_party and shown.state == PromiseState.GIVEN and row.due < today
    progress = None if hidden else progress_of(row, today if shown.state == PromiseState.LATE else min(today, row.due))
    card = card_of(shown, today, linked=False)
    context = {
        "row": row, "period": row.period, "shown": shown, "card": card, "tone": PROMISE_TONES.get(card.state, ""), "progress": progress,
        "records": [(one.words, reverse(one.url, args=one.args), one.on) for one in progress.rows] if progress else [],
        "hidden": hidden, "counted_as": counted_as(row), "changes": changes_of(row) if shown.is_party else [],
        "acts": [(act, reverse("collaboration:promise_act", args=[pk, slug]))
                 for slug, act in ACTS.items() if act.open_to(row, seats, change)],
    }  # fmt: skip
    return render(request, "collaboration/promise.html", context)


@permitted(P.COLLABORATION_SPEAK, P.COLLABORATION_EDIT)
def act(request: DeskRequest, pk: int, slug: str) -> HttpResponse:
    row = _found(request, pk)
    chosen, change = ACTS.get(slug), open_change(row)
    members = chosen.open_to(row, seats_of(request.actor, row, timezone.localdate()), change) if chosen else []
    if chosen is None or not members:
        raise Http404
    by_pk = {one.pk: one for one in members}
    sent = request.POST if request.method == "POST" else None
    form: ActForm = chosen.form(members, sent, request.FILES if sent else None)

    def run() -> object:
        at = At(request.actor, row, by_pk[form.cleaned_data["member"]], change, timezone.now())
        return chosen.run(at, form.cleaned_data)

    if form.is_valid() and done(form, run):
        messages.success(request, str(chosen.done))
        return redirect("collaboration:promise", pk)
    context = {
        "row": row,
        "period": row.period,
        "act": chosen,
        "form": form,
        "change": change if slug == "jawab" else None,
    }
    return render(request, "collaboration/promise_act.html", context, status=422 if form.errors else 200)


@permitted(P.COLLABORATION_SPEAK, P.COLLABORATION_EDIT, P.COLLABORATION_READ)
def letter(request: DeskRequest, pk: int, attestation: int) -> HttpResponse:
    """For the parties of the promise and the secretary."""
    row = _found(request, pk)
    seats = seats_of(request.actor, row, timezone.localdate())
    if not shown_to(row, today=timezone.localdate(), **reads_as(request.actor)).is_party and not seats.keeps:
        raise Http404
    found = get_object_or_404(row.attestations.filter(letter__isnull=False).select_related("letter"), pk=attestation)
    if found.letter is None:
        raise Http404
    return sealed_file(found.letter, f"surat-janji-{row.pk}")


@login_not_required
def measures(request: PublicRequest) -> HttpResponse:
    """What a promise can be counted by."""
    rows = sorted(registry.measures.values(), key=lambda one: str(one.label))
    return render(request, "collaboration/measures.html", {"rows": rows})


@login_not_required
def causes(request: PublicRequest) -> HttpResponse:
    years = years_of_causes()
    asked = request.GET.get("tahun", "")
    year = (
        int(asked)
        if asked.isascii() and asked.isdigit() and int(asked) in years
        else next(iter(years), timezone.localdate().year)
    )
    tabs = [(str(one), f"?tahun={one}", one == year) for one in years]
    context = {"found": causes_of(year), "tabs": tabs, "fewest": FEWEST_BODIES}
    return render(request, "collaboration/causes.html", context)
