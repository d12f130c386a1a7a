"""Locks are taken in one order everywhere: the selection of the class first, then the application."""

from uuid import UUID

from balai.admissions.enums import APPLICATION_FLOW
from balai.admissions.models import Application, Selection


def locked_selection(batch_id: int) -> Selection:
    """Made on first use; the constraint on batch decides who makes it."""
    Selection.objects.bulk_create([Selection(batch_id=batch_id)], ignore_conflicts=True)
    return Selection.objects.select_for_update().get(batch_id=batch_id)


def locked_application(pk: UUID) -> Application:
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related("batch__centre__region", "batch__selector", "person").get(pk=pk)


def step(application: Application, name: str) -> str:
    """Moves the state; returns the one before. The caller saves and records."""
    before = application.state
    application.state = APPLICATION_FLOW.next_state(before, name)
    return before
