"""The link by which an alumnus answers without an account: signed, bound to one follow-up, valid for a term."""

from datetime import timedelta

from django.core import signing

_SALT = "balai.outcomes.kabar"


def sign(follow_up_id: int) -> str:
    return signing.TimestampSigner(salt=_SALT, sep="~").sign(str(follow_up_id))


def read(token: str, days: int) -> int | None:
    """The follow-up's id; None when the link is no link of ours or older than `days`."""
    try:
        return int(signing.TimestampSigner(salt=_SALT, sep="~").unsign(token, max_age=timedelta(days=days)))
    except (signing.BadSignature, ValueError):
        return None
