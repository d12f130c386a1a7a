"""Forms of adaptation: a finding answered by a decision, what was changed, what came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.actions.adaptations import Deed, Hope
from balai.collaboration.enums.adaptations import BETTER, FindingState
from balai.collaboration.models import Decision, Member
from balai.collaboration.queries.adaptations import changed_by_parties
from balai.web.collaboration.acts import PartyForm
from balai.web.collaboration.matter_forms import words
from balai.web.forms.once import OnceForm

EMPTY = [("", "–")]


def _choice(label: Any, **other: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **other)


class AnswerFindingForm(OnceForm):
    decision = _choice(_("Keputusan yang menjawabnya"))
    expected = words(_("Yang diharapkan"), 3, help_text=_("Apa yang akan berbeda, dan bagaimana orang melihatnya."))
    wanted = forms.ChoiceField(label=_("Menjadi"), help_text=_("Keadaan temuan ini pada hari dilihat kembali."))
    look_on = forms.DateField(label=_("Dilihat kembali"))
    looker = _choice(_("Yang melihat kembali"))

    def __init__(
        self, decisions: Sequence[Decision], lookers: Sequence[Member], kind: str, then: str, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.decisions, self.lookers = {row.pk: row for row in decisions}, {row.pk: row for row in lookers}
        order = BETTER[kind]
        better = [one for one in order if then not in order or order.index(one) > order.index(FindingState(then))]
        self._choose("decision", [*EMPTY, *((row.pk, row.text[:120]) for row in decisions)])
        self._choose("looker", [*EMPTY, *((row.pk, row.name) for row in lookers)])
        self._choose("wanted", [(one.value, one.label) for one in better])
        if len(better) == 1:
            self.fields["wanted"].widget, self.fields["wanted"].initial = forms.HiddenInput(), better[0].value

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = choices

    @property
    def decision_row(self) -> Decision:
        return self.decisions[self.cleaned_data["decision"]]

    def hope(self) -> Hope:
        said = self.cleaned_data
        return Hope(said["expected"], said["wanted"], said["look_on"], self.lookers[said["looker"]])


class CameForm(PartyForm):
    text = words(
        _("Yang dilihat forum"),
        4,
        help_text=_("Kata-kata ini berdiri di samping yang tercatat, tidak menggantikannya."),
    )


class DeedForm(PartyForm):
    text = words(_("Yang diubah"), 2)
    on = forms.DateField(label=_("Tanggal"))
    batch = _choice(_("Kelasnya, bila ada"), required=False)
    curriculum = _choice(_("Versi kurikulumnya, bila ada"), required=False)
    programme = _choice(_("Programnya, bila ada"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        batches, curricula, programmes = changed_by_parties(self.at.period)
        self.rows: dict[str, dict[int, Any]] = {
            "batch": {row.pk: row for row in batches}, "curriculum": {row.pk: row for row in curricula},
            "programme": {row.pk: row for row in programmes},
        }  # fmt: skip
        for name, rows in self.rows.items():
            self.choose(name, [*EMPTY, *((pk, str(row)) for pk, row in rows.items())])
            if not rows:
                del self.fields[name]

    def deed(self) -> Deed:
        said = self.cleaned_data
        chosen = {name: rows.get(said.get(name) or 0) for name, rows in self.rows.items()}
        return Deed(said["text"], said["on"], **chosen)
