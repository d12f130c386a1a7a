"""Forms of promises. A form that speaks for a party names it; where there is one party only, it is not asked."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.enums import ATTESTED, DelayCause
from balai.collaboration.models import Decision, Member
from balai.kernel.registry import registry
from balai.web.forms.base import BalaiForm

LARGEST = 10**15


def _choose(field: forms.Field, choices: Sequence[tuple[Any, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _number(label: Any, help_text: Any = "", least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=LARGEST, help_text=help_text)


class NewPromiseForm(BalaiForm):
    text = forms.CharField(
        label=_("Apa yang dijanjikan"), max_length=500, widget=forms.Textarea({"rows": 2}),
        help_text=_("Satu kalimat: apa yang akan dilakukan, untuk siapa."),
    )  # fmt: skip
    promiser = forms.TypedChoiceField(label=_("Siapa yang berjanji"), coerce=int)
    receivers = forms.TypedMultipleChoiceField(label=_("Kepada siapa"), coerce=int, widget=forms.CheckboxSelectMultiple)
    measure = forms.ChoiceField(
        label=_("Dihitung dari apa"),
        help_text=_(
            "Dihitung sendiri dari catatan yang berjanji. Pilih dibuktikan pihak lain hanya bila tidak ada catatannya."
        ),
    )
    target = _number(_("Sasaran"), _("Angka bulat, dalam satuan ukuran itu."))
    since = forms.DateField(label=_("Dihitung sejak"))
    due = forms.DateField(label=_("Tenggat"))
    unit = forms.CharField(label=_("Satuan, bila dibuktikan pihak lain"), max_length=60, required=False)
    attester = forms.TypedChoiceField(
        label=_("Siapa yang membuktikan"), coerce=int, required=False, empty_value=None,
        help_text=_("Salah satu yang dijanjikan, bukan yang berjanji."),
    )  # fmt: skip
    counted_at = forms.TypedChoiceField(
        label=_("Catatan lembaga mana yang dihitung"), coerce=int, required=False, empty_value=None,
        help_text=_("Kosongkan bila catatan yang berjanji sendiri."),
    )  # fmt: skip
    decision = forms.TypedChoiceField(label=_("Dari keputusan"), coerce=int, required=False, empty_value=None)
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    later = ("unit", "attester", "counted_at", "decision")
    later_words = _("Bila dibuktikan pihak lain, dihitung di lembaga lain, atau berasal dari keputusan")

    def __init__(self, members: Sequence[Member], decisions: Sequence[Decision], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.pk, one.name) for one in members]
        _choose(self.fields["promiser"], named)
        _choose(self.fields["receivers"], named)
        nobody = [("", "–"), *named]
        _choose(self.fields["attester"], nobody)
        _choose(self.fields["counted_at"], nobody)
        _choose(self.fields["decision"], [("", "–"), *((one.pk, one.text[:80] or one.code) for one in decisions)])
        measures = [(one.code, one.label) for one in registry.measures.values()]
        _choose(self.fields["measure"], [*measures, (ATTESTED, _("dibuktikan pihak lain"))])


class ActForm(BalaiForm):
    """members: those for whom the writer may speak here."""

    member = forms.TypedChoiceField(label=_("Sebagai"), coerce=int)

    def __init__(self, members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        _choose(field, [(one.pk, one.name) for one in members])
        if len(members) == 1:
            field.widget, field.initial = forms.HiddenInput(), members[0].pk


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 2}))


class CauseForm(ActForm):
    cause = forms.ChoiceField(label=_("Sebabnya"), choices=DelayCause.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Penjelasan"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Berdiri di samping janji ini bila nanti disebut terlambat."),
    )  # fmt: skip


class ViewForm(ActForm):
    text = forms.CharField(label=_("Pandangan Anda"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class AttestForm(ActForm):
    number = _number(_("Berapa yang sudah terlaksana, seluruhnya"), least=0)
    on = forms.DateField(label=_("Sampai tanggal"))
    text = forms.CharField(label=_("Keterangan"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}))
    letter = forms.FileField(
        label=_("Surat pihak itu"), required=False,
        help_text=_("Wajib bila Anda menuliskannya untuk pihak yang tidak punya meja sendiri. PDF atau foto."),
    )  # fmt: skip
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class ChangeForm(ActForm):
    target = _number(_("Sasaran baru"))
    due = forms.DateField(label=_("Tenggat baru"))
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 2}))


class AnswerForm(ActForm):
    agrees = forms.ChoiceField(
        label=_("Jawaban"), choices=(("yes", _("setuju")), ("no", _("tidak setuju"))), widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Penjelasan"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))


class PromiseFilter(BalaiForm):
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    pihak = forms.TypedChoiceField(label=_("Pihak"), coerce=int, required=False, empty_value=None)

    def __init__(self, members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["keadaan"], [("", _("semua")), *STATES])
        _choose(self.fields["pihak"], [("", _("semua")), *((one.pk, one.name) for one in members)])


STATES = (
    ("diusulkan", _("diusulkan")), ("berjalan", _("berjalan")), ("ditepati", _("ditepati")), ("terlambat", _("terlambat")),
    ("tidak-ditepati", _("tidak ditepati")), ("diubah", _("disepakati ulang atau ditarik")),
)  # fmt: skip
