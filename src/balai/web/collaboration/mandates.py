"""What each party of a forum is there to do, what the others say of it, and whether it was done."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.collaboration.actions import mandates as verbs
from balai.collaboration.actions.mandates import Judgement
from balai.collaboration.enums import MandateState
from balai.collaboration.models import Mandate, Member, Period
from balai.collaboration.queries.mandates import mandates_of
from balai.kernel.paging import keyset_page
from balai.web.collaboration import mandate_forms as forms
from balai.web.collaboration.acts import Act, At, act_page, doors, inside_act, speakers
from balai.web.collaboration.found import inside_period
from balai.web.forms.base import attempt
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.turning import AFTER, around

READS = (P.COLLABORATION_READ, P.COLLABORATION_EDIT, P.COLLABORATION_SPEAK)
WRITES = (P.COLLABORATION_EDIT, P.COLLABORATION_SPEAK)
SIZE = 30


def _to_agree(at: At) -> list[Member] | None:
    return [] if at.keeps and at.row.state == MandateState.PROPOSED else None


def _to_judge(at: At) -> list[Member] | None:
    return [] if at.keeps and at.row.state == MandateState.AGREED else None


ACTS: dict[str, Act] = {
    "tanggapi": Act(
        gettext_lazy("Tanggapi"), gettext_lazy("Tanggapan Anda berdiri di samping tugas ini."), gettext_lazy("Simpan tanggapan"),
        forms.CommentForm, speakers,
        lambda at, form: verbs.comment_on_mandate(
            by=at.by, mandate=at.row, member=form.party, text=form.cleaned_data["text"], now=at.now, client_id=form.once
        ),
        gettext_lazy("Tanggapan tersimpan."),
    ),
    "sepakati": Act(
        gettext_lazy("Catat disepakati"), gettext_lazy("Di rapat mana forum menyepakati tugas ini."), gettext_lazy("Catat disepakati"),
        forms.AgreeForm, _to_agree,
        lambda at, form: verbs.agree_mandate(by=at.by, mandate=at.row, meeting=form.met, now=at.now),
        gettext_lazy("Tugas disepakati."),
    ),
    "nilai": Act(
        gettext_lazy("Catat dijalankan atau tidak"), gettext_lazy("Seperti dibahas forum dalam rapat, dengan buktinya."),
        gettext_lazy("Simpan"), forms.JudgeForm, _to_judge,
        lambda at, form: verbs.judge_mandate(
            by=at.by, mandate=at.row, meeting=form.met, now=at.now,
            said=Judgement(form.cleaned_data["performed"], form.cleaned_data["because"], form.cleaned_data["evidence"]),
        ),
        gettext_lazy("Tersimpan."),
    ),
}  # fmt: skip


def _period(request: DeskRequest, pk: int) -> Period:
    rows = (
        Period.objects.visible_to(request.actor)
        .shared_with(request.actor)
        .select_related("collaboration__owner__region")
    )
    return get_object_or_404(rows, pk=pk)


@permitted(*READS)
def mandates(request: DeskRequest, pk: int) -> HttpResponse:
    period = _period(request, pk)
    page = keyset_page(mandates_of(period), ("member__name", "pk"), request.GET.get(AFTER), SIZE)
    at = At.of(request, None, period)
    shown = []
    for row in page.rows:
        here = replace(at, row=row)
        shown.append((row, [] if period.is_closed else doors(ACTS, here, "collaboration:mandate_act")))
    context = inside_period(period, _("Tugas tiap pihak")) | {
        "shown": shown, "proposes": bool(at.own) and not period.is_closed, **around(page),
    }  # fmt: skip
    return render(request, "collaboration/mandates.html", context)


@permitted(*WRITES)
def new(request: DeskRequest, pk: int) -> HttpResponse:
    period = _period(request, pk)
    at = At.of(request, None, period)
    back = reverse("collaboration:mandates", args=[pk])
    if not at.own:
        raise Http404
    form, made = forms.MandateForm(at, at.own, request.POST if request.method == "POST" else None), None
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: verbs.propose_mandate(
            by=at.by, period=period, member=form.party, text=said["text"], basis=said["basis"], now=at.now, client_id=form.once
        ))  # fmt: skip
    if made is not None:
        messages.success(request, _("Tugas diusulkan; pihak lain bisa menanggapi."))
        return redirect(back)
    act = Act(_("Tulis tugas lembaga Anda"), _("Apa yang dikerjakan lembaga Anda di forum ini."), _("Usulkan"), forms.MandateForm,
              speakers, lambda at, form: None, "")  # fmt: skip
    return render(
        request, "collaboration/act.html", inside_act(period, act, form, back, ""), status=422 if form.errors else 200
    )


@permitted(*WRITES)
def act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    rows = Mandate.objects.visible_to(request.actor).select_related("period__collaboration__owner__region", "member")
    row = get_object_or_404(rows, pk=pk)
    back = reverse("collaboration:mandates", args=[row.period_id])
    return act_page(request, At.of(request, row, row.period), ACTS, act, back, f"{row.member.name}: {row.text[:60]}")
