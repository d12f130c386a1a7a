from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.enums import ContributionKind
from balai.collaboration.models import Member
from balai.web.forms.base import BalaiForm


class NewPledgeForm(BalaiForm):
    giver = forms.TypedChoiceField(label=_("Dari"), coerce=int)
    receiver = forms.TypedChoiceField(label=_("Untuk"), coerce=int)
    kind = forms.ChoiceField(label=_("Jenis"), choices=ContributionKind.choices)
    text = forms.CharField(label=_("Apa yang disumbangkan"), max_length=500, widget=forms.Textarea({"rows": 2}))
    amount = forms.IntegerField(
        label=_("Jumlah rupiah"), required=False, min_value=1, max_value=10**15,
        help_text=_("Untuk dana wajib. Untuk barang atau jasa: perkiraan nilainya, bila diketahui."),
    )  # fmt: skip
    promised_on = forms.DateField(label=_("Dijanjikan pada"))
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, givers: Sequence[Member], members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("giver", givers), ("receiver", members)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # declared above
            field.choices = [(one.pk, one.name) for one in rows]


class DayForm(BalaiForm):
    on = forms.DateField(label=_("Pada tanggal"))


class WhyForm(BalaiForm):
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 2}))
