"""Who is meant by what somebody typed at the door, and where they are signed in."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from balai.accounts.models import SignIn, User
from balai.kernel.tables.values.phones import normal_phone
from balai.notifications.models import Message


def find_all_by_login(text: str) -> list[User]:
    """Oldest first: one, none, or everybody of a household who answers to the same number."""
    phone = normal_phone(text.strip())
    sharing = list(sharers_of(phone)) if phone else []
    if len(sharing) > 1:
        return sharing
    found = find_by_login(text)
    return [found] if found is not None else []


def sharers_of(phone: str) -> QuerySet[User]:
    """Accounts with that number (E.164)."""
    return User.objects.filter(phone=phone).order_by("pk")


def is_shared(phone: str | None) -> bool:
    """More than one account has it, so that holding the telephone does not say who somebody is."""
    return bool(phone) and len(sharers_of(phone or "")[:2]) > 1


def find_by_login(text: str) -> User | None:
    """By user name, e-mail or phone however it is spelled; None when nobody, or more than one, answers to it.

    What looks like an address is looked for as one first: a user name that is somebody's old number must not win.
    """
    typed = text.strip()
    if not typed or "\x00" in typed:
        return None
    phone = normal_phone(typed)
    if phone and (sharing := list(sharers_of(phone)[:2])):
        return sharing[0] if len(sharing) == 1 else None
    if "@" in typed:
        rows = User.objects.filter(email__iexact=typed)[:2]
        if rows:
            return _only_one(rows)
    return _only_one(User.objects.filter(username__iexact=typed)[:2])


def holder_of(address: str) -> User | None:
    """The account an address (E.164 or e-mail) belongs to; the oldest one where a household shares a number."""
    rows = User.objects.filter(email__iexact=address) if "@" in address else User.objects.filter(phone=address)
    return rows.order_by("pk").first()


def signed_in_on(user: User) -> QuerySet[SignIn]:
    """Devices whose session still exists, newest first."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    return SignIn.objects.filter(Exists(alive), user=user).order_by("-at")


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Actor as records keep it ("user:12") -> the person's name; who is no person ("worker") is left out."""
    keys = {int(actor.removeprefix("user:")) for actor in actors if actor.startswith("user:")}
    return {f"user:{user.pk}": user.full_name or user.username for user in User.objects.filter(pk__in=keys)}


def has_second_factor(user_id: int) -> bool:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=kinds).exists())


def link_token(user: User) -> str:
    """For the one-time address where a new account gets its first password; useless once it has one."""
    return default_token_generator.make_token(user)


def find_by_link(user_id: int, token: str) -> User | None:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return user if user is not None and default_token_generator.check_token(user, token) else None


def code_of_the_demonstration(address: str) -> str:
    """The last message with a code to that address, where nothing is really sent; "" everywhere else."""
    if not settings.BALAI_DEMONSTRATION or not address:
        return ""
    sent = Message.objects.filter(address=address, kind="accounts.code").order_by("-pk").values_list("body", flat=True)
    return sent.first() or ""


def _only_one(rows: QuerySet[User]) -> User | None:
    found = list(rows)
    return found[0] if len(found) == 1 else None
