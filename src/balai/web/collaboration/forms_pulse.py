"""Forms of the pulse: what the secretary hands out, and the sheet itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.actions.pulse import PulsePlan
from balai.collaboration.enums import SCORES, PulseItem, PulseScope, items_of
from balai.collaboration.models import Member
from balai.collaboration.rules.pulse import MOST_A_PARTY
from balai.web.forms.base import BalaiForm
from balai.web.forms.once import OnceForm

USUAL_DAYS = timedelta(days=14)
ANSWERS: tuple[tuple[int, Any], ...] = (
    (1, _("sangat tidak setuju")), (2, _("tidak setuju")), (3, _("ragu-ragu")), (4, _("setuju")), (5, _("sangat setuju")),
)  # fmt: skip


class OpenForm(OnceForm):
    scope = forms.ChoiceField(label=_("Butir yang ditanyakan"), choices=PulseScope.choices, initial=PulseScope.BOTH)
    opens_on = forms.DateField(label=_("Hari pertama"))
    closes_on = forms.DateField(label=_("Hari terakhir"))

    def __init__(self, *args: Any, members: Sequence[Member], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].initial, self.fields["closes_on"].initial = today, today + USUAL_DAYS
        self.parties = {f"tickets_{one.pk}": one.pk for one in members}
        for one in members:
            self.fields[f"tickets_{one.pk}"] = forms.IntegerField(
                label=_("Lembar untuk %(name)s") % {"name": one.name}, min_value=0, max_value=MOST_A_PARTY, required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def plan(self) -> PulsePlan:
        said = self.cleaned_data
        tickets = {pk: said[name] for name, pk in self.parties.items() if said[name]}
        return PulsePlan(said["opens_on"], said["closes_on"], said["scope"], tickets)


class CodeForm(BalaiForm):
    code = forms.CharField(
        label=_("Kode di lembar Anda"), max_length=40, help_text=_("dua belas huruf dan angka, misalnya 7K2M-9XQ4-B0TD"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """options: value, words for a reader of screens, chosen."""

    number: int
    item: PulseItem
    options: list[tuple[str, str, bool]]
    is_unknown: bool


class SheetForm(BalaiForm):
    """An item left open is "I do not know"."""

    code = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, scope: str, code: str) -> None:
        super().__init__(data, initial={"code": code})
        self.items = items_of(scope)
        for item in self.items:
            choices = [("0", _("tidak tahu")), *((str(n), words) for n, words in ANSWERS)]
            self.fields[item.value] = forms.ChoiceField(
                label=item.label, choices=choices, required=False, widget=forms.RadioSelect
            )

    def said(self) -> dict[str, int]:
        given = {item.value: int(self.cleaned_data[item.value] or 0) for item in self.items}
        return {item: score for item, score in given.items() if score in SCORES}

    @property
    def questions(self) -> list[Question]:
        made = []
        for number, item in enumerate(self.items, 1):
            value = str(self[item.value].value() or "")
            options = [
                (str(n), str(_("%(n)s, %(words)s") % {"n": n, "words": words}), value == str(n)) for n, words in ANSWERS
            ]
            made.append(Question(number, item, options, value == "0"))
        return made
