"""A finding of a forum that lives, answered by a decision, for its addresses."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from balai.collaboration.actions.adaptations import Hope, answer_finding
from balai.collaboration.models import Decision, Member, Period
from balai.config.demo.world import World


def adapted(world: World, period: Period, members: Sequence[Member]) -> dict[str, Any]:
    decision = Decision.objects.create(period=period, code="q-uji", kind="procedural", text="Rapat tiap bulan.")
    hope = Hope("Rapat lebih sering", "strong", world.today + timedelta(days=30), members[0])
    row = answer_finding(
        by=world.actor("sekretaris"),
        period=period,
        finding=("element", "dialogue"),
        decision=decision,
        hope=hope,
        now=world.now,
    )
    given = {f"collaboration:{name}:pk": period.pk for name in ("findings", "finding", "answer_finding")}
    given |= {f"collaboration:{name}:pk": row.pk for name in ("adaptation", "adaptation_act")}
    about = {f"collaboration:{name}:kind": "element" for name in ("finding", "answer_finding")}
    return given | about | {"collaboration:about": "dialogue", "collaboration:adaptation_act:act": "perubahan"}
