"""Forms of deliberation and of questions put to the parties."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.actions.determination import QuestionPlan
from balai.collaboration.enums import DecisionKind, Polarity, Voice, VoteRule
from balai.collaboration.models import Option
from balai.collaboration.queries.mandates import open_meetings
from balai.collaboration.rules.determination import half_of
from balai.web.collaboration.acts import PartyForm
from balai.web.collaboration.found import zone_of
from balai.web.training.forms import TimeField


def words(label: Any, rows: int = 3, **other: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea({"rows": rows}), **other)


class MatterForm(PartyForm):
    title = forms.CharField(label=_("Pokok bahasan"), max_length=200)
    text = words(_("Penjelasan"), required=False)


class InterestForm(PartyForm):
    needs = words(_("Yang diperlukan"))
    differs = words(_("Di mana berbeda dari pihak lain"), required=False)


class OptionForm(PartyForm):
    text = words(_("Pilihan"))


class ArgumentForm(PartyForm):
    chosen = forms.TypedChoiceField(label=_("Untuk pilihan"), coerce=int)
    leans = forms.ChoiceField(label=_("Alasan ini"), choices=Polarity.choices, widget=forms.RadioSelect)
    text = words(_("Alasan"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options: dict[int, Option] = {
            one.pk: one for one in self.at.row.options.select_related("matter").order_by("pk")
        }
        self.choose("chosen", [(pk, one.text[:90]) for pk, one in self.options.items()])

    @property
    def option(self) -> Option:
        return self.options[self.cleaned_data["chosen"]]


class QuestionForm(PartyForm):
    question = words(_("Pertanyaan"), help_text=_("Tulis seperti nanti dibaca sebagai putusan, satu kalimat utuh."))
    option = forms.TypedChoiceField(label=_("Pilihan yang diputus"), coerce=int, required=False, empty_value=None)
    kind = forms.ChoiceField(label=_("Jenis putusan"), choices=DecisionKind.choices, initial=DecisionKind.SUBSTANTIVE)
    rule = forms.ChoiceField(
        label=_("Cara memutus"), choices=VoteRule.choices, widget=forms.RadioSelect, initial=VoteRule.CONSENSUS,
        help_text=_("Mufakat dahulu. Suara dihitung hanya bila mufakat pada pokok ini belum tercapai."),
    )  # fmt: skip
    quorum = forms.IntegerField(
        label=_("Kuorum"), min_value=1, help_text=_("Berapa pihak paling sedikit harus menjawab.")
    )
    day = forms.DateField(label=_("Ditutup pada tanggal"))
    hour = TimeField(label=_("Jam"))
    meeting = forms.TypedChoiceField(
        label=_("Rapat"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Kosongkan bila diputus di luar rapat."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quorum"].initial = half_of(len(self.at.everyone))
        self.options = {one.pk: one for one in self.at.row.options.order_by("pk")}
        self.meetings = {one.pk: one for one in open_meetings(self.at.period)}
        self.choose("option", [("", "–"), *((pk, one.text[:90]) for pk, one in self.options.items())])
        self.choose("meeting", [("", "–"), *((pk, one.title[:90]) for pk, one in self.meetings.items())])

    def plan(self) -> QuestionPlan:
        said = self.cleaned_data
        closes = datetime.combine(said["day"], said["hour"], ZoneInfo(zone_of(self.at.period.collaboration)))
        return QuestionPlan(
            said["question"], said["kind"], said["quorum"], closes, said["rule"], self.options.get(said["option"]),
            self.meetings.get(said["meeting"]),
        )  # fmt: skip


class VoteForm(PartyForm):
    voice = forms.ChoiceField(label=_("Suara"), choices=Voice.choices, widget=forms.RadioSelect)
    reason = words(_("Alasan"), 2, required=False, help_text=_("Wajib bila menolak."))


class ConflictForm(PartyForm):
    reason = words(_("Benturan kepentingan"), 2, help_text=_("Satu kalimat: apa kepentingan lembaga Anda di sini."))
