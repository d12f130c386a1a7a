"""How a class selects, as it is fixed or, before that, as the dated rules of its selector stand on the opening day."""

from datetime import date

from balai.admissions.enums import Stage
from balai.admissions.models import Draw, SelectionPlan
from balai.admissions.models.draw import salt_aad
from balai.admissions.parameters import WEIGHT_DOCUMENTS, WEIGHT_INTERVIEW, WEIGHT_TEST
from balai.kernel.clock import today_in
from balai.kernel.crypto import unseal
from balai.parameters.queries import value_on
from balai.planning.models import Batch


def weights_on(day: date, institution_id: int | None) -> dict[str, int]:
    """Percent by stage, as the selector's dated rules say on the day."""
    named = {Stage.DOCUMENTS: WEIGHT_DOCUMENTS, Stage.TEST: WEIGHT_TEST, Stage.INTERVIEW: WEIGHT_INTERVIEW}
    return {str(stage): int(value_on(parameter, day, institution_id)) for stage, parameter in named.items()}


def planned(batch: Batch) -> SelectionPlan:
    """Not saved: what holds while nobody wrote anything else."""
    weights = weights_on(today_in(batch.zone, batch.opens_at), batch.selector_id)
    return SelectionPlan(
        batch=batch,
        by_lot=not any(weights.values()),
        **{f"weight_{stage}": number for stage, number in weights.items()},
    )


def plan_of(batch: Batch) -> SelectionPlan:
    return SelectionPlan.objects.filter(batch=batch).first() or planned(batch)


def live_draw(batch: Batch) -> Draw | None:
    return Draw.objects.live().filter(batch=batch).select_related("batch__centre__region").first()


def salt_of(draw: Draw) -> str:
    return unseal(draw.salt_sealed, salt_aad(draw.batch_id, draw.round))
