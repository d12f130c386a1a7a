"""Forms of an office's list: the file, its columns, a decision about one row."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.institutions.actions.import_list import ListFile
from balai.institutions.enums import InstitutionKind
from balai.institutions.rules.list_columns import LABELS, LISTED_KINDS
from balai.kernel.tables.columns import Match
from balai.web.forms.base import BalaiForm
from balai.web.institutions.fields import RegionField
from balai.web.institutions.forms import PLACE_HELP, or_none

KINDS = [(str(kind), InstitutionKind(kind).label) for kind in LISTED_KINDS]


class UploadForm(BalaiForm):
    institution = forms.TypedChoiceField(label=_("Daftar milik"), coerce=int)
    file = forms.FileField(
        label=_("Berkas daftar lembaga"), help_text=_("Excel (XLSX, XLS, ODS) atau CSV, paling besar 20 megabita.")
    )

    def __init__(self, offices: list[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["institution"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = offices


class ColumnsForm(BalaiForm):
    """One choice a column of the file: which field it is, or none."""

    default_kind = forms.ChoiceField(
        label=_("Jenis lembaga bila barisnya tidak menyebut"),
        required=False,
        choices=or_none(KINDS, _("Tanyakan per baris")),
    )

    def __init__(self, found: ListFile, *args: Any, **kwargs: Any) -> None:
        self.found = found
        super().__init__(*args, **kwargs)
        for match in found.matches:
            choices = or_none(list(LABELS.items()), _("tidak dibaca"))
            field = forms.ChoiceField(label=match.title, required=False, choices=choices, initial=match.field or "")
            self.fields[f"column_{match.column}"] = field

    def column_fields(self) -> Iterator[tuple[forms.BoundField, Match]]:
        return ((self[f"column_{match.column}"], match) for match in self.found.matches)

    def clean(self) -> dict[str, Any]:
        chosen = self._chosen()
        names = [name for name, _match in chosen]
        for name in sorted({n for n in names if names.count(n) > 1}):
            sentence = _("Dua kolom dibaca sebagai %(field)s. Pilih satu saja.")
            self.add_error(None, str(sentence) % {"field": LABELS[name]})
        if "name" not in names:
            self.add_error(None, _("Pilih kolom yang berisi nama lembaga."))
        return self.cleaned_data

    def _chosen(self) -> list[tuple[str, Match]]:
        pairs = [(self.cleaned_data.get(f"column_{m.column}", ""), m) for m in self.found.matches]
        return [(name, match) for name, match in pairs if name]

    def mapping(self) -> dict[str, Any]:
        chosen = self._chosen()
        return {
            "columns": {name: match.column for name, match in chosen},
            "titles": {name: match.title for name, match in chosen},
            "default_kind": self.cleaned_data["default_kind"],
        }


class DecisionForm(BalaiForm):
    """act: "new", "same:12" or "leave_out"."""

    act = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Jenis lembaga"), required=False, choices=or_none(KINDS, _("Pilih satu")))
    region_id = forms.TypedChoiceField(
        label=_("Wilayah"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    region = RegionField(label=_("Wilayah lain"), required=False, help_text=PLACE_HELP, max_length=300)

    def __init__(
        self, alike: list[tuple[str, str]], regions: list[tuple[str, str]], *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        act, region = self.fields["act"], self.fields["region_id"]
        assert isinstance(act, forms.ChoiceField) and isinstance(region, forms.ChoiceField)  # declared above
        act.choices = [
            *((f"same:{pk}", _("Sama dengan %(name)s") % {"name": name}) for pk, name in alike),
            ("new", _("Lembaga baru")),
            ("leave_out", _("Jangan dimasukkan")),
        ]
        if regions:
            region.choices = regions
        else:
            del self.fields["region_id"]
            self.fields["region"].label = _("Wilayah")
