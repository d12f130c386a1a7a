"""A round of coding: two coders who do not see each other, then what they agree on."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.bench import locked_bench
from balai.collaboration.models import Accord, AccordCode, Bench, CoderSeat, Coding, CodingRound, Quotation
from balai.collaboration.queries.coding import codes_of, colleagues_of, waiting_quotations
from balai.collaboration.rules.authority import day_of
from balai.collaboration.rules.bench import (
    MOST_IN_ROUND,
    check_coders,
    check_codes,
    check_coding_open,
    check_colleague,
    check_compared,
)
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused

Given = Iterable[tuple[str, str]]
"""Subjects with their leaning; none where no subject fits."""


@transaction.atomic
def open_round(*, by: Actor, bench: Bench, first: int, second: int, now: datetime) -> CodingRound:
    """first, second: ids of the coders' accounts. With the quotations nobody has coded or concluded from; they stay as they are."""
    bench = locked_bench(by, bench.pk)
    check_coders(first, second, colleagues_of(bench, day_of(bench.period, now)))
    if bench.rounds.filter(compared_at=None).exists():
        raise Refused("round_open", _("Selesaikan dahulu putaran yang sedang berjalan."))
    wanted = list(waiting_quotations(bench).values_list("pk", flat=True)[:MOST_IN_ROUND])
    if not wanted:
        raise Refused("no_quotation", _("Belum ada kutipan yang menunggu dikode. Tambahkan kutipan dahulu."))
    made = CodingRound.objects.create(bench=bench, number=bench.rounds.count() + 1, at=now, by=by.name)
    Quotation.objects.filter(pk__in=wanted).update(round=made)
    CoderSeat.objects.bulk_create(
        CoderSeat(round=made, place=place, user_id=user, began_at=now) for place, user in ((1, first), (2, second))
    )
    record(by, "collaboration.open_round", made, quotations=len(wanted))
    return made


def _locked(by: Actor, pk: int) -> CodingRound:
    bench_id = CodingRound.objects.values_list("bench_id", flat=True).get(pk=pk)
    locked_bench(by, bench_id)
    return (
        CodingRound.objects.select_for_update(of=("self",))
        .select_related("bench__period__collaboration__owner__region")
        .get(pk=pk)
    )


def _seat(by: Actor, row: CodingRound) -> CoderSeat:
    return check_coding_open(row.seats.filter(user_id=by.user_id or 0, left_at=None).first())


@transaction.atomic
def code_quotation(*, by: Actor, quotation: Quotation, codes: Given, now: datetime) -> list[Coding]:
    """In the place of what the coder gave before. The audit trail says that it was coded, never how."""
    row = _round_of(by, quotation)
    seat = _seat(by, row)
    kept = check_codes(codes) or {"": ""}
    Coding.objects.filter(seat=seat, quotation=quotation).delete()
    made = Coding.objects.bulk_create(
        Coding(seat=seat, quotation=quotation, subject=subject, leaning=leaning, at=now)
        for subject, leaning in kept.items()
    )
    record(by, "collaboration.code_quotation", row)
    return made


@transaction.atomic
def finish_coding(*, by: Actor, coding_round: CodingRound, now: datetime) -> CodingRound:
    """The coder's own are fixed. With the second coder's word the two are laid side by side, and what is alike is agreed."""
    row = _locked(by, coding_round.pk)
    own = row.seats.filter(user_id=by.user_id or 0, left_at=None).first()
    if own is not None and own.done_at is not None:
        return row
    seat = check_coding_open(own)
    left = row.quotations.exclude(codings__seat=seat).count()
    if left:
        raise Refused("not_all", _("Masih ada %(n)s kutipan yang belum Anda kode. Kode semuanya dahulu.") % {"n": left})
    seat.done_at = now
    seat.save(update_fields=["done_at"])
    record(by, "collaboration.finish_coding", row)
    if row.seats.filter(left_at=None, done_at=None).exists():
        return row
    row.compared_at = now
    row.save(update_fields=["compared_at"])
    _agree_on_what_is_alike(row, now)
    return row


def _agree_on_what_is_alike(row: CodingRound, now: datetime) -> None:
    for quotation, (first, second) in codes_of(row).items():
        if first == second:
            accord = Accord.objects.create(quotation_id=quotation, proposed_at=now, confirmed_at=now)
            _put(accord, first)


def _put(accord: Accord, codes: dict[str, str]) -> None:
    AccordCode.objects.filter(accord=accord).delete()
    AccordCode.objects.bulk_create(
        AccordCode(accord=accord, subject=subject, leaning=leaning) for subject, leaning in codes.items()
    )


