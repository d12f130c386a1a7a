"""The press: data in, PDF out; the same data gives the same bytes."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal

from balai.kernel.papers.compiling import compiled

Form = Literal["form", "certificate"]


def printed(form: Form, data: Mapping[str, Any], day: date) -> bytes:
    """data: JSON-able, as the template of that name reads it; day: of the paper, also the date inside the file."""
    content = json.dumps({**data, "date": [day.year, day.month, day.day]}, ensure_ascii=False, sort_keys=True)
    return compiled(form, content, int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
