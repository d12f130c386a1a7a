"""Who came: the secretary's list, and the code on the wall that everybody scans for themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.access.roles import Role
from balai.collaboration.actions.convene import mark_list, mark_present, remove_presence, renew_code
from balai.collaboration.enums import ConveningState as S
from balai.collaboration.models import Convening, Member
from balai.collaboration.queries import meetings as read
from balai.kernel.refusal import Refused
from balai.web.collaboration.forms_meetings import ComeForm, ListForm
from balai.web.collaboration.found import inside, kept_meeting
from balai.web.forms.base import done
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest
from balai.web.training.certificates import qr


@permitted(P.COLLABORATION_EDIT)
def attendance(request: DeskRequest, pk: int) -> HttpResponse:
    row = kept_meeting(request, pk)
    if request.method == "POST" and "remove" in request.POST:
        return _taken_off(request, row)
    present = read.present_at(row)
    there = {line.member_id for line in present}
    missing = [i.member for i in read.invitations_of(row) if i.member_id not in there]
    form = ListForm(
        request.POST if request.method == "POST" else None, missing=missing, members=read.parties_of(row.meeting.period)
    )
    if form.is_valid() and done(
        form, lambda: mark_list(by=request.actor, convening=row, lines=form.came(), now=timezone.now())
    ):
        messages.success(request, _("Daftar hadir disimpan."))
        return redirect("collaboration:attendance", pk)
    context = inside(request, row, _("Daftar hadir")) | {"form": form, "present": present}
    return render(request, "collaboration/attendance.html", context)


def _taken_off(request: DeskRequest, row: Convening) -> HttpResponse:
    wanted = request.POST["remove"]
    line = get_object_or_404(row.present.all(), pk=int(wanted) if is_id(wanted) else 0)
    try:
        remove_presence(by=request.actor, presence=line)
        messages.success(request, _("Baris itu dihapus dari daftar hadir."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("collaboration:attendance", row.pk)


@permitted(P.COLLABORATION_EDIT)
def poster(request: DeskRequest, pk: int) -> HttpResponse:
    """One sheet to hang up: the code, and the address in words for who cannot scan."""
    row = kept_meeting(request, pk)
    if request.method == "POST":
        try:
            renew_code(by=request.actor, convening=row)
            messages.success(request, _("Kode diganti. Cetak poster ini lagi; yang lama tidak berlaku."))
        except Refused as no:
            messages.error(request, str(no))
        return redirect("collaboration:poster", pk)
    address = request.build_absolute_uri(reverse("collaboration:come", args=[row.present_code]))
    context = inside(request, row, _("Poster daftar hadir")) | {"address": address, "qr": qr(address)}
    return render(request, "collaboration/poster.html", context)


@login_not_required
def come(request: PublicRequest, code: str) -> HttpResponse:
    """Opened by whoever scanned the code: choose the body, write the name; who is signed in finds both filled in."""
    row = read.by_code(code)
    if row is None:
        return render(request, "collaboration/come_closed.html", {"why": _wrong()}, status=404)
    if why := _not_open(row):
        return render(request, "collaboration/come_closed.html", {"why": why, "row": row}, status=410)
    members = read.parties_of(row.meeting.period)
    form = ComeForm(
        request.POST if request.method == "POST" else None, members=members, initial=_oneself(request, members)
    )
    if form.is_valid():
        member, came = form.came()
        if done(
            form,
            lambda: mark_present(
                by=request.actor, convening=row, member=member, came=came, now=timezone.now(), code=code
            ),
        ):
            return render(request, "collaboration/come_thanks.html", {"row": row, "member": member, "name": came.name})
    return render(request, "collaboration/come.html", {"row": row, "form": form})


def _wrong() -> str:
    return _(
        "Kode ini tidak dikenal atau sudah diganti. Pindai kode yang tergantung di tempat rapat, atau minta sekretariat"
        " mencatat Anda."
    )


def _not_open(row: Convening) -> str:
    if row.state == S.CANCELLED:
        return _("Rapat ini dibatalkan: %(reason)s") % {"reason": row.cancel_reason}
    if row.state in (S.CONFIRMING, S.CLOSED):
        return _(
            "Daftar hadir rapat ini sudah ditutup karena notulennya sudah dikirim. Hubungi sekretariat bila Anda hadir dan"
            " belum tercatat."
        )
    return ""


def _oneself(request: PublicRequest, members: list[Member]) -> dict[str, object]:
    seats = {desk.institution: Role(desk.role).label for desk in request.actor.desks}
    mine = next((one for one in members if one.institution_id in seats), None)
    if request.actor.user_id is None:
        return {}
    name = getattr(request.user, "full_name", "") or ""
    return {"name": name} | (
        {"member": mine.pk, "position": str(seats[mine.institution_id]).capitalize()} if mine else {}
    )
