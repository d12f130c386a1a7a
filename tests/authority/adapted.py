"""A finding of a forum that lives, answered by a decision, for its addresses."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from balai.collaboration.actions.adaptations import Hope, answer_finding
from balai.collaboration.actions.citizens import offer_obstacle
from balai.collaboration.actions.face import set_face
from balai.collaboration.enums.face import FaceKind
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
    given = {f"collaboration:{name}:pk": period.pk for name in ("findings", "finding", "answer_finding", "report")}
    given |= {f"collaboration:{name}:pk": row.pk for name in ("adaptation", "adaptation_act")}
    given |= _faced(world, period)
    about = {f"collaboration:{name}:kind": "element" for name in ("finding", "answer_finding")}
    return given | about | {"collaboration:about": "dialogue", "collaboration:adaptation_act:act": "perubahan"}


def _faced(world: World, period: Period) -> dict[str, Any]:
    """It shows everything there is to show, and a citizen brought something."""
    kept = period.collaboration
    set_face(by=world.actor("sekretaris"), collaboration=kept, kinds=FaceKind.values, now=world.now)
    offer = offer_obstacle(collaboration=kept, text="Angkutan desa berhenti pukul tiga sore.", now=world.now)
    given: dict[str, Any] = {
        f"collaboration:{name}:pk": kept.pk for name in ("face", "citizen_tell", "face_switches", "citizen_offers")
    }
    told = {"collaboration:citizen_act:pk": offer.pk, "collaboration:citizen_act:act": "tolak"}
    return given | told | {"collaboration:followed:code": offer.code}
