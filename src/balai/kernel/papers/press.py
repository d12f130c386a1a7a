"""The press: one typst compiler a thread, kept warm; the same data gives the same bytes."""

import json
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any, Literal

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a for keeping, PDF/UA-1 so that a screen reader reads it."""
Form = Literal["form", "certificate"]
_threads = threading.local()


def printed(form: Form, data: Mapping[str, Any], day: date) -> bytes:
    """A PDF. data: JSON-able, as the template of that name reads it; day: of the paper, also the date inside the file.

    Only the faces inside the compiler are used, so a paper looks alike on every machine.
    """
    content = json.dumps({**data, "date": [day.year, day.month, day.day]}, ensure_ascii=False, sort_keys=True)
    made = _compiler(form).compile(
        format="pdf",
        sys_inputs={"data": content},
        pdf_standards=list(STANDARDS),
        timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("the compiler returned no PDF")
    return made


def _compiler(form: Form) -> Any:
    """Import and compiler on first use: no other page pays for them."""
    found = getattr(_threads, form, None)
    if found is None:
        import typst  # noqa: PLC0415

        place = Path(str(resources.files("balai.kernel.papers")))
        found = typst.Compiler(place / f"{form}.typ", root=place, ignore_system_fonts=True)
        setattr(_threads, form, found)
    return found
