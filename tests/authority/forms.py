"""The forms of a page as a browser would see them, filled in plausibly or oddly."""

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from itertools import cycle
from typing import Any

ODD = (
    "x" * 5000, "🧵👩🏽‍🏫 Ñandú", "\x00\x01\x1b[31m", "-1", "31-02-2025", "99999999999999999999999", "'; --", "<script>", "",
    "9901014506900001\r\nX-A: b", "0x41", "1e309", "٣",
)  # fmt: skip
"""Very long, beyond the basic plane, control characters, negative, a day that is none, beyond any integer, ..."""


@dataclass
class Field:
    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    action: str
    fields: list[Field] = field(default_factory=list)

    def filled(self, today: date) -> dict[str, Any]:
        return {one.name: _plausible(one, today) for one in self.fields if one.kind != "file"}

    def spoilt(self, round_number: int, today: date) -> dict[str, Any]:
        """Every field that takes text holds another odd value; in as many rounds as there are, each field has had each."""
        odd = cycle(ODD[round_number:] + ODD[:round_number])
        said = self.filled(today)
        return said | {one.name: next(odd) for one in self.fields if one.kind not in ("file", "submit")}


def _plausible(one: Field, today: date) -> str:
    if one.value:
        return one.value
    if chosen := next((option for option in one.options if option), ""):
        return chosen
    if one.kind == "number" or any(word in one.name for word in ("seats", "amount", "wave", "hours", "quantity")):
        return "1"
    if any(word in one.name for word in ("date", "_on", "day", "valid", "starts", "ends", "review")):
        return f"{today:%d-%m-%Y}"
    return "on" if one.kind in ("checkbox", "radio") else "Contoh isian yang cukup panjang"


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.page, self.inside, self.select, self.area = page, False, "", None

    inside: bool
    area: Field | None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("method", "").lower() == "post"
            if self.inside:
                self.forms.append(Form(said.get("action") or self.page))
        elif self.inside and tag == "option":
            self.forms[-1].fields[-1].options.append(said.get("value", ""))
        elif self.inside and said.get("name") and tag in ("input", "select", "textarea", "button"):
            self._field(tag, said)

    def _field(self, tag: str, said: dict[str, str]) -> None:
        kind = {"input": said.get("type", "text"), "button": "submit"}.get(tag, tag)
        known = next((f for f in self.forms[-1].fields if f.name == said["name"]), None)
        if known is None:
            self.forms[-1].fields.append(Field(said["name"], kind, said.get("value", "")))
        elif kind in ("radio", "checkbox", "submit"):
            known.options.append(said.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


def forms_on(page: str, body: str) -> list[Form]:
    """Forms that post, each once; page: the address they post to when they name none."""
    reader = _Reader(page)
    reader.feed(body)
    found: dict[str, Form] = {}
    for one in reader.forms:
        if not one.action.startswith(("/keluar", "/bahasa")):
            found.setdefault(one.action + "|" + ",".join(f.name for f in one.fields), one)
    return list(found.values())
