"""Rows that belong to one person: whoever sees the person sees them."""

from typing import Self, TypeVar

from django.db import models

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.people.models.person import Person

M = TypeVar("M", bound=models.Model)


class OwnedQuerySet(models.QuerySet[M]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def visible_to(self, actor: Actor, permission: Permission = Permission.PERSON_READ) -> Self:
        if actor.system:
            return self
        return self.filter(person__in=Person.objects.visible_to(actor, permission).values("pk"))


OwnedManager = models.Manager.from_queryset(OwnedQuerySet)
