"""When two names are so alike that somebody should look."""

from difflib import SequenceMatcher

CLOSE = 0.82
_VARIANTS = (("muhamad", "muhammad"), ("mohammad", "muhammad"), ("mohamad", "muhammad"), ("moch", "muhammad"),
             ("muh", "muhammad"), ("m", "muhammad"), ("abd", "abdul"), ("ach", "ahmad"), ("achmad", "ahmad"))  # fmt: skip
_SAME = dict(_VARIANTS)


def plain_words(name_key: str) -> list[str]:
    return [_SAME.get(word, word) for word in name_key.split()]


def similar_names(one: str, other: str) -> bool:
    """Both name keys. Same words in any order, one contained in the other, or nearly the same letters."""
    first, second = plain_words(one), plain_words(other)
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= CLOSE
