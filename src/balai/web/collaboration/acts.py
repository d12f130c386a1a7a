"""One page an act: who may do it, for whom, with which form; pages of matters, obstacles and mandates are made of these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.actor import Actor
from balai.collaboration.models import Member, Period
from balai.collaboration.queries.meetings import parties_of, spoken_for
from balai.collaboration.rules.authority import may_keep
from balai.web.collaboration.found import today_of
from balai.web.forms.base import done
from balai.web.forms.once import OnceForm
from balai.web.request import DeskRequest, PublicRequest

Words = str | Lazy


@dataclass(slots=True)
class At:
    """own: parties the reader speaks for, also those without a desk where the reader keeps the forum."""

    by: Actor
    row: Any
    period: Period
    everyone: list[Member]
    own: list[Member]
    keeps: bool
    now: datetime

    @classmethod
    def of(cls, request: PublicRequest, row: Any, period: Period) -> "At":
        keeps, everyone = may_keep(request.actor, period.collaboration), parties_of(period)
        mine = spoken_for(request.actor, everyone, today_of(period.collaboration), keeps=keeps)
        own = [one for one in everyone if one.pk in mine]
        return cls(request.actor, row, period, everyone, own, keeps, timezone.now())

    def of_own(self, bodies: Sequence[int]) -> list[Member]:
        return [one for one in self.own if one.pk in set(bodies)]


class PartyForm(OnceForm):
    """members: for whom it may be sent; one alone is not asked, none has no field."""

    member = forms.TypedChoiceField(label=gettext_lazy("Sebagai"), coerce=int)
    field_order = ("member",)

    def __init__(self, at: At, members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.by_pk = {one.pk: one for one in members}
        if not members:
            del self.fields["member"]
            return
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [(one.pk, one.name) for one in members]
        if len(members) == 1:
            field.widget, field.initial = forms.HiddenInput(), members[0].pk

    @property
    def party(self) -> Member:
        return self.by_pk[self.cleaned_data["member"]]

    def choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


@dataclass(frozen=True, slots=True)
class Act:
    """members: for whom the reader may do it, None: not at all; an empty list: for the forum as a whole."""

    title: Words
    says: Words
    button: Words
    form: type[PartyForm]
    members: Callable[[At], list[Member] | None]
    run: Callable[[At, Any], object]
    done: Words
    quiet: bool = True


def doors(acts: Mapping[str, Act], at: At, url: str) -> list[tuple[Act, str]]:
    return [(act, reverse(url, args=[at.row.pk, name])) for name, act in acts.items() if act.members(at) is not None]


def keeper(at: At) -> list[Member] | None:
    return [] if at.keeps else None


def speakers(at: At) -> list[Member] | None:
    return at.own or None


def act_page(request: DeskRequest, at: At, acts: Mapping[str, Act], name: str, back: str, about: Words) -> HttpResponse:
    """404 where there is no such act, or not for the reader as things stand."""
    act = acts.get(name)
    members = act.members(at) if act else None
    if act is None or members is None:
        raise Http404
    form = act.form(at, members, request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: act.run(at, form)):
        messages.success(request, str(act.done))
        return redirect(back)
    return render(
        request,
        "collaboration/act.html",
        inside_act(at.period, act, form, back, about),
        status=422 if form.errors else 200,
    )


def inside_act(period: Period, act: Act, form: PartyForm, back: str, about: Words) -> dict[str, Any]:
    crumbs = [
        (_("Kerja sama"), reverse("collaboration:list")),
        (period.collaboration.title, reverse("collaboration:part", args=[period.pk, "pertemuan"])),
    ]
    if about:
        crumbs.append((str(about), back))
    return {
        "period": period,
        "act": act,
        "form": form,
        "back": back,
        "about": about,
        "crumbs": crumbs,
        "title": act.title,
    }
