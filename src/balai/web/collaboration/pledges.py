"""Contributions of a forum: one is written, handed over, received, used; and who works with whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.collaboration.actions import pledges as verbs
from balai.collaboration.enums import PledgeState
from balai.collaboration.models import Member, Period, Pledge
from balai.collaboration.queries.network import network_of
from balai.collaboration.queries.promise_page import own_members, parties_of
from balai.institutions.voice import has_own_voice
from balai.web.collaboration.network import drawing_of
from balai.web.collaboration.pledge_forms import DayForm, NewPledgeForm, WhyForm
from balai.web.forms.base import BalaiForm, attempt, done
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest

S = PledgeState


@dataclass(frozen=True, slots=True)
class Step:
    """by_giver: whose side does it."""

    title: str | Lazy
    form: type[BalaiForm]
    by_giver: bool
    state: PledgeState
    run: Callable[..., object]
    with_now: bool = True


STEPS: dict[str, Step] = {
    "serahkan": Step(gettext_lazy("Catat penyerahan"), DayForm, True, S.PROMISED, verbs.hand_over),
    "tarik": Step(gettext_lazy("Tarik sumbangan"), WhyForm, True, S.PROMISED, verbs.withdraw_contribution, False),
    "terima": Step(gettext_lazy("Benarkan sudah diterima"), DayForm, False, S.HANDED, verbs.confirm_received),
    "belum": Step(gettext_lazy("Katakan belum diterima"), WhyForm, False, S.HANDED, verbs.say_not_received),
    "pakai": Step(gettext_lazy("Catat sudah dipakai"), DayForm, False, S.RECEIVED, verbs.mark_used),
}


def _found(request: PublicRequest, pk: int) -> Pledge:
    rows = Pledge.objects.visible_to(request.actor).select_related(
        "contribution__period__collaboration__owner", "giver__institution", "receiver__institution"
    )
    return get_object_or_404(rows, pk=pk)


def _steps(request: PublicRequest, row: Pledge) -> dict[str, Step]:
    """What the reader may do now; who keeps the forum also for a receiver that has no desk."""
    if row.contribution.period.is_closed:
        return {}
    actor = request.actor
    gives = actor.may(P.COLLABORATION_SPEAK, row.giver.institution_id)
    receives = not gives and actor.may(P.COLLABORATION_SPEAK, row.receiver.institution_id)
    if not gives and not receives and actor.may(P.COLLABORATION_EDIT, row.contribution.period.collaboration.owner_id):
        receives = not has_own_voice(row.receiver.institution_id, P.COLLABORATION_SPEAK, timezone.localdate())
    return {
        slug: one for slug, one in STEPS.items() if one.state == row.state and (gives if one.by_giver else receives)
    }


@login_not_required
def pledge(request: PublicRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    steps = [(one, reverse("collaboration:pledge_step", args=[pk, slug])) for slug, one in _steps(request, row).items()]
    context = {"row": row, "c": row.contribution, "period": row.contribution.period, "steps": steps}
    return render(request, "collaboration/pledge.html", context)


@permitted(P.COLLABORATION_SPEAK, P.COLLABORATION_EDIT)
def step(request: DeskRequest, pk: int, slug: str) -> HttpResponse:
    row = _found(request, pk)
    chosen = _steps(request, row).get(slug)
    if chosen is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = chosen.form(sent, initial={"on": timezone.localdate()})
    more = {"now": timezone.now()} if chosen.with_now else {}
    if form.is_valid() and done(form, lambda: chosen.run(by=request.actor, pledge=row, **form.cleaned_data, **more)):
        messages.success(request, _("Tersimpan."))
        return redirect("collaboration:pledge", pk)
    context = {"row": row, "c": row.contribution, "period": row.contribution.period, "step": chosen, "form": form}
    return render(request, "collaboration/pledge_step.html", context, status=422 if form.errors else 200)


@permitted(P.COLLABORATION_SPEAK)
def new(request: DeskRequest, pk: int) -> HttpResponse:
    rows = Period.objects.visible_to(request.actor).select_related("collaboration")
    period = get_object_or_404(rows, pk=pk)
    givers = own_members(request.actor, period)
    if not givers:
        raise Http404
    members = {one.pk: one for one in parties_of(period)}
    sent = request.POST if request.method == "POST" else None
    first = {"promised_on": timezone.localdate(), "client_id": uuid4()}
    form = NewPledgeForm(givers, list(members.values()), sent, initial=first)
    made = attempt(form, lambda: _write(request, members, form.cleaned_data)) if form.is_valid() else None
    if made is not None:
        messages.success(
            request, _("Sumbangan tercatat sebagai dijanjikan. Catat penyerahannya bila sudah diserahkan.")
        )
        return redirect("collaboration:pledge", made.pk)
    return render(
        request, "collaboration/pledge_new.html", {"period": period, "form": form}, status=422 if form.errors else 200
    )


def _write(request: DeskRequest, members: dict[int, Member], filled: dict[str, Any]) -> Pledge:
    plan = verbs.PledgePlan(filled["kind"], filled["text"], filled["amount"], filled["promised_on"])
    return verbs.promise_contribution(
        by=request.actor, giver=members[filled["giver"]], receiver=members[filled["receiver"]], plan=plan, now=timezone.now(),
        client_id=filled["client_id"],
    )  # fmt: skip


@login_not_required
def network(request: PublicRequest, pk: int) -> HttpResponse:
    """Drawn, and as a table: the drawing needs no script and says nothing that the table does not."""
    period = get_object_or_404(Period.objects.visible_to(request.actor).select_related("collaboration"), pk=pk)
    found = network_of(period)
    context = {"period": period, "network": found, "drawing": drawing_of(found), "ties": found.ties[:200]}
    return render(request, "collaboration/network.html", context)
