"""The catalogue's check finds every sentence and every way a translation can be wrong."""

from pathlib import Path

import polib
import pytest

from tools.messages import Key, Sentence, faults, in_file, sentences, update

TEMPLATE = """{% load i18n %}
    <p title="it's">{% translate "Nama" %} don't {{ _("Alamat") }} {% translate "Mei" context "bulan" %}</p>
  {% blocktranslate count n=xs|length trimmed %}
      {{ n }} orang
        mendaftar
{% plural %}
      {{ n }} orang mendaftar bersama
  {% endblocktranslate %}
"""
PYTHON = 'X = _("Satu " "dua %(n)s") % {"n": 1}\nY = ngettext_lazy("satu kursi", "%(n)d kursi", "n")\n'


def found_in(text: str, suffix: str) -> set[tuple[str | None, str, str]]:
    return {(sentence.context, sentence.text, sentence.plural) for sentence in in_file(text, suffix)}


def test_sentences_of_a_template() -> None:
    assert found_in(TEMPLATE, ".html") == {
        (None, "Nama", ""),
        (None, "Alamat", ""),
        ("bulan", "Mei", ""),
        (None, "%(n)s orang mendaftar", "%(n)s orang mendaftar bersama"),
    }


def test_sentences_of_python() -> None:
    assert found_in(PYTHON, ".py") == {(None, "Satu dua %(n)s", ""), (None, "satu kursi", "%(n)d kursi")}


def test_sentences_know_their_files_and_migrations_have_none(tmp_path: Path) -> None:
    for name in ("one.py", "two.py", "migrations/0001.py"):
        path = tmp_path / "balai" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('x = _("Sama")\n' if "migrations" not in name else 'x = _("Lama")\n')
    found = sentences(tmp_path / "balai")
    assert {key: sentence.files for key, sentence in found.items()} == {
        (None, "Sama"): {"balai/one.py", "balai/two.py"}
    }


def wanted(*texts: str) -> dict[Key, Sentence]:
    return {(None, text): Sentence(None, text, files={"a.py"}) for text in texts}


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.extend(entries)
    return made


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([], "missing: 'Halo %(nama)s'"),
        ([polib.POEntry(msgid="Halo %(nama)s", msgstr="")], "not translated"),
        ([polib.POEntry(msgid="Halo %(nama)s", msgstr="Hello %(nama)s", flags=["fuzzy"])], "not translated"),
        ([polib.POEntry(msgid="Halo %(nama)s", msgstr="Hello %(name)s")], "other placeholders"),
        ([polib.POEntry(msgid="Halo %(nama)s", msgstr="Hello")], "other placeholders"),
        ([polib.POEntry(msgid="Halo %(nama)s", msgid_plural="x", msgstr_plural={0: "a", 1: "b"})], "another plural"),
    ],
)
def test_each_fault_is_named(entries: list[polib.POEntry], fault: str) -> None:
    found = faults(wanted("Halo %(nama)s"), catalogue(*entries))
    assert len(found) == 1 and found[0].startswith(fault)


def test_a_right_catalogue_has_no_faults_and_a_leftover_is_named() -> None:
    right = polib.POEntry(msgid="Halo %(nama)s", msgstr="Hello %(nama)s")
    assert faults(wanted("Halo %(nama)s"), catalogue(right)) == []
    assert faults({}, catalogue(right)) == ["no longer used: 'Halo %(nama)s'"]


def test_a_singular_may_leave_its_number_out() -> None:
    counted: dict[Key, Sentence] = {(None, "satu kursi"): Sentence(None, "satu kursi", "%(n)d kursi", {"a.py"})}
    right = polib.POEntry(
        msgid="satu kursi", msgid_plural="%(n)d kursi", msgstr_plural={0: "one seat", 1: "%(n)d seats"}
    )
    wrong = polib.POEntry(msgid="satu kursi", msgid_plural="%(n)d kursi", msgstr_plural={0: "one seat", 1: "seats"})
    assert faults(counted, catalogue(right)) == []
    assert len(faults(counted, catalogue(wrong))) == 1


def test_updating_keeps_translations_and_drops_what_is_not_used() -> None:
    old = catalogue(polib.POEntry(msgid="Ya", msgstr="Yes"), polib.POEntry(msgid="Lama", msgstr="Old"))
    renewed = update(wanted("Ya", "Baru"), old)
    assert {entry.msgid: entry.msgstr for entry in renewed} == {"Ya": "Yes", "Baru": ""}
