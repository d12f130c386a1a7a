"""Catatan susulan: what is added to minutes after they were closed, answered by the parties and shown under them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.collaboration.actions.addenda import Note, answer_addendum, close_addendum, write_addendum
from balai.collaboration.enums import ConveningState as S
from balai.collaboration.models import Addendum, Convening
from balai.collaboration.queries.addenda import addenda_of
from balai.collaboration.rules.authority import may_keep
from balai.kernel.refusal import Refused
from balai.web.collaboration.forms_addenda import AddendumForm, AddendumWordForm
from balai.web.collaboration.found import came_and_mine, inside, kept_meeting, opened_meeting
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest


def addenda_shown(request: DeskRequest, row: Convening) -> dict[str, Any]:
    """For the page of the minutes: what was added, with a form where the reader's word is asked."""
    if row.state != S.CLOSED:
        return {}
    views = addenda_of(row)
    own = came_and_mine(request, row)
    keeps = may_keep(request.actor, row.meeting.period.collaboration)
    for one in views:
        one.closes = keeps and one.is_open
        one.own = own if one.is_open else []
        one.form = _word_form(one.own, one.row.pk) if one.own else None
    return {"addenda": views, "may_add": keeps or bool(own)}


def _word_form(own: list[Any], pk: int, *data: Any) -> AddendumWordForm:
    return AddendumWordForm(*data, members=own, auto_id=f"susulan{pk}_%s")


@permitted(P.COLLABORATION_SPEAK, P.COLLABORATION_EDIT)
def new(request: DeskRequest, pk: int) -> HttpResponse:
    """By the secretariat, or by a party that came."""
    row = opened_meeting(request, pk)
    keeps = may_keep(request.actor, row.meeting.period.collaboration)
    authors = [] if keeps else came_and_mine(request, row)
    if row.state != S.CLOSED or not (keeps or authors):
        raise Http404
    form = AddendumForm(request.POST if request.method == "POST" else None, authors=authors)
    if form.is_valid() and done(form, lambda: _write(request, row, form)):
        messages.success(
            request, _("Catatan susulan tertulis di bawah notulen. Para pihak yang hadir diminta menjawabnya.")
        )
        return redirect("collaboration:minutes", pk)
    context = inside(request, row, _("Tulis catatan susulan")) | {"form": form}
    return render(request, "collaboration/addendum_new.html", context, status=422 if form.errors else 200)


def _write(request: DeskRequest, row: Convening, form: AddendumForm) -> Addendum:
    note = Note(form.cleaned_data["kind"], form.cleaned_data["text"])
    return write_addendum(
        by=request.actor, convening=row, member=form.author(), note=note, now=timezone.now(), client_id=form.once
    )


def _asked(request: DeskRequest, pk: int) -> tuple[Addendum, Convening]:
    found = get_object_or_404(Addendum.objects.visible_to(request.actor), pk=pk)
    return found, opened_meeting(request, found.convening_id)


@require_POST
@permitted(P.COLLABORATION_SPEAK)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    addendum, row = _asked(request, pk)
    own = came_and_mine(request, row)
    if not own:
        raise Http404
    form = _word_form(own, pk, request.POST)
    if form.is_valid() and done(form, lambda: _answer(request, addendum, form)):
        messages.success(request, _("Jawaban Anda tercatat. Anda bisa mengubahnya sampai catatan susulan ditutup."))
        return redirect("collaboration:minutes", row.pk)
    context = inside(request, row, _("Jawab catatan susulan")) | {"form": form, "addendum": addendum}
    return render(request, "collaboration/addendum_new.html", context, status=422)


def _answer(request: DeskRequest, addendum: Addendum, form: AddendumWordForm) -> object:
    said = form.cleaned_data
    return answer_addendum(
        by=request.actor, addendum=addendum, member=form.known[said["member"]], agrees=said["agrees"], text=said["text"],
        now=timezone.now(),
    )  # fmt: skip


@require_POST
@permitted(P.COLLABORATION_EDIT)
def close(request: DeskRequest, pk: int) -> HttpResponse:
    addendum, row = _asked(request, pk)
    kept_meeting(request, row.pk)
    try:
        close_addendum(by=request.actor, addendum=addendum, now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Catatan susulan ditutup. Isinya dan jawabannya tidak bisa diubah lagi."))
    return redirect("collaboration:minutes", row.pk)
