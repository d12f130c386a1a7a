from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.certification.actions.schemes import MOST_YEARS, SchemePlan
from balai.certification.enums import AssessmentPurpose, AssessmentVerdict, BlankState, SchemeKind, SiteKind
from balai.certification.models import CertificationScheme
from balai.certification.queries import certifiers, units_as_lines
from balai.certification.scheme_lines import read_scheme_units, scheme_units_written
from balai.skills.models import CompetencyUnit
from balai.training.models import Enrolment
from balai.web.forms.base import BalaiForm
from balai.web.forms.fields import SomeOfField


class CandidateField(SomeOfField):
    def label_from_instance(self, obj: Any) -> str:
        enrolment: Enrolment = obj
        return f"{enrolment.person.full_name} · {enrolment.get_state_display()}"


class SchemeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Schemes of all certifiers in one list, each under its certifier."""

    def label_from_instance(self, obj: Any) -> str:
        scheme: CertificationScheme = obj
        named = f"{scheme.code} · {scheme.title}" if scheme.code else scheme.title
        return f"{named} ({scheme.certifier.name})"


class RegisterForm(BalaiForm):
    held_on = forms.DateField(label=_("Tanggal uji"))
    purpose = forms.ChoiceField(label=_("Tujuan uji"), choices=AssessmentPurpose.choices, required=False)
    site_kind = forms.ChoiceField(
        label=_("Jenis tempat uji"), choices=[("", _("belum ditentukan")), *SiteKind.choices], required=False
    )
    site = forms.CharField(label=_("Tempat uji"), max_length=200, required=False)
    assessor_name = forms.CharField(
        label=_("Nama asesor"), max_length=200, required=False, help_text=_("boleh diisi nanti bersama hasilnya")
    )

    def __init__(self, *args: Any, candidates: Any, schemes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"] = SchemeChoice(
            label=_("Skema sertifikasi"), queryset=schemes, empty_label=_("pilih skema"),
            help_text=_("lembaga sertifikasi, unit dan masa berlaku mengikuti skemanya"),
        )  # fmt: skip
        self.fields["candidates"] = CandidateField(
            label=_("Peserta uji"), queryset=candidates, widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(["scheme", "held_on", "purpose", "site_kind", "site", "assessor_name", "candidates"])


class SchemeForm(BalaiForm):
    title = forms.CharField(
        label=_("Nama skema"), max_length=200, help_text=_("seperti tertulis pada lembaga sertifikasinya")
    )
    code = forms.CharField(label=_("Kode skema"), max_length=40, required=False)
    field = forms.CharField(
        label=_("Bidang"), max_length=120, required=False, help_text=_("tercetak pada sertifikat, misalnya: Garmen")
    )
    kind = forms.ChoiceField(label=_("Kemasan"), choices=SchemeKind.choices, initial=SchemeKind.CLUSTER)
    valid_years = forms.IntegerField(
        label=_("Masa berlaku sertifikat (tahun)"), required=False, min_value=1, max_value=MOST_YEARS,
        help_text=_("kosongkan untuk masa berlaku yang biasa menurut aturan"),
    )  # fmt: skip
    active_from = forms.DateField(label=_("Dipakai mulai"), required=False)
    active_until = forms.DateField(
        label=_("Dipakai sampai"), required=False, help_text=_("kosongkan selama masih dipakai")
    )
    units = forms.CharField(
        label=_("Unit, elemen dan kriteria"), widget=forms.Textarea(attrs={"rows": 14}), max_length=100_000,
        help_text=_("satu baris satu unit; elemen dan kriteria di bawah unitnya, boleh menyusul"), required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bodies is not None:
            self.fields["certifier"] = forms.ModelChoiceField(
                label=_("Lembaga sertifikasi profesi (LSP)"), queryset=bodies, empty_label=_("pilih lembaga")
            )
            self.order_fields(["certifier", "title", "code", "field", "kind", "valid_years"])

    def stated(self) -> SchemePlan:
        """Raises Refused for lines that cannot be read."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "certifier"}
        return SchemePlan(**(said | {"units": read_scheme_units(said["units"])}))


