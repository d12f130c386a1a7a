"""The English catalogue against the Indonesian sentences in the code.

    python -m tools.messages            say what is missing, left over or misses placeholders; exit 1 if any
    python -m tools.messages --update   add new sentences (to be translated in the .po), drop those no longer used
    python -m tools.messages --compile  write the .mo files next to the .po files

GNU gettext is not needed: Django turns templates into calls, Babel reads the calls, polib reads and writes catalogues.
"""

import io
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/balai"
CATALOGUE = SOURCE / "locale/en/LC_MESSAGES/django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\([A-Za-z_]\w*\)[sdif]|(?<!%)%[sdif]|\{[A-Za-z_]\w*\}")

Key = tuple[str | None, str]
"""Context and sentence."""


@dataclass
class Sentence:
    """A text to be translated, its plural form if it counts something, and the files it stands in."""

    context: str | None
    text: str
    plural: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return self.context, self.text


def sentences(source: Path = SOURCE) -> dict[Key, Sentence]:
    """Every translatable sentence in the Python files and templates below `source`."""
    found: dict[Key, Sentence] = {}
    for path in sorted(source.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts or not path.is_file():
            continue
        for sentence in in_file(path.read_text(encoding="utf-8"), path.suffix):
            kept = found.setdefault(sentence.key, sentence)
            kept.plural = kept.plural or sentence.plural
            kept.files.add(str(path.relative_to(source.parent)))
    return found


def in_file(text: str, suffix: str) -> Iterator[Sentence]:
    if suffix != ".py" and not ("{%" in text or "{{" in text):
        return
    from babel.messages.extract import extract  # not installed where the product only runs

    code = text if suffix == ".py" else template_as_calls(text)
    for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
        text_and_plural = message if isinstance(message, tuple) else (message, "")
        yield Sentence(context, text_and_plural[0], text_and_plural[1])


def template_as_calls(text: str) -> str:
    """The template's sentences as gettext calls, in parentheses: its indentation is not Python's."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    return f"(\n{templatize(text)}\n)"


def faults(wanted: dict[Key, Sentence], catalogue: polib.POFile) -> list[str]:
    """What is wrong with the catalogue, a line each."""
    found: list[str] = []
    seen: set[Key] = set()
    for entry in catalogue:
        key = (entry.msgctxt, entry.msgid)
        if key in seen:
            found.append(f"stands twice: {entry.msgid!r}")
        seen.add(key)
        if entry.obsolete or key not in wanted:
            found.append(f"no longer used: {entry.msgid!r}")
        elif entry.fuzzy or not _translations(entry) or not all(_translations(entry)):
            found.append(f"not translated: {entry.msgid!r} ({', '.join(sorted(wanted[key].files))})")
        elif wanted[key].plural != (entry.msgid_plural or ""):
            found.append(f"another plural in the code: {entry.msgid!r}")
        elif not placeholders_kept(entry):
            found.append(f"other placeholders: {entry.msgid!r} -> {_translations(entry)!r}")
    missing = [wanted[key] for key in wanted if key not in seen]
    return found + [f"missing: {sentence.text!r} ({', '.join(sorted(sentence.files))})" for sentence in missing]


def _translations(entry: polib.POEntry) -> list[str]:
    if entry.msgid_plural:
        return [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
    return [entry.msgstr]


def placeholders_kept(entry: polib.POEntry) -> bool:
    """The same placeholders; where something is counted the singular may leave some out ("one seat")."""
    translations = [sorted(PLACEHOLDER.findall(text)) for text in _translations(entry)]
    if not entry.msgid_plural:
        return translations == [sorted(PLACEHOLDER.findall(entry.msgid))]
    allowed = sorted(PLACEHOLDER.findall(entry.msgid_plural))
    return len(translations) == 2 and translations[1] == allowed and set(translations[0]) <= set(allowed)


def update(wanted: dict[Key, Sentence], catalogue: polib.POFile) -> polib.POFile:
    """The catalogue with exactly the wanted sentences, in a steady order, translations kept."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in reversed(catalogue)}
    renewed = new_catalogue()
    for key in sorted(wanted, key=lambda key: (key[1], key[0] or "")):
        sentence, entry = wanted[key], known.get(key)
        if entry is None or entry.obsolete or (entry.msgid_plural or "") != sentence.plural:
            entry = polib.POEntry(msgctxt=sentence.context, msgid=sentence.text)
            if sentence.plural:
                entry.msgid_plural, entry.msgstr_plural = sentence.plural, {0: "", 1: ""}
        # Without line numbers: they would change the catalogue with every edit of the code.
        entry.occurrences = [(name, "") for name in sorted(sentence.files)]
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        renewed.append(entry)
    return renewed


def new_catalogue() -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def load(path: Path = CATALOGUE) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=110) if path.exists() else new_catalogue()


def compile_all(source: Path = SOURCE) -> None:
    """Write every .mo that is older than its .po."""
    for po in source.rglob("locale/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))


def main(arguments: list[str]) -> int:
    warnings.simplefilter("ignore", SyntaxWarning)
    if arguments == ["--compile"]:
        compile_all()
        return 0
    wanted, catalogue = sentences(), load()
    if arguments == ["--update"]:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        update(wanted, catalogue).save(str(CATALOGUE))
        compile_all()
        catalogue = load()
    found = faults(wanted, catalogue)
    print(*found, sep="\n")
    print(f"{len(wanted)} sentences, {len(found)} to mend in {CATALOGUE.relative_to(ROOT)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
