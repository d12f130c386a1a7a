"""Ask, record and withdraw consent: one purpose at a time, none a condition of service."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.documents.models import StoredFile
from balai.kernel.refusal import Refused
from balai.people.enums import ConsentMeans, ConsentPurpose
from balai.people.models import Consent, ConsentText, Person
from balai.people.queries.consents import current_texts
from balai.people.rules.authority import check_is_live, check_may_edit, is_self


@transaction.atomic
def give_consent(
    *,
    by: Actor,
    person: Person,
    purpose: ConsentPurpose,
    version: int,
    now: datetime,
    means: ConsentMeans = ConsentMeans.SCREEN,
    guardian_name: str = "",
    paper: StoredFile | None = None,
) -> Consent:
    """version: the text that was on the screen; another one in between is refused, because nobody read it.

    Under 18 a parent or guardian agrees: guardian_name is needed and an officer records it. A second yes to the same
    words changes nothing; a yes to newer words ends the older one.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_may_edit(by, person)
    check_is_live(person)
    guardian = _guardian(by, person, guardian_name, purpose, now)
    text = _text(purpose, version, now)
    older = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).exclude(text=text)
    renewed = older.update(withdrawn_at=now, withdrawn_by=by.name)
    consent, new = Consent.objects.get_or_create(
        person=person,
        purpose=purpose,
        withdrawn_at=None,
        defaults={
            "text": text, "means": means, "given_at": now, "recorded_by": by.name, "paper": paper,
            "by_guardian": bool(guardian), "guardian_name": guardian,
        },
    )  # fmt: skip
    if new:
        record(
            by,
            "people.give_consent",
            consent,
            purpose=purpose,
            version=version,
            means=means,
            guardian=bool(guardian),
            renewed=bool(renewed),
        )
    return consent


@transaction.atomic
def withdraw_consent(*, by: Actor, person: Person, purpose: ConsentPurpose, now: datetime) -> bool:
    """As easy as giving it. False when there was none."""
    check_may_edit(by, person)
    open_one = Consent.objects.select_for_update().filter(person=person, purpose=purpose, withdrawn_at=None).first()
    if open_one is None:
        return False
    open_one.withdrawn_at, open_one.withdrawn_by = now, by.name
    open_one.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(by, "people.withdraw_consent", open_one, purpose=purpose)
    return True


@transaction.atomic
def publish_consent_text(*, by: Actor, purpose: ConsentPurpose, text: str, text_en: str, now: datetime) -> ConsentText:
    """A new version for those who are asked from now on; older consents keep their own words."""
    if not may_publish(by):
        raise Refused(
            "may_not_publish",
            _("Teks persetujuan berlaku di seluruh jaringan; operator atau kementerian yang menerbitkannya."),
        )
    if len(text.strip()) < 40:
        raise Refused(
            "text_too_short", _("Teks terlalu pendek. Tulis untuk apa data dipakai dan cara mencabutnya."), "text"
        )
    before = current_texts()[purpose]
    if (before.text, before.text_en) == (text.strip(), text_en.strip()):
        raise Refused("nothing_changed", _("Teks ini sama dengan yang berlaku. Ubah dulu kalimatnya."), "text")
    _text(purpose, before.version, now)
    try:
        with transaction.atomic():
            made = ConsentText.objects.create(
                purpose=purpose, version=before.version + 1, text=text.strip(), text_en=text_en.strip(),
                published_at=now, published_by=by.name,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            "text_changed", _("Teks persetujuan baru saja diperbarui. Baca teks yang baru, lalu pilih lagi.")
        ) from None
    record(by, "people.publish_consent_text", made, purpose=purpose, version=made.version)
    return made


def may_publish(by: Actor) -> bool:
    """Asked of everybody in the network: the operator's, or an office's that answers for the nation."""
    return by.may_for_all(Permission.PARAMETER_EDIT)


def _guardian(by: Actor, person: Person, written: str, purpose: ConsentPurpose, now: datetime) -> str:
    child = person.is_child_on(timezone.localdate(now))
    if not child and purpose != ConsentPurpose.GUARDIAN:
        return ""
    name = " ".join((written or person.guardian_name).split())
    if not name:
        raise Refused(
            "guardian_needed",
            _("Orang ini belum 18 tahun. Isi nama orang tua atau wali yang memberi persetujuan."),
            "guardian_name",
        )
    if is_self(by, person):
        raise Refused(
            "guardian_signs",
            _(
                "Persetujuan untuk yang belum 18 tahun diberikan orang tua atau wali di depan petugas. Datanglah bersama."
            ),
        )
    return name


def _text(purpose: ConsentPurpose, version: int, now: datetime) -> ConsentText:
    current = current_texts()[purpose]
    if current.version != version:
        raise Refused("text_changed", _("Teks persetujuan baru saja diperbarui. Baca teks yang baru, lalu pilih lagi."))
    if current.pk is None:
        current, _new = ConsentText.objects.get_or_create(
            purpose=purpose, version=version,
            defaults={"text": current.text, "text_en": current.text_en, "published_at": now, "published_by": "balai"},
        )  # fmt: skip
    return current
