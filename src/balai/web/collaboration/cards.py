"""What the components of the house need to show promises, seats and statements of a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _

from balai.collaboration.models import Claim, Commitment
from balai.collaboration.queries.period_page import Seating
from balai.web.parts import PromiseCard, Seat


def seats(rows: Sequence[Seating], of: int = 0) -> list[Seat]:
    """of: meetings whose attendants are known; 0 for the seats of one meeting."""
    return [Seat(row.label, row.sat, _note(row, of)) for row in rows]


def _note(row: Seating, of: int) -> str:
    if not row.members:
        return _("tidak ada di daftar pihak")
    if of:
        return _("%(meetings)s dari %(of)s pertemuan") % {"meetings": row.meetings, "of": of}
    return "" if row.sat else _("%(members)s pihak terdaftar, tidak ada yang hadir") % {"members": row.members}


def promises(rows: Sequence[Commitment]) -> tuple[list[PromiseCard], list[Commitment]]:
    """As cards where target and count are whole numbers; the others as they were written."""
    cards, plain = [], []
    for row in rows:
        if _is_whole(row.target_number) and row.target_number and _is_whole(row.achieved_number):
            cards.append(_card(row, int(row.target_number), int(row.achieved_number or 0)))
        else:
            plain.append(row)
    return cards, plain


def _is_whole(number: Decimal | None) -> bool:
    return number is not None and number >= 0 and number == number.to_integral_value()


def _card(row: Commitment, target: int, counted: int) -> PromiseCard:
    kept = counted >= target
    state: Literal["kept", "open"] = "kept" if kept else "open"
    return PromiseCard(
        what=row.text or row.code,
        owner=str(row.institution) if row.institution else _("tidak disebut sumber"),
        beneficiary=_("tidak disebut sumber"),
        counted_as=row.measure or _("tidak disebut sumber"),
        counted=counted,
        target=target,
        due=row.due_to,
        state=state,
        status=_("tercapai menurut sumber") if kept else _("belum tercapai menurut sumber"),
        evidence=_("angka dari sumber"),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and who is said to have made it."""

    claim: Claim
    speaker: str


def said_by(claim: Claim, names: Mapping[str, Any], is_stranger: bool) -> Said:
    """Bodies by name; informants are shown to those who sign in only."""
    if claim.speaker in names:
        return Said(claim, str(names[claim.speaker]))
    return Said(claim, _("informan") if claim.speaker and is_stranger else claim.speaker)
