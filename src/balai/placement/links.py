"""The link by which an employer without an account answers: signed, for one placement, dead once it was used."""

from datetime import timedelta

from django.core import signing

_SALT = "balai.placement.jawab"


def sign(placement_id: int, words_so_far: int) -> str:
    """words_so_far: how many statements the employer's side has made; the next one makes the link worthless."""
    return signing.TimestampSigner(salt=_SALT, sep="~").sign(f"{placement_id}.{words_so_far}")


def read(token: str, days: int) -> tuple[int, int] | None:
    """(placement, words so far); None when the link is none of ours or older than `days`."""
    try:
        bare = signing.TimestampSigner(salt=_SALT, sep="~").unsign(token, max_age=timedelta(days=days))
        placement, words = bare.split(".")
        return int(placement), int(words)
    except (signing.BadSignature, ValueError):
        return None
