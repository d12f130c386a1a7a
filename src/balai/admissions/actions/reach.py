"""Who would know where I am: noted with the person's own consent, gone when it is withdrawn."""

from dataclasses import dataclass, fields, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.models import Application, ReachPlan
from balai.admissions.rules.authority import is_own
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.people.actions.consent import give_consent, withdraw_consent
from balai.people.enums import ConsentPurpose
from balai.people.models import Person
from balai.people.rules.phones import e164

PURPOSE = ConsentPurpose.FOLLOW_UP_CONTACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Phones as written; the second person and the town may stay empty."""

    first_name: str
    first_phone: str
    first_relation: str = ""
    second_name: str = ""
    second_phone: str = ""
    second_relation: str = ""
    moving_to: str = ""


@transaction.atomic
def note_reach(
    *, by: Actor, application: Application, reach: Reach, version: int, now: datetime, holds_code: bool = False
) -> ReachPlan:
    """version: of the consent text that was read. Under 18 a guardian agrees at the desk: people's own verb refuses here."""
    person = _person(by, application, holds_code)
    cleaned = _cleaned(reach)
    give_consent(by=replace(by, system=True), person=person, purpose=PURPOSE, version=version, now=now)
    values = {one.name: getattr(cleaned, one.name) for one in fields(cleaned)}
    plan, _new = ReachPlan.objects.update_or_create(person=person, defaults=values | {"noted_at": now})
    record(by, "admissions.note_reach", plan, person=person.pk, people=2 if cleaned.second_name else 1)
    return plan


@transaction.atomic
def withdraw_reach(*, by: Actor, application: Application, now: datetime, holds_code: bool = False) -> bool:
    """Consent and names go together. False when there was nothing."""
    person = _person(by, application, holds_code)
    withdrawn = withdraw_consent(by=replace(by, system=True), person=person, purpose=PURPOSE, now=now)
    gone, _each = ReachPlan.objects.filter(person=person).delete()
    if gone:
        record(by, "admissions.withdraw_reach", None, person=person.pk)
    return withdrawn or bool(gone)


@transaction.atomic
def drop_unagreed(*, by: Actor, limit: int = 500) -> int:
    """For the worker: the consent was withdrawn on the person's own page."""
    ids = list(ReachPlan.objects.without_consent().values_list("pk", flat=True)[:limit])
    if ids:
        ReachPlan.objects.filter(pk__in=ids).delete()
        record(by, "admissions.drop_reach", None, count=len(ids))
    return len(ids)


def _person(by: Actor, application: Application, holds_code: bool) -> Person:
    if application.person is None:
        raise Refused("never_verified", _("Pendaftaran ini belum diperiksa. Ketik kode telepon Anda dahulu."))
    if not (holds_code or is_own(by, application)):
        raise Refused("not_yours", _("Hanya pemilik pendaftaran yang bisa mengisi ini."))
    return Person.objects.select_for_update().get(pk=application.person.pk)


def _cleaned(reach: Reach) -> Reach:
    said = {one.name: " ".join(getattr(reach, one.name).split()) for one in fields(reach)}
    for number in ("first", "second"):
        name, phone = said[f"{number}_name"], said[f"{number}_phone"]
        if bool(name) != bool(phone) or (number == "first" and not name):
            raise Refused("reach_incomplete", _("Tulis nama dan nomor teleponnya."), f"{number}_name")
        if phone and not e164(phone):
            raise Refused(
                "phone_unreadable", _("Nomor ini tidak terbaca. Tulis seperti 0812-3456-7890."), f"{number}_phone"
            )
        said[f"{number}_phone"] = e164(phone) if phone else ""
    return Reach(**said)
