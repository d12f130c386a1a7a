"""Obstacles of a forum: raised by a party, looked after by one, settled by those concerned."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.collaboration.actions import obstacles as verbs
from balai.collaboration.enums import OBSTACLE_FLOW, ObstacleState
from balai.collaboration.models import Collaboration, Member, Obstacle, Period
from balai.collaboration.queries import obstacles as read
from balai.web.collaboration import obstacle_forms as forms
from balai.web.collaboration.acts import Act, At, act_page, doors, inside_act, speakers
from balai.web.collaboration.found import today_of
from balai.web.forms.base import attempt
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest

WRITES = (P.COLLABORATION_EDIT, P.COLLABORATION_SPEAK)
S = ObstacleState


def _who_may_own(at: At) -> list[Member] | None:
    """The secretariat asks any party; a party takes up what nobody looks after."""
    if not OBSTACLE_FLOW.allows(at.row.state, "ask"):
        return None
    if at.keeps:
        return at.everyone
    return (at.own if at.row.owner_id is None else at.of_own([at.row.owner_id])) or None


def _owner(at: At) -> list[Member] | None:
    return at.of_own([at.row.owner_id]) or None if at.row.state in (S.ASKED, S.OWNED) else None


def _looks_after(at: At) -> list[Member] | None:
    may = at.keeps or bool(at.row.owner_id and at.of_own([at.row.owner_id]))
    return [] if may and at.row.state in (S.OWNED, S.SETTLING) else None


def _concerned(at: At) -> list[Member] | None:
    waits = at.row.parties.filter(settled=None).values_list("member_id", flat=True)
    return at.of_own(list(waits)) or None if at.row.state == S.SETTLING else None


ACTS: dict[str, Act] = {
    "jawab": Act(
        gettext_lazy("Jawab permintaan"),
        gettext_lazy("Tangani, atau katakan mengapa tidak; lalu forum membahasnya di rapat berikut."),
        gettext_lazy("Kirim jawaban"), forms.AnswerForm, _owner,
        lambda at, form: verbs.answer_obstacle(
            by=at.by, obstacle=at.row, accepts=form.cleaned_data["accepts"] == "yes",
            reason=form.cleaned_data["reason"], now=at.now,
        ),
        gettext_lazy("Jawaban tersimpan."), quiet=False,
    ),
    "tangani": Act(
        gettext_lazy("Tunjuk penanganan"),
        gettext_lazy("Siapa menangani, dan sampai kapan. Pihak lain diminta dahulu; lembaga sendiri langsung menangani."),
        gettext_lazy("Simpan penanganan"), forms.OwnerForm, _who_may_own,
        lambda at, form: verbs.ask_owner(
            by=at.by, obstacle=at.row, member=form.party, due=form.cleaned_data["due"], now=at.now
        ),
        gettext_lazy("Penanganan tersimpan."), quiet=False,
    ),
    "langkah": Act(
        gettext_lazy("Catat langkah"), gettext_lazy("Apa yang sudah dilakukan, dan kapan."), gettext_lazy("Catat langkah"),
        forms.StepForm, _looks_after,
        lambda at, form: verbs.add_step(
            by=at.by, obstacle=at.row, text=form.cleaned_data["text"], on=form.cleaned_data["on"], now=at.now, client_id=form.once
        ),
        gettext_lazy("Langkah tercatat."),
    ),
    "selesai": Act(
        gettext_lazy("Nyatakan selesai"),
        gettext_lazy("Bila ada pihak yang bersangkutan, mereka ditanya; selesai sesudah semuanya membenarkan."),
        gettext_lazy("Nyatakan selesai"), forms.SettleForm, _looks_after,
        lambda at, form: verbs.settle_obstacle(by=at.by, obstacle=at.row, how=form.cleaned_data["how"], now=at.now),
        gettext_lazy("Tersimpan."),
    ),
    "kata": Act(
        gettext_lazy("Jawab apakah sudah selesai"), gettext_lazy("Kata lembaga Anda berdiri di hambatan ini."),
        gettext_lazy("Kirim jawaban"), forms.SettledForm, _concerned,
        lambda at, form: verbs.say_settled(
            by=at.by, obstacle=at.row, member=form.party, settled=form.cleaned_data["settled"] == "yes",
            text=form.cleaned_data["text"], now=at.now,
        ),
        gettext_lazy("Jawaban tersimpan."), quiet=False,
    ),
}  # fmt: skip


@permitted(*WRITES)
def new(request: DeskRequest, pk: int) -> HttpResponse:
    period = get_object_or_404(
        Period.objects.visible_to(request.actor).select_related("collaboration__owner__region"), pk=pk
    )
    at = At.of(request, None, period)
    back = reverse("collaboration:part", args=[pk, "hambatan"])
    if not at.own:
        raise Http404
    form, made = forms.TroubleForm(at, at.own, request.POST if request.method == "POST" else None), None
    if form.is_valid():
        made = attempt(form, lambda: verbs.raise_obstacle(
            by=at.by, period=period, member=form.party, trouble=form.trouble(), now=at.now, client_id=form.once
        ))  # fmt: skip
    if made is not None:
        messages.success(request, _("Hambatan tercatat."))
        return redirect("collaboration:obstacle", made.pk)
    act = Act(_("Catat hambatan"), _("Terbaca oleh semua yang boleh membaca forum ini. Jangan menulis nama orang."),
              _("Catat hambatan"), forms.TroubleForm, speakers, lambda at, form: None, "")  # fmt: skip
    return render(
        request, "collaboration/act.html", inside_act(period, act, form, back, ""), status=422 if form.errors else 200
    )


def _found(request: PublicRequest, pk: int) -> Obstacle:
    rows = Obstacle.objects.visible_to(request.actor).select_related(
        "issue__period__collaboration__owner__region", "issue__raised_by", "owner"
    )
    return get_object_or_404(rows, pk=pk)


@login_not_required
def obstacle(request: PublicRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    period = row.issue.period
    at = At.of(request, row, period)
    inside = (
        Collaboration.objects.visible_to(request.actor)
        .shared_with(request.actor)
        .filter(pk=period.collaboration_id)
        .exists()
    )
    crumbs = [
        (_("Kerja sama"), reverse("collaboration:list")),
        (period.collaboration.title, reverse("collaboration:part", args=[period.pk, "hambatan"])),
    ]
    context = {
        "row": row, "issue": row.issue, "period": period, "crumbs": crumbs, "title": _("Hambatan"), "steps": read.steps_of(row),
        "parties": list(row.parties.select_related("member").order_by("pk")), "inside": inside,
        "late": read.is_late(row, today_of(period.collaboration)),
        "doors": [] if period.is_closed else doors(ACTS, at, "collaboration:obstacle_act"),
    }  # fmt: skip
    return render(request, "collaboration/obstacle.html", context)


@permitted(*WRITES)
def act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    row = _found(request, pk)
    back = reverse("collaboration:obstacle", args=[pk])
    return act_page(request, At.of(request, row, row.issue.period), ACTS, act, back, row.issue.text[:60])
