"""The face of a forum for everybody, without an account; and for the secretariat the switches behind it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.collaboration.actions.face import set_face
from balai.collaboration.assessment.assess import assess
from balai.collaboration.enums import Framework
from balai.collaboration.enums.face import FaceKind
from balai.collaboration.queries import face as read
from balai.collaboration.queries.assessment import book_of
from balai.kernel.paging import keyset_page
from balai.web.collaboration.adaptations import TONES, adaptation_cards
from balai.web.collaboration.found import kept_forum, today_of
from balai.web.collaboration.promise_cards import card_of
from balai.web.forms.base import BalaiForm, done
from balai.web.gate import permitted
from balai.web.institutions.masked import masked
from balai.web.request import DeskRequest, PublicRequest
from balai.web.turning import AFTER, around


class FaceForm(BalaiForm):
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Yang dibuka untuk warga"), choices=FaceKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nama orang tidak pernah dibuka. Janji yang sebabnya masih ditanyakan tidak disebut terlambat."),
    )  # fmt: skip


@login_not_required
def forums(request: PublicRequest) -> HttpResponse:
    page = keyset_page(read.shown_forums(), ("title", "pk"), request.GET.get(AFTER))
    return render(request, "collaboration/face_list.html", {"rows": page.rows, **around(page)})


def shown_forum(pk: int) -> read.Face:
    """404 where nothing is shown."""
    face = read.face_of(pk)
    if face is None:
        raise Http404
    return face


@login_not_required
def forum(request: PublicRequest, pk: int) -> HttpResponse:
    face = shown_forum(pk)
    today = today_of(face.kept)
    context = {
        "kept": face.kept, "period": face.period, "kinds": face.kinds, "members": read.members_of(face),
        "decisions": [(row, masked(row.text)) for row in read.decisions_of(face)],
        "promises": [card_of(shown, today, linked=False) for shown in read.promises_of(face, today)],
        "results": _results(face), "crumbs": [(_("Forum"), reverse("collaboration:faces"))],
    }  # fmt: skip
    return render(request, "collaboration/face.html", context)


def _results(face: read.Face) -> dict[str, Any] | None:
    if face.period is None or not face.shows(FaceKind.RESULTS):
        return None
    found = assess(book_of(face.period))
    spoken = [
        (
            framework.label,
            [
                (one.subject.label, one.value.label, TONES.get(one.value, "kabut"))
                for one in found.of(framework)
                if one.basis
            ],
        )
        for framework in Framework
    ]
    return {
        "frameworks": spoken, "alarms": [one.because for one in found.alarms], "cannot_see": found.cannot_see,
        "rules": found.rules, "cards": adaptation_cards(face.period),
    }  # fmt: skip


@permitted(P.COLLABORATION_EDIT)
def switches(request: DeskRequest, pk: int) -> HttpResponse:
    kept = kept_forum(request, pk)
    on = read.kinds_on(kept)
    form = FaceForm(request.POST if request.method == "POST" else None, initial={"kinds": sorted(on)})
    if form.is_valid() and done(
        form,
        lambda: set_face(by=request.actor, collaboration=kept, kinds=form.cleaned_data["kinds"], now=timezone.now()),
    ):
        messages.success(request, _("Tersimpan. Halaman forum untuk warga mengikuti pilihan ini."))
        return redirect("collaboration:face_switches", pk)
    decided = [(FaceKind(row.kind).label, row) for row in read.switches_of(kept).values() if row.is_on]
    context = {
        "kept": kept, "form": form, "decided": decided, "shows": bool(on), "title": _("Halaman forum untuk warga"),
        "crumbs": [(_("Kerja sama"), reverse("collaboration:list")), (kept.title, reverse("collaboration:page", args=[pk]))],
    }  # fmt: skip
    return render(request, "collaboration/face_switches.html", context)
