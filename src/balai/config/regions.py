"""balai regions check | load: a list of region codes, first what it would change, then in one transaction.

The list is the installed one, or --list FILE (CSV: kode, nama, kodepos). Safe to repeat.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.db.models import Count, ForeignObjectRel

from balai.access.actor import CLI
from balai.kernel.refusal import Refused
from balai.regions.actions.load import Preview, Source, load_regions, preview_regions
from balai.regions.actions.undecided import Decision, Question
from balai.regions.lists import DECREE, read_list
from balai.regions.models import Region

COLUMNS = ("kode_lama", "nama_lama", "di", "dipakai", "calon", "menjadi")
ENDED = "berakhir"


def main(argv: list[str]) -> int:
    asked = _words(argv)
    try:
        source = Source(
            rows=read_list(asked.list.read_text(encoding="utf-8-sig")) if asked.list else None,
            provinces=[code.strip() for code in asked.provinces.split(",") if code.strip()],
            decisions=read_decisions(asked.decisions) if asked.decisions else (),
            decree=asked.decree,
        )
        preview = preview_regions(source)
        used = uses_of(question.region_id for question in preview.questions)
        if asked.word == "check":
            return _tell(preview, used, asked.ask)
        return _load(source, preview, used)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
    except (OSError, UnicodeDecodeError) as problem:
        print(f"Berkas tidak dapat dibaca: {problem}. Simpan sebagai CSV UTF-8, lalu ulangi.", file=sys.stderr)
    return 1


def _words(argv: list[str]) -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="balai regions")
    words.add_argument("word", choices=("check", "load"))
    words.add_argument("provinces", nargs="?", default="", metavar="KODE_PROVINSI,KODE_PROVINSI")
    words.add_argument("--list", type=Path, metavar="DAFTAR.csv", help="bawaan: daftar yang terpasang bersama Balai")
    words.add_argument("--decisions", type=Path, metavar="KEPUTUSAN.csv", help="keputusan tentang wilayah yang hilang")
    words.add_argument("--ask", type=Path, metavar="KEPUTUSAN.csv", help="tulis yang perlu diputuskan ke berkas ini")
    words.add_argument("--decree", default=DECREE, help="dasar hukum daftar itu")
    return words.parse_args(argv)


def _load(source: Source, preview: Preview, used: Counter[int]) -> int:
    """A place that people or institutions stand on does not end without a word of a person."""
    asked = [question for question in preview.questions if used[question.region_id]]
    if asked:
        _list(asked, used)
        print(
            f"{len(asked)} wilayah di atas akan berakhir padahal masih dipakai. Tulis keputusannya: "
            "'balai regions check --ask keputusan.csv', isi kolom menjadi, lalu muat dengan --decisions keputusan.csv.",
            file=sys.stderr,
        )
        return 1
    rows, decisions = source.rows, source.decisions
    print(load_regions(by=CLI, source=rows, provinces=source.provinces, decisions=decisions, decree=source.decree))
    return 0


def _tell(preview: Preview, used: Counter[int], ask: Path | None) -> int:
    print(f"Belum ada yang diubah. {preview.result}")
    _list(preview.questions, used)
    if preview.questions and ask is None:
        print("Tambahkan --ask keputusan.csv untuk menulisnya sebagai daftar yang bisa diisi.")
    if ask is not None:
        with ask.open("x", newline="", encoding="utf-8") as target:
            rows = csv.writer(target)
            rows.writerow(COLUMNS)
            rows.writerows(_row(question, used[question.region_id]) for question in preview.questions)
        print(f"Isi kolom menjadi di {ask} dengan kode baru, atau tulis {ENDED}.")
    return 0


def _list(questions: list[Question], used: Counter[int], most: int = 20) -> None:
    for question in sorted(questions, key=lambda question: -used[question.region_id])[:most]:
        number = used[question.region_id]
        print(
            f"  berakhir: {question.code} {question.name}, {question.inside}"
            + (f" (dipakai {number})" if number else "")
        )
    if len(questions) > most:
        print(f"  dan {len(questions) - most} lagi")


def _row(question: Question, used: int) -> tuple[str | int, ...]:
    offered = "; ".join(f"{code} {name}" for code, name in question.offered)
    return question.code, question.name, question.inside, used, offered, ""


def read_decisions(file: Path) -> list[Decision]:
    """The rows whose column `menjadi` is filled. Raises Refused("decisions_unreadable")."""
    with file.open(newline="", encoding="utf-8-sig") as source:
        text = source.read()
    found = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if not {"kode_lama", "menjadi"} <= set(found.fieldnames or ()):
        raise Refused(
            "decisions_unreadable",
            f"Berkas {file} perlu kolom kode_lama dan menjadi. Buat dengan 'balai regions check --ask {file.name}'.",
            "decisions",
        )
    filled = [(row["kode_lama"].strip(), (row["menjadi"] or "").strip()) for row in found]
    return [Decision(old, "" if new.lower() == ENDED else new) for old, new in filled if new]


def uses_of(regions: Iterable[int]) -> Counter[int]:
    """How many rows of other rooms point at each of these places."""
    ids, used = list(regions), Counter[int]()
    pointing = (f for f in Region._meta.get_fields(include_hidden=True) if isinstance(f, ForeignObjectRel))
    for relation in pointing:  # most of them are hidden: no room reaches up
        model, name = relation.related_model, relation.field.name
        if isinstance(model, str) or model._meta.app_label == "regions":
            continue
        rows = model._base_manager.filter(**{f"{name}__in": ids}).values_list(name).annotate(number=Count("pk"))
        for region, number in rows.order_by():
            used[region] += number
    return used
