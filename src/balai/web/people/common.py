"""What the pages about people share."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.registry import Reader, road_of
from balai.people.models import Person
from balai.people.rules.authority import is_self
from balai.web.parts import Step
from balai.web.request import DeskRequest


def seen_person(request: DeskRequest, person_id: UUID, permission: Permission = Permission.PERSON_READ) -> Person:
    """404 for whoever may not see the person: nobody learns that the record exists."""
    seen = Person.objects.visible_to(request.actor, permission)
    return get_object_or_404(
        seen.select_related("home_regency", "home_region", "id_region", "registered_by"), pk=person_id
    )


def own_person(request: DeskRequest) -> Person | None:
    return Person.objects.visible_to(request.actor).filter(user_id=request.user.pk).first()


def office_of(request: DeskRequest, permission: Permission) -> Institution:
    """The actor's own institution for a new record: the one acted for, else the first."""
    own = request.actor.institutions_with(permission)
    if not own:
        raise PermissionDenied
    chosen = request.actor.on_behalf_of if request.actor.on_behalf_of in own else min(own)
    return Institution.objects.visible_to(request.actor).get(pk=chosen)


def steps_of(request: DeskRequest, person: Person) -> list[Step]:
    """The road of every room, for the jalan, as told to whoever is signed in."""
    reader = Reader(request.actor, is_self(request.actor, person))
    return [Step.of(step) for step in road_of(person.pk, timezone.localdate(), reader)]
