"""The name key of many names at once: the same answer as institutions' name_key, without a loop for the usual name."""

from balai.institutions.models.institution import name_key


def fast_name_key(name: str) -> str:
    if name.isascii() and name.replace(" ", "").isalnum():
        return " ".join(name.casefold().split())
    return name_key(name)
