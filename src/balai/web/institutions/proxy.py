"""Acting for a body that has no account: the letter, the beginning, putting the hat on and off, the end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.institutions.actions.proxy import begin_proxy, end_proxy
from balai.institutions.models import Institution, Proxy
from balai.institutions.parameters import LETTER_MONTHS
from balai.institutions.rules.proxy import may_end
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.web.forms.base import done
from balai.web.institutions.forms_desks import ProxyForm
from balai.web.institutions.found import form_page, institution_of, stored_file
from balai.web.institutions.offices import may_act_from
from balai.web.request import DeskRequest


def begin(request: DeskRequest, pk: int) -> HttpResponse:
    body = institution_of(request, pk)
    offices = may_act_from(request.actor, body)
    if not offices:
        raise PermissionDenied
    today = timezone.localdate()
    form = ProxyForm(
        offices,
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial={"valid_from": today},
    )
    if form.is_valid() and done(form, lambda: _begun(request, body, form)):
        messages.success(request, _("Surat kuasa dicatat. Anda bisa mulai bertindak atas nama lembaga ini."))
        return redirect("institutions:page", pk)
    hint = _(
        "Untuk lembaga yang belum punya akun. Semua yang disimpan tercatat “atas nama”, dengan surat ini sebagai dasar."
    )
    title = _("Bertindak atas nama %(name)s") % {"name": body.name}
    return form_page(request, form, institution=body, title=title, verb=_("Catat surat kuasa"), hint=hint)


def _begun(request: DeskRequest, body: Institution, form: ProxyForm) -> Proxy:
    said, now = form.cleaned_data, timezone.now()
    try:
        letter = store_upload(
            by=request.actor, name=said["letter"].name, content=said["letter"], kind=DocumentKind.LETTER,
            keep_months=int(value_on(LETTER_MONTHS, timezone.localdate())), now=now,
        )  # fmt: skip
    except Refused as refused:
        raise Refused(refused.code, refused.message, "letter") from None
    return begin_proxy(
        by=request.actor, institution_id=body.pk, acting_institution_id=said["acting"], letter=letter,
        reason=said["reason"], valid_from=said["valid_from"], valid_to=said["valid_to"], now=now,
    )  # fmt: skip


@require_POST
def start(request: DeskRequest, proxy_id: int) -> HttpResponse:
    """Puts the hat on. The middleware checks at every request that the proxy still holds."""
    proxy = get_object_or_404(Proxy.objects.visible_to(request.actor).valid_on(timezone.localdate()), pk=proxy_id)
    request.session["on_behalf_of"] = proxy.institution_id
    return redirect("institutions:page", proxy.institution_id)


def stop(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "institutions/stop_acting.html")
    request.session.pop("on_behalf_of", None)
    messages.success(request, _("Anda kembali bertindak atas nama sendiri."))
    return redirect("desk")


@require_POST
def end(request: DeskRequest, proxy_id: int) -> HttpResponse:
    proxy = get_object_or_404(Proxy.objects.visible_to(request.actor), pk=proxy_id)
    try:
        end_proxy(by=request.actor, proxy_id=proxy.pk, now=timezone.now())
        messages.success(request, _("Surat kuasa diakhiri."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("institutions:page", proxy.institution_id)


def letter(request: DeskRequest, proxy_id: int) -> HttpResponse:
    proxy = get_object_or_404(Proxy.objects.visible_to(request.actor).select_related("letter"), pk=proxy_id)
    if not may_end(request.actor, proxy):
        raise Http404
    return stored_file(proxy.letter, f"surat-kuasa-{proxy.pk}")
