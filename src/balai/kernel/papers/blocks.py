"""What an office paper is made of. Each function gives one block as the template `form.typ` reads it; texts are plain."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from balai.kernel.papers.press import printed

Block = dict[str, Any]
Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Column:
    """width: "auto", a length as "12mm", or a share as "1fr"."""

    label: str
    width: str = "auto"
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Head:
    """Letterhead: the body above, the body, its address."""

    above: str
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signing:
    """above: place and date, or nothing. name empty: a dotted line to fill in by hand. id: below the name."""

    role: str
    name: str = ""
    above: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. letter: starts with letterhead and addressee instead of a title. number empty: dotted, to fill in."""

    title: str
    blocks: Sequence[Block]
    head: Head | None
    number: str = ""
    subtitle: str = ""
    letter: bool = False
    numbered: bool = True
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet of a bound file; blocks follow the table of contents."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    head: Head
    blocks: Sequence[Block] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Words:
    """The few words the form itself says, in the language of the paper. page: with {n} and {all}."""

    number: str
    page: str
    contents: str


def text(words: str, *, indent: bool = False) -> Block:
    return {"kind": "text", "text": words, "indent": indent}


def heading(words: str) -> Block:
    return {"kind": "heading", "text": words}


def note(words: str) -> Block:
    return {"kind": "note", "text": words}


def centred(words: str, *, bold: bool = False) -> Block:
    return {"kind": "centred", "text": words, "bold": bold}


def facts(rows: Sequence[tuple[str, str]], label_width: int = 42) -> Block:
    """label_width in millimetres. An empty value is drawn as dots to write on."""
    return {"kind": "facts", "rows": [list(row) for row in rows], "label_width": label_width}


def numbered(items: Sequence[str], numbering: str = "1.") -> Block:
    return {"kind": "list", "items": list(items), "numbering": numbering}


def clauses(rows: Sequence[tuple[str, Sequence[str]]], numbering: str = "a.") -> Block:
    """Considerations and decisions of a decree: a word in the margin and its paragraphs."""
    return {"kind": "clauses", "rows": [[word, list(items)] for word, items in rows], "numbering": numbering}


def lines(count: int) -> Block:
    """Dotted lines to write on."""
    return {"kind": "lines", "count": count}


def gap(millimetres: float) -> Block:
    return {"kind": "gap", "mm": millimetres}


def letter(rows: Sequence[tuple[str, str]], to: Sequence[str], place_date: str) -> Block:
    return {"kind": "letter", "rows": [list(row) for row in rows], "to": list(to), "place_date": place_date}


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    foot: Sequence[str] = (),
    links: Sequence[str] = (),
    size: float = 9.5,
    row_mm: float = 0,
    whole: bool = False,
) -> Block:
    """links: an address a row, opened from its first cell. row_mm: height of a row that is written on by hand. whole: never
    parted by the end of a page, which it must fit.
    """
    heads = [{"label": c.label, "width": c.width, "align": c.align} for c in columns]
    return {"kind": "table", "columns": heads, "rows": [list(row) for row in rows], "foot": list(foot),
            "links": list(links), "size": size, "row_mm": row_mm, "whole": whole}  # fmt: skip


def signatures(people: Sequence[Signing], room_mm: float = 21) -> Block:
    """One: at the right. Two or three: side by side."""
    named = [{"role": p.role, "name": p.name, "above": p.above, "id": p.id} for p in people]
    return {"kind": "sign", "people": named, "room": room_mm}


def bound(
    papers: Sequence[Paper],
    *,
    title: str,
    author: str,
    footer: str,
    words: Words,
    day: date,
    cover: Cover | None = None,
) -> bytes:
    """The papers as one PDF, pages numbered through; with a cover also a table of contents."""
    data = {
        "title": title, "author": author, "footer": footer, "lang": "id",
        "words": {"number": words.number, "page": words.page, "contents": words.contents},
        "papers": [_sheet(one) for one in papers], "cover": _cover(cover) if cover else None,
    }  # fmt: skip
    return printed("form", data, day)


def _sheet(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title, "subtitle": paper.subtitle, "number": paper.number, "numbered": paper.numbered,
        "letter": paper.letter, "landscape": paper.landscape, "blocks": list(paper.blocks),
        "head": _head(paper.head) if paper.head else None,
    }  # fmt: skip


def _head(head: Head) -> dict[str, Any]:
    return {"above": head.above, "name": head.name, "lines": [line for line in head.lines if line]}


def _cover(cover: Cover) -> dict[str, Any]:
    return {
        "title": cover.title, "subtitle": cover.subtitle, "facts": [list(row) for row in cover.facts],
        "name": cover.head.name, "lines": [line for line in cover.head.lines if line], "blocks": list(cover.blocks),
    }  # fmt: skip
