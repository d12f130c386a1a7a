"""Reading what the pages of admissions need, in a bounded number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from balai.admissions.enums import COUNTED, ApplicationState, Stage
from balai.admissions.models import Application, Selection, SelectionScore
from balai.admissions.parameters import WEIGHT_DOCUMENTS, WEIGHT_INTERVIEW, WEIGHT_TEST
from balai.counselling.enums import Route
from balai.counselling.models import RouteRecommendation
from balai.parameters.queries import value_on
from balai.planning.models import Batch


def weights_on(day: date, institution_id: int | None) -> dict[str, int]:
    """Percent by stage, as the recruiter's dated rules say on the day."""
    named = {Stage.DOCUMENTS: WEIGHT_DOCUMENTS, Stage.TEST: WEIGHT_TEST, Stage.INTERVIEW: WEIGHT_INTERVIEW}
    return {str(stage): int(value_on(parameter, day, institution_id)) for stage, parameter in named.items()}


@dataclass(frozen=True, slots=True)
class Funnel:
    """People, from the first click to the seat; absent: did not come to a stage."""

    applied: int
    waiting: int
    verified: int
    sat: int
    absent: int
    selected: int
    reserve: int
    confirmed: int
    declined: int
    forfeited: int
    withdrawn: int
    expired: int


def funnel(batch_id: int) -> Funnel:
    """Two queries. sat: came to at least one stage and was absent from none."""
    rows = Application.objects.filter(batch_id=batch_id).values_list("state").annotate(number=Count("pk"))
    by = Counter(dict(rows))
    came: dict[UUID, bool] = {}
    scores = SelectionScore.objects.filter(application__batch_id=batch_id, application__state__in=COUNTED)
    for application, absent in scores.values_list("application_id", "absent"):
        came[application] = came.get(application, True) and not absent
    s = ApplicationState
    return Funnel(
        applied=sum(by.values()), waiting=by[s.CLAIMED], verified=sum(by[state] for state in COUNTED),
        sat=sum(came.values()), absent=len(came) - sum(came.values()),
        selected=by[s.SELECTED] + by[s.CONFIRMED], reserve=by[s.RESERVE], confirmed=by[s.CONFIRMED],
        declined=by[s.DECLINED], forfeited=by[s.FORFEITED], withdrawn=by[s.WITHDRAWN], expired=by[s.EXPIRED],
    )  # fmt: skip


def scores_of(batch_id: int) -> dict[UUID, dict[str, SelectionScore]]:
    """application -> stage -> score."""
    found: dict[UUID, dict[str, SelectionScore]] = {}
    for score in SelectionScore.objects.filter(application__batch_id=batch_id).select_related("scorer"):
        found.setdefault(score.application_id, {})[score.stage] = score
    return found


def with_training_route(person_ids: Iterable[UUID]) -> set[UUID]:
    """Those whose counsellor recommends training, today."""
    rows = RouteRecommendation.objects.filter(
        route__in=(Route.TRAINING, Route.ENTREPRENEURSHIP),
        superseded_on=None,
        case_file__person_id__in=list(person_ids),
    )
    return set(rows.values_list("case_file__person_id", flat=True))


def is_published(batch_id: int) -> bool:
    return Selection.objects.filter(batch_id=batch_id, published_at__isnull=False).exists()


def other_open_classes(batch: Batch, now: datetime, limit: int = 3) -> list[Batch]:
    """Where else to go: open classes, those of the same province first."""
    rows = Batch.objects.public().open_at(now).exclude(pk=batch.pk).select_related("centre__region")
    province = batch.centre.region.province_id if batch.centre.region else None
    found = list(rows.order_by("closes_at", "pk")[:50])
    found.sort(key=lambda other: other.centre.region is None or other.centre.region.province_id != province)
    return found[:limit]
