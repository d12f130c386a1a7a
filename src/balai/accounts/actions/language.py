from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import User
from balai.kernel.refusal import Refused


def choose_language(*, user: User, language: str) -> User:
    """Remembers the language the account holder reads. Raises Refused for a language that is not offered.

    No audit row: a preference about one's own screen, undone by the same button.
    """
    if language not in dict(settings.LANGUAGES):
        raise Refused("unknown_language", _("Bahasa: pilih Bahasa Indonesia atau Bahasa Inggris."))
    user.language = language
    user.save(update_fields=["language"])
    return user
