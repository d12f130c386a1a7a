"""At the counter: somebody lost their phone, or has none, and stands here with their papers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from balai.access.permissions import Permission
from balai.accounts.actions.recovery import Help
from balai.accounts.models import User
from balai.accounts.queries import has_second_factor
from balai.accounts.rules.addresses import masked
from balai.kernel.refusal import Refused
from balai.people.actions.helping import help_back_in, make_account
from balai.people.queries.helping import helpable
from balai.people.rules.helping import helpable_account
from balai.web.accounts.forms import HelpForm, MakeAccountForm
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.people.common import seen_person
from balai.web.request import DeskRequest


@permitted(Permission.DESK_MANAGE, Permission.PERSON_EDIT)
def whom(request: DeskRequest) -> HttpResponse:
    text = request.GET.get("cari", "").replace("\x00", "")[:100]
    rows = helpable(request.actor, text, timezone.localdate())
    return render(request, "account/whom.html", {"rows": rows, "text": text})


@permitted(Permission.DESK_MANAGE, Permission.PERSON_EDIT)
@never_cache
def help_one(request: DeskRequest, user_id: int) -> HttpResponse:
    user = helpable_account(request.actor, user_id, timezone.localdate())
    if user is None:
        raise Http404
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        filled = form.cleaned_data
        given = Help(filled["paper"], filled["address"], filled["second_factor"], filled["printed_code"])
        try:
            _user, code = help_back_in(by=request.actor, user=user, given=given, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            if code:
                return _paper(request, user, code)
            messages.success(
                request, _("Akses %(name)s dipulihkan. Alamat lamanya sudah diberi tahu.") % {"name": user}
            )
            return redirect("help_back_in")
    reached = [masked(address) for address in (user.phone, user.email) if address]
    return render(
        request,
        "account/help.html",
        {"form": form, "holder": user, "reached": reached, "has_second_factor": has_second_factor(user.pk)},
    )


@permitted(Permission.PERSON_EDIT)
@never_cache
def make_one(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """For somebody without telephone or e-mail; the code is in the answer to this POST and nowhere else."""
    person = seen_person(request, person_id, Permission.PERSON_EDIT)
    form = MakeAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user, code = make_account(
                by=request.actor, person=person, paper=form.cleaned_data["paper"], now=timezone.now()
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            return _paper(request, user, code)
    return render(request, "account/make.html", {"form": form, "person": person})


def _paper(request: DeskRequest, user: User, code: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("account_printed_code"))
    return render(request, "account/paper.html", {"holder": user, "code": code, "address": address})
