"""My account: what it is called, how it is reached, what guards it, where it is open."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from balai.accounts.actions.address import ask_for_new_address, change_address
from balai.accounts.actions.password import change_password
from balai.accounts.actions.sessions import sign_out_elsewhere
from balai.accounts.enums import CodeUse
from balai.accounts.queries import code_of_the_demonstration, has_second_factor, signed_in_on
from balai.kernel.refusal import Refused
from balai.web.accounts.adapter import remember_device
from balai.web.accounts.enter import answered, asked_for, check_may_ask
from balai.web.accounts.forms import AddressForm, ChangePasswordForm, CodeForm
from balai.web.accounts.second_factor import must_have
from balai.web.forms.base import show_refusal
from balai.web.request import DeskRequest


def account(request: DeskRequest) -> HttpResponse:
    return render(
        request,
        "account/account.html",
        {
            "devices": list(signed_in_on(request.user)[:30]),
            "here": request.session.session_key,
            "has_second_factor": has_second_factor(request.user.pk),
            "needs_second_factor": must_have(request.actor),
            "claim_url": "" if request.actor.desks else reverse("people:claim"),
        },
    )


@sensitive_post_parameters("old", "password")
def password(request: DeskRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["password"]
        here = request.session.session_key or ""
        try:
            user = change_password(by=request.actor, user=request.user, old=old, new=new, keep_session=here)
        except Refused as no:
            show_refusal(form, no)
        else:
            update_session_auth_hash(request, user)
            remember_device(request, user)
            messages.success(request, _("Kata sandi diganti. Perangkat lain sudah dikeluarkan."))
            return redirect("account")
    return render(request, "account/password.html", {"form": form})


def address(request: DeskRequest) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_may_ask(request, form.cleaned_data["address"])
            row = ask_for_new_address(user=request.user, address=form.cleaned_data["address"], now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            request.session["code"] = [CodeUse.NEW_ADDRESS, str(row.pk), row.address]
            return redirect("account_confirm_address")
    return render(request, "account/address.html", {"form": form})


def confirm_address(request: DeskRequest) -> HttpResponse:
    asked = asked_for(request, CodeUse.NEW_ADDRESS)
    if asked is None:
        return redirect("account_address")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and answered(form, asked[0], CodeUse.NEW_ADDRESS):
        try:
            change_address(by=request.actor, user=request.user, code_id=asked[0], now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            del request.session["code"]
            messages.success(request, _("Alamat baru tersimpan. Alamat yang lama sudah kami beri tahu."))
            return redirect("account")
    context = {"form": form, "address": asked[1], "sent": code_of_the_demonstration(asked[1])}
    return render(request, "account/confirm_address.html", context)


@require_POST
def sign_out_others(request: DeskRequest) -> HttpResponse:
    ended = sign_out_elsewhere(by=request.actor, user=request.user, keep=request.session.session_key or "")
    messages.success(request, _("%(count)s perangkat lain dikeluarkan.") % {"count": ended})
    return redirect("account")
