"""A round of the pulse: tickets are handed out, sheets come in without a name, and what may be shown is written down at its end."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.enums import ABOUT_OTHERS, SCORES, PulseScope, PulseState, items_of
from balai.collaboration.messages import tell_pulse, tell_pulse_closed
from balai.collaboration.models import (
    Member,
    Period,
    PulseAnswer,
    PulseAsked,
    PulseBox,
    PulseCell,
    PulseRound,
    PulseTicket,
)
from balai.collaboration.pulse_codes import code_of, digest_of
from balai.collaboration.rules.authority import check_may_keep
from balai.collaboration.rules.convening import check_open
from balai.collaboration.rules.pulse import (
    NOTHING,
    Box,
    Cell,
    Group,
    cells_shown,
    check_days,
    check_tickets,
    groups_for,
)
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class PulsePlan:
    """tickets: party (id of Member) -> how many of its people are asked."""

    opens_on: date
    closes_on: date
    scope: str = PulseScope.BOTH
    tickets: Mapping[int, int] = field(default_factory=dict)


@transaction.atomic
def open_pulse(*, by: Actor, period: Period, plan: PulsePlan, today: date, client_id: UUID | None = None) -> PulseRound:
    """Tickets are made at once for everybody who is asked, so that nobody's group can be guessed from who came later."""
    period = Period.objects.select_for_update(of=("self",)).select_related("collaboration__owner").get(pk=period.pk)
    check_may_keep(by, period.collaboration)
    check_open(period)
    if client_id and (first := PulseRound.objects.filter(client_id=client_id).first()):
        return first  # under the lock of the period
    check_tickets(plan.tickets.values())
    check_days(plan.opens_on, plan.closes_on, today)
    members = list(Member.objects.filter(period=period, pk__in=[pk for pk, n in plan.tickets.items() if n]))
    try:
        with transaction.atomic():
            row = PulseRound.objects.create(
                period=period, scope=plan.scope, opens_on=plan.opens_on, closes_on=plan.closes_on, client_id=client_id,
                tickets=sum(plan.tickets[one.pk] for one in members),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            "one_at_a_time", _("Masih ada denyut yang berjalan. Tutup dahulu, lalu buka yang baru.")
        ) from None
    check_tickets(plan.tickets[one.pk] for one in members)
    PulseAsked.objects.bulk_create(PulseAsked(round=row, member=one, tickets=plan.tickets[one.pk]) for one in members)
    _make_tickets(row, members, plan.tickets)
    record(by, "collaboration.open_pulse", row, tickets=row.tickets)
    for one in members:
        tell_pulse(row, one)
    return row


def _make_tickets(row: PulseRound, members: Iterable[Member], tickets: Mapping[int, int]) -> None:
    """In no order: neither the place nor the id of a ticket tells whose it is."""
    groups = groups_for((one.pk, one.sector, tickets[one.pk]) for one in members)
    empty = {item.value: list(NOTHING) for item in items_of(row.scope)}
    boxes = {
        group: PulseBox.objects.create(
            round=row, level=group.level, sector=group.sector, member_id=group.member, counts=empty
        )
        for group in sorted(set(groups.values()), key=lambda one: (one.level, one.sector, one.member or 0))
    }
    made = [
        PulseTicket(box=boxes[group], digest=digest_of(code_of(row, member, n)))
        for member, group in groups.items()
        for n in range(tickets[member])
    ]
    random.SystemRandom().shuffle(made)
    PulseTicket.objects.bulk_create(made, batch_size=500)


