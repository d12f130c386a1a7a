"""Reading what the pages of admissions need, in a bounded number of queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from balai.admissions.enums import COUNTED, ApplicationState
from balai.admissions.models import Application, Selection, SelectionScore
from balai.counselling.enums import Route
from balai.counselling.models import RouteRecommendation
from balai.notifications.models import Message
from balai.planning.models import Batch


def mean(numbers: Sequence[Decimal]) -> Decimal:
    """Of one or more scores, two decimals, half up."""
    return (sum(numbers, Decimal(0)) / len(numbers)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class StageScore:
    """One stage of one applicant as several scorers see it. The score is their mean, two decimals, half up."""

    rows: list[SelectionScore]

    @property
    def given(self) -> list[Decimal]:
        return [row.score for row in self.rows if row.score is not None]

    @property
    def score(self) -> Decimal | None:
        return mean(self.given) if self.given else None

    @property
    def absent(self) -> bool:
        """Only when nobody saw them: one scorer's number weighs more than another's tick."""
        return not self.given

    @property
    def spread(self) -> Decimal:
        return max(self.given) - min(self.given) if self.given else Decimal(0)

    @property
    def half_absent(self) -> bool:
        return bool(self.given) and any(row.absent for row in self.rows)

    def by_user(self, user_id: int | None) -> SelectionScore | None:
        return next((row for row in self.rows if row.scorer_id == user_id), None)


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
    """Three queries. sat: came to at least one stage and was absent from none."""
    rows = Application.objects.filter(batch_id=batch_id).values_list("state").annotate(number=Count("pk"))
    by = Counter(dict(rows))
    came: dict[UUID, bool] = {}
    known = set(Application.objects.counted().filter(batch_id=batch_id).values_list("pk", flat=True))
    for application, stages in scores_of(batch_id).items():
        if application in known:
            came[application] = not any(stage.absent for stage in stages.values())
    s = ApplicationState
    return Funnel(
        applied=sum(by.values()), waiting=by[s.CLAIMED], verified=sum(by[state] for state in COUNTED),
        sat=sum(came.values()), absent=len(came) - sum(came.values()),
        selected=by[s.SELECTED] + by[s.CONFIRMED], reserve=by[s.RESERVE], confirmed=by[s.CONFIRMED],
        declined=by[s.DECLINED], forfeited=by[s.FORFEITED], withdrawn=by[s.WITHDRAWN], expired=by[s.EXPIRED],
    )  # fmt: skip


def scores_of(batch_id: int) -> dict[UUID, dict[str, StageScore]]:
    """application -> stage -> what its scorers say together. One query."""
    given: dict[UUID, dict[str, list[SelectionScore]]] = {}
    rows = SelectionScore.objects.filter(application__batch_id=batch_id).select_related("scorer")
    for score in rows.order_by("given_at", "pk"):
        given.setdefault(score.application_id, {}).setdefault(score.stage, []).append(score)
    return {pk: {stage: StageScore(many) for stage, many in stages.items()} for pk, stages in given.items()}


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


def code_of_the_demonstration(application: Application) -> str:
    """The last message with a code to its phone, where nothing is really sent; "" everywhere else."""
    if not settings.BALAI_DEMONSTRATION or not application.phone or application.is_answered:
        return ""
    told = Message.objects.filter(address=application.phone, kind="admissions.phone_code").order_by("-pk")
    return told.values_list("body", flat=True).first() or ""
