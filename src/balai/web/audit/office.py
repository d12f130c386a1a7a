from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.audit.queries import entries
from balai.audit.verify import verify
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.web.audit.forms import EntryFilter
from balai.web.gate import permitted
from balai.web.request import DeskRequest

WORDS = {"actor": _("pelaku"), "verb": _("perbuatan"), "subject": _("mengenai")}


@permitted(Permission.AUDIT_READ)
def trail(request: DeskRequest) -> HttpResponse:
    form = EntryFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = keyset_page(entries(**asked), ("-id",), request.GET.get("sesudah"), 25)
    query = request.GET.copy()
    query.pop("sesudah", None)
    chips = []
    for name, value in asked.items():
        if value:
            rest = query.copy()
            rest.pop(name, None)
            chips.append((f"{WORDS[name]}: {value}", f"?{rest.urlencode()}"))
    query["sesudah"] = page.next or ""
    older = f"?{query.urlencode()}" if page.next else ""
    return render(request, "audit/trail.html", {"page": page, "form": form, "chips": chips, "older": older})


@require_POST
@permitted(Permission.AUDIT_READ)
def check(request: DeskRequest) -> HttpResponse:
    """Walks the whole trail; a very long one is checked at the machine with `balai audit verify`."""
    try:
        report = verify()
    except Refused as no:
        return render(request, "audit/check.html", {"sentences": [str(no)], "ok": False})
    return render(request, "audit/check.html", {"sentences": list(report.sentences()), "ok": report.ok})
