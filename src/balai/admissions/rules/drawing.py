"""A draw that anybody can repeat: seed locked first, tokens that name nobody, a public number last.

The order is a sort by SHA-256 of "seed|number|token" (UTF-8, lower-case hex). SCRIPT repeats it from the published file.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from balai.admissions.models import Draw
from balai.kernel.refusal import Refused

FORMAT = "balai-undian-1"
TOKEN_LENGTH = 32
LONGEST_NUMBER = 40

SCRIPT = """\
import hashlib, json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
sha = lambda text: hashlib.sha256(text.encode()).hexdigest()
assert sha(d["seed"]) == d["commitment"], "benih tidak cocok dengan kuncinya"
order = []
for group in d["groups"]:
    order += sorted(group, key=lambda token: sha(d["seed"] + "|" + d["number"] + "|" + token))
assert order == d["order"], "urutan tidak sama dengan yang diumumkan"
print("cocok", *order, sep="\\n")
"""
"""Shown and offered for download exactly as it stands here; a test runs this text against the published file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNumber:
    """number: digits as drawn, leading zeros kept; source: where it comes from; at: when; witnesses: who saw it."""

    number: str
    source: str
    at: datetime
    witnesses: Sequence[str]


def new_secret() -> str:
    return secrets.token_hex(32)


def commitment_of(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()


def token(salt: str, application_id: UUID) -> str:
    """Says nothing about the application to whoever does not hold the salt; another one in every draw."""
    return hmac.new(salt.encode(), application_id.bytes, hashlib.sha256).hexdigest()[:TOKEN_LENGTH]


def order_of(groups: Sequence[Sequence[str]], seed: str, number: str) -> list[str]:
    return [one for group in groups for one in sorted(group, key=lambda t: commitment_of(f"{seed}|{number}|{t}"))]


def published(draw: Draw) -> dict[str, Any]:
    """What stands on the public page and in the file; texts, whole numbers and lists only. seed and order once drawn."""
    drawn = bool(draw.seed)
    return {
        "format": FORMAT, "class": draw.batch_id, "round": draw.round, "state": draw.state, "commitment": draw.commitment,
        "committed_at": _instant(draw.committed_at), "listed_at": _instant(draw.listed_at), "groups": draw.groups,
        "number": draw.number if drawn else None, "number_source": draw.number_source,
        "number_at": _instant(draw.number_at), "witnesses": draw.witness_names, "seed": draw.seed or None,
        "order": order_of(draw.groups, draw.seed, draw.number) if drawn else None,
    }  # fmt: skip


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def check_public_number(given: PublicNumber, draw: Draw, now: datetime) -> None:
    if not (given.number.isascii() and given.number.isdigit() and len(given.number) <= LONGEST_NUMBER):
        raise Refused("number_not_digits", _("Tulis angka undian dengan angka saja, paling banyak 40 angka."), "number")
    if len(given.source.strip()) < 5:
        raise Refused("source_missing", _("Tulis dari mana angkanya, misalnya: dadu di depan pelamar."), "source")
    if len(set(given.witnesses)) < 2:
        raise Refused("witnesses_missing", _("Tulis nama paling sedikit dua saksi, satu nama satu baris."), "witnesses")
    if draw.listed_at is None or given.at < draw.listed_at:
        raise Refused(
            "number_before_list",
            _("Angka undian harus diambil sesudah daftar undian diumumkan. Periksa jamnya."),
            "at",
        )
    if given.at > now:
        raise Refused("number_in_future", _("Jam pengambilan angka belum lewat. Periksa jamnya."), "at")


def places(draw: Draw, salt: str, application_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """application -> its place in the drawn order; who was not on the list is left out."""
    at = {one: place for place, one in enumerate(order_of(draw.groups, draw.seed, draw.number), 1)}
    named = {pk: token(salt, pk) for pk in application_ids}
    return {pk: at[named[pk]] for pk in application_ids if named[pk] in at}
