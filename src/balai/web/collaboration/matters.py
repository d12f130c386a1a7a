"""A matter of a forum: what the parties need, what could be done, what was asked and what came of it."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.collaboration.actions import deliberation, determination
from balai.collaboration.actions.deliberation import Said
from balai.collaboration.enums import BallotState, Polarity
from balai.collaboration.models import Ballot, Matter, Member, Period
from balai.collaboration.queries import determination as read
from balai.web.collaboration import matter_forms as forms
from balai.web.collaboration.acts import Act, At, PartyForm, act_page, doors, inside_act, keeper, speakers
from balai.web.forms.base import attempt
from balai.web.gate import permitted
from balai.web.request import DeskRequest

READS = (P.COLLABORATION_READ, P.COLLABORATION_EDIT, P.COLLABORATION_SPEAK)
WRITES = (P.COLLABORATION_EDIT, P.COLLABORATION_SPEAK)


def _any_of_them(at: At) -> list[Member] | None:
    """For itself; the secretariat may write down what any party said."""
    return (at.everyone if at.keeps else at.own) or None


def _with_options(at: At) -> list[Member] | None:
    return at.own if at.own and at.row.options.exists() else None


def _nothing_open(at: At) -> list[Member] | None:
    return [] if at.keeps and not at.row.ballots.filter(state=BallotState.OPEN).exists() else None


def _to_confirm(at: At) -> list[Member] | None:
    waits = at.row.interests.filter(confirmed_at=None).values_list("member_id", flat=True)
    own = at.by.institutions_with(P.COLLABORATION_SPEAK)
    return [one for one in at.of_own(list(waits)) if one.institution_id in own] or None


def _confirm(at: At, form: PartyForm) -> object:
    interest = at.row.interests.get(member=form.party)
    return deliberation.confirm_interest(by=at.by, interest=interest, now=at.now)


ACTS: dict[str, Act] = {
    "kepentingan": Act(
        gettext_lazy("Tulis yang diperlukan"),
        gettext_lazy("Yang diperlukan lembaga Anda dari pokok ini, dan di mana Anda berbeda. Dibaca semua pihak forum."),
        gettext_lazy("Simpan"), forms.InterestForm, _any_of_them,
        lambda at, form: deliberation.say_interest(
            by=at.by, matter=at.row, member=form.party, now=at.now,
            said=Said(form.cleaned_data["needs"], form.cleaned_data["differs"]),
        ),
        gettext_lazy("Tersimpan."),
    ),
    "benarkan": Act(
        gettext_lazy("Benarkan catatan sekretariat"),
        gettext_lazy("Sekretariat menuliskan kata-kata Anda. Bila tidak tepat, jangan dibenarkan: tulis sendiri."),
        gettext_lazy("Benarkan"), PartyForm, _to_confirm, _confirm, gettext_lazy("Catatan dibenarkan."),
    ),
    "usul": Act(
        gettext_lazy("Usulkan pilihan"),
        gettext_lazy("Satu jalan keluar. Usulan tidak dihapus, juga bila nanti tidak dipilih."),
        gettext_lazy("Usulkan"), forms.OptionForm, speakers,
        lambda at, form: deliberation.propose_option(
            by=at.by, matter=at.row, member=form.party, text=form.cleaned_data["text"], now=at.now, client_id=form.once
        ),
        gettext_lazy("Pilihan diusulkan."),
    ),
    "alasan": Act(
        gettext_lazy("Beri alasan"),
        gettext_lazy("Mengapa sebuah pilihan baik atau tidak menurut Anda. Alasan tetap terbaca sesudah diputus."),
        gettext_lazy("Simpan alasan"), forms.ArgumentForm, _with_options,
        lambda at, form: deliberation.give_argument(
            by=at.by, option=form.option, member=form.party, leans=form.cleaned_data["leans"],
            text=form.cleaned_data["text"], now=at.now, client_id=form.once,
        ),
        gettext_lazy("Alasan tersimpan."),
    ),
    "tanya": Act(
        gettext_lazy("Ajukan untuk diputus"),
        gettext_lazy("Cara memutus, kuorum dan waktunya tidak berubah lagi sesudah diajukan. Semua pihak dikabari."),
        gettext_lazy("Ajukan ke para pihak"), forms.QuestionForm, _nothing_open,
        lambda at, form: determination.put_question(
            by=at.by, matter=at.row, plan=form.plan(), now=at.now, client_id=form.once
        ),
        gettext_lazy("Pertanyaan diajukan ke semua pihak."), quiet=False,
    ),
}  # fmt: skip


def _to_vote(at: At) -> list[Member] | None:
    """Only with the mandate of an own desk or a letter; nobody votes for a party that has neither."""
    if at.row.state != BallotState.OPEN or at.now >= at.row.closes_at:
        return None
    seats = (
        at.row.parties.filter(conflict_at=None)
        .exclude(member__votes__ballot=at.row)
        .values_list("member_id", flat=True)
    )
    mine = at.by.institutions_with(P.COLLABORATION_SPEAK)
    return [one for one in at.of_own(list(seats)) if one.institution_id in mine] or None


def _to_close(at: At) -> list[Member] | None:
    return [] if at.keeps and at.row.state == BallotState.OPEN and at.now >= at.row.closes_at else None


BALLOT_ACTS: dict[str, Act] = {
    "suara": Act(
        gettext_lazy("Beri suara"),
        gettext_lazy("Satu pihak satu suara, dan tidak bisa diubah. Yang menolak menuliskan alasannya; itu berdiri di samping putusan."),
        gettext_lazy("Kirim suara"), forms.VoteForm, _to_vote,
        lambda at, form: determination.vote(
            by=at.by, ballot=at.row, member=form.party, voice=form.cleaned_data["voice"],
            reason=form.cleaned_data["reason"], now=at.now,
        ),
        gettext_lazy("Suara Anda tercatat."), quiet=False,
    ),
    "benturan": Act(
        gettext_lazy("Nyatakan benturan kepentingan"),
        gettext_lazy("Anda tetap boleh bicara, tetapi tidak ikut memutus. Pernyataan ini terbaca para pihak dan tidak ditarik."),
        gettext_lazy("Nyatakan"), forms.ConflictForm, _to_vote,
        lambda at, form: determination.declare_conflict(
            by=at.by, ballot=at.row, member=form.party, reason=form.cleaned_data["reason"], now=at.now
        ),
        gettext_lazy("Benturan kepentingan tercatat."),
    ),
    "tutup": Act(
        gettext_lazy("Tutup dan hitung"),
        gettext_lazy("Waktunya sudah lewat. Hasilnya ditulis sekali dan dikabarkan ke semua pihak."),
        gettext_lazy("Tutup dan hitung"), PartyForm, _to_close,
        lambda at, form: determination.close_question(by=at.by, ballot=at.row, now=at.now),
        gettext_lazy("Pertanyaan ditutup dan hasilnya ditulis."), quiet=False,
    ),
}  # fmt: skip


def _found(request: DeskRequest, pk: int) -> Matter:
    rows = Matter.objects.visible_to(request.actor).select_related("period__collaboration__owner__region", "raised_by")
    return get_object_or_404(rows, pk=pk)


@permitted(*WRITES)
def new(request: DeskRequest, pk: int) -> HttpResponse:
    """By the secretariat, or by a party that sits at the table."""
    period = get_object_or_404(
        Period.objects.visible_to(request.actor).select_related("collaboration__owner__region"), pk=pk
    )
    at = At.of(request, None, period)
    members = None if not at.keeps and not at.own else ([] if at.keeps else at.own)
    back = reverse("collaboration:part", args=[pk, "pertemuan"])
    if members is None:
        raise Http404
    form, made = forms.MatterForm(at, members, request.POST if request.method == "POST" else None), None
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: deliberation.bring_matter(
            by=at.by, period=period, title=said["title"], text=said["text"], member=None if at.keeps else form.party,
            now=at.now, client_id=form.once,
        ))  # fmt: skip
    if made is not None:
        messages.success(request, _("Pokok bahasan dibuka. Sekarang tiap pihak menulis yang diperlukannya."))
        return redirect("collaboration:matter", made.pk)
    act = Act(_("Buka pokok bahasan"), _("Hal yang perlu disepakati para pihak."), _("Buka pokok bahasan"), forms.MatterForm, keeper,
              lambda at, form: None, "")  # fmt: skip
    return render(
        request, "collaboration/act.html", inside_act(period, act, form, back, ""), status=422 if form.errors else 200
    )


@permitted(*READS)
def matter(request: DeskRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    at = At.of(request, row, row.period)
    ballots = read.ballots_of(row)
    for view in ballots:
        if view.is_open:
            view.doors = doors(BALLOT_ACTS, replace(at, row=view.ballot), "collaboration:ballot_act")
    interests = read.interests_of(row)
    spoken = {one.member_id for one in interests}
    crumbs = [
        (_("Kerja sama"), reverse("collaboration:list")),
        (row.period.collaboration.title, reverse("collaboration:part", args=[row.period_id, "pertemuan"])),
    ]
    context = {
        "row": row, "period": row.period, "collaboration": row.period.collaboration, "crumbs": crumbs, "title": row.title,
        "interests": interests, "silent": [one for one in at.everyone if one.pk not in spoken],
        "options": read.options_of(row), "ballots": ballots,
        "doors": [] if row.period.is_closed else doors(ACTS, at, "collaboration:matter_act"), "for_it": Polarity.POSITIVE,
    }  # fmt: skip
    return render(request, "collaboration/matter.html", context)


@permitted(*WRITES)
def act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    row = _found(request, pk)
    back = reverse("collaboration:matter", args=[pk])
    return act_page(request, At.of(request, row, row.period), ACTS, act, back, row.title)


@permitted(*WRITES)
def ballot_act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    rows = Ballot.objects.visible_to(request.actor).select_related("matter__period__collaboration__owner__region")
    row = get_object_or_404(rows, pk=pk)
    back = reverse("collaboration:matter", args=[row.matter_id])
    return act_page(request, At.of(request, row, row.matter.period), BALLOT_ACTS, act, back, row.question)
