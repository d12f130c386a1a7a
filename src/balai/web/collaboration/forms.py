from django import forms
from django.utils.translation import gettext_lazy as _

from balai.institutions.models import Institution
from balai.web.forms.base import BalaiForm


class CaseForm(BalaiForm):
    institution = forms.TypedChoiceField(
        label=_("Lembaga yang memelihara kerja sama ini"),
        coerce=int,
        help_text=_("Hanya lembaga ini dan para pihak yang melihatnya, sampai Anda membukanya untuk umum."),
    )
    file = forms.FileField(
        label=_("Buku kasus"),
        help_text=_(
            "Satu berkas Excel (XLSX) dengan satu lembar per tabel, atau ZIP berisi berkas CSV. Paling besar 40 megabita."
        ),
    )

    def __init__(self, offices: list[Institution], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["institution"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [(row.pk, row.name) for row in offices]
