"""Forms of what is added to closed minutes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.collaboration.enums import AddendumKind
from balai.collaboration.models import Member
from balai.web.collaboration.forms_meetings import WordForm
from balai.web.forms.once import OnceForm


class AddendumWordForm(WordForm):
    version = None  # type: ignore[assignment]  # its text never changes


class AddendumForm(OnceForm):
    """authors: empty for the secretariat."""

    kind = forms.ChoiceField(label=_("Jenis catatan"), choices=AddendumKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Isi catatan"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("sebut butir notulennya dan bagaimana seharusnya, atau apa yang ditambahkan"),
    )  # fmt: skip

    def __init__(self, *args: Any, authors: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.pk: one for one in authors}
        if len(authors) > 1:
            names = [(one.pk, one.name) for one in authors]
            self.fields["member"] = forms.TypedChoiceField(label=_("Atas nama"), choices=names, coerce=int)
            self.order_fields(["member", "kind", "text"])

    def author(self) -> Member | None:
        only = next(iter(self.known.values()), None)
        return self.known[self.cleaned_data["member"]] if "member" in self.fields else only
