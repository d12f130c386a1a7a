"""What people are asked to agree to: every version for everybody, a new one by operator or ministry."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission
from balai.people.actions.consent import may_publish, publish_consent_text
from balai.people.enums import ConsentPurpose
from balai.people.queries.consents import all_versions, current_texts
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.people.forms import ConsentTextForm
from balai.web.request import DeskRequest, PublicRequest


@login_not_required
def texts(request: PublicRequest) -> HttpResponse:
    context = {"purposes": all_versions(), "publishes": may_publish(request.actor)}
    return render(request, "people/consent_texts.html", context)


@permitted(Permission.PARAMETER_EDIT)
def publish(request: DeskRequest, purpose: str) -> HttpResponse:
    if purpose not in ConsentPurpose.values:
        raise Http404
    if not may_publish(request.actor):
        raise PermissionDenied
    now = current_texts()[purpose]
    form = ConsentTextForm(
        request.POST if request.method == "POST" else None, initial={"text": now.text, "text_en": now.text_en}
    )
    asked = ConsentPurpose(purpose)
    if form.is_valid() and done(
        form,
        lambda: publish_consent_text(by=request.actor, purpose=asked, now=timezone.now(), **form.cleaned_data),
    ):
        messages.success(
            request, _("Teks baru terbit. Yang menyetujui teks lama akan ditanya lagi; teks lama tetap terbaca.")
        )
        return redirect("people:consent_texts")
    context = {"form": form, "purpose": asked, "current": now}
    return render(request, "people/publish_text.html", context)
