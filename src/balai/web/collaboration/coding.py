"""A round of coding on pages: one's own until both are done, then both side by side and what they agree on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.collaboration.actions import coding as verbs
from balai.collaboration.enums import Leaning, Subject
from balai.collaboration.models import Accord, CoderSeat, CodingRound, Quotation
from balai.collaboration.queries import coding as read
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.web.collaboration import bench_forms as forms
from balai.web.collaboration.bench_found import at_bench, bench_crumb, form_page, found_quotation, found_round
from balai.web.collaboration.found import today_of
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.turning import AFTER, around

TONES = {Leaning.POSITIVE: "daun", Leaning.NEGATIVE: "saga", Leaning.UNCLEAR: "kabut"}


def labels(codes: dict[str, str]) -> list[tuple[str, str, str]]:
    """Words and tone of each code, in the order of the vocabulary."""
    return [
        (str(subject.label), str(Leaning(codes[subject]).label), TONES[Leaning(codes[subject])])
        for subject in Subject if subject in codes
    ]  # fmt: skip


@permitted(P.BENCH_EDIT)
def coding_round(request: DeskRequest, pk: int) -> HttpResponse:
    row = found_round(request, pk)
    title = _("Putaran %(n)s") % {"n": row.number}
    own = read.seat_of(row, request.actor.user_id)
    context = at_bench(row.bench, title, bench_crumb(row.bench, "putaran")) | {
        "row": row, "own": own, "seats": read.seats_of(row),
    }  # fmt: skip
    if row.compared_at is None:
        return render(request, "collaboration/coding.html", context | _own_part(request, row, own))
    return render(request, "collaboration/compared.html", context | _compared_part(request, row))


def _own_part(request: DeskRequest, row: CodingRound, own: CoderSeat | None) -> dict[str, Any]:
    """Whoever does not code here sees the quotations and nothing of how they are coded."""
    rows = Quotation.objects.visible_to(request.actor).filter(round=row).select_related("source")
    page = keyset_page(rows, ("pk",), request.GET.get(AFTER))
    mine = read.own_codes(own, page.rows) if own else {}
    shown = [
        (one, one.pk in mine, labels({code.subject: code.leaning for code in mine.get(one.pk, ()) if code.subject}))
        for one in page.rows
    ]
    return {"rows": shown, "next": read.next_uncoded(own) if own else None, **around(page)}


def _compared_part(request: DeskRequest, row: CodingRound) -> dict[str, Any]:
    pairs = read.codes_of(row)
    page = keyset_page(read.disagreements(row), ("pk",), request.GET.get(AFTER))
    shown = []
    for one in page.rows:
        accord: Accord | None = getattr(one, "accord", None)
        agreed = labels({code.subject: code.leaning for code in accord.codes.all()}) if accord else []
        shown.append((one, labels(pairs[one.pk][0]), labels(pairs[one.pk][1]), accord, agreed))
    return {"rows": shown, "told": read.compared(row), **around(page)}


@permitted(P.BENCH_EDIT)
def code(request: DeskRequest, pk: int) -> HttpResponse:
    """One quotation after the other; what was given before stands in the form."""
    quotation = found_quotation(request, pk)
    own = read.seat_of(quotation.round, request.actor.user_id) if quotation.round else None
    if own is None or own.done_at is not None:
        raise Http404
    given = [(one.subject, one.leaning) for one in read.own_codes(own, [quotation]).get(pk, ())]
    form = forms.CodesForm(
        given, request.POST if request.method == "POST" else None, initial={"none": given == [("", "")]}
    )
    if form.is_valid() and done(
        form,
        lambda: verbs.code_quotation(by=request.actor, quotation=quotation, codes=form.codes(), now=timezone.now()),
    ):
        after = read.next_uncoded(own)
        if after is None:
            return redirect("collaboration:coding_round", own.round_id)
        return redirect("collaboration:code", after.pk)
    return _coding_page(request, quotation, form, _("Kode kutipan %(code)s") % {"code": quotation.code}, {})


def _coding_page(
    request: DeskRequest, quotation: Quotation, form: Any, title: str, more: dict[str, Any]
) -> HttpResponse:
    back = reverse("collaboration:coding_round", args=[quotation.round_id])
    number = _("Putaran %(n)s") % {"n": quotation.round.number if quotation.round else 0}
    context = at_bench(quotation.bench, title, bench_crumb(quotation.bench, "putaran"), (number, back))
    context |= {"quotation": quotation, "form": form, "back": back, **more}
    return render(request, "collaboration/code.html", context, status=422 if form.errors else 200)


@require_POST
@permitted(P.BENCH_EDIT)
def finish(request: DeskRequest, pk: int) -> HttpResponse:
    row = found_round(request, pk)
    try:
        row = verbs.finish_coding(by=request.actor, coding_round=row, now=timezone.now())
        messages.success(
            request,
            _("Keduanya selesai. Ini kesepakatan Anda berdua.") if row.compared_at
            else _("Tersimpan. Hasilnya terbuka sesudah pengode yang lain selesai."),
        )  # fmt: skip
    except Refused as no:
        messages.error(request, str(no))
    return redirect("collaboration:coding_round", pk)


@permitted(P.BENCH_EDIT)
def replace(request: DeskRequest, pk: int, place: int) -> HttpResponse:
    row, now = found_round(request, pk), timezone.now()
    seat = next((one for one in read.seats_of(row) if one.place == place and one.done_at is None), None)
    if seat is None:
        raise Http404
    colleagues = read.colleagues_of(row.bench, today_of(row.bench.period.collaboration))
    form = forms.ReplaceForm(colleagues, request.POST if request.method == "POST" else None)
    back = reverse("collaboration:coding_round", args=[pk])
    if form.is_valid() and done(form, lambda: verbs.replace_coder(
        by=request.actor, coding_round=row, place=place, user=form.cleaned_data["user"], reason=form.cleaned_data["reason"], now=now
    )):  # fmt: skip
        messages.success(request, _("Pengode diganti. Yang baru mulai dari awal."))
        return redirect(back)
    says = _(
        "Menggantikan %(name)s. Pengodeannya disimpan tertutup dan tidak dihitung; pengode baru mulai dari awal."
    ) % {"name": seat.user}
    context = at_bench(row.bench, _("Ganti pengode"), bench_crumb(row.bench, "putaran"))
    return form_page(request, context, form, _("Ganti pengode"), back, says)


@permitted(P.BENCH_EDIT)
def accord(request: DeskRequest, pk: int) -> HttpResponse:
    """After talking: one proposes, the other confirms what was read."""
    quotation = found_quotation(request, pk)
    row = quotation.round
    if row is None or row.compared_at is None or not read.disagreements(row).filter(pk=pk).exists():
        raise Http404
    there: Accord | None = getattr(quotation, "accord", None)
    given = [(one.subject, one.leaning) for one in there.codes.order_by("pk")] if there else []
    posted = request.method == "POST" and "version" not in request.POST
    form = forms.AccordForm(given, request.POST if posted else None, initial={"words": there.words if there else ""})
    if request.method == "POST" and not posted:
        return _confirmed(request, quotation)
    if form.is_valid() and done(form, lambda: verbs.propose_accord(
        by=request.actor, quotation=quotation, codes=form.codes(), words=form.cleaned_data["words"], now=timezone.now()
    )):  # fmt: skip
        messages.success(request, _("Usul tersimpan dan menunggu pengode yang lain."))
        return redirect("collaboration:coding_round", row.pk)
    first, second = read.codes_of(row)[quotation.pk]
    more = {"both": [labels(first), labels(second)], "accord": there, "agreed": labels(dict(given)),
            "asks": there is not None and there.confirmed_at is None and there.proposed_by_id != request.actor.user_id}  # fmt: skip
    return _coding_page(request, quotation, form, _("Sepakati kutipan %(code)s") % {"code": quotation.code}, more)


def _confirmed(request: DeskRequest, quotation: Quotation) -> HttpResponse:
    said = request.POST.get("version", "")
    try:
        verbs.confirm_accord(
            by=request.actor, quotation=quotation, version=int(said) if said.isascii() and said.isdigit() else 0, now=timezone.now()
        )  # fmt: skip
        messages.success(request, _("Kesepakatan berdiri di samping kedua pengodean."))
    except Refused as no:
        messages.error(request, str(no))
        return redirect("collaboration:accord", quotation.pk)
    return redirect("collaboration:coding_round", quotation.round_id)
