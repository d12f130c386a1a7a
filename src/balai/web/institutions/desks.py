"""Desks of a body: who sits there, invitations, deputies, the end of a desk, and mutasi in one act."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.institutions.actions import desks as acts
from balai.institutions.actions.invite import Invitee, invite_to_desk, revoke_invitation
from balai.institutions.models import Institution, Membership
from balai.institutions.parameters import LETTER_MONTHS
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.web.forms.base import attempt, done
from balai.web.institutions import forms_desks as forms
from balai.web.institutions.found import form_page, with_managed_desks
from balai.web.request import DeskRequest


def desks(request: DeskRequest, pk: int) -> HttpResponse:
    body = with_managed_desks(request, pk)
    form = forms.InviteForm(body, request.POST if request.method == "POST" else None)
    now = timezone.now()
    if form.is_valid():
        invitee = Invitee(**form.cleaned_data)
        made = attempt(
            form,
            lambda: invite_to_desk(by=request.actor, institution_id=pk, invitee=invitee, link=_link(request), now=now),
        )
        if made is not None:
            request.session["invitation_link"] = made[1]
            messages.success(request, _("Undangan dikirim ke %(address)s.") % {"address": made[0].address})
            return redirect("institutions:desks", pk)
    context = {
        "institution": body,
        "form": form,
        "rows": _seated(body),
        "invitations": body.invitations.waiting_at(now).order_by("-pk")[:50],
        "link": request.session.pop("invitation_link", ""),
        "handovers": body.handovers.select_related("from_user", "to_user").order_by("-pk")[:10],
    }
    return render(request, "institutions/desks.html", context, status=422 if form.errors else 200)


def end(request: DeskRequest, pk: int, desk_id: int) -> HttpResponse:
    body = with_managed_desks(request, pk)
    desk = _desk(body, desk_id)
    form = forms.EndForm(request.POST if request.method == "POST" else None, initial={"last_day": timezone.localdate()})
    if form.is_valid() and done(
        form, lambda: acts.end_desk(by=request.actor, membership_id=desk.pk, last_day=form.cleaned_data["last_day"])
    ):
        messages.success(request, _("Meja diakhiri."))
        return redirect("institutions:desks", pk)
    hint = _("Pekerjaan yang masih terbuka tidak berpindah. Bila ada pengganti, catat mutasi saja.")
    title = _("Akhiri meja %(name)s") % {"name": desk.user}
    return form_page(request, form, institution=body, title=title, verb=_("Akhiri meja"), hint=hint)


def deputy(request: DeskRequest, pk: int, desk_id: int) -> HttpResponse:
    body = with_managed_desks(request, pk)
    desk = _desk(body, desk_id)
    form = forms.DeputyForm(_colleagues(body, desk), request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        if done(
            form,
            lambda: acts.appoint_deputy(
                by=request.actor, membership_id=desk.pk, deputy_user_id=said["deputy"],
                first_day=said["first_day"], last_day=said["last_day"],
            ),
        ):  # fmt: skip
            messages.success(request, _("Wakil ditunjuk untuk masa itu."))
            return redirect("institutions:desks", pk)
    title = _("Tunjuk wakil untuk %(name)s") % {"name": desk.user}
    return form_page(request, form, institution=body, title=title, verb=_("Tunjuk wakil"))


def handover(request: DeskRequest, pk: int, desk_id: int) -> HttpResponse:
    """First what would pass is shown; the same form sent with `confirm` does it."""
    body = with_managed_desks(request, pk)
    desk = _desk(body, desk_id)
    form = forms.HandoverForm(
        _colleagues(body, desk), request.POST if request.method == "POST" else None, request.FILES or None,
        initial={"on_day": timezone.localdate()},
    )  # fmt: skip
    counts = None
    if form.is_valid():
        said: dict[str, Any] = {
            "by": request.actor, "from_membership": desk.pk, "to_user": form.cleaned_data["to_user"],
            "on_day": form.cleaned_data["on_day"], "now": timezone.now(),
        }  # fmt: skip
        if "confirm" not in request.POST:
            counts = attempt(form, lambda: acts.preview_handover(**said))
        elif done(form, lambda: acts.hand_over_desk(**said, letter=_letter(request, form))):
            messages.success(request, _("Mutasi dicatat. Semua pekerjaan meja ini berpindah kepada penggantinya."))
            return redirect("institutions:desks", pk)
    context = {"institution": body, "desk": desk, "form": form, "counts": counts}
    return render(request, "institutions/handover.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: DeskRequest, pk: int, invitation_id: int) -> HttpResponse:
    body = with_managed_desks(request, pk)
    get_object_or_404(body.invitations, pk=invitation_id)
    try:
        revoke_invitation(by=request.actor, invitation_id=invitation_id, now=timezone.now())
        messages.success(request, _("Undangan ditarik. Tautannya tidak bisa dipakai lagi."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("institutions:desks", pk)


def _link(request: DeskRequest) -> Any:
    return lambda secret: request.build_absolute_uri(reverse("invitation", args=[secret]))


def _seated(body: Institution) -> list[Membership]:
    rows = body.memberships.exclude(ends_on__lt=timezone.localdate()).select_related("user", "deputy_of__user")
    return list(rows.order_by("role", "starts_on", "pk"))


def _desk(body: Institution, desk_id: int) -> Membership:
    return get_object_or_404(body.memberships.select_related("user"), pk=desk_id)


def _colleagues(body: Institution, desk: Membership) -> list[Membership]:
    rows = body.memberships.held_on(timezone.localdate()).exclude(user_id=desk.user_id)
    return list(rows.select_related("user").order_by("user__full_name", "pk"))


def _letter(request: DeskRequest, form: forms.HandoverForm) -> StoredFile | None:
    upload = form.cleaned_data["letter"]
    if not upload:
        return None
    try:
        return store_upload(
            by=request.actor, name=upload.name, content=upload, kind=DocumentKind.LETTER,
            keep_months=int(value_on(LETTER_MONTHS, timezone.localdate())), now=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        raise Refused(refused.code, refused.message, "letter") from None
