"""At the counter: somebody lost their phone and stands here with their papers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission
from balai.accounts.actions.recovery import Help
from balai.accounts.queries import has_second_factor
from balai.accounts.rules.addresses import masked
from balai.kernel.refusal import Refused
from balai.people.actions.helping import help_back_in
from balai.people.queries.helping import helpable
from balai.people.rules.helping import helpable_account
from balai.web.accounts.forms import HelpForm
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.request import DeskRequest


@permitted(Permission.DESK_MANAGE, Permission.PERSON_EDIT)
def whom(request: DeskRequest) -> HttpResponse:
    text = request.GET.get("cari", "").replace("\x00", "")[:100]
    rows = helpable(request.actor, text, timezone.localdate())
    return render(request, "account/whom.html", {"rows": rows, "text": text})


@permitted(Permission.DESK_MANAGE, Permission.PERSON_EDIT)
def help_one(request: DeskRequest, user_id: int) -> HttpResponse:
    user = helpable_account(request.actor, user_id, timezone.localdate())
    if user is None:
        raise Http404
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        filled = form.cleaned_data
        given = Help(filled["paper"], filled["address"], filled["second_factor"])
        try:
            help_back_in(by=request.actor, user=user, given=given, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
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
