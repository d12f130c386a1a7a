"""Our import, through the action that `balai import people` calls."""

from pathlib import Path
from typing import Any

from django.utils import timezone

from balai.access.actor import CLI
from balai.config.bench.cost import cost_of
from balai.institutions.models import Institution
from balai.people.actions.import_people import import_people


def import_list(file: str, office: int, changed: int) -> dict[str, Any]:
    """changed: how many people must be new, else the figure is worth nothing."""
    place = Path(file)
    institution = Institution.objects.get(pk=office)

    def work() -> int:
        done = import_people(
            by=CLI, content=place.read_bytes(), file_name=place.name, institution=institution, now=timezone.now()
        )
        if done.changed != changed or done.refused or done.asked:
            raise AssertionError(f"{done.changed} new, {len(done.refused)} refused, {len(done.asked)} asked")
        return done.rows

    return cost_of(work)
