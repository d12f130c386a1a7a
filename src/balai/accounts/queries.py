"""Who is meant by what somebody typed at the door."""

from django.db.models import QuerySet

from balai.accounts.models import User
from balai.kernel.tables.values.phones import normal_phone


def find_by_login(text: str) -> User | None:
    """By user name, e-mail or phone however it is spelled; None when nobody, or more than one, answers to it."""
    typed = text.strip()
    if not typed:
        return None
    named = _only_one(User.objects.filter(username__iexact=typed))
    if named is not None:
        return named
    if "@" in typed:
        return _only_one(User.objects.filter(email__iexact=typed))
    phone = normal_phone(typed)
    return _only_one(User.objects.filter(phone=phone)) if phone else None


def _only_one(rows: QuerySet[User]) -> User | None:
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None
