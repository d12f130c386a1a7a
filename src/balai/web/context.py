"""What every page needs around its content. Asks the database nothing."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Link = tuple[str | Promise, str]

DESK: Link = (_("Meja"), "/meja/")
NAV: tuple[Link, ...] = (
    (_("Pelatihan"), "/pelatihan/"),
    (_("Lowongan"), "/lowongan/"),
    (_("Produk"), "/produk/"),
    (_("Data"), "/data/"),
    (_("Panduan"), "/panduan/"),
)
ACCOUNT: tuple[Link, ...] = (
    (_("Akun saya"), "/akun/"),
    (_("Data saya"), "/data-saya/"),
)
FOOT: tuple[Link, ...] = (
    (_("Panduan"), "/panduan/"),
    (_("Perlindungan data pribadi"), "/privasi/"),
    (_("Periksa sertifikat"), "/verifikasi/"),
)
OTHER_LANGUAGE = {
    "id": {"code": "en", "name": "English"},
    "en": {"code": "id", "name": "Bahasa Indonesia"},
}


@lru_cache(maxsize=256)
def _is_mounted(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@lru_cache(maxsize=32)
def _address(*names: str) -> str:
    """The address of the first name that exists, or nothing."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


@lru_cache(maxsize=4)
def _mounted(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple((label, url) for label, url in links if _is_mounted(url))


def _marked(links: Iterable[Link], path: str) -> list[tuple[str | Promise, str, bool]]:
    return [(label, url, path.startswith(url)) for label, url in links]


def _acting_for(request: HttpRequest, actor: Any) -> str:
    """Name of the institution acted for by proxy; kept in the session beside its id, so that no page has to look it up."""
    if getattr(actor, "on_behalf_of", None) is None:
        return ""
    return str(request.session.get("on_behalf_of_name") or _("lembaga lain"))


def face(request: HttpRequest) -> dict[str, Any]:
    """Context processor: navigation, account, banners, language.

    Copes with a request that carries no actor (strangers, error pages).
    """
    actor = getattr(request, "actor", None)
    signed_in = getattr(actor, "user_id", None) is not None
    language = (get_language() or "id")[:2]
    return {
        "actor": actor,
        "signed_in": signed_in,
        "nav": _marked(_mounted((DESK, *NAV) if signed_in else NAV), request.path),
        "demonstration": getattr(settings, "BALAI_DEMONSTRATION", False),
        "acting_for": _acting_for(request, actor),
        "stop_acting_url": _address("stop_acting"),
        "language": language,
        "other_language": OTHER_LANGUAGE.get(language, OTHER_LANGUAGE["id"]),
        "language_url": _address("set_language"),
        "sign_in_url": _address("account_login"),
        "sign_out_url": _address("account_logout"),
        "account_links": _mounted(ACCOUNT),
        "foot_links": _mounted(FOOT),
    }
