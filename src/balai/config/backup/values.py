"""One value as JSON and back, exactly. Types that JSON does not have are ["tag", "text"]; bytes are base64."""

import base64
import datetime as dt
import json
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

PLAIN = (str, int, float, bool, type(None))

TAGS: dict[type, tuple[str, Callable[[Any], Any]]] = {
    bytes: ("b", lambda value: base64.b64encode(value).decode()),
    memoryview: ("b", lambda value: base64.b64encode(value).decode()),
    dt.datetime: ("s", lambda value: in_utc(value).isoformat()),
    dt.date: ("d", lambda value: value.isoformat()),
    dt.time: ("c", lambda value: value.isoformat()),
    dt.timedelta: ("i", lambda value: str(microseconds(value))),
    Decimal: ("n", str),
    uuid.UUID: ("u", str),
    list: ("l", lambda value: [tagged(item) for item in value]),
}
READERS: dict[str, Callable[[Any], Any]] = {
    "b": base64.b64decode,
    "s": dt.datetime.fromisoformat,
    "d": dt.date.fromisoformat,
    "c": dt.time.fromisoformat,
    "i": lambda text: dt.timedelta(microseconds=int(text)),
    "n": Decimal,
    "u": uuid.UUID,
    "l": lambda items: [untagged(item) for item in items],
}


def in_utc(value: dt.datetime) -> dt.datetime:
    return value.astimezone(dt.UTC) if value.tzinfo else value


def microseconds(value: dt.timedelta) -> int:
    return value // dt.timedelta(microseconds=1)


def tagged(value: Any) -> Any:
    """Raises TypeError on a type nobody has taught it: a new kind of column must not be kept half."""
    if isinstance(value, PLAIN):
        return value
    tag, write = TAGS.get(type(value), (None, None))
    if write is None:
        raise TypeError(f"no way to keep a value of type {type(value).__name__}")
    return [tag, write(value)]


def untagged(value: Any) -> Any:
    return READERS[value[0]](value[1]) if isinstance(value, list) else value


def line_of(row: tuple[Any, ...]) -> bytes:
    return json.dumps([tagged(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_of(line: bytes) -> list[Any]:
    return [untagged(value) for value in json.loads(line)]
