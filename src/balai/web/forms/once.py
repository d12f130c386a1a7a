"""Forms whose verb makes something costly: sent twice they name one row."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError

from balai.web.forms.base import BalaiForm

NOT_SAID = ("csrfmiddlewaretoken",)


class KeyField(forms.UUIDField):
    """What is no key is as good as none: nobody can repair a field that is not seen."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            return None


class OnceForm(BalaiForm):
    """Carries a key made when the page was drawn; `once` names what was sent with it.

    The same page sent again as it stands has the same `once`. Changed and sent again (the browser's way back, to make a
    second one like it) it has another, so that nothing somebody wrote is taken for a repetition.
    """

    client_id = KeyField(required=False, widget=forms.HiddenInput, initial=uuid4)

    @property
    def once(self) -> UUID | None:
        """None before the form is valid, and where no key was sent."""
        key: UUID | None = getattr(self, "cleaned_data", {}).get("client_id")
        said = sorted((name, value) for name, value in dict(self.data).items() if name not in NOT_SAID)
        return uuid5(key, repr(said)) if key else None

    def filled(self) -> dict[str, Any]:
        """What somebody wrote, without the key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "client_id"}
