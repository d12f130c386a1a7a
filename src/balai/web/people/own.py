"""The person's own pages: my road, my data, who sees me, what I agreed to; and taking back the record that is mine."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.kernel.refusal import Refused
from balai.people.actions.claims import Claimed, ask_clerk, claim_record, confirm_claim
from balai.people.actions.rights import ask_for_right, lift_restriction
from balai.people.enums import ClaimState, RequestKind
from balai.people.models import ClaimRequest, RightsRequest
from balai.people.queries.consents import asked_of, outdated_of
from balai.people.queries.everything import everything_about
from balai.people.queries.page import inclusion_of, papers_of, reveals_of, who_sees
from balai.people.rules.phones import e164
from balai.web.forms.base import show_refusal
from balai.web.people.common import own_person, steps_of
from balai.web.people.compare import told_of
from balai.web.people.forms import ClaimForm, CodeForm, RequestForm
from balai.web.request import DeskRequest


def own(request: DeskRequest) -> HttpResponse:
    """Saya: my road, and what waits for me."""
    one = own_person(request)
    if one is None:
        return redirect("people:claim")
    today = timezone.localdate()
    missing = [label for value, label in ((one.phone, _("nomor telepon")), (one.birth_date, _("tanggal lahir")),
                                          (one.home_region_id, _("tempat tinggal")), (one.aim, _("tujuan"))) if not value]  # fmt: skip
    context = {
        "person": one,
        "road": steps_of(request, one),
        "missing": missing,
        "outdated": outdated_of(one, today),
        "today": today,
        "inclusion": inclusion_of(one),
    }
    return render(request, "people/own.html", context)


def own_data(request: DeskRequest) -> HttpResponse:
    """Data saya: everything that is held, who sees it, what was asked, what was agreed to."""
    one = own_person(request)
    if one is None:
        return redirect("people:claim")
    today = timezone.localdate()
    context = {
        "person": one, "lines": told_of(one),
        "rooms": _told(everything_about(one.pk)), "seen_by": who_sees(one), "reveals": reveals_of(one),
        "requests": RightsRequest.objects.visible_to(request.actor).of(one).order_by("-received_at")[:20],
        "consents": asked_of(one, today), "papers": papers_of(one), "form": RequestForm(), "now": timezone.now(),
    }  # fmt: skip
    return render(request, "people/own_data.html", context)


@never_cache
@require_POST
def download(request: DeskRequest) -> HttpResponse:
    """UU 27/2022 art. 13: machine readable. The NIK stays masked, as the file may lie about on a phone."""
    one = own_person(request)
    if one is None:
        return redirect("people:claim")
    body = json.dumps(everything_about(one.pk), ensure_ascii=False, indent=1, default=str)
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return answer


@require_POST
def ask(request: DeskRequest) -> HttpResponse:
    one = own_person(request)
    form = RequestForm(request.POST)
    if one is None:
        return redirect("people:claim")
    try:
        if "lift" in request.POST:
            lift_restriction(by=request.actor, person=one)
            messages.success(request, _("Data Anda bisa diproses lagi."))
        elif form.is_valid():
            said = form.cleaned_data
            ask_for_right(
                by=request.actor,
                person=one,
                kind=RequestKind(said["kind"]),
                details=said["details"],
                now=timezone.now(),
            )
            messages.success(request, _("Permintaan Anda diterima dan dijawab paling lambat 3x24 jam."))
        else:
            messages.error(request, _("Pilih dulu apa yang Anda minta."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("people:own_data")


def claim(request: DeskRequest) -> HttpResponse:
    """An account without a record: is there one already? The answer is the same either way."""
    if own_person(request) is not None:
        return redirect("people:own")
    mine = ClaimRequest.objects.visible_to(request.actor).filter(user=request.user).order_by("-asked_at").first()
    form = ClaimForm(request.POST if request.method == "POST" else None, initial={"full_name": request.user.full_name})
    if form.is_valid():
        said = form.cleaned_data
        claimed = Claimed(
            full_name=said["full_name"], birth_date=said["birth_date"], nik=said["nik"], phone=e164(said["phone"]),
            regency=form.home,
        )  # fmt: skip
        try:
            claim_record(by=request.actor, user=request.user, claimed=claimed, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            return redirect("people:claim_code")
    return render(request, "people/claim.html", {"form": form, "mine": mine})


def claim_code(request: DeskRequest) -> HttpResponse:
    rows = ClaimRequest.objects.visible_to(request.actor).filter(user=request.user, state=ClaimState.CODE_SENT)
    row = get_object_or_404(rows.order_by("-asked_at"))
    form = CodeForm(request.POST if request.method == "POST" and "clerk" not in request.POST else None)
    try:
        if request.method == "POST" and "clerk" in request.POST:
            ask_clerk(by=request.actor, claim=row)
            messages.success(request, _("Petugas akan mencocokkan catatan Anda. Siapkan KTP bila dihubungi."))
            return redirect("people:claim")
        if form.is_valid():
            if confirm_claim(by=request.actor, claim=row, code=form.cleaned_data["code"], now=timezone.now()):
                if own_person(request) is None:
                    words = _(
                        "Kode cocok. Nomor itu dipakai bersama, jadi petugas mencocokkan kartu identitas Anda dulu."
                    )
                    messages.info(request, words)
                    return redirect("people:claim")
                messages.success(request, _("Catatan Anda sudah terhubung dengan akun ini."))
                return redirect("people:own")
            form.add_error("code", _("Kode tidak cocok atau sudah lewat 15 menit. Periksa pesan di telepon Anda."))
    except Refused as no:
        show_refusal(form, no) if form.is_bound else messages.error(request, str(no))
    return render(request, "people/claim_code.html", {"form": form, "row": row})


def _told(rooms: dict[str, dict[str, list[dict[str, object]]]]) -> list[tuple[str, int]]:
    """(what it is about, how many notes), for the rooms that hold any."""
    counts = [(ROOMS.get(room, room), sum(len(rows) for rows in kinds.values())) for room, kinds in rooms.items()]
    return [(str(label), number) for label, number in counts if number]


ROOMS = {
    "people": gettext_lazy("Data diri, persetujuan, dan permintaan"),
    "accounts": gettext_lazy("Akun"),
    "institutions": gettext_lazy("Tugas di lembaga"),
    "demand": gettext_lazy("Lowongan"),
    "counselling": gettext_lazy("Konseling"),
    "admissions": gettext_lazy("Pendaftaran pelatihan"),
    "training": gettext_lazy("Pelatihan, kehadiran, dan hasil"),
    "certification": gettext_lazy("Uji kompetensi dan sertifikat"),
    "placement": gettext_lazy("Rujukan dan penempatan"),
    "ventures": gettext_lazy("Kelompok usaha"),
    "outcomes": gettext_lazy("Kabar setelah pelatihan"),
    "collaboration": gettext_lazy("Rapat dan janji"),
    "planning": gettext_lazy("Rencana pelatihan"),
    "programmes": gettext_lazy("Program"),
    "funding": gettext_lazy("Dana"),
    "centres": gettext_lazy("Balai latihan"),
}
