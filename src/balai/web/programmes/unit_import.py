"""A certifier's spreadsheet of units: looked at first, then written."""

from dataclasses import asdict

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.programmes.unit_import import import_units
from balai.programmes.unit_sheet import SheetUnit, UnitSheet, read_unit_sheet
from balai.web.forms.base import BalaiForm, attempt
from balai.web.gate import permitted
from balai.web.programmes.centre import _own
from balai.web.request import DeskRequest

SALT, HOUR, MOST_BYTES = "programmes.units", 3600, 5_000_000


class UnitSheetForm(BalaiForm):
    file = forms.FileField(
        label=gettext_lazy("Berkas unit kompetensi"),
        help_text=gettext_lazy(
            "Excel (XLSX, XLS, ODS) atau CSV dari lembaga sertifikasi atau balai: kode, judul, jam; tahap dan materi tanpa kode ikut masuk."
        ),
    )


class AcceptForm(BalaiForm):
    valid_from = forms.DateField(label=gettext_lazy("Berlaku mulai"))
    legal_basis = forms.CharField(label=gettext_lazy("Dasar"), max_length=300, required=False)
    rows = forms.CharField(widget=forms.HiddenInput)


@permitted(P.PROGRAMME_EDIT)
def unit_import(request: DeskRequest, pk: int) -> HttpResponse:
    """Without a file: asks for one. With one: shows what would come in. With what was shown: writes it."""
    programme = _own(request, pk)
    sending = request.method == "POST" and "rows" not in request.POST
    form = UnitSheetForm(request.POST if sending else None, request.FILES if sending else None)
    shown = {"programme": programme, "form": form}
    if sending and form.is_valid():
        file = form.cleaned_data["file"]
        found = attempt(form, lambda: read_unit_sheet(file.read(MOST_BYTES + 1), file.name))
        if found is not None:
            return render(request, "programmes/unit_import.html", shown | _preview(found))
    if request.method == "POST" and not sending:
        accept = AcceptForm(request.POST)
        if accept.is_valid():
            filled = accept.cleaned_data
            try:
                rows = [SheetUnit(**row) for row in signing.loads(filled["rows"], salt=SALT, max_age=HOUR)]
                curriculum, made = import_units(
                    by=request.actor, programme=programme, rows=rows, valid_from=filled["valid_from"],
                    legal_basis=filled["legal_basis"],
                )  # fmt: skip
            except signing.BadSignature:
                messages.error(request, _("Pratinjau ini sudah terlalu lama. Pilih berkasnya sekali lagi."))
                return redirect("programmes:unit_import", pk)
            except Refused as no:
                messages.error(request, str(no))
                return redirect("programmes:unit_import", pk)
            said = (
                _("Kurikulum versi %(version)s tersimpan.")
                if made
                else _("Isinya sama dengan kurikulum versi %(version)s; tidak ada yang berubah.")
            )
            messages.success(request, said % {"version": curriculum.version})
            return redirect("programmes:one", pk)
        shown |= {"accept": accept}
    return render(request, "programmes/unit_import.html", shown)


def _preview(found: UnitSheet) -> dict[str, object]:
    packed = signing.dumps([asdict(row) for row in found.rows], salt=SALT, compress=True)
    accept = AcceptForm(initial={"valid_from": timezone.localdate(), "rows": packed})
    return {"found": found, "accept": accept if found.rows else None}
