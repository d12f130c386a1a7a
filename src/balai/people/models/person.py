from datetime import date
from typing import Self
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.institutions.models.institution import name_key
from balai.kernel.clock import age_on
from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.enums import Aim, Education, NationalIdState, Sex
from balai.regions.models import Region

ADULT_AGE = 18  # UU 35/2014: a child is under 18


class PersonQuerySet(models.QuerySet["Person"]):
    def live(self) -> Self:
        return self.filter(merged_into__isnull=True, erased_at__isnull=True)

    def visible_to(self, actor: Actor, permission: Permission = Permission.PERSON_READ) -> Self:
        """Oneself; people registered by, involved with, or living in the area of the actor's institutions."""
        if actor.system:
            return self
        own = actor.institutions_with(permission)
        seen = Q(registered_by_id__in=own) if own else Q(pk__in=[])
        if actor.user_id is not None:
            seen |= Q(user_id=actor.user_id)
        if own:
            known = apps.get_model("people", "Involvement")._default_manager.filter(
                institution_id__in=own, ended_on__isnull=True
            )
            seen |= Q(Exists(known.filter(person=OuterRef("pk"))))
        for area in actor.areas_with(permission):
            seen |= _lives_in(area.level, area.region)
        return self.filter(seen)


def _lives_in(level: str, region: int | None) -> Q:
    if level == "nation":
        return Q(pk__isnull=False)  # not Q(), which vanishes beside others
    return Q(home_regency_id=region) if level == "regency" else Q(home_regency__province_id=region)


PersonManager = models.Manager.from_queryset(PersonQuerySet)
_SERVICE, _IDENTITY, _CONTACT = Personal(Purpose.SERVICE), Personal(Purpose.IDENTITY), Personal(Purpose.CONTACT)


