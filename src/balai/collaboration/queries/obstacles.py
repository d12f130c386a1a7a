"""The obstacle register of a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from balai.collaboration.enums import ObstacleState as S
from balai.collaboration.models import Issue, Obstacle, ObstacleStep, Period
from balai.kernel.registry import AgendaAsk, AgendaOffer

OFFERED = 10


@dataclass(slots=True)
class ObstacleView:
    obstacle: Obstacle
    is_late: bool = False


def register_of(period: Period) -> QuerySet[Obstacle]:
    """What nobody looks after first, what is settled last; to be turned page by page."""
    rank = Case(
        When(state=S.OPEN, then=Value(0)), When(state=S.ASKED, then=Value(1)), When(state=S.SETTLED, then=Value(3)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    rows = Obstacle.objects.filter(issue__period=period).annotate(rank=rank)
    return rows.select_related("issue__raised_by", "owner").prefetch_related("parties__member")


def is_late(row: Obstacle, today: date) -> bool:
    return row.due is not None and row.due < today and row.state != S.SETTLED


def unowned_of(period_id: int) -> QuerySet[Obstacle]:
    """Nobody looks after them: nobody was asked, nobody has answered, or who was asked said no."""
    rows = Obstacle.objects.filter(issue__period=period_id, state__in=(S.OPEN, S.ASKED))
    return rows.select_related("issue").order_by("pk")


def loose_issues(period: Period) -> list[Issue]:
    """Obstacles the source names that nobody follows here."""
    followed = Obstacle.objects.filter(issue=OuterRef("pk"))
    rows = Issue.objects.filter(~Exists(followed), period=period).select_related("raised_by")
    return list(rows.order_by("pk")[:100])


def steps_of(row: Obstacle) -> list[ObstacleStep]:
    return list(row.steps.select_related("member").order_by("on", "pk")[:200])


def offers(ask: AgendaAsk) -> Iterator[AgendaOffer]:
    """Obstacles nobody looks after, and those whose day is over."""
    wanted = Q(state__in=(S.OPEN, S.ASKED)) | Q(state=S.OWNED, due__lt=ask.today)
    rows = Obstacle.objects.filter(wanted, issue__period=ask.period).select_related("issue", "owner").order_by("pk")
    for row in rows[:OFFERED]:
        if row.state == S.OWNED and row.owner:
            words = _("Hambatan lewat tenggat, ditangani %(who)s: %(text)s")
        else:
            words = _("Hambatan tanpa penanganan: %(text)s")
        told = {"text": row.issue.text[:200], "who": row.owner.name if row.owner else ""}
        yield AgendaOffer(f"collaboration.obstacle.{row.pk}", words % told, "collaboration:obstacle", (row.pk,))
