"""A matter with a question, an obstacle and a mandate of a forum that lives, for their addresses."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from balai.collaboration.actions.deliberation import bring_matter
from balai.collaboration.actions.determination import QuestionPlan, put_question
from balai.collaboration.actions.mandates import propose_mandate
from balai.collaboration.actions.obstacles import Trouble, raise_obstacle
from balai.collaboration.models import Member, Period
from balai.config.demo.world import World
from tests.authority.adapted import adapted


def talked(world: World, period: Period, members: Sequence[Member]) -> dict[str, Any]:
    by, now, own = world.actor("sekretaris"), world.now, members[0]
    matter = bring_matter(by=by, period=period, title="Jadwal", text="", member=None, now=now)
    plan = QuestionPlan("Mulai Januari.", "procedural", 2, now + timedelta(days=1))
    ballot = put_question(by=by, matter=matter, plan=plan, now=now)
    obstacle = raise_obstacle(by=by, period=period, member=own, trouble=Trouble("Dana", "funding"), now=now)
    mandate = propose_mandate(by=by, period=period, member=own, text="Memandu rapat", basis="", now=now)
    acts = {"matter_act": (matter, "usul"), "ballot_act": (ballot, "suara"), "obstacle_act": (obstacle, "tangani"),
            "mandate_act": (mandate, "tanggapi")}  # fmt: skip
    given = {f"collaboration:{name}:pk": row.pk for name, (row, _act) in acts.items()}
    given |= {f"collaboration:{name}:act": act for name, (_row, act) in acts.items()}
    given |= {
        f"collaboration:{name}:pk": period.pk for name in ("new_matter", "new_obstacle", "mandates", "new_mandate")
    }
    given |= adapted(world, period, members)
    return given | {"collaboration:matter:pk": matter.pk, "collaboration:obstacle:pk": obstacle.pk}
