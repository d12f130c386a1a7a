"""Alumni as whoever follows up sees them: whom to contact today, one alumnus, and what became of a class."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.admissions.models import ReachPlan
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.outcomes import links
from balai.outcomes.actions import contact, state
from balai.outcomes.enums import ContactChannel, ContactResult, FollowUpState, StatementSource
from balai.outcomes.models import OPEN_STATES, ContactAttempt, FollowUp, OutcomeStatement
from balai.outcomes.parameters import WAVES
from balai.outcomes.queries import call_list, classes_waiting, differ, not_yet_counted, three_way, words_of
from balai.outcomes.rules.authority import may_follow_up
from balai.outcomes.rules.ladder import is_possible
from balai.outcomes.rules.steps import reach_now
from balai.parameters.queries import value_on
from balai.planning.models import Batch
from balai.training.models import Enrolment
from balai.web.forms.base import done, show_refusal
from balai.web.gate import permitted
from balai.web.outcomes.forms import AttemptForm, CorrectionForm, ReasonForm, StatementForm
from balai.web.outcomes.rows import call_rows, step_words
from balai.web.request import DeskRequest
from balai.web.turning import AFTER, around

ORDER = ("next_contact_on", "id")


@permitted(P.OUTCOME_RECORD, P.OUTCOME_READ)
def contacts(request: DeskRequest) -> HttpResponse:
    """The most urgent first, whatever the class."""
    today = timezone.localdate()
    waiting = FollowUp.objects.visible_to(request.actor).to_contact(today)
    page = keyset_page(call_list(waiting), ORDER, request.GET.get(AFTER))
    shown = {
        "rows": call_rows(page.rows, today),
        "classes": classes_waiting(waiting),
        "total": waiting.count(),
        **around(page),
        "today": today,
    }
    return render(request, "outcomes/contacts.html", shown)


@permitted(P.OUTCOME_RECORD, P.OUTCOME_READ)
def class_list(request: DeskRequest, pk: int) -> HttpResponse:
    """One class: what is known of its graduates at each wave, and who is still to be contacted."""
    today = timezone.localdate()
    batch = get_object_or_404(Batch.objects.visible_to(request.actor).select_related("centre"), pk=pk)
    graduates = Enrolment.objects.visible_to(request.actor).filter(batch=batch)
    mine = FollowUp.objects.visible_to(request.actor).filter(enrolment__batch=batch)
    page = keyset_page(call_list(mine.to_contact(today)), ORDER, request.GET.get(AFTER))
    closed = mine.exclude(state__in=OPEN_STATES).select_related("enrolment__person").order_by("-closed_on", "-pk")
    waves = [(w, three_way(graduates, w, today), not_yet_counted(graduates, w, today)) for w in value_on(WAVES, today)]
    shown = {
        "batch": batch,
        "waves": [one for one in waves if one[1].total],
        "first_wave": next((one for one in waves if one[2]), None),
        "rows": call_rows(page.rows, today),
        "closed": closed[:60],
        **around(page),
        "crumbs": [(_("Kabar alumni"), reverse("outcomes:contacts"))],
    }
    return render(request, "outcomes/class.html", shown)


@permitted(P.OUTCOME_READ, P.OUTCOME_RECORD)
def results(request: DeskRequest) -> HttpResponse:
    """All graduates the actor answers for, and the classes they come from."""
    today = timezone.localdate()
    graduates = Enrolment.objects.visible_to(request.actor)
    waves: list[int] = value_on(WAVES, today)
    wave = next((w for w in waves if str(w) == request.GET.get("bulan")), waves[0])
    ended = Batch.objects.visible_to(request.actor).filter(
        pk__in=graduates.completed().values("batch_id"), ends_on__lte=today
    )
    page = keyset_page(ended.select_related("centre"), ("-ends_on", "-id"), request.GET.get(AFTER), size=8)
    shown = {
        "whole": three_way(graduates, wave, today),
        "later": not_yet_counted(graduates, wave, today),
        "wave": wave,
        "tabs": [(_("Bulan ke-%(wave)s") % {"wave": w}, f"?bulan={w}", w == wave) for w in waves],
        "classes": [(batch, three_way(graduates.filter(batch=batch), wave, today)) for batch in page.rows],
        **around(page, {"bulan": wave}),
        "crumbs": [(_("Kabar alumni"), reverse("outcomes:contacts"))],
    }
    return render(request, "outcomes/results.html", shown)


def _one(request: DeskRequest, pk: int) -> FollowUp:
    rows = call_list(FollowUp.objects.visible_to(request.actor))
    return get_object_or_404(rows.select_related("enrolment__batch__centre", "enrolment__person__home_regency"), pk=pk)


def _page(request: DeskRequest, one: FollowUp, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    row = call_rows([one], today)[0]
    words = words_of(one)
    shown = {
        "one": one,
        "row": row,
        "is_open": one.state in OPEN_STATES,
        "is_due": one.due_on <= today,
        "may": may_follow_up(request.actor, one),
        "may_message": is_possible(ContactChannel.MESSAGE, reach_now(row.person)),
        "message_first": row.step is not None and row.step.channel == ContactChannel.MESSAGE,
        "step_words": step_words(row.step),
        "quick": [r for r in ContactResult if r != ContactResult.ANSWERED],
        "knows": ReachPlan.objects.public().agreed().filter(person=row.person).first(),
        "words": words,
        "differ": differ(words),
        "employers_word": next((w for w in words if w.statement is None), None),
        "attempts": one.attempts.order_by("-tried_at", "-pk"),
        "statements": OutcomeStatement.objects.visible_to(request.actor)
        .filter(follow_up=one)
        .order_by("-said_at", "-pk"),
        "attempt_form": AttemptForm(prefix="usaha"),
        "form": StatementForm(initial={"as_of": today}),
        "reason_form": ReasonForm(prefix="tutup"),
        "crumbs": [
            (_("Kabar alumni"), reverse("outcomes:contacts")),
            (one.enrolment.batch.title, reverse("outcomes:class_list", args=[one.enrolment.batch_id])),
        ],
    } | forms
    return render(request, "outcomes/one.html", shown)


@permitted(P.OUTCOME_READ, P.OUTCOME_RECORD)
def follow_up(request: DeskRequest, pk: int) -> HttpResponse:
    """GET shows the alumnus; POST records what was said of them."""
    one = _one(request, pk)
    if request.method != "POST":
        return _page(request, one)
    form = StatementForm(request.POST)
    if form.is_valid() and done(
        form,
        lambda: state.record_statement(
            by=request.actor, person=one.enrolment.person, told=form.told(), now=timezone.now(), follow_up=one
        ),
    ):
        messages.success(request, _("Kabar %(name)s tercatat.") % {"name": one.enrolment.person.full_name})
        return redirect("outcomes:class_list", one.enrolment.batch_id)
    return _page(request, one, form=form)


@require_POST
@permitted(P.OUTCOME_RECORD)
def attempt(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    form = AttemptForm(request.POST, prefix="usaha")
    if form.is_valid() and done(
        form, lambda: contact.record_attempt(by=request.actor, follow_up=one, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Usaha menghubungi tercatat. Langkah berikutnya muncul pada harinya."))
        if form.cleaned_data["result"] == ContactResult.ANSWERED:
            return redirect("outcomes:follow_up", pk)
        return redirect("outcomes:class_list", one.enrolment.batch_id)
    return _page(request, one, attempt_form=form)


@require_POST
@permitted(P.OUTCOME_RECORD)
def message(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    link = request.build_absolute_uri(reverse("kabar:link", args=[links.sign(one.pk)]))
    return _done(
        request,
        pk,
        lambda: contact.send_question(by=request.actor, follow_up=one, link=link, now=timezone.now()),
        _("Pesan dikirim. Bila tidak dijawab, alumni ini muncul lagi untuk ditelepon."),
    )


@require_POST
@permitted(P.OUTCOME_RECORD)
def employers_word(request: DeskRequest, pk: int) -> HttpResponse:
    """What the employer said of the placement counts for this wave, as the employer's word."""
    one = _one(request, pk)
    word = next((w for w in words_of(one) if w.source == StatementSource.EMPLOYER and w.statement is None), None)
    if word is None:
        return redirect("outcomes:follow_up", pk)
    told = state.Told("employed" if word.working else "other", StatementSource.EMPLOYER, word.as_of)
    return _done(
        request,
        pk,
        lambda: state.record_statement(
            by=request.actor, person=one.enrolment.person, told=told, now=timezone.now(), follow_up=one
        ),
        _("Kata pemberi kerja tercatat untuk gelombang ini."),
    )


