"""What a forum shows to everybody: each kind by its own switch, decided by who keeps the forum."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.enums.face import FaceKind
from balai.collaboration.models import Collaboration, FaceSwitch
from balai.collaboration.rules.authority import check_may_keep


@transaction.atomic
def set_face(*, by: Actor, collaboration: Collaboration, kinds: Collection[str], now: datetime) -> Collaboration:
    """Exactly these are shown from now on. What was decided before and stays so keeps its day."""
    kept = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    check_may_keep(by, kept)
    there = {row.kind: row for row in FaceSwitch.objects.filter(collaboration=kept)}
    for kind in FaceKind.values:
        row, wanted = there.get(kind), kind in kinds
        if (row is not None and row.is_on) == wanted:
            continue
        row = row or FaceSwitch(collaboration=kept, kind=kind)
        row.is_on, row.at, row.by = wanted, now, by.name
        row.save()
        record(by, "collaboration.show" if wanted else "collaboration.hide", kept, kind=kind)
    return kept
