"""From which of their desks an actor may act for a body."""

from balai.access.actor import Actor
from balai.institutions.models import Institution
from balai.institutions.rules.authority import may_act_for


def may_act_from(actor: Actor, body: Institution) -> list[tuple[int, str]]:
    """(institution id, name) of the desks."""
    offices = {desk.institution: desk.name for desk in actor.desks}
    return [(pk, name) for pk, name in offices.items() if pk != body.pk and may_act_for(actor, body, pk)]


def own_offices(actor: Actor) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in {desk.institution: desk.name for desk in actor.desks}.items()]