@require_POST
@permitted(P.OUTCOME_RECORD)
def close(request: DeskRequest, pk: int) -> HttpResponse:
    one = _one(request, pk)
    form = ReasonForm(request.POST, prefix="tutup")
    if form.is_valid():
        act = contact.reopen_follow_up if one.state == FollowUpState.UNKNOWN else contact.close_as_unknown
        try:
            act(by=request.actor, follow_up=one, reason=form.cleaned_data["reason"], now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("outcomes:follow_up", pk)
    return _page(request, one, reason_form=form)


@require_POST
@permitted(P.OUTCOME_RECORD)
def withdraw_attempt(request: DeskRequest, pk: int, attempt_id: int) -> HttpResponse:
    one = _one(request, pk)
    wrong = get_object_or_404(ContactAttempt.objects.visible_to(request.actor), pk=attempt_id, follow_up=one)
    return _done(
        request,
        pk,
        lambda: contact.withdraw_attempt(by=request.actor, attempt=wrong, reason=_("salah catat"), now=timezone.now()),
        _("Catatan ditarik. Jejaknya tetap terlihat."),
    )


@permitted(P.OUTCOME_RECORD)
def correct(request: DeskRequest, pk: int, statement_id: int) -> HttpResponse:
    """A new statement takes the place of the old one, or the old one is withdrawn; both stay readable."""
    one = _one(request, pk)
    old = get_object_or_404(OutcomeStatement.objects.visible_to(request.actor), pk=statement_id, follow_up=one)
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=_as_said(old))
    reason_form = ReasonForm(prefix="tarik")
    if request.method == "POST" and "tarik" in request.POST:
        form, reason_form = CorrectionForm(initial=_as_said(old)), ReasonForm(request.POST, prefix="tarik")
    used: Any = reason_form if reason_form.is_bound else form
    if used.is_valid():
        try:
            if reason_form.is_bound:
                state.withdraw_statement(by=request.actor, statement=old, now=timezone.now(), **used.cleaned_data)
            else:
                reason = used.cleaned_data["reason"]
                state.correct_statement(
                    by=request.actor, statement=old, told=used.told(), reason=reason, now=timezone.now()
                )
        except Refused as no:
            show_refusal(used, no)
        else:
            messages.success(request, _("Keterangan diperbaiki. Yang lama tetap bisa dibaca."))
            return redirect("outcomes:follow_up", pk)
    shown = {"one": one, "old": old, "form": form, "reason_form": reason_form}
    return render(request, "outcomes/correct.html", shown)


def _as_said(old: OutcomeStatement) -> dict[str, Any]:
    related = {True: "ya", False: "tidak"}.get(old.related_to_training) if old.related_to_training is not None else ""
    return {
        "status": old.status, "source": old.source, "as_of": old.as_of, "occupation": old.occupation,
        "employer_name": old.employer_name, "related": related, "note": old.note,
    }  # fmt: skip


def _done(request: DeskRequest, pk: int, act: Any, sentence: str) -> HttpResponse:
    """A verb behind one button: done and said, or refused and said."""
    try:
        act()
        messages.success(request, sentence)
    except Refused as no:
        messages.error(request, str(no.message))
    return redirect("outcomes:follow_up", pk)
