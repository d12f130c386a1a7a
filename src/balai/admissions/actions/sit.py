"""Somebody admitted or in reserve is given a seat in the class itself: their application says so too."""

from django.db import transaction

from balai.access.actor import Actor
from balai.admissions.actions.locks import locked_application, locked_selection, step
from balai.admissions.actions.seats import check_one_class
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.audit.record import record


@transaction.atomic
def confirm_by_seat(*, by: Actor, application: Application, sits: bool = False) -> Application:
    """For training, whose verb has checked the actor and holds the lock of the class. A second time changes nothing.
    sits: they have that seat already, so nothing new is given.

    Raises Refused("confirmed_elsewhere") when the person has a place in another class at the same time.
    """
    locked_selection(application.batch_id)
    application = locked_application(application.pk)
    if not sits:
        check_one_class(application.person_id, application.batch)
    before = application.state
    if before == ApplicationState.RESERVE:
        step(application, "select")
    if application.state == ApplicationState.SELECTED:
        step(application, "confirm")
        application.save(update_fields=["state"])
        record(by, "admissions.confirm_by_seat", application, before=before)
    return application
