"""A contribution is promised and handed over by the giver, received and used by the other side."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.enums import PLEDGE_FLOW, ContributionKind, PledgeState
from balai.collaboration.models import Contribution, Member, Period, Pledge
from balai.collaboration.promise_messages import tell_pledge
from balai.collaboration.rules.authority import day_of
from balai.collaboration.rules.convening import check_open
from balai.collaboration.rules.promises import LARGEST, check_not_same_hand, check_own_desk, check_still_there
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class PledgePlan:
    """amount: whole rupiah; of money always, of things what they are worth, None where nobody says."""

    kind: str
    text: str
    amount: int | None
    promised_on: date


@transaction.atomic
def promise_contribution(
    *, by: Actor, giver: Member, receiver: Member, plan: PledgePlan, now: datetime, client_id: UUID | None = None
) -> Pledge:
    """Written by the giver's own desk. client_id: of the page it was written on; the same again answers the first."""
    period = (
        Period.objects.select_for_update(of=("self",))
        .select_related("collaboration__owner__region")
        .get(pk=giver.period_id)
    )
    check_own_desk(by, giver)
    check_open(period)
    if client_id and (first := Pledge.objects.filter(client_id=client_id).first()):
        return first  # under the lock of the period
    _check(period, giver, receiver, plan, day_of(period, now))
    day = plan.promised_on
    amount = "" if plan.amount is None else str(plan.amount)
    row = Contribution.objects.create(
        period=period, code=_free_code(period), institution=giver, kind=plan.kind, text=" ".join(plan.text.split()), amount=amount,
        amount_number=plan.amount, promised_on=day.isoformat(), promised_on_from=day, promised_on_to=day,
    )  # fmt: skip
    made = Pledge.objects.create(
        contribution=row, giver=giver, receiver=receiver, at=now, by=by.name, client_id=client_id
    )
    record(by, "collaboration.promise_contribution", made, kind=plan.kind)
    tell_pledge(made, receiver)
    return made


def _free_code(period: Period) -> str:
    """Under the lock of the period; rows are not taken away."""
    newest = Contribution.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return f"s{newest + 1}-{Contribution.objects.filter(period=period).count()}"


def _check(period: Period, giver: Member, receiver: Member, plan: PledgePlan, today: date) -> None:
    if receiver.period_id != period.pk:
        raise Refused(
            "no_party", _("Pihak ini tidak terdaftar di forum ini. Tambahkan dahulu sebagai pihak."), "receiver"
        )
    if receiver.institution_id == giver.institution_id:
        raise Refused(
            "to_itself", _("Pilih pihak lain yang menerima; sumbangan kepada diri sendiri tidak dicatat."), "receiver"
        )
    check_still_there(giver, receiver)
    if not plan.text.strip():
        raise Refused("no_words", _("Tulis apa yang disumbangkan, dengan satu kalimat."), "text")
    if plan.kind not in ContributionKind.values:
        raise Refused("no_kind", _("Pilih jenis sumbangan dari daftar."), "kind")
    if plan.amount is None and plan.kind == ContributionKind.FUNDING:
        raise Refused("no_amount", _("Isi jumlah rupiahnya."), "amount")
    if plan.amount is not None and not 0 < plan.amount <= LARGEST:
        raise Refused("no_amount", _("Jumlah rupiah harus angka bulat lebih dari nol."), "amount")
    if plan.promised_on > today:
        raise Refused("promised_later", _("Tanggal dijanjikan paling lambat hari ini."), "promised_on")


def _locked(pledge: Pledge) -> Pledge:
    rows = Pledge.objects.select_for_update(of=("self",)).select_related(
        "contribution__period__collaboration__owner__region", "giver__institution", "receiver__institution"
    )
    return rows.get(pk=pledge.pk)


@transaction.atomic
def hand_over(*, by: Actor, pledge: Pledge, on: date, now: datetime) -> Pledge:
    """The giver says so; it counts once the receiver confirms."""
    pledge = _locked(pledge)
    check_own_desk(by, pledge.giver)
    if pledge.state == PledgeState.HANDED and pledge.handed_on == on:
        return pledge
    check_open(pledge.contribution.period)
    _check_day(pledge, on, pledge.contribution.promised_on_from, now)
    pledge.state, pledge.handed_on, pledge.said = PLEDGE_FLOW.next_state(pledge.state, "hand_over"), on, ""
    pledge.save()
    record(by, "collaboration.hand_over", pledge)
    tell_pledge(pledge, pledge.receiver)
    return pledge


def _check_day(pledge: Pledge, on: date, first: date | None, now: datetime) -> None:
    if on > day_of(pledge.contribution.period, now) or (first is not None and on < first):
        raise Refused("wrong_day", _("Tanggalnya tidak sebelum langkah sebelumnya dan paling lambat hari ini."), "on")


def _as_receiver(by: Actor, pledge: Pledge, now: datetime) -> None:
    period = pledge.contribution.period
    pledge.noted_by_id = check_not_same_hand(by, pledge.giver.institution_id, pledge.receiver, period, now)
    check_open(period)


@transaction.atomic
def confirm_received(*, by: Actor, pledge: Pledge, on: date, now: datetime) -> Pledge:
    """From here on it is delivered, also for the assessment."""
    pledge = _locked(pledge)
    _as_receiver(by, pledge, now)
    row = pledge.contribution
    if pledge.state == PledgeState.RECEIVED and row.delivered_on_from == on:
        return pledge
    _check_day(pledge, on, row.promised_on_from, now)
    pledge.state = PLEDGE_FLOW.next_state(pledge.state, "receive")
    row.delivered_on, row.delivered_on_from, row.delivered_on_to = on.isoformat(), on, on
    row.save()
    pledge.save()
    record(by, "collaboration.confirm_received", pledge)
    tell_pledge(pledge, pledge.giver)
    return pledge


@transaction.atomic
def say_not_received(*, by: Actor, pledge: Pledge, reason: str, now: datetime) -> Pledge:
    """It is promised again, with the receiver's words beside it."""
    pledge = _locked(pledge)
    _as_receiver(by, pledge, now)
    pledge.state, pledge.said = PLEDGE_FLOW.next_state(pledge.state, "miss"), check_reason(reason)[:500]
    pledge.handed_on = None
    pledge.save()
    record(by, "collaboration.say_not_received", pledge)
    tell_pledge(pledge, pledge.giver)
    return pledge


@transaction.atomic
def mark_used(*, by: Actor, pledge: Pledge, on: date, now: datetime) -> Pledge:
    pledge = _locked(pledge)
    _as_receiver(by, pledge, now)
    if pledge.state == PledgeState.USED and pledge.used_on == on:
        return pledge
    _check_day(pledge, on, pledge.contribution.delivered_on_from, now)
    pledge.state, pledge.used_on = PLEDGE_FLOW.next_state(pledge.state, "use"), on
    pledge.save()
    record(by, "collaboration.mark_used", pledge)
    return pledge


@transaction.atomic
def withdraw_contribution(*, by: Actor, pledge: Pledge, reason: str) -> Pledge:
    """It stays evidence of a promise that was not delivered."""
    pledge = _locked(pledge)
    check_own_desk(by, pledge.giver)
    check_open(pledge.contribution.period)
    pledge.state, pledge.said = PLEDGE_FLOW.next_state(pledge.state, "withdraw"), check_reason(reason)[:500]
    pledge.save()
    record(by, "collaboration.withdraw_contribution", pledge)
    tell_pledge(pledge, pledge.receiver)
    return pledge
