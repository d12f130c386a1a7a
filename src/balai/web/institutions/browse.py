"""The register of bodies, and one body's page. Open to everybody for what has been verified."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.institutions.models import Institution
from balai.institutions.queries.profile import listed, profile_of
from balai.institutions.rules.authority import may_correct_register, may_edit, may_manage_desks, may_verify
from balai.kernel.paging import keyset_page
from balai.web.institutions.forms import FilterForm
from balai.web.institutions.found import institution_of
from balai.web.institutions.offices import may_act_from
from balai.web.request import PublicRequest
from balai.web.turning import AFTER, around


@login_not_required
def institutions(request: PublicRequest) -> HttpResponse:
    form = FilterForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = listed(
        Institution.objects.visible_to(request.actor),
        text=asked.get("q", ""),
        kind=asked.get("kind", ""),
        standing=asked.get("standing", ""),
        region=asked.get("region"),
    )
    page = keyset_page(rows, ("name_key", "pk"), request.GET.get(AFTER))
    words = {name: str(value) for name, value in request.GET.items() if value and name in form.fields}
    context = {
        "form": form,
        "rows": page.rows,
        "chips": _chips(form, words),
        **around(page, words),
    }
    return render(request, "institutions/list.html", context)


@login_not_required
def institution(request: PublicRequest, pk: int) -> HttpResponse:
    body = institution_of(request, pk)
    today = timezone.localdate()
    signed_in = request.actor.user_id is not None
    edits = may_edit(request.actor, body)
    context = {
        "institution": body,
        "profile": profile_of(body, request.actor, today),
        "today": today,
        "edits": edits,
        "corrects": may_correct_register(request.actor, body),
        "verifies": may_verify(request.actor, body),
        "manages": may_manage_desks(request.actor, body),
        "sees_people": signed_in,
        "acting_offices": may_act_from(request.actor, body),
        "acts_here": request.actor.on_behalf_of == body.pk,
    }
    return render(request, "institutions/page.html", context)


def _chips(form: FilterForm, words: dict[str, str]) -> list[tuple[str, str]]:
    """Each condition in words, with the address of the list without it."""
    if not form.is_bound or not form.is_valid():
        return []
    chips = []
    for name, value in words.items():
        field = form.fields[name]
        label = dict(getattr(field, "choices", ())).get(value, value)
        rest = {other: said for other, said in words.items() if other != name}
        chips.append((str(label), f"?{urlencode(rest)}"))
    return chips
