"""How a source's own words are shown: partial dates as said, and what it does not say as unsaid, never as nothing."""

import re
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balai.collaboration.queries.determination import view_of
from balai.kernel import formats

register = template.Library()
PARTS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@register.filter
def sebut(value: Any) -> Any:
    """The value, or that the source does not say it. 0 is said."""
    if value is None or value == "":
        return format_html('<span class="muted">{}</span>', _("tidak disebut sumber"))
    return formats.angka(value) if isinstance(value, int) else value


@register.filter
def kapan(text: str) -> str | SafeString:
    """ "2019-09" -> "September 2019"."""
    found = PARTS.fullmatch(text or "")
    if not found:
        return sebut(text)  # type: ignore[no-any-return]
    year, month, day = found.groups()
    if not month:
        return str(year)
    words = formats.tanggal(date(int(year), int(month), int(day or 1)))
    return words if day else words.partition(" ")[2]


@register.filter
def hasil(ballot: Any) -> str:
    """Numbers, dissent and who did not answer."""
    return view_of(ballot).sentence


@register.filter
def nama(members: Any) -> Any:
    """Names of members, with commas between them."""
    return sebut(", ".join(str(member) for member in members))


@register.filter
def kata(code: str, choices: Any) -> str:
    """The label of a code in a vocabulary; the code itself where the vocabulary lacks it."""
    return str(dict(choices).get(code, code))
