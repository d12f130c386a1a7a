"""Forms of the researcher's bench."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.actions.bench import QuotationPlan, SourcePlan
from balai.collaboration.actions.conclude import ConclusionPlan
from balai.collaboration.enums import Leaning, SourceKind, Subject, Value
from balai.collaboration.models import BenchSource, Informant, Member, Quotation
from balai.collaboration.rules.bench import MOST_CODES
from balai.documents.models import StoredFile
from balai.institutions.enums import Sector
from balai.web.collaboration.matter_forms import words
from balai.web.forms.base import BalaiForm
from balai.web.forms.once import OnceForm

UNSAID = [("", "–")]


def _line(label: Any, longest: int, help_text: Any = "", **other: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, help_text=help_text, **other)


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _one(label: Any, help_text: Any = "", **other: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, help_text=help_text, coerce=int, empty_value=None, **other)


class OpenForm(BalaiForm):
    institution = _one(_("Untuk lembaga"))

    def __init__(self, bodies: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "institution", list(bodies.items()))
        if len(bodies) == 1:
            self.fields["institution"].widget, self.fields["institution"].initial = (
                forms.HiddenInput(),
                next(iter(bodies)),
            )


class SourceForm(OnceForm):
    kind = forms.ChoiceField(label=_("Jenis"), choices=SourceKind.choices)
    title = _line(_("Judul"), 300, _("Wawancara: sebut pihaknya, bukan orangnya."))
    dated = _line(_("Tanggal"), 10, _("Sejauh yang diketahui: 2019, 09-2019 atau 10-09-2019."), required=False)
    kept_at = _line(_("Disimpan di mana"), 300, required=False)
    pages = _line(_("Halaman yang dibaca"), 60, required=False)
    file = forms.FileField(
        label=_("Pindaian"), required=False,
        help_text=_("PDF atau gambar. Tutupi dahulu nama dan nomor orang. Hanya peneliti lembaga Anda yang membukanya."),
    )  # fmt: skip
    later = ("kept_at", "pages", "file")

    def plan(self, file: StoredFile | None) -> SourcePlan:
        said = self.cleaned_data
        return SourcePlan(said["kind"], said["title"], said["dated"], said["kept_at"], said["pages"], file)


class InformantForm(OnceForm):
    sector = forms.ChoiceField(label=_("Jenis pihak"), choices=Sector.choices)
    role = _line(
        _("Peran"),
        160,
        _("Dengan kata, misalnya kepala bidang atau peserta. Jangan menulis nama, NIK, nomor telepon atau surel."),
    )
    member = _one(_("Pihak di forum"), _("Kosongkan bila itu membuat orangnya mudah dikenali."), required=False)

    def __init__(self, members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_pk = {one.pk: one for one in members}
        _choose(self, "member", [*UNSAID, *((one.pk, one.name) for one in members)])

    def party(self) -> Member | None:
        return self.by_pk.get(self.cleaned_data["member"])


class QuotationForm(OnceForm):
    source = _one(_("Sumber"))
    place = _line(_("Tempat di sumber"), 120, _("Halaman, menit, atau bagiannya."))
    text = words(
        _("Kutipan"), 5, help_text=_("Persis seperti yang dikatakan atau ditulis. Nama orang diganti dengan perannya.")
    )
    informant = _one(_("Informan"), _("Kosongkan bila kutipan dari dokumen atau pengamatan."), required=False)

    def __init__(
        self, sources: Sequence[BenchSource], informants: Sequence[Informant], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sources, self.informants = {one.pk: one for one in sources}, {one.pk: one for one in informants}
        _choose(self, "source", [(one.pk, f"{one.code}: {one.title}"[:90]) for one in sources])
        _choose(self, "informant", [*UNSAID, *((one.pk, f"{one.code}: {one.role}"[:90]) for one in informants)])

    def plan(self) -> QuotationPlan:
        said = self.cleaned_data
        return QuotationPlan(
            self.sources[said["source"]], said["place"], said["text"], self.informants.get(said["informant"])
        )


class CodersForm(BalaiForm):
    first = _one(_("Pengode pertama"))
    second = _one(_("Pengode kedua"))

    def __init__(self, colleagues: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            _choose(self, name, list(colleagues.items()))
        for name, user in zip(("first", "second"), colleagues, strict=False):
            self.fields[name].initial = user


class ReplaceForm(BalaiForm):
    user = _one(_("Pengode baru"))
    reason = words(_("Alasan"), 2)

    def __init__(self, colleagues: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "user", list(colleagues.items()))


class CodesForm(BalaiForm):
    """Up to four subjects with their leaning. none: no subject fits."""

    none = forms.BooleanField(label=_("Tidak ada hal yang cocok"), required=False)
    field_order = (*(f"{name}{n}" for n in range(1, MOST_CODES + 1) for name in ("subject", "leaning")), "none")

    def __init__(self, given: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_CODES + 1):
            subject, leaning = given[n - 1] if n <= len(given) else ("", "")
            self.fields[f"subject{n}"] = forms.ChoiceField(
                label=_("Hal %(n)s") % {"n": n}, choices=[*UNSAID, *Subject.choices], required=False, initial=subject
            )
            self.fields[f"leaning{n}"] = forms.ChoiceField(
                label=_("Arah hal %(n)s") % {"n": n},
                choices=Leaning.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=leaning,
            )
        self.order_fields(self.field_order)

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"subject{n}"], self[f"leaning{n}"]) for n in range(1, MOST_CODES + 1)]

    def more_open(self) -> bool:
        """Nothing that was chosen stays out of sight."""
        return any(subject.value() or leaning.value() for subject, leaning in self.pairs()[1:])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("none")) == bool(self.codes()):
            self.add_error(
                None, _("Pilih paling sedikit satu hal dengan arahnya, atau centang bahwa tidak ada yang cocok.")
            )
        return said

    def codes(self) -> list[tuple[str, str]]:
        said = self.cleaned_data
        every = [(said.get(f"subject{n}", ""), said.get(f"leaning{n}", "")) for n in range(1, MOST_CODES + 1)]
        return [(subject, leaning) for subject, leaning in every if subject or leaning]


class AccordForm(CodesForm):
    words = words(_("Mengapa"), 2, help_text=_("Apa yang membuat Anda berdua sepakat."))


class ConclusionForm(OnceForm):
    value = forms.ChoiceField(label=_("Nilai"), choices=Value.choices, widget=forms.RadioSelect)
    words = words(_("Kesimpulan"), 4, help_text=_("Satu atau dua kalimat, dengan kata Anda sendiri."))
    quotations = forms.TypedMultipleChoiceField(
        label=_("Kutipan yang mendasarinya"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Paling sedikit satu. Kutipannya ikut terbaca oleh semua yang boleh membaca forum ini; "
            "yang belum dikode tidak dikode lagi sesudah dipakai di sini."
        ),
    )  # fmt: skip
    signs = forms.BooleanField(
        label=_("Tampilkan nama saya"), required=False, help_text=_("Tanpa ini hanya nama lembaga Anda yang tampil.")
    )

    def __init__(self, quotations: Sequence[Quotation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_pk = {one.pk: one for one in quotations}
        _choose(self, "quotations", [(one.pk, f"{one.code}: “{one.text[:140]}”") for one in quotations])

    def plan(self, subject: str) -> ConclusionPlan:
        said = self.cleaned_data
        chosen = [self.by_pk[pk] for pk in said["quotations"]]
        return ConclusionPlan(subject, said["value"], said["words"], chosen, said["signs"])
