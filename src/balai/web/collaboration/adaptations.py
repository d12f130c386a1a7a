"""Findings of a period and what the forum decided about them: then and now side by side, the forum's words beside both."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.collaboration.actions import adaptations as verbs
from balai.collaboration.assessment.effects import Reader, Stands
from balai.collaboration.enums.adaptations import Effect, FindingKind, FindingState
from balai.collaboration.models import Adaptation, Period
from balai.collaboration.queries import adaptations as read
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.rules.adaptations import is_known
from balai.collaboration.rules.authority import may_keep
from balai.web.collaboration import adaptation_forms as forms
from balai.web.collaboration.acts import Act, At, act_page, doors
from balai.web.collaboration.assessment import Shown
from balai.web.collaboration.found import kept_period, today_of
from balai.web.forms.base import attempt
from balai.web.gate import permitted
from balai.web.parts import Evidence, Tone
from balai.web.request import DeskRequest, PublicRequest

S = FindingState
TONES: dict[str, Tone] = {
    S.STRONG: "daun", S.ADEQUATE: "daun", S.WEAK: "saga", S.MIXED: "kunyit", S.NO_EVIDENCE: "kabut", S.HINDERS: "saga",
    S.DISPUTED: "kunyit", S.HELPS: "daun", S.SOUNDS: "saga", S.QUIET: "daun",
    Effect.CAME: "daun", Effect.NOT_YET: "saga", Effect.UNSEEN: "kabut",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as one day's records showed it."""

    state: str
    tone: Tone
    because: list[str]
    rows: list[Evidence]
    rules: str


def seen(shown: Shown, state: str, because: Iterable[str], rows: Iterable[str], rules: str) -> Seen:
    return Seen(str(FindingState(state).label), TONES[state], list(because), [shown.row(one) for one in rows], rules)


def of_today(shown: Shown, stands: Stands) -> Seen:
    return seen(shown, stands.state, stands.because, stands.evidence, stands.rules)


@dataclass(frozen=True, slots=True)
class Card:
    """An adaptation in one line. tone: of its effect; awaited: its day has not come."""

    row: Adaptation
    finding: str
    effect: str
    tone: Tone
    awaited: bool


def card_of(row: Adaptation, today: Any) -> Card:
    awaited = not row.effect and today < row.look_on
    told = str(Effect(row.effect).label) if row.effect else _("ditunggu") if awaited else _("belum dibaca")
    return Card(row, read.label_of(row.kind, row.about), told, TONES.get(row.effect, "kunyit"), awaited)


def adaptation_cards(period: Period) -> list[Card]:
    today = today_of(period.collaboration)
    return [card_of(row, today) for row in read.adaptations_of(period)]


def _period(request: PublicRequest, pk: int) -> Period:
    rows = Period.objects.visible_to(request.actor).select_related("collaboration__owner__region")
    return get_object_or_404(rows, pk=pk)


def _crumbs(period: Period, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (_("Kerja sama"), reverse("collaboration:list")),
        (period.collaboration.title, reverse("collaboration:part", args=[period.pk, "penilaian"])), *more,
    ]  # fmt: skip


def _page_of(period: Period, kind: str, about: str) -> str:
    return reverse("collaboration:finding", args=[period.pk, kind, about])


@login_not_required
def findings(request: PublicRequest, pk: int) -> HttpResponse:
    """What can be answered, each with how often it has been."""
    period = _period(request, pk)
    cards = adaptation_cards(period)
    reader = Reader.of(book_of(period, today_of(period.collaboration)))
    found = [*reader.answerable(), *((FindingKind.CAUSE, cause) for cause in read.causes_named(period))]
    answered = {(card.row.kind, card.row.about) for card in cards}
    rows = [
        (kind.label, read.label_of(kind, about), _page_of(period, kind, about), (kind, about) in answered)
        for kind, about in found
    ]
    context = {
        "period": period, "rows": rows, "cards": cards, "crumbs": _crumbs(period), "title": _("Temuan dan jawabannya"),
        "keeps": may_keep(request.actor, period.collaboration),
    }  # fmt: skip
    return render(request, "collaboration/findings.html", context)


@login_not_required
def finding(request: PublicRequest, pk: int, kind: str, about: str) -> HttpResponse:
    period = _period(request, pk)
    if not is_known(kind, about):
        raise Http404
    today = today_of(period.collaboration)
    book = book_of(period, today)
    stands = read.cause_on(period, about, today) if kind == FindingKind.CAUSE else Reader.of(book).stands(kind, about)
    context = {
        "period": period, "kind": FindingKind(kind).label, "today": of_today(Shown.of(period, book), stands),
        "cards": [card_of(row, today) for row in read.answers_to(period, kind, about)],
        "crumbs": _crumbs(period, (_("Temuan"), reverse("collaboration:findings", args=[pk]))),
        "title": read.label_of(kind, about).capitalize(),
        "answer_at": reverse("collaboration:answer_finding", args=[pk, kind, about])
        if may_keep(request.actor, period.collaboration) else "",
    }  # fmt: skip
    return render(request, "collaboration/finding.html", context)


