"""Forms of what a party is there to do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.enums import Performed
from balai.collaboration.models import Meeting
from balai.collaboration.queries.mandates import met_in
from balai.web.collaboration.acts import PartyForm
from balai.web.collaboration.matter_forms import words


class MandateForm(PartyForm):
    text = words(_("Tugas"))
    basis = forms.CharField(
        label=_("Dasarnya"), max_length=300, required=False, help_text=_("Peraturan atau kesepakatan, bila ada.")
    )


class CommentForm(PartyForm):
    text = words(_("Tanggapan"))


class AgreeForm(PartyForm):
    meeting = forms.TypedChoiceField(label=_("Rapat"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {one.pk: one for one in met_in(self.at.period)}
        self.choose("meeting", [(pk, f"{one.title} ({one.date})") for pk, one in self.meetings.items()])

    @property
    def met(self) -> Meeting:
        return self.meetings[self.cleaned_data["meeting"]]


class JudgeForm(AgreeForm):
    performed = forms.ChoiceField(label=_("Dijalankan"), choices=Performed.choices, widget=forms.RadioSelect)
    because = words(_("Alasan"), 2)
    evidence = forms.URLField(
        label=_("Tautan bukti"),
        required=False,
        assume_scheme="https",
        help_text=_("Halaman yang menunjukkannya, bila ada."),
    )
