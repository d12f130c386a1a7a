"""The press: data in, PDF out; the same data gives the same bytes."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal

from balai.kernel.papers.compiling import compiled

Form = Literal["form", "certificate", "competence"]
BETWEEN_WORDS = "\n\t\u200b\u00ad"


def printed(form: Form, data: Mapping[str, Any], day: date) -> bytes:
    """data: JSON-able, as the template of that name reads it; day: of the paper, also the date inside the file."""
    content = json.dumps({**_legible(data), "date": [day.year, day.month, day.day]}, ensure_ascii=False, sort_keys=True)
    return compiled(form, content, int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


def _legible(data: Any) -> Any:
    """Without signs that steer and have no shape: a pasted one would stop the press for a whole class."""
    if isinstance(data, str):
        return data if data.isprintable() else "".join(one for one in data if _is_drawn(one))
    if isinstance(data, Mapping):
        return {name: _legible(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_legible(one) for one in data]
    return data


def _is_drawn(letter: str) -> bool:
    return letter in BETWEEN_WORDS or not unicodedata.category(letter).startswith("C")
