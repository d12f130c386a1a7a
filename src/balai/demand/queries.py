"""Job orders a centre may read units into."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from balai.demand.models import JobOrder, JobOrderUnit
from balai.skills.models import CompetencyUnit

_WORD = re.compile(r"[^\W\d_]{4,}")


def to_match(centres: Iterable[int], today: date) -> QuerySet[JobOrder]:
    """Open ones of verified employers, each with `read`: how many units these centres read in it."""
    rows = JobOrder.objects.public().open_on(today).select_related("employer__region", "region")
    return rows.annotate(read=Count("units", filter=Q(units__centre_id__in=list(centres))))


def read_by(job_order: JobOrder, centre_id: int) -> set[int]:
    """Ids of the units the centre reads in it."""
    rows = JobOrderUnit.objects.filter(job_order=job_order, centre_id=centre_id)
    return set(rows.values_list("unit_id", flat=True))


def nearest_first(units: Iterable[CompetencyUnit], words: str) -> list[CompetencyUnit]:
    """Units that share words with what the employer wrote stand first; a help to look through them, no judgement."""
    said = set(_WORD.findall(words.casefold()))
    return sorted(units, key=lambda unit: (-len(said & set(_WORD.findall(unit.title.casefold()))), unit.code))
