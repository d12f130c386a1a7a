"""Assessments are kept: one that somebody asks for, and every night those whose book or month has changed."""

import logging
import time
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from balai.access.actor import WORKER, Actor
from balai.audit.record import record, record_batch
from balai.collaboration.assessment.assess import assess
from balai.collaboration.assessment.book import Book
from balai.collaboration.assessment.rule import VERSION
from balai.collaboration.models import BookChange, KeptAssessment, Period
from balai.collaboration.queries.assessment import book_of, books_on, digest_of, table_counts
from balai.collaboration.queries.kept_assessments import marks_of_periods, newest_monthly, to_read_again
from balai.collaboration.rules.assessments import (
    AFTERWARDS,
    check_may_keep_assessment,
    is_same,
    known_on,
    month_of,
    runs_in,
)

log = logging.getLogger(__name__)
BATCH = 200
NIGHT = range(0, 5)
"""Hours in which the worker reads; by day a page reads its own period when somebody opens it."""
A_ROUND = 20
"""Seconds of one round, so that messages do not wait."""
WRITTEN = ["as_of", "rules", "digest", "result", "tables", "made_by", "made_at", "looked_on"]


@transaction.atomic
def keep_assessment(*, by: Actor, period: Period, now: datetime) -> KeptAssessment:
    """As it is now. Asked again while nothing has changed it answers the one there is."""
    check_may_keep_assessment(by, period.collaboration)
    book = book_of(period, known_on(period, now))
    made = _kept(period, book, by, now)
    told = {name: getattr(made, name) for name in ("result", "tables", "made_by", "made_at", "looked_on")}
    row, is_new = KeptAssessment.objects.get_or_create(
        period=period, month=None, as_of=made.as_of, rules=made.rules, digest=made.digest, defaults=told
    )
    if is_new:
        record(by, "collaboration.keep_assessment", row, period=period.pk)
    return row


def _kept(period: Period, book: Book, by: Actor, now: datetime) -> KeptAssessment:
    """Not saved. In Indonesian, whoever asks: the same book always says the same."""
    with override("id"):
        result: dict[str, Any] = assess(book).as_json()
    today = timezone.localdate(now)
    return KeptAssessment(
        period=period, as_of=book.ends or today, rules=VERSION, digest=digest_of(book), result=result,
        tables=table_counts(book), made_by=by.name, made_at=now, looked_on=today,
    )  # fmt: skip


def assess_at_night(now: datetime) -> int:
    """The worker's task, a part a round."""
    if timezone.localtime(now).hour not in NIGHT:
        return 0
    return assess_due(by=WORKER, now=now, seconds=A_ROUND)


def assess_due(*, by: Actor, now: datetime, seconds: float | None = None, share: tuple[int, int] = (0, 1)) -> int:
    """Periods whose book has changed, whose month is new or whose rules are: how many were read. Called again it goes on.

    share: (which, of how many), where several processes divide the periods among them.
    """
    began, read = time.monotonic(), 0
    marks, today = marks_of_periods(), timezone.localdate(now)
    wanted = sorted(pk for pk in {*marks, *to_read_again(today, today - AFTERWARDS)} if pk % share[1] == share[0])
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        read += _assess_some(by, some, [mark for pk in some for mark in marks.get(pk, ())], now)
        if seconds is not None and time.monotonic() - began > seconds:
            break
    return read


@transaction.atomic
def _assess_some(by: Actor, pks: Sequence[int], marks: Sequence[int], now: datetime) -> int:
    """The marks go before the books are read: what changes meanwhile leaves a mark that stays."""
    BookChange.objects.filter(pk__in=marks).delete()
    rows = Period.objects.filter(pk__in=pks).select_related("collaboration__owner__region").order_by("pk")
    periods = {row.pk: row for row in rows}
    books = books_on(list(periods.values()), {pk: known_on(row, now) for pk, row in periods.items()})
    before = newest_monthly(list(periods))
    written: list[KeptAssessment] = []
    same: list[KeptAssessment] = []
    for pk, period in periods.items():
        try:
            made = _kept(period, books[pk], by, now)
        except Exception:  # one book that cannot be read does not hold up the others; its mark stays
            log.exception("period %s could not be assessed", pk)
            BookChange.objects.create(word="period", key=pk)
            continue
        (written if _is_news(made, before.get(pk), month_of(made.looked_on)) else same).append(made)
    _write(by, written)
    _looked_at([before[one.period_id].pk for one in same], timezone.localdate(now))
    return len(periods)


def _is_news(made: KeptAssessment, before: KeptAssessment | None, month: date) -> bool:
    made.month = month
    if before is None or not is_same(before, made.digest, made.rules, made.result):
        return True
    return before.month != month and runs_in(made.period, month)


def _write(by: Actor, rows: Sequence[KeptAssessment]) -> None:
    if not rows:
        return
    kept = KeptAssessment.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["period", "month"], update_fields=WRITTEN
    )
    record_batch(by, "collaboration.keep_assessments", "collaboration.keptassessment", [row.pk for row in kept])


def _looked_at(pks: Sequence[int], today: date) -> None:
    KeptAssessment.objects.filter(pk__in=pks).update(looked_on=today)
