"""A finding is answered by a decision; on its day it is read again by itself, and who looks says the forum's words beside that."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.collaboration.adaptation_messages import tell_look_again
from balai.collaboration.assessment.effects import effect_of
from balai.collaboration.models import Adaptation, AdaptationDeed, Decision, Member, Period
from balai.collaboration.queries.adaptations import period_on, stands_on
from balai.collaboration.rules import adaptations as rules
from balai.collaboration.rules.authority import check_may_keep, day_of
from balai.collaboration.rules.deliberation import check_words
from balai.institutions.voice import noted_by
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.programmes.models import Curriculum, Programme


@dataclass(frozen=True, slots=True)
class Hope:
    """expected: what should change, in words. wanted: a FindingState, from the finding's own order."""

    expected: str
    wanted: str
    look_on: date
    looker: Member


@dataclass(frozen=True, slots=True)
class Deed:
    text: str
    on: date
    batch: Batch | None = None
    programme: Programme | None = None
    curriculum: Curriculum | None = None


@transaction.atomic
def answer_finding(
    *, by: Actor, period: Period, finding: tuple[str, str], decision: Decision, hope: Hope, now: datetime,
    client_id: UUID | None = None,
) -> Adaptation:  # fmt: skip
    """finding: kind and about. How it stands today is kept with it, so that it can be laid beside what comes."""
    period = (
        Period.objects.select_for_update(of=("self",)).select_related("collaboration__owner__region").get(pk=period.pk)
    )
    check_may_keep(by, period.collaboration)
    kind, about = finding
    rules.check_finding(kind, about)
    rules.check_decision(decision, period)
    rules.check_looker(hope.looker, period)
    expected = check_words(hope.expected, "expected", _("“Yang diharapkan” belum diisi."))
    today = day_of(period, now)
    rules.check_look_on(hope.look_on, today)
    known = Adaptation.objects.filter(decision=decision, period=period, kind=kind, about=about).first()
    if known is not None:
        return _the_same(known, client_id)
    with translation.override("id"):
        then = stands_on(period, kind, about, today)
    rules.check_wanted(kind, hope.wanted, then.state)
    made = Adaptation(
        period=period, decision=decision, kind=kind, about=about, expected=expected, wanted=hope.wanted, look_on=hope.look_on,
        looker=hope.looker, then_on=today, then_state=then.state, then_rules=then.rules, then_because=list(then.because),
        then_evidence=list(then.evidence), at=now, by=by.name, client_id=client_id,
    )  # fmt: skip
    kept = saved_once(made)
    if kept is made:
        record(by, "collaboration.answer_finding", made, kind=kind, about=about, decision=decision.pk)
    return kept


def _the_same(known: Adaptation, client_id: UUID | None) -> Adaptation:
    if client_id is not None and known.client_id == client_id:
        return known
    raise Refused(
        "answered", _("“Keputusan”: keputusan ini sudah menjawab temuan ini. Pilih keputusan lain."), "decision"
    )


def locked_adaptation(pk: int) -> Adaptation:
    """Inside a transaction."""
    rows = Adaptation.objects.select_for_update(of=("self",))
    return rows.select_related("period__collaboration__owner__region", "looker__institution").get(pk=pk)


@transaction.atomic
def look_again(*, by: Actor, adaptation: Adaptation, now: datetime) -> Adaptation:
    """Read the finding as it stands on its day, once: what was read stands, whoever comes later. Before the day: unchanged."""
    row = locked_adaptation(adaptation.pk)
    today = day_of(row.period, now)
    if row.effect or today < row.look_on:
        return row
    _read(row, today)
    record(by, "collaboration.look_again", row, effect=row.effect, state=row.now_state)
    tell_look_again(row)
    return row


def _read(row: Adaptation, today: date) -> None:
    place = period_on(row.period, row.look_on)
    with translation.override("id"):
        now = stands_on(place, row.kind, row.about, row.look_on, since=row.then_on)
    row.now_period, row.now_on, row.now_state, row.now_rules = place, today, now.state, now.rules
    row.now_because, row.now_evidence = list(now.because), list(now.evidence)
    row.effect = effect_of(row.kind, row.wanted, now.state)
    row.save(update_fields=["now_period", "now_on", "now_state", "now_rules", "now_because", "now_evidence", "effect"])


def look_at_all(*, by: Actor, now: datetime) -> int:
    """Every night: those whose day has come. How many were read."""
    due = Adaptation.objects.filter(effect="", look_on__lte=timezone.localdate(now)).order_by("pk")
    return sum(bool(look_again(by=by, adaptation=row, now=now).effect) for row in due.iterator())


@transaction.atomic
def say_what_came(*, by: Actor, adaptation: Adaptation, text: str, now: datetime) -> Adaptation:
    """The forum's words, once, by who looks: beside what the records show."""
    row = look_again(by=by, adaptation=adaptation, now=now)
    today = day_of(row.period, now)
    rules.check_may_look(by, row, today)
    rules.check_is_day(row, today)
    text = check_words(text, "text", _("“Yang dilihat forum” belum diisi."))
    if row.answered_at:
        if row.answer == text:
            return row
        raise Refused(
            "answered", _("Forum sudah menjawab. Kata-katanya tidak diganti; tulis keputusan baru bila perlu.")
        )
    row.answer, row.answered_at, row.answered_by = text, now, by.name
    row.noted_by_id = noted_by(by, row.looker.institution_id, Permission.COLLABORATION_SPEAK, today)
    row.save(update_fields=["answer", "answered_at", "answered_by", "noted_by_id"])
    record(by, "collaboration.say_what_came", row, party=row.looker.code)
    return row


@transaction.atomic
def name_deed(
    *, by: Actor, adaptation: Adaptation, deed: Deed, now: datetime, client_id: UUID | None = None
) -> AdaptationDeed:
    """What was changed because of the decision."""
    row = locked_adaptation(adaptation.pk)
    today = day_of(row.period, now)
    rules.check_may_name(by, row, today)
    text = check_words(deed.text, "text", _("“Yang diubah” belum diisi."))
    if deed.on > today:
        raise Refused("deed_ahead", _("“Tanggal”: tulis yang sudah dilakukan, paling akhir hari ini."), "on")
    made = AdaptationDeed(
        adaptation=row, text=text, on=deed.on, batch=deed.batch, programme=deed.programme, curriculum=deed.curriculum,
        at=now, by=by.name, client_id=client_id,
    )  # fmt: skip
    kept = saved_once(made)
    if kept is made:
        record(by, "collaboration.name_deed", made, adaptation=row.pk)
    return kept
