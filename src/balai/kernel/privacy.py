"""What a model says about the personal data it holds (UU 27/2022 art. 20, 31, 42-44)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import models


class Purpose(StrEnum):
    """Why a personal field is held."""

    SERVICE = "service"  # public employment service: counselling, training, placement (public task)
    IDENTITY = "identity"  # telling people apart, preventing double benefits (legal duty)
    CONTACT = "contact"  # reaching the person
    INCLUSION = "inclusion"  # adjustments and programmes for vulnerable groups (consent)
    ACCOUNT = "account"  # signing in, securing the account
    EVIDENCE = "evidence"  # accountability of public money
    FOLLOW_UP = "follow_up"  # what became of alumni


@dataclass(frozen=True, slots=True)
class Personal:
    """purpose: why. months: how long after the last activity in the case; the term is a parameter's default.
    specific: special category of UU 27/2022 art. 4 (health, child, finance)."""

    purpose: Purpose
    months: int = 60
    specific: bool = False


@dataclass(frozen=True, slots=True)
class Privacy:
    """Every concrete model states one as class attribute PRIVACY; a house test checks that each text, date, json, file
    and binary field stands in exactly one of the two."""

    personal: Mapping[str, Personal] = field(default_factory=dict)
    impersonal: tuple[str, ...] = ()

    def unclassified(self, model: type[models.Model]) -> list[str]:
        told = set(self.personal) | set(self.impersonal)
        return [f.name for f in model._meta.concrete_fields if must_be_classified(f) and f.name not in told]


def must_be_classified(f: "models.Field[object, object]") -> bool:
    kinds = (
        models.CharField,
        models.TextField,
        models.DateField,
        models.JSONField,
        models.FileField,
        models.BinaryField,
        models.GenericIPAddressField,
    )
    return isinstance(f, kinds) and not f.choices and not getattr(f, "auto_now_add", False)