@transaction.atomic
def hand_in_sheet(*, code: str, said: Mapping[str, int], today: date) -> None:
    """Nobody's: no actor, no audit row, no hour, no row of its own. said: item -> 1 to 5; what is left open is "I do not know".

    The box is one row and is written whole, so no trace of the database tells which of its numbers moved with which ticket.
    """
    ticket = PulseTicket.objects.select_related("box").filter(digest=digest_of(code)).first()
    if ticket is None:
        raise Refused(
            "unknown_ticket",
            _("Kode lembar ini tidak dikenal, atau denyutnya sudah ditutup. Periksa lagi hurufnya."),
            "code",
        )
    row = PulseRound.objects.select_for_update(of=("self",)).select_related("period").get(pk=ticket.box.round_id)
    check_takes_sheets(row, today)
    answers = {item.value: said[item.value] for item in items_of(row.scope) if said.get(item.value) in SCORES}
    if not answers:
        raise Refused("empty_sheet", _("Belum ada butir yang diisi. Isi paling sedikit satu, lalu kirim lagi."))
    if not PulseTicket.objects.filter(pk=ticket.pk, is_used=False).update(is_used=True):
        raise Refused("ticket_used", _("Lembar ini sudah dikirim. Satu lembar hanya dihitung satu kali."))
    box = PulseBox.objects.select_for_update().get(pk=ticket.box_id)
    for item, score in answers.items():
        box.counts[item][score - 1] += 1
    box.sheets += 1
    box.save(update_fields=["counts", "sheets"])


def check_takes_sheets(row: PulseRound, today: date) -> None:
    if row.state != PulseState.OPEN or today > row.closes_on:
        raise Refused("pulse_closed", _("Denyut ini sudah ditutup; lembarnya tidak bisa dikirim lagi."))
    if today < row.opens_on:
        raise Refused("pulse_not_open", _("Denyut ini belum dibuka. Lembar Anda berlaku mulai hari pertamanya."))
    check_open(row.period)


@transaction.atomic
def close_pulse(*, by: Actor, row: PulseRound, today: date) -> PulseRound:
    """What may be shown is written as cells and as evidence; boxes and tickets go. Of two secretaries the second reads the first's."""
    row = (
        PulseRound.objects.select_for_update(of=("self",)).select_related("period__collaboration__owner").get(pk=row.pk)
    )
    check_may_keep(by, row.period.collaboration)
    if row.state == PulseState.CLOSED:
        return row
    check_open(row.period)
    boxes = list(PulseBox.objects.select_for_update().filter(round=row))
    cells = [(item.value, cell) for item in items_of(row.scope) for cell in _cells(boxes, item)]
    PulseCell.objects.bulk_create(_as_cell(row, item, cell) for item, cell in cells)
    PulseAnswer.objects.bulk_create(_as_evidence(row, cells, today))
    row.sheets, row.state, row.closed_on = sum(box.sheets for box in boxes), PulseState.CLOSED, today
    row.save(update_fields=["sheets", "state", "closed_on"])
    PulseBox.objects.filter(round=row).delete()
    record(by, "collaboration.close_pulse", row, sheets=row.sheets, cells=len(cells))
    for asked in PulseAsked.objects.filter(round=row).select_related("member__institution").order_by("pk"):
        tell_pulse_closed(row, asked.member)
    return row


def _cells(boxes: Iterable[PulseBox], item: str) -> list[Cell]:
    told = [Box(Group(b.level, b.sector, b.member_id), b.sheets, tuple(b.counts[item])) for b in boxes]
    return cells_shown(told, by_party=item not in ABOUT_OTHERS)


def _as_cell(row: PulseRound, item: str, cell: Cell) -> PulseCell:
    group = cell.group
    return PulseCell(
        round=row, item=item, level=group.level, sector=group.sector, member_id=group.member, counts=list(cell.counts)
    )


def _as_evidence(row: PulseRound, cells: Iterable[tuple[str, Cell]], today: date) -> Iterable[PulseAnswer]:
    """One row for the part of a cell that no smaller one holds, so that nobody is counted twice. The score stays as it was said."""
    day = today.isoformat()
    for at, (item, cell) in enumerate(cells):
        people = sum(cell.rest)
        if people:
            mean = Decimal(sum(n * score for n, score in zip(cell.rest, SCORES, strict=True))) / people
            yield PulseAnswer(
                period=row.period, code=f"denyut-{row.pk}-{at + 1:03}", institution_id=cell.group.member, item=item, date=day,
                date_from=today, date_to=today, score=f"{mean:.2f}", score_number=round(mean, 2), respondents=people,
            )  # fmt: skip
