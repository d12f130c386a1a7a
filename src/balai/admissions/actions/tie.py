"""A claim becomes the application of a person: one on record, or a new one. Doubt goes to a clerk, never to a guess."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.access.actor import Actor
from balai.admissions import messages
from balai.admissions.actions.locks import step
from balai.admissions.enums import ApplicationState, Conflict, VerifiedBy
from balai.admissions.models import Application
from balai.admissions.models.application import nik_aad
from balai.audit.record import record
from balai.institutions.models.institution import name_key
from balai.kernel.crypto import unseal
from balai.people.actions.involve import involve
from balai.people.actions.register import register_person, touch
from balai.people.actions.sealing import AlreadyRegistered
from balai.people.models import Person
from balai.people.queries.identity import matching_claim, with_nik
from balai.people.rules.details import PersonDetails
from balai.regions.models import Region

Found = Person | Conflict


def tie(
    *, by: Actor, application: Application, verified_by: VerifiedBy, now: datetime, person: Person | None = None
) -> Application:
    """Inside the caller's transaction, on a locked claim. person: already known (account, or chosen by a clerk).

    Either the application is verified and has its person, or it stays a claim with `conflict` set.
    """
    if application.state != ApplicationState.CLAIMED:
        return application
    found = _person_for(by, application, now) if person is None else person
    if isinstance(found, Person) and found.restricted_at is not None:
        found = Conflict.RESTRICTED
    if isinstance(found, Person) and not _save_verified(application, found, verified_by, now):
        found = Conflict.ALREADY_APPLIED
    if isinstance(found, Conflict):
        return _leave_to_clerk(by, application, found)
    today = timezone.localdate(now)
    for institution in {application.batch.centre_id, application.batch.selector_id}:
        involve([found.pk], institution, "admissions.apply", today)
    touch([found.pk], today)
    record(by, "admissions.verify", application, person=found.pk, means=verified_by)
    messages.verified(application)
    return application


def _save_verified(application: Application, person: Person, verified_by: VerifiedBy, now: datetime) -> bool:
    """False when the person already has a counted application to this class: the constraint decides."""
    step(application, "verify")
    application.person, application.conflict = person, ""
    application.verified_by, application.verified_at, application.expires_at = verified_by, now, None
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError:
        application.person, application.state = None, ApplicationState.CLAIMED
        application.verified_by, application.verified_at = "", None
        return False
    return True


def _leave_to_clerk(by: Actor, application: Application, conflict: Conflict) -> Application:
    application.conflict, application.expires_at = conflict, None
    application.save(update_fields=["conflict", "expires_at"])
    record(by, "admissions.conflict", application, why=conflict)
    return application


def _person_for(by: Actor, application: Application, now: datetime) -> Found:
    digits = written_nik(application)
    known = _known(application, digits)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return register_applicant(by, application, digits, now)
    except AlreadyRegistered:  # another claim with this NIK was verified a moment ago
        return _known(application, digits) or Conflict.OTHER_NAME


def _known(application: Application, digits: str) -> Found | None:
    if not digits:
        return matching_claim("", application.full_name, application.birth_date, application.phone)
    person = with_nik(digits).first()
    if person is None:
        return None
    if person.name_key != name_key(application.full_name)[:200]:
        return Conflict.OTHER_NAME
    if person.birth_date is not None and person.birth_date != application.birth_date:
        return Conflict.OTHER_BIRTH_DATE
    return person


def written_nik(application: Application) -> str:
    return unseal(application.nik_sealed, nik_aad(application.pk)) if application.nik_sealed else ""


def register_applicant(by: Actor, application: Application, digits: str, now: datetime) -> Person:
    """The application itself is the authority: whoever may apply may be registered by it."""
    region = Region.objects.current().filter(code=application.region_code).first() if application.region_code else None
    details = PersonDetails(
        full_name=application.full_name, nik=digits, birth_date=application.birth_date, sex=application.sex,
        phone=application.phone, home_region=region, education=application.education, aim=application.aim,
    )  # fmt: skip
    done = register_person(
        by=replace(by, system=True), details=details, now=now, institution=application.assisted_at, source="application"
    )
    return done.person
