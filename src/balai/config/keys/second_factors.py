"""After a key was exchanged: the secrets of second factors under the new key."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt

from balai.kernel.renewal import renew_rows

_SEALED = ("secret", "seed")  # of a time-based code, of recovery codes


def rotate_second_factors(*, batch: int = 500) -> Iterator[int]:
    """Steps, with how many were written in each. Raises CannotUnseal."""
    # Every one is written, also under the same key: the library keeps them inside JSON, where the key id does not show.
    yield from renew_rows(Authenticator.objects.all(), ["data"], _renew, lambda _ids: None, batch=batch)


def _renew(one: Authenticator) -> None:
    one.data = one.data | {name: encrypt(decrypt(one.data[name])) for name in _SEALED if one.data.get(name)}
