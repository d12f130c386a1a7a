"""What every page needs around its content. Asks the database nothing.

The frame (head, roof, foot) is the same for everybody who reads the same language in the same part of the house, so it
is drawn once and kept as text; what stands at its marks is drawn for each request.
"""

import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from balai.web.guides.practice import PracticeDoor, account_for, practice_address

Link = tuple[str | Promise, str]

NAV: tuple[Link, ...] = (
    (_("Meja"), "/meja/"),
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
OTHER_LANGUAGE = {"id": ("en", "English"), "en": ("id", "Bahasa Indonesia")}
MARK = re.compile(r"<!--([a-z_]+)-->")
FOR_THOSE_SIGNED_IN = frozenset({"/meja/"})


def _mounted(links: tuple[Link, ...]) -> list[Link]:
    """Those whose page exists: a room that is not built yet shows no door."""
    found = []
    for label, url in links:
        try:
            resolve(url)
        except Resolver404:
            continue
        found.append((label, url))
    return found


def _section(path: str) -> str:
    """The first part of the path when it stands in the navigation, else nothing."""
    first = path[: path.find("/", 1) + 1]
    return first if any(first == url for _label, url in NAV) else ""


@lru_cache(maxsize=256)
def _frame(language: str, section: str, signed_in: bool, world: str, urlconf: str) -> dict[str, SafeString]:
    """ui/frame.html cut at its marks, each piece by the name of the mark before it.

    world: "real", "demo" or "practice". urlconf is part of the key only.
    """
    nav = [(label, url, url == section) for label, url in _mounted(NAV) if signed_in or url not in FOR_THOSE_SIGNED_IN]
    context = {
        "language": language,
        "nav": nav,
        "signed_in": signed_in,
        "world": world,
        "foot_links": _mounted(FOOT),
        "account_links": _mounted(ACCOUNT),
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "language_url": reverse("set_language"),
        "other_language": OTHER_LANGUAGE.get(language, OTHER_LANGUAGE["id"]),
    }
    start, *rest = MARK.split(render_to_string("ui/frame.html", context))
    pieces = {"start": start} | dict(zip(rest[::2], rest[1::2], strict=True))
    return {name: mark_safe(piece) for name, piece in pieces.items()}


def face(request: HttpRequest) -> dict[str, Any]:
    """Context processor: frame, actor, banners, language.

    Copes with a request that carries no actor (strangers, error pages). signed_in: the name of the one who is, or "".
    acting_for: name of the institution acted for by proxy; it is kept in the session as "on_behalf_of_name" beside its
    id, so that no page has to look it up.
    """
    actor = getattr(request, "actor", None)
    signed_in = str(request.user) if getattr(actor, "user_id", None) is not None else ""
    language = (get_language() or "id")[:2]
    world = "practice" if settings.BALAI_PRACTICE else "demo" if settings.BALAI_DEMONSTRATION else "real"
    context = {
        "actor": actor,
        "signed_in": signed_in,
        "demonstration": world != "real",
        "practice": PracticeDoor(practice_address(account_for(actor)) if signed_in and world == "real" else ""),
        "language": language,
        "frame": _frame(language, _section(request.path), bool(signed_in), world, settings.ROOT_URLCONF),
    }
    if getattr(actor, "on_behalf_of", None) is not None:
        context["acting_for"] = request.session.get("on_behalf_of_name") or _("lembaga lain")
        context["stop_acting_url"] = reverse("stop_acting")
    return context
