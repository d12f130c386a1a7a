"""Graduates of a finished class, and officers who follow them up."""

from datetime import UTC, date, datetime
from typing import Any

from balai.access.actor import CLI, Actor
from balai.access.roles import Role
from balai.outcomes.actions.state import Told, record_statement
from balai.outcomes.models import FollowUp, OutcomeStatement
from balai.people.actions.consent import give_consent
from balai.people.enums import ConsentPurpose
from balai.people.models import Person
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment
from tests import factories as make
from tests.training.rows import a_class

ENDED = date(2026, 3, 27)
TODAY = date(2026, 6, 30)  # the first wave fell due on 27 June
NOW = datetime(2026, 6, 30, 3, tzinfo=UTC)


def finished_class(**fields: Any) -> Batch:
    return a_class(seats=60, state=BatchState.FINISHED, **fields)


def graduate(batch: Batch, person: Person | None = None, **fields: Any) -> Enrolment:
    ended: date = fields.pop("ended_on", ENDED)
    started = min(batch.starts_on, ended)
    stated: dict[str, Any] = {"state": EnrolmentState.COMPLETED, "started_on": started, "ended_on": ended} | fields
    person = person or make.person(phone="+6281234567890")
    return Enrolment.objects.create(batch=batch, person=person, **stated)


def follow_up(enrolment: Enrolment, wave: int = 3, due_on: date = date(2026, 6, 27), **fields: Any) -> FollowUp:
    stated: dict[str, Any] = {"owner": enrolment.batch.centre, "next_contact_on": due_on, "state": "due"} | fields
    return FollowUp.objects.create(enrolment=enrolment, wave=wave, due_on=due_on, **stated)


def officer(batch: Batch) -> Actor:
    return make.actor(batch.centre, Role.CENTRE_ADMIN, TODAY)


def consent(person: Person, purpose: ConsentPurpose) -> None:
    give_consent(by=CLI, person=person, purpose=purpose, version=1, now=NOW)


def said(one: FollowUp, status: str, source: str = "phone", as_of: date = TODAY, by: Actor = CLI) -> OutcomeStatement:
    told = Told(status=status, source=source, as_of=as_of)
    return record_statement(by=by, person=one.enrolment.person, told=told, now=NOW, follow_up=one)
