"""For those who are not in yet: a new account, a new password. Both answer alike whether an account exists."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from balai.accounts.actions.by_office import set_password_by_printed_code
from balai.accounts.actions.codes import answer_code
from balai.accounts.actions.create import ask_to_sign_up, sign_up
from balai.accounts.actions.password import ask_for_new_password, set_first_password, set_password_by_code
from balai.accounts.enums import CodeUse
from balai.accounts.queries import code_of_the_demonstration, find_by_link
from balai.kernel.refusal import Refused
from balai.notifications.send import reaches_phones
from balai.web.accounts.adapter import AccountAdapter
from balai.web.accounts.forms import (
    CodeAndPasswordForm,
    CodeForm,
    FirstPasswordForm,
    PrintedCodeForm,
    SignUpForm,
    WhoForm,
)
from balai.web.forms.base import done, show_refusal
from balai.web.request import PublicRequest

WRONG_PAPER = gettext_lazy(
    "“Kode dari petugas” atau “Nama pengguna” tidak cocok, atau sudah dipakai. Periksa kertasnya."
)
WRONG_CODE = gettext_lazy("“Kode enam angka” tidak cocok. Periksa pesan terakhir dari Balai.")


def check_may_ask(request: PublicRequest, address: str) -> None:
    """Messages cost money and patience: 5 an hour to one address, 60 an hour from one place."""
    if not ratelimit.consume(request, action="send_code", key=address.strip().lower()):
        raise Refused("too_many_codes", _("Terlalu banyak kode diminta. Tunggu satu jam, lalu coba lagi."))


@login_not_required
@never_cache
def start_sign_up(request: PublicRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("desk")
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_may_ask(request, form.cleaned_data["address"])
            row = ask_to_sign_up(**form.cleaned_data, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            request.session["code"] = [CodeUse.SIGN_UP, str(row.pk), row.address]
            return redirect("account_finish_sign_up")
    return render(request, "account/sign_up.html", {"form": form, "reaches_phones": reaches_phones()})


@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
def finish_sign_up(request: PublicRequest) -> HttpResponse:
    asked = asked_for(request, CodeUse.SIGN_UP)
    if asked is None:
        return redirect("account_signup")
    form = CodeAndPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and answered(form, asked[0], CodeUse.SIGN_UP):
        try:
            password = form.cleaned_data["password"]
            user = sign_up(by=request.actor, code_id=asked[0], password=password, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            del request.session["code"]
            AccountAdapter(request).login(request, user)
            messages.success(request, _("Selamat datang, %(name)s. Akun Anda sudah siap.") % {"name": user})
            return redirect("account")
    return render(
        request,
        "account/finish.html",
        {"form": form, "address": asked[1], "new": True, "sent": code_of_the_demonstration(asked[1])},
    )


@login_not_required
@never_cache
def forgot(request: PublicRequest) -> HttpResponse:
    form = WhoForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_may_ask(request, form.cleaned_data["login"])
            row = ask_for_new_password(login=form.cleaned_data["login"], now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            request.session["code"] = [CodeUse.NEW_PASSWORD, str(row.pk), ""]
            return redirect("account_finish_reset")
    return render(request, "account/forgot.html", {"form": form, "reaches_phones": reaches_phones()})


@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
def finish_reset(request: PublicRequest) -> HttpResponse:
    asked = asked_for(request, CodeUse.NEW_PASSWORD)
    if asked is None:
        return redirect("account_reset_password")
    form = CodeAndPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and answered(form, asked[0], CodeUse.NEW_PASSWORD):
        try:
            set_password_by_code(code_id=asked[0], password=form.cleaned_data["password"], now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            del request.session["code"]
            messages.success(request, _("Kata sandi baru tersimpan. Masuklah dengan kata sandi itu."))
            return redirect("account_login")
    return render(request, "account/finish.html", {"form": form, "new": False, "reaches_phones": reaches_phones()})


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def first_password(request: PublicRequest, user_id: int, token: str) -> HttpResponse:
    """The one-time link of `balai admin create`."""
    user = find_by_link(user_id, token)
    if user is None:
        return render(request, "account/link_over.html", status=410)
    form = FirstPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: set_first_password(user=user, password=form.cleaned_data["password"])):
        messages.success(request, _("Kata sandi tersimpan. Masuklah dengan kata sandi itu."))
        return redirect("account_login")
    return render(request, "account/first_password.html", {"form": form, "holder": user})


@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
def printed_code(request: PublicRequest) -> HttpResponse:
    """A code an officer printed. A wrong name and a wrong code get the same answer."""
    form = PrintedCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_may_ask(request, form.cleaned_data["username"])
            user = set_password_by_printed_code(**form.cleaned_data, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            if user is not None:
                messages.success(request, _("Kata sandi tersimpan. Masuklah dengan kata sandi itu."))
                return redirect("account_login")
            form.add_error("code", str(WRONG_PAPER))
    return render(request, "account/printed_code.html", {"form": form})


def asked_for(request: PublicRequest, use: CodeUse) -> tuple[UUID, str] | None:
    """The code this visitor asked for: its id and the address it went to."""
    kept = request.session.get("code")
    return (UUID(kept[1]), kept[2]) if kept and kept[0] == use else None


def answered(form: CodeForm, code_id: UUID, use: CodeUse) -> bool:
    try:
        right = answer_code(code_id=code_id, use=use, code=form.cleaned_data["code"], now=timezone.now())
    except Refused as no:
        show_refusal(form, no)
        return False
    if not right:
        form.add_error("code", str(WRONG_CODE))
    return right
