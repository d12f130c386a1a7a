"""Which of the three living forms a unit code has. Text as written stays; the form is a hint, never a reason to refuse."""

import re

from balai.skills.enums import CodeForm

_FORMS = (
    (CodeForm.LEGACY, re.compile(r"[A-Z]{2,4}\.[A-Z]{2}\d{2}\.\d{3}\.\d{2}")),
    (CodeForm.FORM_2012, re.compile(r"[A-V]\.\d{6}\.\d{3}\.\d{2}")),
    (CodeForm.CURRENT, re.compile(r"[A-V]\.\d{2}[A-Z]{3}\d{2}\.\d{3}\.\d")),
)


def form_of(code: str) -> CodeForm:
    for form, pattern in _FORMS:
        if pattern.fullmatch(code.strip()):
            return form
    return CodeForm.OTHER


def looks_like_code(text: str) -> bool:
    """One of the three forms, or another code as written: letters first, at least two dots, digits, no blanks."""
    code = text.strip().upper()
    if form_of(code) != CodeForm.OTHER:
        return True
    return bool(re.fullmatch(r"[A-Z][A-Z0-9]*(\.[A-Z0-9]+){2,}", code)) and any(c.isdigit() for c in code)