@transaction.atomic
def replace_coder(
    *, by: Actor, coding_round: CodingRound, place: int, user: int, reason: str, now: datetime
) -> CoderSeat:
    """The new coder begins at the beginning; what the one before coded is kept, counts no more and is shown to nobody.

    Who said they are done is not replaced: their codings stand, also when they leave the house.
    """
    row = _locked(by, coding_round.pk)
    bench = row.bench
    seat = row.seats.filter(place=place, left_at=None).first()
    if seat is None:
        raise Refused("no_place", _("Pilih pengode yang diganti."), "place")
    if seat.user_id == user:
        return seat
    if seat.done_at is not None:
        raise Refused(
            "said_done", _("Pengode ini sudah menyatakan selesai; pengodeannya berdiri dan tidak perlu diganti.")
        )
    check_colleague(user, colleagues_of(bench, day_of(bench.period, now)), "user")
    if row.seats.filter(user_id=user).exists():
        raise Refused("coded_here", _("Orang ini sudah menjadi pengode di putaran ini. Pilih peneliti lain."), "user")
    seat.left_at, seat.because = now, check_reason(reason)[:300]
    seat.save(update_fields=["left_at", "because"])
    made = CoderSeat.objects.create(round=row, place=place, user_id=user, began_at=now)
    record(by, "collaboration.replace_coder", row, place=place)
    return made


@transaction.atomic
def propose_accord(*, by: Actor, quotation: Quotation, codes: Given, words: str, now: datetime) -> Accord:
    """After talking: what one of them writes down waits for the other. The two codings stay as they were."""
    row = _compared(by, quotation)
    if not row.seats.filter(user_id=by.user_id or 0, left_at=None).exists():
        raise Refused("no_coder", _("Kesepakatan ditulis oleh salah satu dari kedua pengode."))
    kept = check_codes(codes)
    accord = Accord.objects.filter(quotation=quotation).first()
    if accord is not None and accord.confirmed_at is not None:
        raise Refused("agreed", _("Kutipan ini sudah disepakati keduanya."))
    if accord is None:
        accord = Accord(quotation=quotation, version=0, proposed_at=now)
    accord.version += 1
    accord.words, accord.proposed_by_id, accord.proposed_at = check_reason(words, "words")[:1000], by.user_id, now
    accord.save()
    _put(accord, kept)
    record(by, "collaboration.propose_accord", accord, version=accord.version)
    return accord


@transaction.atomic
def confirm_accord(*, by: Actor, quotation: Quotation, version: int, now: datetime) -> Accord:
    """By the other coder; by any colleague where that coder has no desk here any more. version: of the proposal that was read."""
    row = _compared(by, quotation)
    accord = Accord.objects.filter(quotation=quotation).first()
    if accord is None:
        raise Refused("nothing_proposed", _("Belum ada usul kesepakatan untuk kutipan ini."))
    if accord.confirmed_at is not None:
        return accord
    if accord.proposed_by_id == by.user_id:
        raise Refused("own_proposal", _("Usul Anda menunggu pengode yang lain membenarkannya."))
    if accord.version != version:
        raise Refused("proposal_changed", _("Usulnya berubah sementara Anda membaca. Baca lagi, lalu benarkan."))
    check_other_coder(by, row, accord, now)
    accord.confirmed_by_id, accord.confirmed_at = by.user_id, now
    accord.save(update_fields=["confirmed_by", "confirmed_at"])
    record(by, "collaboration.confirm_accord", accord, version=version)
    return accord


def check_other_coder(by: Actor, row: CodingRound, accord: Accord, now: datetime) -> None:
    coders = set(row.seats.filter(left_at=None).values_list("user_id", flat=True))
    others = coders - {accord.proposed_by_id}
    if by.user_id in others or not others & set(colleagues_of(row.bench, day_of(row.bench.period, now))):
        return
    raise Refused("no_coder", _("Yang membenarkan adalah pengode yang lain."))


def _round_of(by: Actor, quotation: Quotation) -> CodingRound:
    """Locked, and as it stands now."""
    pk = Quotation.objects.values_list("round_id", flat=True).get(pk=quotation.pk)
    if pk is None:
        raise Refused("no_round", _("Kutipan ini belum masuk putaran pengodean."))
    return _locked(by, pk)


def _compared(by: Actor, quotation: Quotation) -> CodingRound:
    row = _round_of(by, quotation)
    check_compared(row.compared_at)
    return row