class Person(models.Model):
    """A person on the road. The NIK is sealed, found through a keyed hash, and shown by its last two digits.

    The id exists before the row (it is authenticated with the sealed NIK, so that a swapped row is noticed). home_regency
    follows from the domicile, else from the address on the identity card; it decides which office answers for the person.
    """

    PRIVACY = Privacy(
        personal={
            "full_name": _IDENTITY, "name_key": _IDENTITY, "title_before": _IDENTITY, "title_after": _IDENTITY,
            "nik_sealed": _IDENTITY, "nik_index": _IDENTITY, "nik_tail": _IDENTITY, "nik_hint_sealed": _IDENTITY,
            "nik_hint_index": _IDENTITY,
            "birth_date": _IDENTITY, "birth_place": _IDENTITY,
            "phone": _CONTACT, "other_phone": _CONTACT, "email": _CONTACT,
            "id_street": _CONTACT, "id_rt": _CONTACT, "id_rw": _CONTACT, "id_address_reported": _CONTACT,
            "home_street": _CONTACT, "home_rt": _CONTACT, "home_rw": _CONTACT, "home_address_reported": _CONTACT,
            "education_major": _SERVICE, "guardian_name": Personal(Purpose.CONTACT, specific=True),
            "guardian_phone": Personal(Purpose.CONTACT, specific=True), "recognition_key": _IDENTITY,
        },
        impersonal=("registered_at", "erased_at", "restricted_at", "last_active_on", "source"),
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person")
    full_name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    title_before = models.CharField(max_length=60, blank=True)
    title_after = models.CharField(max_length=60, blank=True)

    nik_sealed = models.BinaryField(null=True, blank=True)
    nik_index = models.BinaryField(max_length=32, null=True, blank=True)
    nik_tail = models.CharField(max_length=2, blank=True)
    nik_state = models.CharField(max_length=16, choices=NationalIdState, default=NationalIdState.NONE)
    nik_hint_sealed = models.BinaryField(
        null=True, blank=True
    )  # what a spreadsheet left, 15 digits or fewer; never guessed
    nik_hint_index = models.BinaryField(max_length=32, null=True, blank=True)  # keyed hash of those 15, none of fewer

    birth_date = models.DateField(null=True, blank=True)
    birth_place = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # E.164; not unique, families share one
    other_phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)

    id_street = models.CharField(max_length=300, blank=True)
    id_rt = models.CharField(max_length=4, blank=True)
    id_rw = models.CharField(max_length=4, blank=True)
    id_region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    id_address_reported = models.TextField(blank=True)
    home_street = models.CharField(max_length=300, blank=True)
    home_rt = models.CharField(max_length=4, blank=True)
    home_rw = models.CharField(max_length=4, blank=True)
    home_region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    home_address_reported = models.TextField(blank=True)
    home_regency = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    education = models.CharField(max_length=20, choices=Education, blank=True)
    education_major = models.CharField(max_length=120, blank=True)
    graduation_year = models.PositiveSmallIntegerField(null=True, blank=True)
    aim = models.CharField(max_length=16, choices=Aim, blank=True)
    guardian_name = models.CharField(max_length=200, blank=True)
    guardian_phone = models.CharField(max_length=20, blank=True)

    registered_by = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    registered_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=40, blank=True)  # "self", "clerk", "import:12", "application"
    recognition_key = models.CharField(max_length=64, blank=True)  # how a person without NIK is recognised
    last_active_on = models.DateField(null=True, blank=True)
    restricted_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", db_index=False
    )

    objects = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nik_index"], condition=Q(merged_into__isnull=True), name="one_person_per_national_id"
            ),
            models.CheckConstraint(
                condition=Q(nik_index__isnull=True, nik_sealed__isnull=True, nik_state=NationalIdState.NONE)
                | Q(nik_index__isnull=True, nik_sealed__isnull=True, nik_state=NationalIdState.UNVERIFIED)
                | Q(nik_index__isnull=False, nik_sealed__isnull=False),
                name="sealed_national_id_has_its_index",
            ),
        ]
        indexes = [
            models.Index(fields=["home_regency", "name_key", "id"], name="person_by_regency"),
            models.Index(fields=["registered_by", "name_key", "id"], name="person_by_office"),
            models.Index(fields=["name_key", "birth_date"], name="person_by_name_birth"),
            models.Index(fields=["phone"], name="person_by_phone", condition=~Q(phone="")),
            models.Index(fields=["recognition_key"], name="person_by_recognition"),
            models.Index(fields=["nik_hint_index"], name="person_by_hint", condition=Q(nik_hint_index__isnull=False)),
            models.Index(fields=["merged_into"], name="person_merged_into", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["nik_index"], name="person_merged_nik", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["last_active_on"], name="person_by_last_active", condition=Q(erased_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.full_name

    def fill_name_key(self) -> None:
        self.name_key = name_key(self.full_name)[:200]

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_name_key()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def masked_nik(self) -> str:
        """Fourteen dots and the last two digits; empty without a NIK (domain book 4)."""
        return "•" * 14 + self.nik_tail if self.nik_tail else ""

    def is_child_on(self, day: date) -> bool:
        return self.birth_date is not None and age_on(self.birth_date, day) < ADULT_AGE


def nik_aad(person_id: UUID) -> str:
    return f"people.person.nik:{person_id}"


def hint_aad(person_id: UUID) -> str:
    return f"people.person.nik_hint:{person_id}"


def tells_apart(hint: str) -> bool:
    """Fifteen digits are one person of ten; the six of 9,90101E+15 are a whole district and no index to anybody."""
    return len(hint) == 15


def about_people(actor: Actor, permission: Permission, prefix: str = "person__") -> Q:
    """Rows of other rooms about oneself, or about people living in an area the actor's office answers for."""
    seen = Q(pk__in=[])
    if actor.user_id is not None:
        seen |= Q(**{f"{prefix}user_id": actor.user_id})
    for area in actor.areas_with(permission):
        if area.level == "nation":
            return Q(pk__isnull=False)
        key = "home_regency_id" if area.level == "regency" else "home_regency__province_id"
        seen |= Q(**{f"{prefix}{key}": area.region})
    return seen
