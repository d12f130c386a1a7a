"""Forms of the yearly planning: opening it, copying last year's packages, a plan kept as a table."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from balai.institutions.models import Institution
from balai.planning.actions.copy_plan import Copied
from balai.planning.models import Package
from balai.programmes.models import Curriculum
from balai.web.forms.base import BalaiForm
from balai.web.forms.fields import RupiahField


class RoundForm(BalaiForm):
    funder: "forms.ModelChoiceField[Institution]" = forms.ModelChoiceField(
        label=_("Pendana"), queryset=None, empty_label=None
    )
    year = forms.IntegerField(label=_("Tahun anggaran"))
    closes_on = forms.DateField(
        label=_("Usulan ditunggu sampai"),
        required=False,
        help_text=_(
            "Pukul 23.59 di tempat pendana. Sesudah itu balai tidak bisa mengirim. Kosongkan bila tanpa batas."
        ),
    )
    note = forms.CharField(
        label=_("Pesan kepada balai"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, funders: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder"].queryset = funders  # type: ignore[attr-defined]


class ReopenForm(BalaiForm):
    """needs_day: the old last day has passed, or only the day is to be moved."""

    closes_on = forms.DateField(
        label=_("Hari terakhir yang baru"), required=False, help_text=_("Sampai pukul 23.59 di tempat pendana.")
    )
    words = forms.CharField(
        label=_("Alasan atau kesepakatannya"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, needs_day: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].required = needs_day


class PlanFileForm(BalaiForm):
    file = forms.FileField(
        label=_("Berkas rencana"), help_text=_("Excel (XLSX, XLS, ODS) atau CSV, paling besar 5 megabita.")
    )


class CopyForm(BalaiForm):
    """Three fields a package: copy it or not, seats, cost. taught: planning.actions.copy_plan.taught_now; a package that is
    not in it cannot be copied and has no fields."""

    def __init__(self, sources: list[Package], taught: dict[int, Curriculum], *args: Any, **kwargs: Any) -> None:
        self.sources = [source for source in sources if source.pk in taught]
        self.left = [source for source in sources if source.pk not in taught]
        self.taught = taught
        super().__init__(*args, **kwargs)
        for source in self.sources:
            self.fields[f"pick_{source.pk}"] = forms.BooleanField(
                label=_("Salin"), required=False, initial=not getattr(source, "copied", False)
            )
            self.fields[f"seats_{source.pk}"] = forms.IntegerField(
                label=_("Kursi"), min_value=1, max_value=2000, initial=source.seats
            )
            self.fields[f"cost_{source.pk}"] = RupiahField(label=_("Biaya (rupiah)"), initial=source.cost)

    def rows(self) -> Iterator[tuple[Package, Curriculum, list[forms.BoundField]]]:
        for source in self.sources:
            fields = [self[f"{name}_{source.pk}"] for name in ("pick", "seats", "cost")]
            yield source, self.taught[source.pk], fields

    def chosen(self) -> list[Copied]:
        filled = self.cleaned_data
        return [
            Copied(source, filled[f"seats_{source.pk}"], filled[f"cost_{source.pk}"])
            for source in self.sources
            if filled[f"pick_{source.pk}"]
        ]
