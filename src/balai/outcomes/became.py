"""What became of the people of a class, as planning asks for it (planning.earlier)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count

from balai.outcomes.parameters import WAVES
from balai.outcomes.queries import ThreeWay, summed, with_outcome
from balai.parameters.queries import value_on
from balai.planning.earlier import Became
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment

SOURCE = "outcomes"


def became_of_classes(batch_ids: Sequence[int], today: date) -> dict[int, Became]:
    """Two queries. Counted at the first wave; whoever was asked and is not known stays a number of its own."""
    wave = int(value_on(WAVES, today)[0])
    people = Enrolment.objects.filter(batch_id__in=batch_ids)
    done = people.filter(state=EnrolmentState.COMPLETED).order_by().values_list("batch_id").annotate(n=Count("pk"))
    completed: dict[int, int] = dict(done)
    counted: dict[int, list[tuple[str | None, str | None, int]]] = defaultdict(list)
    rows = with_outcome(people, wave, today).order_by().values_list("batch_id", "outcome", "outcome_source")
    for batch_id, status, source, count in rows.annotate(count=Count("pk")):
        counted[batch_id].append((status, source, count))
    return {pk: _became(total, summed(counted[pk]), wave, today) for pk, total in completed.items()}


def _became(completed: int, parts: ThreeWay, wave: int, today: date) -> Became:
    return Became(
        completed=completed,
        working=parts.working,
        not_working=parts.not_working,
        unknown=parts.unknown,
        not_yet=completed - parts.total,
        wave=wave,
        as_of=today,
        source=SOURCE,
    )
