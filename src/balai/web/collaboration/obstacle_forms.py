"""Forms of the obstacle register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.actions.obstacles import Trouble
from balai.collaboration.enums import Subject
from balai.web.collaboration.acts import PartyForm
from balai.web.collaboration.matter_forms import words

YES_NO = (("yes", _("ya")), ("no", _("tidak")))


class TroubleForm(PartyForm):
    text = words(_("Hambatannya"))
    subject = forms.ChoiceField(label=_("Tentang apa"), choices=[("", "–"), *Subject.choices])
    parties = forms.TypedMultipleChoiceField(
        label=_("Pihak yang bersangkutan"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Wajib untuk ego sektoral dan ketimpangan kuasa; mereka yang nanti mengatakan sudah selesai."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("parties", [(one.pk, one.name) for one in self.at.everyone])

    def trouble(self) -> Trouble:
        said = self.cleaned_data
        chosen = set(said["parties"])
        return Trouble(said["text"], said["subject"], [one for one in self.at.everyone if one.pk in chosen])


class OwnerForm(PartyForm):
    due = forms.DateField(label=_("Tenggat"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].label = _("Yang menangani")


class AnswerForm(PartyForm):
    accepts = forms.ChoiceField(label=_("Anda menanganinya"), choices=YES_NO, widget=forms.RadioSelect)
    reason = words(_("Alasan"), 2, required=False, help_text=_("Wajib bila tidak."))


class StepForm(PartyForm):
    text = words(_("Langkah"), 2)
    on = forms.DateField(label=_("Tanggal"))


class SettleForm(PartyForm):
    how = words(_("Bagaimana selesainya"))


class SettledForm(PartyForm):
    settled = forms.ChoiceField(label=_("Menurut Anda sudah selesai"), choices=YES_NO, widget=forms.RadioSelect)
    text = words(_("Penjelasan"), 2, required=False, help_text=_("Wajib bila belum."))
