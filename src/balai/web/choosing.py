"""Choosing a person for something that is about to be written: by the beginning of their name, among those one may see."""

from typing import Any
from uuid import UUID

from django.utils.http import urlencode

from balai.access.permissions import Permission
from balai.kernel.paging import keyset_page
from balai.people.models import Person
from balai.people.queries.lists import people_in, scopes
from balai.web.request import DeskRequest


def people_to_choose(request: DeskRequest, **kept: int | str) -> dict[str, Any]:
    """For web/choose_person.html: rows with the address that chooses them. kept: what stays in the address.

    ?daftar (which list), ?nama (beginning of the name), ?sesudah (cursor)."""
    mine = scopes(request.actor)
    scope = next((s for s in mine if s.tab == request.GET.get("daftar")), mine[0] if mine else None)
    prefix = request.GET.get("nama", "")[:80]
    stay: dict[str, Any] = {name: value for name, value in kept.items() if value}
    if scope is None:
        return {"people": [], "prefix": prefix, "kept": stay}
    page = keyset_page(people_in(request.actor, scope, prefix), ["name_key", "pk"], request.GET.get("sesudah"), size=15)
    here = stay | {"daftar": scope.tab} | ({"nama": prefix} if prefix else {})
    return {
        "people": [(person, f"?{urlencode(stay | {'orang': person.pk})}") for person in page.rows],
        "prefix": prefix,
        "kept": stay | {"daftar": scope.tab},
        "older": f"?{urlencode(here | {'sesudah': page.next})}" if page.next else "",
        "newer": "" if page.first else f"?{urlencode(here)}",
    }


def chosen_person(request: DeskRequest, permission: Permission = Permission.PERSON_READ) -> Person | None:
    """?orang=<id>, when the actor may see them."""
    try:
        pk = UUID(request.GET.get("orang", ""))
    except ValueError:
        return None
    return Person.objects.visible_to(request.actor, permission).live().filter(pk=pk).first()
