"""Findings and what was decided about them: as they stand on a day, by which period's book, and what waits to be looked at."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from balai.collaboration.assessment.effects import Reader, Stands
from balai.collaboration.enums import SPOKEN_OF, DelayCause, PromiseState, Subject
from balai.collaboration.enums.adaptations import FindingKind, FindingState
from balai.collaboration.models import Adaptation, Decision, Member, Period, Promise, PromiseReply
from balai.collaboration.queries.assessment import book_of
from balai.kernel.registry import AgendaAsk, AgendaOffer
from balai.planning.models import Batch
from balai.programmes.models import Curriculum, Programme

SHOWN = 100
OFFERED = 10
AHEAD = timedelta(days=14)
"""How long before its day a meeting is offered to look again."""
DUE = (*SPOKEN_OF, PromiseState.KEPT)


def period_on(period: Period, day: date) -> Period:
    """The period of the same collaboration that holds the day: what came is read where it would be written."""
    rows = Period.objects.filter(
        collaboration=period.collaboration_id, period_start_from__lte=day, period_end_to__gte=day
    )
    return rows.order_by("-pk").first() or period


def stands_on(period: Period, kind: str, about: str, day: date, since: date | None = None) -> Stands:
    """since: of causes, the day after which promises had to fall due."""
    if kind == FindingKind.CAUSE:
        return cause_on(period, about, day, since)
    return Reader.of(book_of(period, day)).stands(kind, about)


def cause_on(period: Period, cause: str, day: date, since: date | None = None) -> Stands:
    """Of the promises that fell due: whether their owner named the cause. Those still asked about privately do not count."""
    due = Promise.objects.filter(period__collaboration=period.collaboration_id, state__in=DUE, due__lte=day)
    due = due.filter(due__gt=since) if since else due.filter(period=period)
    named = PromiseReply.objects.filter(promise=OuterRef("pk"), member=OuterRef("promiser"), cause=cause)
    rows = list(due.annotate(is_named=Exists(named)).values_list("state", "is_named", "commitment__code"))
    codes = sorted({code for state, is_named, code in rows if is_named and state in SPOKEN_OF and code})
    told = {"n": sum(state in SPOKEN_OF and is_named for state, is_named, _code in rows), "of": len(rows)}
    if not rows:
        return Stands(FindingState.NO_EVIDENCE)
    because = _("%(n)s dari %(of)s janji yang jatuh tempo terlambat karena sebab ini.") % told
    state = FindingState.SOUNDS if told["n"] else FindingState.QUIET
    return Stands(state, (because,), tuple(f"commitments:{code}" for code in codes))


def causes_named(period: Period) -> list[str]:
    rows = PromiseReply.objects.filter(promise__period=period, promise__state__in=SPOKEN_OF).exclude(cause="")
    return sorted(set(rows.values_list("cause", flat=True)))


def label_of(kind: str, about: str) -> str:
    """In words for a heading."""
    if kind == FindingKind.CAUSE:
        return str(DelayCause(about).label)
    if kind == FindingKind.ALARM:
        alarm, _mark, subject = about.partition("-")
        return f"{_ALARMS[alarm]()}: {Subject(subject).label}"
    return str(Subject(about).label)


_ALARMS: dict[str, Any] = {
    "acting_alone": lambda: _("satu pihak bertindak sendiri"),
    "function_missing": lambda: _("ada peran yang kosong"),
    "silence": lambda: _("sunyi sesudah pelatihan"),
    "overdue": lambda: _("janji lewat tenggat"),
    "nobody_owns": lambda: _("hambatan tanpa pemegang"),
}


def with_words(rows: "QuerySet[Adaptation]") -> "QuerySet[Adaptation]":
    return rows.select_related(
        "period__collaboration__owner__region", "decision__period", "looker__institution", "now_period"
    ).prefetch_related("deeds__batch", "deeds__programme", "deeds__curriculum__programme")


def adaptations_of(period: Period) -> list[Adaptation]:
    return list(with_words(Adaptation.objects.filter(period=period)).order_by("-pk")[:SHOWN])


def answers_to(period: Period, kind: str, about: str) -> list[Adaptation]:
    rows = Adaptation.objects.filter(period=period, kind=kind, about=about)
    return list(with_words(rows).order_by("-pk")[:SHOWN])


def decisions_for(period: Period) -> list[Decision]:
    rows = Decision.objects.filter(period__collaboration=period.collaboration_id)
    return list(rows.select_related("period").order_by("-pk")[:50])


def newest_of(period: Period) -> Period:
    """The newest open period of the forum, whose parties are there today."""
    rows = Period.objects.filter(collaboration=period.collaboration_id).select_related("collaboration__owner__region")
    return rows.order_by("is_closed", "-pk").first() or period


def lookers_for(period: Period) -> list[Member]:
    return list(
        Member.objects.filter(period=newest_of(period)).select_related("institution").order_by("name", "pk")[:SHOWN]
    )


def changed_by_parties(period: Period) -> tuple[list[Batch], list[Curriculum], list[Programme]]:
    """What the forum's own bodies run: the newest classes, versions of curricula and programmes."""
    bodies = Member.objects.filter(period__collaboration=period.collaboration_id).values("institution")
    batches = Batch.objects.filter(deliverer__in=bodies).order_by("-starts_on", "-pk")[:40]
    curricula = Curriculum.objects.filter(programme__owner__in=bodies).select_related("programme").order_by("-pk")[:40]
    programmes = Programme.objects.filter(owner__in=bodies, retired_on=None).order_by("title", "pk")[:40]
    return list(batches), list(curricula), list(programmes)


def unlooked_of(period_id: int, until: date) -> "QuerySet[Adaptation]":
    kept = Period.objects.filter(pk=period_id).values("collaboration")
    rows = Adaptation.objects.filter(period__collaboration__in=kept, answered_at=None, look_on__lte=until)
    return rows.order_by("look_on", "pk")


def offers(ask: AgendaAsk) -> Iterator[AgendaOffer]:
    """Those whose day has come or comes soon, for as long as the forum has not said what it sees."""
    for row in unlooked_of(ask.period, ask.today + AHEAD)[:OFFERED]:
        words = _("Lihat kembali apakah ini berubah: %(finding)s") % {"finding": label_of(row.kind, row.about)}
        yield AgendaOffer(f"collaboration.adaptation:{row.pk}", words, "collaboration:adaptation", (row.pk,))
