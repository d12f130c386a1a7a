"""Alarms of the periods that are open, heard once a night: since when each sounds, and from when on it is gone."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.assessment.effects import MARK
from balai.collaboration.models import HeardAlarm, Period
from balai.collaboration.queries.assessment import assessment_of
from balai.collaboration.queries.kept_assessments import newest_monthly
from balai.collaboration.rules.authority import day_of

BATCH = 200


@transaction.atomic
def hear_alarms(*, by: Actor, period: Period, result: Mapping[str, object], today: date) -> int:
    """result: an assessment as it is kept. What is new stands with its first day, what is gone with its last.

    How many began or ended."""
    Period.objects.select_for_update().get(pk=period.pk)
    heard, rules = _heard(result), str(result["rules"])
    standing = {row.about: row for row in HeardAlarm.objects.filter(period=period, gone_on=None)}
    changed = 0
    for about, row in standing.items():
        said = heard.get(about, "")
        if said == row.because:
            continue
        changed += not said
        row.because, row.gone_on, row.rules = said or row.because, None if said else today, rules
        row.save(update_fields=["because", "gone_on", "rules"])
    fresh = [
        HeardAlarm(period=period, about=about, because=said, rules=rules, since=today)
        for about, said in heard.items()
        if about not in standing
    ]
    HeardAlarm.objects.bulk_create(fresh)
    changed += len(fresh)
    if changed:
        record(by, "collaboration.hear_alarms", period, sounding=len(heard), changed=changed)
    return changed


def _heard(result: Mapping[str, object]) -> dict[str, str]:
    """By kind and subject, the sentences of one in one."""
    alarms = result["alarms"]
    assert isinstance(alarms, list)  # as an assessment tells itself
    found: dict[str, list[str]] = {}
    for one in alarms:
        found.setdefault(f"{one['kind']}{MARK}{one['subject']}", []).extend(one["because"])
    return {about: " ".join(said) for about, said in found.items()}


def hear_all(*, by: Actor, now: datetime) -> int:
    """From the assessments that are kept; a period that has none yet is read now."""
    rows = Period.objects.filter(is_closed=False, collaboration__owner__isnull=False)
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    return sum(_hear_some(by, pks[start : start + BATCH], now) for start in range(0, len(pks), BATCH))


def _hear_some(by: Actor, pks: Iterable[int], now: datetime) -> int:
    periods = list(Period.objects.filter(pk__in=pks).select_related("collaboration__owner__region").order_by("pk"))
    kept = newest_monthly([row.pk for row in periods])
    changed = 0
    for period in periods:
        today = day_of(period, now)
        if period.pk in kept:
            result = kept[period.pk].result
        else:
            with translation.override("id"):
                result = assessment_of(period, today).as_json()
        changed += hear_alarms(by=by, period=period, result=result, today=today)
    return changed
