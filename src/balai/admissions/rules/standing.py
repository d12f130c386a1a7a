"""Everybody of a class in their order, by the fixed plan and the draw; and where one of them stands."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from balai.admissions.enums import DecisionRule, DrawState
from balai.admissions.models import Application, Draw
from balai.admissions.queries import scores_of
from balai.admissions.queries.plans import live_draw, plan_of, salt_of
from balai.admissions.rules.drawing import places, token
from balai.admissions.rules.plainly import Standing
from balai.admissions.rules.ranking import Method, Ranked, Scored, ranking
from balai.planning.models import Batch


def method_of(batch: Batch, application_ids: Iterable[UUID]) -> Method:
    """The plan with the result of a draw, if there is one."""
    plan, draw = plan_of(batch), live_draw(batch)
    drawn = {}
    if draw is not None and draw.state == DrawState.DRAWN:
        drawn = dict(places(draw, salt_of(draw), list(application_ids)))
    return Method(plan.weights, plan.passing, plan.by_lot, drawn)


def ranked_list(batch: Batch) -> list[Ranked]:
    """Everybody counted and not yet confirmed elsewhere on the list, by the fixed plan and the draw. A few queries."""
    rows = list(Application.objects.counted().filter(batch=batch).order_by("pk"))
    method = method_of(batch, [row.pk for row in rows])
    return ranking(batch.pk, scored(batch, rows), method, seats=batch.seats, reserves=batch.reserves)


def scored(batch: Batch, rows: Sequence[Application]) -> list[Scored]:
    given = scores_of(batch.pk)
    found = []
    for row in rows:
        mine = given.get(row.pk, {})
        numbers = {stage: number for stage, s in mine.items() if (number := s.score) is not None}
        found.append(Scored(row.pk, numbers, frozenset(stage for stage, s in mine.items() if s.absent)))
    return found


def own_token(draw: Draw, application_id: UUID) -> str:
    """The applicant's own token when it is on the list, else empty."""
    mine = token(salt_of(draw), application_id)
    return mine if any(mine in group for group in draw.groups) else ""


def standing_of(application: Application) -> Standing:
    """Computed only where rank decided; a handful of queries."""
    if application.rule != DecisionRule.RANKED_BELOW:
        return Standing(None, None, 0, None)
    ranked = [one for one in ranked_list(application.batch) if one.place is not None]
    mine = next((one for one in ranked if one.application_id == application.pk), None)
    seats = [one.total for one in ranked if one.place is not None and one.place <= application.batch.seats]
    return Standing(
        mine.total if mine else None, mine.place if mine else None, len(ranked), seats[-1] if seats else None
    )