def written_scheme(scheme: CertificationScheme) -> dict[str, Any]:
    same = ("title", "code", "field", "kind", "valid_years", "active_from", "active_until")
    return {name: getattr(scheme, name) for name in same} | {"units": scheme_units_written(units_as_lines(scheme))}


class VerdictForm(BalaiForm):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Hasil akhir"), widget=forms.RadioSelect,
        choices=[(value, words) for value, words in AssessmentVerdict.choices if value != AssessmentVerdict.PENDING],
    )  # fmt: skip
    assessor_name = forms.CharField(
        label=_("Nama asesor"), max_length=200, required=False, help_text=_("wajib untuk kompeten dan belum kompeten")
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("misalnya bagian yang perlu diuji lagi"),
    )  # fmt: skip
    confirmed = forms.BooleanField(label=_("Tetap simpan tanpa itu"), required=False)


class PaperForm(BalaiForm):
    number = forms.CharField(label=_("Nomor sertifikat"), max_length=80, help_text=_("persis seperti tercetak"))
    registration_number = forms.CharField(label=_("Nomor registrasi"), max_length=80, required=False)
    issued_on = forms.DateField(label=_("Tanggal terbit"))
    valid_until = forms.DateField(
        label=_("Berlaku sampai"), required=False, help_text=_("kosongkan untuk masa berlaku yang biasa menurut aturan")
    )
    scan = forms.FileField(
        label=_("Pindaian sertifikat"),
        required=False,
        help_text=_("foto atau PDF; disimpan tertutup, tidak tampil umum"),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = CompetencyUnit.objects.public().filter(pk__in=[unit.unit_id for unit in units]).order_by("code")
        if units:
            self.fields["units"] = SomeOfField(
                label=_("Unit pada sertifikat"), queryset=rows, required=False, widget=forms.CheckboxSelectMultiple
            )
        self.order_fields(["number", "registration_number", "issued_on", "valid_until", "units", "scan"])


class IssueHereForm(PaperForm):
    """The certifier's own: signed and printed here, so nothing is copied and no scan is asked."""

    signatory = forms.CharField(label=_("Kepala lembaga sertifikasi"), max_length=120)
    manager = forms.CharField(label=_("Manajer sertifikasi"), max_length=120, required=False)
    blank_number = forms.CharField(
        label=_("Nomor blangko"), max_length=40, required=False, help_text=_("tercetak di sudut atas sertifikat")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["scan"]
        self.fields["number"].help_text = _("menurut penomoran lembaga Anda")
        self.fields["valid_until"].help_text = _("kosongkan untuk masa berlaku skemanya")
        if "units" in self.fields:
            self.fields["units"].required = True
        numbers = ["number", "registration_number", "issued_on", "valid_until"]
        self.order_fields([*numbers, "signatory", "manager", "blank_number", "units"])


class OldPaperForm(PaperForm):
    """A certificate from before Balai; the list of certifiers is the same as for assessments."""

    scheme = forms.CharField(
        label=_("Skema sertifikasi"), max_length=200, help_text=_("seperti tercetak pada sertifikatnya")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certifier"] = forms.ModelChoiceField(
            label=_("Lembaga sertifikasi profesi (LSP)"), queryset=certifiers(), empty_label=_("pilih lembaga")
        )
        self.order_fields(["certifier", "scheme", "number", "registration_number", "issued_on", "valid_until", "scan"])


class ScanForm(BalaiForm):
    scan = forms.FileField(label=_("Pindaian sertifikat"), help_text=_("foto atau PDF dari kertas aslinya"))


class BlankForm(BalaiForm):
    blank_state = forms.ChoiceField(label=_("Keadaan blangko"), choices=BlankState.choices)
    blank_number = forms.CharField(label=_("Nomor blangko"), max_length=40, required=False)
