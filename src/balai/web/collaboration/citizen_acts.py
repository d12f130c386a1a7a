"""What the secretariat does with an obstacle a citizen brought: into the register, with one that is there, or no and why."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.collaboration.actions import citizens as verbs
from balai.collaboration.enums import Subject
from balai.collaboration.enums.face import OfferState
from balai.collaboration.models import CitizenOffer, Obstacle
from balai.collaboration.queries import face as read
from balai.collaboration.rules.obstacles import CONFLICTS
from balai.kernel.paging import keyset_page
from balai.web.collaboration.acts import Act, At, PartyForm, act_page
from balai.web.collaboration.found import kept_forum
from balai.web.collaboration.matter_forms import words
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.turning import AFTER, around

SIZE = 25


class AcceptForm(PartyForm):
    text = words(
        gettext_lazy("Hambatan di daftar"), 5,
        help_text=gettext_lazy("Terbaca oleh para pihak. Buang yang bisa menunjukkan siapa yang menyampaikannya."),
    )  # fmt: skip
    subject = forms.ChoiceField(
        label=gettext_lazy("Tentang apa"),
        choices=[("", "–"), *(one for one in Subject.choices if one[0] not in CONFLICTS)],
    )
    owner = forms.TypedChoiceField(label=gettext_lazy("Diminta menangani"), coerce=int)
    due = forms.DateField(label=gettext_lazy("Tenggat"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("owner", [("", "–"), *((one.pk, one.name) for one in self.at.everyone)])
        self.fields["text"].initial = self.at.row.text

    def taking(self) -> verbs.Taking:
        said = self.cleaned_data
        owner = next(one for one in self.at.everyone if one.pk == said["owner"])
        return verbs.Taking(said["text"], said["subject"], owner, said["due"])


class MergeForm(PartyForm):
    obstacle = forms.TypedChoiceField(label=gettext_lazy("Hambatan di daftar"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[int, Obstacle] = {row.pk: row for row in read.register_for(self.at.period)}
        self.choose("obstacle", [("", "–"), *((pk, row.issue.text[:120]) for pk, row in self.rows.items())])

    @property
    def chosen(self) -> Obstacle:
        return self.rows[self.cleaned_data["obstacle"]]


class RefuseForm(PartyForm):
    reason = words(gettext_lazy("Alasan"), 3, help_text=gettext_lazy("Dibaca warga yang menyampaikannya."))


def _open(at: At) -> list[Any] | None:
    return [] if at.keeps and at.row.state == OfferState.OFFERED else None


ACTS: dict[str, Act] = {
    "terima": Act(
        gettext_lazy("Terima"), gettext_lazy("Masuk ke daftar hambatan, dengan pihak yang diminta menangani."),
        gettext_lazy("Terima hambatan"), AcceptForm, _open,
        lambda at, form: verbs.accept_offer(by=at.by, offer=at.row, taking=form.taking(), now=at.now),
        gettext_lazy("Hambatan masuk ke daftar. Warga yang menyampaikannya bisa mengikutinya."), quiet=False,
    ),
    "gabung": Act(
        gettext_lazy("Gabung"), gettext_lazy("Hambatan yang sama sudah ada di daftar; warga mengikuti yang itu."),
        gettext_lazy("Gabungkan"), MergeForm, _open,
        lambda at, form: verbs.merge_offer(by=at.by, offer=at.row, obstacle=form.chosen, now=at.now),
        gettext_lazy("Hambatan digabungkan."),
    ),
    "tolak": Act(
        gettext_lazy("Tolak"), gettext_lazy("Katakan mengapa, dan ke mana hambatan ini sebaiknya dibawa."),
        gettext_lazy("Tolak dengan alasan"), RefuseForm, _open,
        lambda at, form: verbs.refuse_offer(by=at.by, offer=at.row, reason=form.cleaned_data["reason"], now=at.now),
        gettext_lazy("Alasannya bisa dibaca warga yang menyampaikannya."),
    ),
}  # fmt: skip


@permitted(P.COLLABORATION_EDIT)
def offers(request: DeskRequest, pk: int) -> HttpResponse:
    kept = kept_forum(request, pk)
    page = keyset_page(read.offers_of(kept), ("-raised_at", "-pk"), request.GET.get(AFTER), SIZE)
    context = {
        "kept": kept, "rows": page.rows, "acts": list(ACTS.items()), "waits": OfferState.OFFERED, **around(page),
        "crumbs": [(_("Kerja sama"), reverse("collaboration:list")), (kept.title, reverse("collaboration:page", args=[pk]))],
        "title": _("Hambatan dari warga"),
    }  # fmt: skip
    return render(request, "collaboration/citizen_offers.html", context)


@permitted(P.COLLABORATION_EDIT)
def act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    rows = CitizenOffer.objects.visible_to(request.actor).select_related("collaboration")
    row = get_object_or_404(rows, pk=pk)
    period = read.newest_period(row.collaboration)
    if period is None:
        raise Http404
    back = reverse("collaboration:citizen_offers", args=[row.collaboration_id])
    return act_page(request, At.of(request, row, period), ACTS, act, back, _("Hambatan dari warga"))