@permitted(P.COLLABORATION_EDIT)
def answer_finding(request: DeskRequest, pk: int, kind: str, about: str) -> HttpResponse:
    period = kept_period(request, pk)
    if not is_known(kind, about):
        raise Http404
    stands = read.stands_on(period, kind, about, today_of(period.collaboration))
    decisions = read.decisions_for(period)
    sent = request.POST if request.method == "POST" else None
    form = forms.AnswerFindingForm(decisions, read.lookers_for(period), kind, stands.state, sent)
    made = attempt(form, lambda: verbs.answer_finding(
        by=request.actor, period=period, finding=(kind, about), decision=form.decision_row, hope=form.hope(), now=timezone.now(),
        client_id=form.once,
    )) if form.is_valid() else None  # fmt: skip
    if made is not None:
        messages.success(
            request, _("Jawaban forum tersimpan. Pada harinya, temuan ini dibaca kembali dengan sendirinya.")
        )
        return redirect("collaboration:adaptation", made.pk)
    context = {
        "period": period, "form": form, "decisions": decisions, "back": _page_of(period, kind, about),
        "finding": read.label_of(kind, about), "state": FindingState(stands.state).label, "tone": TONES[stands.state],
        "crumbs": _crumbs(period, (read.label_of(kind, about).capitalize(), _page_of(period, kind, about))),
        "title": _("Jawab dengan keputusan"),
    }  # fmt: skip
    return render(request, "collaboration/finding_answer.html", context, status=422 if form.errors else 200)


def _looks(at: At) -> list[Any] | None:
    row = at.row
    due = today_of(at.period.collaboration) >= row.look_on
    bodies = {one.institution_id for one in at.own}
    return [] if due and not row.answered_at and row.looker.institution_id in bodies else None


def _names_deeds(at: At) -> list[Any] | None:
    bodies = {one.institution_id for one in at.own}
    return [] if at.keeps or at.row.looker.institution_id in bodies else None


ACTS: dict[str, Act] = {
    "lihat": Act(
        gettext_lazy("Tulis yang dilihat forum"),
        gettext_lazy("Yang tercatat sudah dibaca; tambahkan apa yang dilihat forum sendiri."),
        gettext_lazy("Simpan"), forms.CameForm, _looks,
        lambda at, form: verbs.say_what_came(by=at.by, adaptation=at.row, text=form.cleaned_data["text"], now=at.now),
        gettext_lazy("Kata forum tersimpan."), quiet=False,
    ),
    "perubahan": Act(
        gettext_lazy("Sebut yang diubah"), gettext_lazy("Kelas, program atau versi kurikulum yang berubah karena keputusan ini."),
        gettext_lazy("Simpan"), forms.DeedForm, _names_deeds,
        lambda at, form: verbs.name_deed(by=at.by, adaptation=at.row, deed=form.deed(), now=at.now, client_id=form.once),
        gettext_lazy("Perubahan tersimpan."),
    ),
}  # fmt: skip


def _found(request: PublicRequest, pk: int) -> Adaptation:
    return get_object_or_404(read.with_words(Adaptation.objects.visible_to(request.actor)), pk=pk)


@login_not_required
def adaptation(request: PublicRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    period, today = row.period, today_of(row.period.collaboration)
    at = At.of(request, row, read.newest_of(row.period))
    then = seen(Shown.of(period, book_of(period)), row.then_state, row.then_because, row.then_evidence, row.then_rules)
    now = None
    if row.now_period is not None:
        shown = Shown.of(row.now_period, book_of(row.now_period))
        now = seen(shown, row.now_state, row.now_because, row.now_evidence, row.now_rules)
    context = {
        "row": row, "card": card_of(row, today), "then": then, "now": now, "period": period,
        "wanted": FindingState(row.wanted).label, "deeds": list(row.deeds.all()), "title": _("Jawaban atas temuan"),
        "crumbs": _crumbs(period, (_("Temuan"), reverse("collaboration:findings", args=[period.pk]))),
        "finding_page": _page_of(period, row.kind, row.about), "doors": doors(ACTS, at, "collaboration:adaptation_act"),
    }  # fmt: skip
    return render(request, "collaboration/adaptation.html", context)


@permitted(P.COLLABORATION_EDIT, P.COLLABORATION_SPEAK)
def act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    row = _found(request, pk)
    back = reverse("collaboration:adaptation", args=[pk])
    at = At.of(request, row, read.newest_of(row.period))
    return act_page(request, at, ACTS, act, back, read.label_of(row.kind, row.about).capitalize())
