"""Assessments that are kept, and periods that are to be read again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from balai.collaboration.assessment.rule import VERSION
from balai.collaboration.models import BookChange, Decision, KeptAssessment, Period
from balai.collaboration.queries.rooms import rows_of_rooms
from balai.collaboration.queries.workbook import rows_of
from balai.collaboration.tables import BY_NAME

Marks = dict[int, list[int]]
"""Period -> ids of the marks that name it."""
SHOWN = 50
TELLING = ("title", "text", "name", "item", "finding", "note")
"""Columns that tell a reader which row it is, the first that is filled."""


def kept_of(period: Period, most: int = 60) -> list[KeptAssessment]:
    """The newest first, without what they say."""
    return list(KeptAssessment.objects.filter(period=period).defer("result", "tables").newest_first()[:most])


def kept_of_collaboration(period: Period, most: int = 100) -> list[KeptAssessment]:
    """Of all its periods, the newest first."""
    rows = KeptAssessment.objects.filter(period__collaboration=period.collaboration_id)
    return list(rows.select_related("period__collaboration__owner__region").newest_first()[:most])


def decided_between(older: KeptAssessment, newer: KeptAssessment) -> list[Decision]:
    """Decisions of meetings after the day of the one, up to the day of the other."""
    rows = Decision.objects.filter(
        period__collaboration=newer.period.collaboration_id,
        meeting__date_from__gt=older.as_of, meeting__date_to__lte=newer.as_of,
    )  # fmt: skip
    return list(rows.select_related("meeting").order_by("meeting__date_from", "pk")[:SHOWN])


def marks_of_periods() -> Marks:
    """As many queries as there are words. A mark whose row is gone names no period; the mark of its period is another."""
    by_word: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for pk, word, key in BookChange.objects.order_by("pk").values_list("pk", "word", "key"):
        by_word[word][key].append(pk)
    found: Marks = defaultdict(list)
    for word, keys in by_word.items():
        for key, period in _periods(word, list(keys)):
            found[period] += keys[key]
    return found


def _periods(word: str, keys: list[int]) -> list[tuple[int, int]]:
    if word == "period":
        return [(key, key) for key in keys]
    rows = apps.get_model("collaboration", word)._default_manager.filter(pk__in=keys)
    return list(rows.values_list("pk", "period_id"))


def to_read_again(today: date, since: date) -> list[int]:
    """Periods without an assessment by the present rules, and living ones, not over before `since`, that nobody has looked at today."""
    kept = KeptAssessment.objects.monthly().filter(period=OuterRef("pk"))
    living = Q(is_closed=False) & (Q(period_end_to=None) | Q(period_end_to__gte=since))
    unread = ~Exists(kept.filter(rules=VERSION)) | (living & ~Exists(kept.filter(looked_on__gte=today)))
    began = Q(period_start_from=None) | Q(period_start_from__lte=today + timedelta(days=1))
    return list(Period.objects.filter(unread & began).order_by("pk").values_list("pk", flat=True))


def newest_monthly(periods: list[int]) -> dict[int, KeptAssessment]:
    """By period: the newest that is kept for a month."""
    newest = (
        KeptAssessment.objects.monthly().filter(period=OuterRef("period")).order_by("-month", "-pk").values("pk")[:1]
    )
    rows = KeptAssessment.objects.monthly().filter(period__in=periods, pk=newest)
    return {row.period_id: row for row in rows}


def words_of_rows(period: Period, evidence: Iterable[str], known_on: date | None) -> dict[str, str]:
    """What tells a reader which row it is, of those that are still there, in the period or in the rooms. One query a table."""
    codes: dict[str, list[str]] = defaultdict(list)
    for one in evidence:
        name, _colon, code = one.partition(":")
        if code:
            codes[name].append(code)
    found = {}
    for name, wanted in codes.items():
        told = [column.name for column in BY_NAME[name].columns if column.name in TELLING]
        for code, *words in rows_of(BY_NAME[name], period).filter(code__in=wanted).values_list("code", *told):
            found[f"{name}:{code}"] = next((text for text in words if text), "")
    for row in rows_of_rooms([period], {period.pk: known_on}).get(period.pk, ()):
        found.setdefault(
            f"{row.table}:{row.code}", next((text for name in TELLING if (text := row.cells.get(name))), "")
        )
    return found
