"""Words that are not empty."""

from typing import Any

from balai.kernel.refusal import Refused


def check_words(text: str, field: str, sentence: Any) -> str:
    found = text.strip()
    if not found:
        raise Refused("no_words", sentence, field)
    return found
