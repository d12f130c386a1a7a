"""Pages of other rooms that a page leads to: shown once they exist."""

from functools import lru_cache

from django.urls import Resolver404, resolve


@lru_cache(maxsize=256)
def _answers(shape: str) -> bool:
    try:
        resolve(shape)
    except Resolver404:
        return False
    return True


def address(shape: str, pk: int) -> str:
    """shape: "/kelas/%s/peserta/". The address when a page stands there, else nothing."""
    return shape % pk if _answers(shape % 1) else ""
