"""Obstacles from citizens: told without an account, followed by a code, answered by the secretariat."""

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from balai.collaboration.actions import citizens as verbs
from balai.collaboration.enums.face import FaceKind
from balai.collaboration.models import CitizenOffer, Collaboration
from balai.collaboration.queries import face as read
from balai.collaboration.queries.obstacles import steps_of
from balai.kernel.refusal import Refused
from balai.web.collaboration.face import shown_forum
from balai.web.collaboration.matter_forms import words
from balai.web.forms.base import BalaiForm, attempt
from balai.web.forms.once import OnceForm
from balai.web.institutions.masked import masked
from balai.web.request import PublicRequest


class OfferForm(OnceForm):
    text = words(
        gettext_lazy("Hambatannya"), 6,
        help_text=gettext_lazy("Apa yang terjadi, di mana, dan siapa yang terhambat. Jangan menulis nama orang, NIK atau nomor telepon."),
    )  # fmt: skip


class CodeForm(BalaiForm):
    code = forms.CharField(label=gettext_lazy("Kode hambatan"), max_length=30)


def check_may_tell(request: PublicRequest) -> None:
    """20 an hour from one place, which a whole village may share; nobody's hour is used up by somebody elsewhere."""
    if not ratelimit.consume(request, action="offer_obstacle"):
        raise Refused(
            "too_many",
            _("Dari jaringan ini sudah banyak hambatan disampaikan dalam satu jam. Tulisan Anda masih di sini: kirim lagi satu "
              "jam lagi, atau sampaikan ke kantor sekretariat forum."),
        )  # fmt: skip


@login_not_required
@never_cache
def tell(request: PublicRequest, pk: int) -> HttpResponse:
    face = shown_forum(pk)
    if not face.shows(FaceKind.OBSTACLES):
        raise Http404
    form = OfferForm(request.POST if request.method == "POST" else None)
    made = attempt(form, lambda: _told(request, face.kept, form)) if form.is_valid() else None
    if made is not None:
        return redirect("collaboration:followed", made.code)
    crumbs = [(_("Forum"), reverse("collaboration:faces")), (face.kept.title, reverse("collaboration:face", args=[pk]))]
    context = {"kept": face.kept, "form": form, "crumbs": crumbs, "title": _("Sampaikan hambatan")}
    return render(request, "collaboration/citizen_tell.html", context, status=422 if form.errors else 200)


def _told(request: PublicRequest, kept: Collaboration, form: OfferForm) -> CitizenOffer:
    check_may_tell(request)
    return verbs.offer_obstacle(
        collaboration=kept, text=form.cleaned_data["text"], now=timezone.now(), client_id=form.once
    )


@login_not_required
@never_cache
def find(request: PublicRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = "".join(letter for letter in form.cleaned_data["code"].upper() if letter.isalnum())
        if read.offer_of(code):
            return redirect("collaboration:followed", code)
        form.add_error("code", _("Kode ini tidak ditemukan. Periksa lagi huruf dan angkanya."))
    crumbs = [(_("Forum"), reverse("collaboration:faces"))]
    return render(
        request, "collaboration/citizen_find.html", {"form": form, "crumbs": crumbs, "title": _("Ikuti hambatan")}
    )


@login_not_required
@never_cache
def followed(request: PublicRequest, code: str) -> HttpResponse:
    """Who looks after it, what was done, how it was settled. The words of the citizen are not shown: whoever finds the code
    learns nothing about who told it."""
    offer = read.offer_of(code)
    if offer is None:
        raise Http404
    row = offer.obstacle
    context: dict[str, Any] = {
        "offer": offer, "obstacle": row, "kept": offer.collaboration, "title": _("Hambatan Anda"), "code": _in_fours(offer.code),
        "steps": [(step.on, masked(step.text)) for step in steps_of(row)] if row else [],
        "settled_how": masked(row.settled_how) if row and row.settled_at else "",
        "crumbs": [(_("Forum"), reverse("collaboration:faces"))],
    }  # fmt: skip
    return render(request, "collaboration/citizen_followed.html", context)


def _in_fours(code: str) -> str:
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))
