"""The components of the house. Each has its template in templates/ui and its place on the gallery page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from balai.kernel import formats
from balai.kernel.registry import RoadStep, WorkItem
from balai.web.parts import FileAnswer, Finding, PromiseCard, Seat, Step, Tile, Words, Work
from balai.web.three_parts import ThreeParts
from balai.web.tiles import PLACES

register = template.Library()

PROMISE_TONES = {"open": "", "due": "kunyit", "overdue": "saga", "kept": "daun", "broken": "saga", "withdrawn": "kabut"}
MESSAGE_TONES = {"success": "daun", "warning": "kunyit", "error": "saga"}
WORK_ROW = (
    '<li class="{urgency}" data-id="{0}"><div><b>{1}</b><small>{mark}{2}{5}</small></div>'
    '<a class="btn{quiet}" href="{3}">{4}<span class="unseen">: {1}</span></a></li>'
)
QUIET = {"now": "", "soon": " quiet", "": " quiet"}
LONGEST_LYING_ROAD = 7
WESTERN_COLUMNS = 9


# Filters ------------------------------------------------------------------------------------------------------------
@register.filter
def rupiah(amount: int | None) -> str:
    return "" if amount is None else formats.rupiah(amount)


@register.filter
def angka(value: int | float | Decimal | None, digits: int = 0) -> str:
    return "" if value is None else formats.angka(value, digits)


@register.filter
def persen(percentage: float | Decimal | None, digits: int = 1) -> str:
    return "" if percentage is None else formats.persen(percentage, digits)


@register.filter
def tanggal(day: date | None) -> str:
    return "" if day is None else formats.tanggal(_local_day(day))


@register.filter
def pelaku(actor: str, names: Mapping[str, str]) -> str:
    """Who did it, by name; what no person did, the system did."""
    return names.get(actor) or (_("sistem") if actor else "")


@register.filter
def hari_tanggal(day: date | None) -> str:
    return "" if day is None else formats.tanggal(_local_day(day), weekday=True)


@register.filter
def waktu(moment: datetime | None) -> str:
    """In the zone that is active for this request (the institution's)."""
    return "" if moment is None else formats.waktu(moment, timezone.get_current_timezone())


def _local_day(day: date) -> date:
    return timezone.localtime(day) if isinstance(day, datetime) and timezone.is_aware(day) else day


@register.filter
def tombol(sentence: Words) -> SafeString:
    """A sentence of a guide with the names of buttons and pages, written “so” in it, in bold."""
    return mark_safe(re.sub("“([^”]+)”", r"<b>\1</b>", escape(str(sentence))))


@register.filter
def tone(message: Any) -> str:
    return MESSAGE_TONES.get(message.level_tag, "")


# Small things -------------------------------------------------------------------------------------------------------
@register.simple_tag
def tanda(words: Words, tone: str = "") -> SafeString:
    """A word with a colour. tone: sawah, daun, kunyit, saga, kabut or nothing."""
    return format_html('<span class="tag {}">{}</span>', tone, words)


@register.inclusion_tag("ui/crumbs.html")
def jejak(crumbs: Iterable[tuple[Words, str]], here: Words = "") -> dict[str, Any]:
    return {"crumbs": crumbs, "here": here}


@register.inclusion_tag("ui/tabs.html")
def tab(tabs: Iterable[tuple[Words, str, bool]], label: Words = "") -> dict[str, Any]:
    """tabs: (label, address, current)."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("ui/pager.html")
def halaman(newer: str = "", older: str = "") -> dict[str, Any]:
    """Keyset paging: the addresses of what is newer and older; empty where there is nothing."""
    return {"newer": newer, "older": older}


# Components that carry the ideas ------------------------------------------------------------------------------------
@register.simple_tag
def meja(rows: Iterable[Work | WorkItem]) -> SafeString:
    """The work list. Written here and not in a template: it stands on the page that is opened most."""
    marks = {"now": tanda(_("Mendesak"), "saga") + " ", "soon": tanda(_("Segera"), "kunyit") + " ", "": ""}
    drawn = []
    for row in rows:
        work = row if isinstance(row, Work) else Work.of(row)
        words = [escape(str(value)) for value in (work.id, work.title, work.detail, work.url, work.verb)]
        words.append(f'<span class="day">{escape(str(work.day))}</span>' if work.day else "")
        drawn.append(WORK_ROW.format(*words, mark=marks[work.urgency], urgency=work.urgency, quiet=QUIET[work.urgency]))
    return mark_safe(f'<ul class="meja">{"".join(drawn)}</ul>')


@register.inclusion_tag("ui/jalan.html")
def jalan(steps: Iterable[Step | RoadStep]) -> dict[str, Any]:
    """The road. It lies down where there is room and it is short; else it stands."""
    road = [step if isinstance(step, Step) else Step.of(step) for step in steps]
    return {"steps": road, "lying": len(road) <= LONGEST_LYING_ROAD}


@register.inclusion_tag("ui/tiga.html")
def tiga(
    working: int,
    unknown: int,
    not_working: int,
    noun: Words = "",
    formula: Words = "",
    figure: float | None = None,
    evidence_url: str = "",
) -> dict[str, Any]:
    """The three-way bar with its bounds in words. figure: percentage by the official formula named in formula."""
    whole = ThreeParts(working, unknown, not_working)
    context: dict[str, Any] = {"whole": whole, "formula": formula, "figure": figure, "evidence_url": evidence_url}
    if whole.total:
        w, u, n = whole.parts()
        people, verb = str(noun or _("lulusan")), _("bekerja")
        context |= {"w": w, "u": u, "n": n, "bounds": whole.bounds(people, verb), "unknowns": whole.unknowns()}
    return context


@register.inclusion_tag("ui/janji.html")
def janji(promise: PromiseCard) -> dict[str, Any]:
    return {
        "p": promise,
        "tone": PROMISE_TONES.get(promise.state, ""),
        "shown": min(promise.counted or 0, promise.target),
    }


@register.inclusion_tag("ui/kursi.html")
def kursi(seats: Sequence[Seat]) -> dict[str, Any]:
    return {"seats": seats}


@register.inclusion_tag("ui/tiga_kolom.html")
def tiga_kolom(findings: Sequence[Finding], caption: Words = "") -> dict[str, Any]:
    return {"findings": findings, "caption": caption}


@register.inclusion_tag("ui/ubin.html")
def ubin(values: Mapping[str, Tile], label: Words, key: Sequence[tuple[str, Words]] = ()) -> dict[str, Any]:
    """Provinces as tiles. values: by two-digit code; a province that is not among them is not known.

    key: (state, words) in the order of the legend.
    """
    missing = Tile("unknown", _("belum ada data"))
    tiles = [(place, values.get(place.code, missing)) for place in PLACES]
    counts = {state: sum(tile.state == state for _place, tile in tiles) for state, _words in key}
    placed = [(place, tile, f"k{place.column % WESTERN_COLUMNS + 1} b{place.row + 1}") for place, tile in tiles]
    west = [p for p in placed if p[0].column < WESTERN_COLUMNS]
    east = [p for p in placed if p[0].column >= WESTERN_COLUMNS]
    return {"west": west, "east": east, "label": label, "key": [(s, words, counts[s]) for s, words in key]}


@register.inclusion_tag("ui/saring.html")
def saring(
    form: Any, chips: Sequence[tuple[Words, str]] = (), shown: int | None = None, clear_url: str = "?"
) -> dict[str, Any]:
    """A filter that works without JavaScript. chips: (words, address without this condition)."""
    return {"form": form, "chips": chips, "shown": shown, "clear_url": clear_url}


@register.inclusion_tag("ui/jawaban.html")
def jawaban(answer: FileAnswer) -> dict[str, Any]:
    """What became of an uploaded file, row by row."""
    return {"answer": answer}


@register.inclusion_tag("ui/pratinjau.html")
def pratinjau(columns: Sequence[tuple[Words, Words, Words]]) -> dict[str, Any]:
    """How the columns of a file were understood. columns: (in the file, in Balai or empty, an example)."""
    return {"columns": columns}


@register.inclusion_tag("ui/unggah.html", takes_context=True)
def unggah(context: Context, form: Any, verb: Words = "", action: str = "") -> dict[str, Any]:
    return {
        "form": form,
        "verb": verb or _("Periksa berkas"),
        "action": action,
        "csrf_token": context.get("csrf_token"),
    }


# Blocks -------------------------------------------------------------------------------------------------------------
def _block(name: str, content: str, **values: Any) -> SafeString:
    return render_to_string(f"ui/{name}.html", {"content": content, **values})


@register.simple_block_tag
def bukti(content: str, title: Words = "", rule: Words = "", threshold: Words = "") -> SafeString:
    """Opens what a verdict, score, refusal or flag rests on: the rule in words, the threshold, the rows."""
    return _block("bukti", content, title=title or _("Bukti"), rule=rule, threshold=threshold)


@register.simple_block_tag(takes_context=True)
def kosong(context: Context, content: str, title: Words, brings: Words = "", level: int = 3) -> SafeString:
    """An empty place. title: what will stand here; brings: who brings it; content: the one thing to do now.

    The first one of a page also leads into the practice room, where this office has one.
    """
    practice = context.get("practice")
    return _block("kosong", content, title=title, brings=brings, level=level, practice=practice and practice.once)


@register.simple_block_tag
def langkah(content: str, number: int, of: int, back: str = "") -> SafeString:
    """One question a screen."""
    return _block("langkah", content, number=number, of=of, back=back)


@register.simple_block_tag(takes_context=True)
def konfirmasi(
    context: Context, content: str, title: Words, verb: Words, back: str, action: str = "", danger: bool = False
) -> SafeString:
    """Ask before what cannot be undone. content: what will happen, to whom."""
    token = context.get("csrf_token")
    return _block(
        "konfirmasi", content, title=title, verb=verb, back=back, action=action, danger=danger, csrf_token=token
    )
