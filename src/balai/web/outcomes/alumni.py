"""The alumnus's own word, in under a minute: by account, or by the signed link of a message."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import PUBLIC
from balai.kernel.refusal import Refused
from balai.outcomes.actions.state import answer_by_link, follow_up_of_link, record_statement
from balai.outcomes.models import OutcomeStatement
from balai.people.models import Person
from balai.web.forms.base import done
from balai.web.outcomes.forms import OwnWordForm
from balai.web.request import DeskRequest, PublicRequest


@login_not_required
def by_link(request: PublicRequest, token: str) -> HttpResponse:
    """Shows the class and a first name, nothing else: phones are shared."""
    now = timezone.now()
    today = timezone.localdate(now)
    try:
        one = follow_up_of_link(token, today)
    except Refused as no:
        return render(request, "outcomes/link_over.html", {"sentence": str(no.message)}, status=410)
    form = OwnWordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: answer_by_link(by=PUBLIC, token=token, told=form.told(today), now=now)):
        return redirect("kabar:thanks")
    shown = {
        "form": form,
        "first_name": one.enrolment.person.full_name.split()[0],
        "batch": one.enrolment.batch,
        "wave": one.wave,
    }
    return render(request, "outcomes/own_word.html", shown)


def own(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    person = Person.objects.visible_to(request.actor).live().filter(user_id=request.user.pk).first()
    if person is None:
        return render(request, "outcomes/no_person.html")
    form = OwnWordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: record_statement(by=request.actor, person=person, told=form.told(today), now=now)
    ):
        messages.success(request, _("Terima kasih, kabar Anda tercatat."))
        return redirect("kabar:own")
    said = OutcomeStatement.objects.visible_to(request.actor).live().filter(person=person).order_by("-as_of", "-pk")
    shown = {"form": form, "first_name": person.full_name.split()[0], "said": said[:10]}
    return render(request, "outcomes/own_word.html", shown)


@login_not_required
def thanks(request: PublicRequest) -> HttpResponse:
    return render(request, "outcomes/thanks.html")
