"""Daftar ulang, the question after it: who would know where you are. Asked with its own consent, never a condition."""

from dataclasses import fields

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from balai.admissions.actions.reach import PURPOSE, Reach, note_reach, withdraw_reach
from balai.admissions.models import ReachPlan
from balai.people.queries.consents import current_texts
from balai.web.admissions import status
from balai.web.admissions.forms_method import ReachForm
from balai.web.forms.base import done
from balai.web.request import PublicRequest

NAMES = [one.name for one in fields(Reach)]


@login_not_required
@never_cache
def reach(request: PublicRequest, code: str) -> HttpResponse:
    """What was noted is not shown again to whoever holds the code: two other people's numbers stand there."""
    if request.method == "POST" and "tarik" in request.POST:
        return status.done(
            request, code, lambda a, now: withdraw_reach(by=request.actor, application=a, now=now, holds_code=True),
            _("Persetujuan ditarik. Nama dan nomor mereka sudah dihapus."),
        )  # fmt: skip
    application, now = status.by_code(code), timezone.now()
    text = current_texts()[PURPOSE]
    form = ReachForm(request.POST if request.method == "POST" else None, initial={"version": text.version})
    if form.is_valid() and done(
        form,
        lambda: note_reach(
            by=request.actor, application=application, reach=Reach(**{name: form.cleaned_data[name] for name in NAMES}),
            version=form.cleaned_data["version"], now=now, holds_code=True,
        ),
    ):  # fmt: skip
        messages.success(request, _("Terima kasih. Mereka hanya dihubungi bila Anda tidak bisa dihubungi."))
        return redirect("admissions:status", application.code)
    kept = ReachPlan.objects.public().agreed().filter(person=application.person_id or None).first()
    context = {"application": application, "batch": application.batch, "form": form, "text": text, "kept": kept}
    return render(request, "admissions/reach.html", context)
