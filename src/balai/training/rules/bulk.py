"""How far an act over many classes reaches: as far as each class's own page would let the actor do it, at whatever centre."""

from typing import Final

from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.planning.models import Batch
from balai.training.enums import BulkKind

_NEEDS: Final = {
    BulkKind.RANK: (P.APPLICATION_DECIDE, ("selector_id",)),
    BulkKind.DECIDE: (P.APPLICATION_DECIDE, ("selector_id",)),
    BulkKind.ENROL: (P.BATCH_EDIT, ("centre_id", "deliverer_id", "selector_id")),
    BulkKind.ATTEND: (P.ATTENDANCE_MARK, ("deliverer_id",)),
    BulkKind.RESULT: (P.RESULT_RECORD, ("deliverer_id",)),
    BulkKind.COMPLETE: (P.TRAINING_CERTIFY, ("centre_id",)),
    BulkKind.CERTIFY: (P.TRAINING_CERTIFY, ("centre_id",)),
}
STARTERS: Final = (P.TRAINING_CERTIFY, P.APPLICATION_DECIDE)
"""Who works with many classes at once: a centre's office, and an office that selects for several centres."""


def seats_for(actor: Actor, kind: str) -> frozenset[int]:
    """Own institutions from whose desk the actor may start it."""
    permission, _where = _NEEDS[BulkKind(kind)]
    starting = frozenset().union(*(actor.institutions_with(one) for one in STARTERS))
    return starting & actor.institutions_with(permission)


def kinds_for(actor: Actor) -> list[BulkKind]:
    return [kind for kind in BulkKind if seats_for(actor, kind)]


def reached_by(actor: Actor, kind: str) -> Q:
    """Of classes."""
    _permission, where = _NEEDS[BulkKind(kind)]
    found = Q(pk__in=())
    for name in where:
        found |= Q(**{f"{name}__in": seats_for(actor, kind)})
    return found


def reaches(actor: Actor, kind: str, batch: Batch) -> bool:
    _permission, where = _NEEDS[BulkKind(kind)]
    return any(getattr(batch, name) in seats_for(actor, kind) for name in where)
