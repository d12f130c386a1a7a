"""The right of reply, and the other side's word where no record can show what was done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.follow_promises import follow_promise
from balai.collaboration.enums import DelayCause
from balai.collaboration.models import Attestation, Member, Promise, PromiseReply
from balai.collaboration.queries.promises import locked_promise
from balai.collaboration.rules.authority import check_word_of, day_of
from balai.collaboration.rules.promises import (
    LARGEST,
    check_asked,
    check_other_side,
    check_own_desk,
    check_received,
    check_running,
)
from balai.documents.models import StoredFile
from balai.institutions.models import Proxy
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused


@transaction.atomic
def give_cause(*, by: Actor, promise: Promise, cause: str, text: str, now: datetime) -> PromiseReply:
    """Why it was late, in the promiser's own word; a later one stands in its place."""
    promise = locked_promise(promise)
    check_own_desk(by, promise.promiser)
    wrote = check_word_of(by, promise.promiser, promise.period, now)
    check_asked(promise)
    words = " ".join(text.split())
    if cause not in DelayCause.values:
        raise Refused("no_cause", _("Pilih sebabnya dari daftar."), "cause")
    if cause == DelayCause.OTHER and not words:
        raise Refused("no_words", _("Tulis sebab lain itu dengan satu kalimat."), "text")
    return _reply(by, promise, promise.promiser, {"cause": cause, "text": words, "noted_by_id": wrote}, now)


@transaction.atomic
def give_view(*, by: Actor, promise: Promise, member: Member, text: str, now: datetime) -> PromiseReply:
    """How the other side sees it."""
    promise = locked_promise(promise)
    check_received(promise, member)
    wrote = check_other_side(by, promise, member, now)
    check_asked(promise)
    words = " ".join(text.split())
    if not words:
        raise Refused("no_words", _("Tulis pandangan Anda dengan satu kalimat."), "text")
    return _reply(by, promise, member, {"cause": "", "text": words, "noted_by_id": wrote}, now)


def _reply(by: Actor, promise: Promise, member: Member, said: dict[str, Any], now: datetime) -> PromiseReply:
    row, _made = PromiseReply.objects.update_or_create(
        promise=promise, member=member, defaults=said | {"at": now, "by": by.name}
    )
    record(by, "collaboration.reply_to_promise", row, cause=said["cause"])
    return row


@dataclass(frozen=True, slots=True)
class Word:
    """number: done by the end of `on`, altogether. letter: of the party, where somebody else writes it down."""

    number: int
    on: date
    text: str = ""
    letter: StoredFile | None = None


@transaction.atomic
def attest_promise(
    *, by: Actor, promise: Promise, member: Member, word: Word, now: datetime, client_id: UUID | None = None
) -> Attestation:
    """One to whom it was made says how much was done. The promise follows at once."""
    promise = locked_promise(promise)
    today = day_of(promise.period, now)
    if not promise.is_attested:
        raise Refused("is_counted", _("Janji ini dihitung sendiri dari catatan; tidak perlu dibuktikan."))
    check_received(promise, member)
    wrote = check_other_side(by, promise, member, now)
    check_running(promise)
    _check_word(promise, word, today)
    made = Attestation(
        promise=promise, member=member, number=word.number, on=word.on, text=" ".join(word.text.split()),
        letter=word.letter or _letter_of_proxy(by, member, wrote, today), at=now, by=by.name, noted_by_id=wrote,
        client_id=client_id,
    )  # fmt: skip
    if wrote is not None and made.letter is None:
        raise Refused(
            "no_letter",
            _("Lampirkan surat %(name)s: Anda menuliskan keterangan ini untuknya.") % {"name": member.name},
            "letter",
        )
    row = saved_once(made, promise=promise)
    if row is made:
        record(by, "collaboration.attest_promise", row, number=word.number)
        follow_promise(by=by, promise=promise, now=now)
    return row


def _check_word(promise: Promise, word: Word, today: date) -> None:
    if not 0 <= word.number <= LARGEST:
        raise Refused("no_number", _("Jumlah yang terlaksana harus angka bulat, nol atau lebih."), "number")
    if not promise.since <= word.on <= today:
        raise Refused(
            "wrong_day", _("Tanggalnya paling awal hari janji mulai dihitung dan paling lambat hari ini."), "on"
        )


def _letter_of_proxy(by: Actor, member: Member, wrote: int | None, today: date) -> StoredFile | None:
    """Who acts for a body by proxy holds its letter already."""
    if wrote is None or by.on_behalf_of != member.institution_id:
        return None
    found = Proxy.objects.valid_on(today).filter(institution_id=member.institution_id, acting_institution_id=wrote)
    row = found.select_related("letter").first()
    return row.letter if row else None
