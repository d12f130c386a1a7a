"""Fields that understand places, bodies and phone numbers as people type them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balai.institutions.models import Institution
from balai.institutions.models.institution import name_key
from balai.kernel.tables.values import parse_phones
from balai.regions.models import Region
from balai.regions.queries import Outcome, path, resolve
from balai.web.forms.fields import is_id


class RegionField(forms.CharField):
    """ "Nagari Baringin, Lima Kaum, Kab. Tanah Datar": the smallest place first; as much as is needed to be sure."""

    def prepare_value(self, value: Any) -> Any:
        return path(value) if isinstance(value, Region) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return _place(text) if text else None


def _place(text: str) -> Region:
    within: Region | None = None
    for part in reversed([p.strip() for p in text.split(",") if p.strip()]):
        found = resolve(part, within=within)
        if found.outcome == Outcome.EXACT and found.region is not None:
            within = found.region
            continue
        names = [path(region) for region in found.candidates[:4]] or [s.name for s in found.suggested[:4]]
        if names:
            raise ValidationError(
                _("“%(part)s” belum pasti. Mungkin: %(names)s. Tulis lengkap dengan koma.")
                % {"part": part, "names": "; ".join(names)}
            )
        raise ValidationError(_("“%(part)s” tidak ada di daftar wilayah. Periksa ejaannya.") % {"part": part})
    if within is None:
        raise ValidationError(_("Tulis nama wilayahnya."))
    return within


class InstitutionField(forms.CharField):
    """A body by its name; its number in brackets decides between namesakes: "BLK Contoh [12]"."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.name} [{value.pk}]" if isinstance(value, Institution) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return find_institution(text) if text else None


def find_institution(text: str) -> Institution:
    name, _bracket, number = text.rstrip("] ").rpartition(" [")
    rows = Institution.objects.public()
    if is_id(number) and name:
        found = list(rows.filter(pk=int(number))[:1])
    else:
        found = list(rows.filter(name_key=name_key(text)).order_by("pk")[:5])
    if len(found) == 1:
        return found[0]
    if found:
        choices = "; ".join(f"{row.name} [{row.pk}]" for row in found)
        raise ValidationError(
            _("Ada beberapa lembaga bernama ini. Tulis salah satu lengkap dengan nomornya: %(choices)s.")
            % {"choices": choices}
        )
    raise ValidationError(
        _("“%(name)s” belum tercatat atau belum diperiksa. Daftarkan dulu lembaganya.") % {"name": text}
    )


class InstitutionsField(forms.CharField):
    """Several bodies, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{row.name} [{row.pk}]" for row in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return [find_institution(line.strip()) for line in text.splitlines() if line.strip()]


class PhonesField(forms.CharField):
    """One or several numbers; kept as E.164."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        parsed = parse_phones(super().clean(value) or "")
        if parsed.problem or parsed.note:
            raise ValidationError(str(parsed.problem or parsed.note))
        return parsed.value or ()
