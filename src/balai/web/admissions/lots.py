"""The draw at the desk: publish its list, write the public number before witnesses, call it off with a reason."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from balai.access.permissions import Permission as P
from balai.admissions.actions.draw import draw_lots, publish_draw_list, void_draw
from balai.admissions.models import Application, Draw
from balai.admissions.queries.plans import live_draw
from balai.admissions.rules.authority import may_decide
from balai.admissions.rules.drawing import PublicNumber, published
from balai.admissions.rules.standing import own_token, ranked_list
from balai.kernel.clock import zone_name
from balai.planning.models import Batch
from balai.web.admissions.board import is_over
from balai.web.admissions.forms import ReasonForm
from balai.web.admissions.forms_method import NumberForm
from balai.web.admissions.selection import own_batch
from balai.web.forms.base import BalaiForm, done
from balai.web.gate import permitted
from balai.web.request import DeskRequest


@permitted(P.APPLICATION_DECIDE, P.APPLICATION_READ)
@never_cache
def draw(request: DeskRequest, pk: int) -> HttpResponse:
    batch, sent = own_batch(request, pk), request.POST.get("act", "") if request.method == "POST" else ""
    number = NumberForm(request.POST if sent == "draw" else None)
    reason = ReasonForm(request.POST if sent == "void" else None)
    form: BalaiForm = {"draw": number, "void": reason}.get(sent) or BalaiForm({} if sent else None)
    if sent and form.is_valid() and done(form, lambda: act(request, batch, sent, form)):
        messages.success(request, _("Tersimpan dan terbaca umum."))
        return redirect("admissions:draw", pk)
    live = live_draw(batch)
    rows = list(Application.objects.public().counted().filter(batch=batch).order_by("full_name", "pk"))
    context = {
        "batch": batch, "draw": live, "said": published(live) if live else None, "number": number, "reason": reason,
        "decides": may_decide(request.actor, batch), "over": is_over(batch, timezone.now()), "refusal": form.non_field_errors(),
        "owed": sum(one.owed for one in ranked_list(batch)), "named": named(live, rows), "zone": zone_name(batch.zone),
        "rounds": Draw.objects.visible_to(request.actor).filter(batch=batch, state="void").order_by("-round"),
    }  # fmt: skip
    return render(request, "admissions/draw.html", context)


def act(request: DeskRequest, batch: Batch, sent: str, form: BalaiForm) -> Draw:
    by, now = request.actor, timezone.now()
    acts: dict[str, Callable[[], Draw]] = {
        "draw": lambda: draw_lots(by=by, batch=batch, given=given(form, batch), now=now),
        "void": lambda: void_draw(by=by, batch=batch, reason=form.cleaned_data["reason"], now=now),
    }
    return acts.get(sent, lambda: publish_draw_list(by=by, batch=batch, now=now))()


def given(form: BalaiForm, batch: Batch) -> PublicNumber:
    """The hour is the one on the wall of the hall: the centre's zone."""
    said: dict[str, Any] = form.cleaned_data
    at: datetime = said["at"].replace(tzinfo=ZoneInfo(batch.zone))
    return PublicNumber(number=said["number"], source=said["source"], at=at, witnesses=said["witnesses"].splitlines())


def named(live: Draw | None, rows: list[Application]) -> list[tuple[Application, str]]:
    """For the officers: whose token is which. Never public."""
    if live is None or not live.groups:
        return []
    tokens = [(row, own_token(live, row.pk)) for row in rows]
    return [(row, mine) for row, mine in tokens if mine]
