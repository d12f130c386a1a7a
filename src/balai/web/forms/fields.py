"""Fields that read what people write: rupiah with dots, days that begin and end in a zone."""

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balai.kernel.formats import angka

LARGEST = 10**14
LONGEST_ID = 18
_RUPIAH = re.compile(r"(?:rp\.?\s*)?(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?:00|-))?", re.IGNORECASE)


class RupiahField(forms.CharField):
    """Whole rupiah: "96.000.000", "Rp96000000", "96 000 000,00"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        found = _RUPIAH.fullmatch(text)
        if not found or int(re.sub(r"\D", "", found[1])) > LARGEST:
            raise ValidationError(
                _("“%(field)s”: tulis jumlah rupiah dengan angka, misalnya 96.000.000."),
                params={"field": self.label},
            )
        return int(re.sub(r"\D", "", found[1]))

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """A number has no length."""

    def prepare_value(self, value: Any) -> Any:
        return angka(value) if isinstance(value, int) else value


class SomeOfField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Django asks the database for every number sent; one beyond its integers would end as an error of ours."""

    def clean(self, value: Any) -> Any:
        for pk in value if isinstance(value, list | tuple) else ():
            if len(str(pk)) > LONGEST_ID:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": str(pk)[:40]})
        return super().clean(value)


def is_id(text: str) -> bool:
    """Digits of ASCII, few enough for the database: isdigit() alone takes "²" and any length."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


def day_begins(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0, 0), ZoneInfo(zone))


def day_ends(day: date, zone: str) -> datetime:
    """23.59 where the class is held, as announcements say it."""
    return datetime.combine(day, time(23, 59), ZoneInfo(zone))
