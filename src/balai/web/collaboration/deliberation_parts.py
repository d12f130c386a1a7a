"""What matters and obstacles show on a period's page."""

from typing import Any

from balai.collaboration.models import Collaboration, Period
from balai.collaboration.queries import determination, meetings, obstacles
from balai.collaboration.rules.authority import may_keep
from balai.kernel.paging import keyset_page
from balai.web.collaboration.found import today_of
from balai.web.request import PublicRequest
from balai.web.turning import AFTER, around

SIZE = 50


def takes_part(request: PublicRequest, row: Period) -> bool:
    return (
        Collaboration.objects.visible_to(request.actor)
        .shared_with(request.actor)
        .filter(pk=row.collaboration_id)
        .exists()
    )


def _speaks(request: PublicRequest, row: Period) -> bool:
    keeps = may_keep(request.actor, row.collaboration)
    members = meetings.parties_of(row)
    return bool(meetings.spoken_for(request.actor, members, today_of(row.collaboration), keeps=keeps))


def matter_list(request: PublicRequest, row: Period) -> dict[str, Any]:
    """Only for who takes part, also in a forum that is published."""
    if not takes_part(request, row):
        return {"takes_part": False}
    brings = not row.is_closed and (may_keep(request.actor, row.collaboration) or _speaks(request, row))
    return {"takes_part": True, "matters": determination.matters_of(row), "brings_matter": brings}


def obstacle_list(request: PublicRequest, row: Period) -> dict[str, Any]:
    page = keyset_page(obstacles.register_of(row), ("rank", "pk"), request.GET.get(AFTER), SIZE)
    today = today_of(row.collaboration)
    return {
        "rows": [(one, obstacles.is_late(one, today)) for one in page.rows],
        "raises": not row.is_closed and _speaks(request, row), "loose": obstacles.loose_issues(row), **around(page),
    }  # fmt: skip
