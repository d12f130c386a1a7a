"""The form every page starts from: dates day first, and sentences that name the field and say what to do."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused
from balai.kernel.tables.values.dates import date_from_text

DAY_FIRST = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
WRITTEN_OTHERWISE = re.compile(r"\d{8}|\d{1,2}[ .-]+(?:\d{1,2}|[a-z]{3,9})[ .-]+\d{4}", re.ASCII | re.IGNORECASE)
FILLED_IN_LATER = {"limit_value": "%(limit_value)s", "show_value": "%(show_value)s", "max": "%(max)s"}
"""What a validator knows only when it refuses."""
FIRST_YEAR, LAST_YEAR = 1800, 2200
T = TypeVar("T")


class DayInput(forms.DateInput):
    """A telephone's keys for numbers often have no dash: "05061999" and "5 Juni 1999" are read as 05-06-1999."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        written = super().value_from_datadict(data, files, name)
        if not isinstance(written, str) or not WRITTEN_OTHERWISE.fullmatch(written.strip()):
            return written
        day = date_from_text(written.strip(), timezone.localdate(), past=False)
        return f"{day:%d-%m-%Y}" if day else written


class BalaiForm(forms.Form):
    """Django's form with our words. A field's own error_messages stay as they are.

    later: names of fields most people leave alone; they stand folded below the others under later_words.
    """

    later: tuple[str, ...] = ()
    later_words: str | Promise = _("Keterangan lain (boleh diisi nanti)")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_words(self)

    @property
    def later_open(self) -> bool:
        """Nothing that was filled in or refused stays out of sight."""
        return any(self[name].errors or self[name].value() for name in self.later)


def plain_words(form: forms.BaseForm) -> None:
    """For model forms: call it at the end of __init__."""
    for name, field in form.fields.items():
        label = str(field.label or name.replace("_", " "))
        for code, sentence in _sentences(field).items():
            if _is_default(field, code):
                field.error_messages[code] = sentence % {"field": label}
        for code, sentence in _limits(field).items():
            field.error_messages.setdefault(code, sentence % ({"field": label.replace("%", "%%")} | FILLED_IN_LATER))
        if isinstance(field, forms.DateField) and not isinstance(field, forms.DateTimeField):
            field.input_formats = DAY_FIRST
            field.widget.attrs.setdefault("inputmode", "numeric")
            field.widget.attrs.setdefault("placeholder", _("dd-mm-tttt"))
            if isinstance(field.widget, forms.DateInput):
                field.widget = _for_days(field)
        if isinstance(field, forms.DateField | forms.DateTimeField):
            field.validators = [*field.validators, _in_our_time(label)]


def _in_our_time(label: str) -> Callable[[date], None]:
    """A slip of the finger (0206, 20226) is told at its field; days at the edge of the calendar cannot be counted from."""

    def check(day: date) -> None:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                _("“%(field)s”: tulis tahun antara %(first)s dan %(last)s."),
                "year",
                {"field": label, "first": FIRST_YEAR, "last": LAST_YEAR},
            )

    return check


def show_refusal(form: forms.BaseForm, refused: Refused) -> None:
    """What a verb refused becomes a sentence at its field, or on top of the form."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def attempt(form: forms.BaseForm, act: Callable[[], T]) -> T | None:
    """The verb's answer, or None with its refusal on the form."""
    try:
        return act()
    except Refused as refused:
        show_refusal(form, refused)
        return None


def done(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Was it done? If not, its refusal stands on the form."""
    return attempt(form, act) is not None or not form.errors


def _for_days(field: forms.DateField) -> DayInput:
    widget = DayInput(field.widget.attrs, "%d-%m-%Y")
    widget.is_required = field.required
    return widget


_UNREADABLE: tuple[tuple[type[forms.Field], str | Promise], ...] = (
    (forms.DateTimeField, _("“%(field)s”: tulis hari-bulan-tahun dan jamnya, misalnya 17-08-2026 09.30.")),
    (forms.DateField, _("“%(field)s”: tulis sebagai hari-bulan-tahun, misalnya 17-08-2001.")),
    (forms.TimeField, _("“%(field)s”: jamnya tidak terbaca. Tulis seperti 08.00.")),
    (forms.IntegerField, _("“%(field)s”: tulis angka saja.")),
    (forms.EmailField, _("“%(field)s”: tulis alamat surel lengkap, misalnya nama@contoh.id.")),
    (forms.URLField, _("“%(field)s”: tulis alamat lengkap, misalnya https://contoh.id.")),
)


def _sentences(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.BooleanField):
        return {"required": _("Centang “%(field)s” untuk melanjutkan.")}
    if isinstance(field, forms.FileField):
        return {
            "required": _("“%(field)s”: pilih berkasnya lebih dulu."),
            "empty": _("“%(field)s”: berkas ini tidak berisi apa-apa. Pilih berkas yang lain."),
        }
    if isinstance(field, forms.ChoiceField):
        sentence = _("“%(field)s”: pilih salah satu dari daftar.")
        return {"required": sentence, "invalid_choice": sentence, "invalid_list": sentence}
    sentences: dict[str, Any] = {"required": _("“%(field)s” belum diisi.")}
    for kind, words in _UNREADABLE:
        if isinstance(field, kind):
            sentences["invalid"] = words
    return sentences


def _limits(field: forms.Field) -> dict[str, Any]:
    """What validators refuse: Django's own sentences name no field."""
    sentences = {}
    if isinstance(field, forms.CharField):
        sentences = {
            "max_length": _("“%(field)s”: paling banyak %(limit_value)s huruf; sekarang %(show_value)s. Persingkat."),
            "min_length": _("“%(field)s”: paling sedikit %(limit_value)s huruf; sekarang %(show_value)s."),
            "null_characters_not_allowed": _("“%(field)s”: ada tanda yang tidak terbaca. Hapus, lalu ketik lagi."),
        }
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        sentences = {
            "min_value": _("“%(field)s”: tulis %(limit_value)s atau lebih."),
            "max_value": _("“%(field)s”: tulis %(limit_value)s atau kurang."),
            "max_digits": _("“%(field)s”: paling banyak %(max)s angka."),
            "max_decimal_places": _("“%(field)s”: paling banyak %(max)s angka di belakang koma."),
            "max_whole_digits": _("“%(field)s”: paling banyak %(max)s angka di depan koma."),
        }
    return sentences


def _is_default(field: forms.Field, code: str) -> bool:
    for kind in type(field).__mro__:
        messages: dict[str, Any] = vars(kind).get("default_error_messages", {})
        if code in messages:
            return bool(field.error_messages.get(code) == messages[code])
    return True
