"""Whoever holds the link of an invitation takes the desk: with the account they have, or with a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from balai.accounts.models import User
from balai.institutions.actions.invite import NewAccount, accept_invitation, find_invitation
from balai.kernel.refusal import Refused
from balai.web.accounts.adapter import AccountAdapter
from balai.web.forms.base import show_refusal
from balai.web.institutions.forms_desks import AccountForm
from balai.web.request import PublicRequest


@login_not_required
@sensitive_post_parameters("password")
def invitation(request: PublicRequest, secret: str) -> HttpResponse:
    found = find_invitation(secret, timezone.now())
    if found is None:
        return _quiet(render(request, "institutions/invitation_over.html", status=410))
    user = request.user if isinstance(request.user, User) else None
    form = AccountForm(request.POST if request.method == "POST" and user is None else None)
    refused = ""
    if request.method == "POST" and (user is not None or form.is_valid()):
        try:
            account = None if user else NewAccount(**form.cleaned_data)
            desk = accept_invitation(secret=secret, user=user, account=account, now=timezone.now())
        except Refused as no:
            if user is None:
                show_refusal(form, no)
            refused = str(no)
        else:
            if user is None:
                AccountAdapter(request).login(request, desk.user)
            messages.success(request, _("Anda sekarang duduk di meja %(name)s.") % {"name": desk.institution.name})
            return redirect("desk")
    context = {"invitation": found, "form": form, "user_here": user, "refused": refused}
    return _quiet(render(request, "institutions/invitation.html", context, status=422 if refused else 200))


def _quiet(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no search engine, no referrer."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
