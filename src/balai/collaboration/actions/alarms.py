"""Alarms of the periods that are open, heard once a night: since when each sounds, and from when on it is gone."""

from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.assessment.assess import Assessment, assess
from balai.collaboration.assessment.effects import about_of
from balai.collaboration.models import HeardAlarm, Period
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.rules.authority import day_of


@transaction.atomic
def hear_alarms(*, by: Actor, period: Period, found: Assessment, today: date) -> int:
    """From an assessment that was made: what is new stands with its first day, what is gone with its last. How many changed."""
    Period.objects.select_for_update().get(pk=period.pk)
    heard: dict[str, list[str]] = {}
    for one in found.alarms:
        heard.setdefault(about_of(one), []).append(one.because)
    standing = {row.about: row for row in HeardAlarm.objects.filter(period=period, gone_on=None)}
    changed = 0
    for about, row in standing.items():
        said = " ".join(heard.get(about, []))
        if said == row.because:
            continue
        changed += not said
        row.because, row.gone_on, row.rules = said or row.because, None if said else today, found.rules
        row.save(update_fields=["because", "gone_on", "rules"])
    fresh = [
        HeardAlarm(period=period, about=about, because=" ".join(said), rules=found.rules, since=today)
        for about, said in heard.items()
        if about not in standing
    ]
    HeardAlarm.objects.bulk_create(fresh)
    changed += len(fresh)
    if changed:
        record(by, "collaboration.hear_alarms", period, sounding=len(heard), changed=changed)
    return changed


def hear_all(*, by: Actor, now: datetime) -> int:
    rows = Period.objects.filter(is_closed=False, collaboration__owner__isnull=False)
    changed = 0
    for period in rows.select_related("collaboration__owner__region").order_by("pk").iterator():
        today = day_of(period, now)
        with translation.override("id"):
            found = assess(book_of(period, today))
        changed += hear_alarms(by=by, period=period, found=found, today=today)
    return changed
