"""What a round of coding shows: before both are done only one's own; afterwards both, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from balai.access.permissions import Permission
from balai.collaboration.agreement import Agreement, by_subject, in_all
from balai.collaboration.enums import Subject
from balai.collaboration.models import Bench, CoderSeat, Coding, CodingRound, ConclusionQuotation, Quotation
from balai.institutions.voice import voices

Codes = dict[str, str]


def colleagues_of(bench: Bench, today: date) -> dict[int, str]:
    """Researchers with a desk at the body today: id of the account -> name."""
    sitting = voices(Permission.BENCH_EDIT, today).filter(institution_id=bench.institution_id)
    return {one.user_id: str(one.user) for one in sitting.select_related("user").order_by("user__full_name", "pk")}


def waiting_quotations(bench: Bench) -> "QuerySet[Quotation]":
    """Coded in no round, and cited in no conclusion: a coder who has read the conclusion is not blind to it."""
    cited = ConclusionQuotation.objects.filter(quotation=OuterRef("pk"))
    return Quotation.objects.filter(~Exists(cited), bench=bench, round=None).order_by("pk")


def codes_of(row: CodingRound) -> dict[int, tuple[Codes, Codes]]:
    """Quotation -> what the first and the second coder gave. Nothing before both are done."""
    if row.compared_at is None:
        return {}
    found: dict[int, tuple[Codes, Codes]] = {
        pk: ({}, {}) for pk in row.quotations.order_by("pk").values_list("pk", flat=True)
    }
    told = Coding.objects.filter(seat__round=row, seat__left_at=None).exclude(subject="").order_by("pk")
    for quotation, place, subject, leaning in told.values_list("quotation_id", "seat__place", "subject", "leaning"):
        found[quotation][place - 1][subject] = leaning
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """subjects: in the order of the vocabulary. talked: quotations the two coded differently."""

    whole: Agreement
    subjects: list[tuple[Subject, Agreement]]
    different: int


def compared(row: CodingRound) -> Compared | None:
    """None before both are done."""
    if row.compared_at is None:
        return None
    pairs = list(codes_of(row).values())
    first, second = [one for one, _other in pairs], [other for _one, other in pairs]
    found = by_subject(first, second)
    subjects = [(subject, found[subject]) for subject in Subject if subject in found]
    whole = in_all(first, second)
    return Compared(whole, subjects, whole.units - whole.same)


def disagreements(row: CodingRound) -> "QuerySet[Quotation]":
    """Quotations that were not coded alike, whether or not they are settled by now. None before both are done."""
    if row.compared_at is None:
        return Quotation.objects.none()
    rows = row.quotations.filter(Q(accord=None) | Q(accord__proposed_by__isnull=False))
    return rows.select_related("source", "accord__proposed_by").prefetch_related("accord__codes").order_by("pk")


def seat_of(row: CodingRound, user_id: int | None) -> CoderSeat | None:
    return row.seats.filter(user_id=user_id or 0, left_at=None).first()


def seats_of(row: CodingRound) -> list[CoderSeat]:
    return list(row.seats.filter(left_at=None).select_related("user").order_by("place"))


def own_codes(seat: CoderSeat, quotations: Sequence[Quotation]) -> dict[int, list[Coding]]:
    """Quotation -> the coder's own; a quotation that is not there was not coded."""
    found: dict[int, list[Coding]] = {}
    for one in Coding.objects.filter(seat=seat, quotation__in=quotations).order_by("pk"):
        found.setdefault(one.quotation_id, []).append(one)
    return found


def next_uncoded(seat: CoderSeat) -> Quotation | None:
    return seat.round.quotations.exclude(codings__seat=seat).order_by("pk").first()
