"""From records to bytes."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from django.utils import translation

from balai.kernel.papers.blocks import Cover, Paper, Words, bound
from balai.papers.catalogue import SHEETS
from balai.papers.contents.said import Said
from balai.papers.models import ClassPaper
from balai.papers.records import Records

WORDS = Words(number="Nomor", page="Halaman {n} dari {all}", contents="Daftar isi")


def paper_of(records: Records, kind: str, said: Said) -> Paper:
    """Always in Indonesian, whoever asks."""
    with translation.override("id"):
        return SHEETS[kind].write(records, said)


def inputs_of(paper: Paper) -> str:
    """The same content has the same sum; a changed record another. Addresses of evidence do not count."""
    blocks = [{key: value for key, value in block.items() if key != "links"} for block in paper.blocks]
    told = [paper.title, paper.number, paper.subtitle, blocks, list(paper.head.lines) if paper.head else []]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def pdf_of(records: Records, papers: Sequence[Paper], day: date, title: str, cover: Cover | None = None) -> bytes:
    with translation.override("id"):
        footer = f"{title} · {records.batch.title}"
        return bound(
            papers, title=footer, author=records.batch.centre.name, footer=footer, words=WORDS, day=day, cover=cover
        )


def said_on(paper: ClassPaper) -> Said:
    return Said(
        paper.dated_on, paper.letter_number, paper.place, paper.signatory, paper.signatory_role, paper.signatory_number,
        paper.said,
    )  # fmt: skip


def has_moved_on(records: Records, paper: ClassPaper) -> bool:
    """Whether the records say something else today than when the paper was made."""
    return inputs_of(paper_of(records, paper.kind, said_on(paper))) != paper.inputs
