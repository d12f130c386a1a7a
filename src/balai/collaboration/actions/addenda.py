"""Minutes that are closed do not change: a correction or an addition is written beside them, answered by the parties and closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.convene import locked
from balai.collaboration.enums import ADDENDUM_FLOW, AddendumState
from balai.collaboration.messages import tell_addendum
from balai.collaboration.models import Addendum, AddendumWord, Convening, Member
from balai.collaboration.parameters import MINUTES_DAYS
from balai.collaboration.queries.addenda import silent_on
from balai.collaboration.queries.convening import parties_present
from balai.collaboration.rules.addenda import (
    check_heard,
    check_kind,
    check_minutes_stand,
    check_still_asked,
    check_was_there,
)
from balai.collaboration.rules.authority import check_may_keep, check_word_of
from balai.collaboration.rules.deliberation import check_words
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on


@dataclass(frozen=True, slots=True)
class Note:
    """kind: of AddendumKind."""

    kind: str
    text: str


@transaction.atomic
def write_addendum(
    *, by: Actor, convening: Convening, member: Member | None, note: Note, now: datetime, client_id: UUID | None = None
) -> Addendum:
    """By the secretariat (member None), or by a party that came; it agrees with what it wrote, the others are asked."""
    convening = locked(convening)
    present = parties_present(convening)
    wrote = _author(by, convening, member, present, now)
    check_minutes_stand(convening)
    check_kind(note.kind)
    text = check_words(note.text, "text", _("“Isi catatan” belum ditulis. Tulis butir mana dan bagaimana seharusnya."))
    last = convening.addenda.aggregate(n=Max("number"))["n"] or 0
    made = Addendum(
        convening=convening, number=last + 1, kind=note.kind, author=member, text=text, at=now, by=by.name, noted_by_id=wrote,
        client_id=client_id,
    )  # fmt: skip
    kept = saved_once(made)
    if kept is not made:
        return kept
    record(by, "collaboration.write_addendum", made, number=made.number, party=member.code if member else "")
    if member is not None:
        _say(by, made, member, {"agrees": True, "text": "", "noted_by_id": wrote}, now)
    for one in present:
        if member is None or one.pk != member.pk:
            tell_addendum(made, one)
    return made


def _author(by: Actor, convening: Convening, member: Member | None, present: list[Member], now: datetime) -> int | None:
    if member is None:
        check_may_keep(by, convening.meeting.period.collaboration)
        return None
    wrote = check_word_of(by, member, convening.meeting.period, now)
    check_was_there(member, present)
    return wrote


def _locked(addendum: Addendum) -> Addendum:
    """After its minutes, so that words and closing come one after the other."""
    convening = locked(addendum.convening)
    row = Addendum.objects.select_for_update(of=("self",)).get(pk=addendum.pk)
    row.convening = convening
    return row


@transaction.atomic
def answer_addendum(
    *, by: Actor, addendum: Addendum, member: Member, agrees: bool, text: str, now: datetime
) -> AddendumWord:
    """A party's own word; a later one stands in its place until it is closed. An objection stays beside the text."""
    row = _locked(addendum)
    wrote = check_word_of(by, member, row.convening.meeting.period, now)
    check_still_asked(row)
    check_was_there(member, parties_present(row.convening))
    words = " ".join(text.split())
    if not agrees and not words:
        raise Refused("no_words", _("Tulis bagian mana yang keberatan dan bagaimana seharusnya."), "text")
    return _say(by, row, member, {"agrees": agrees, "text": words, "noted_by_id": wrote}, now)


def _say(by: Actor, row: Addendum, member: Member, said: dict[str, object], now: datetime) -> AddendumWord:
    word, _made = AddendumWord.objects.update_or_create(
        addendum=row, member=member, defaults=said | {"at": now, "by": by.name}
    )
    record(by, "collaboration.answer_addendum", word, agrees=said["agrees"])
    return word


@transaction.atomic
def close_addendum(*, by: Actor, addendum: Addendum, now: datetime) -> Addendum:
    """As minutes are closed: all have said their word, or had their time. Of two secretaries the second reads what stands."""
    row = _locked(addendum)
    check_may_keep(by, row.convening.meeting.period.collaboration)
    if row.state == AddendumState.CLOSED:
        return row
    silent = silent_on(row)
    check_heard(row, silent, now, timedelta(days=value_on(MINUTES_DAYS, timezone.localdate(now))))
    row.state, row.closed_at, row.closed_by = ADDENDUM_FLOW.next_state(row.state, "close"), now, by.name
    row.save(update_fields=["state", "closed_at", "closed_by"])
    record(by, "collaboration.close_addendum", row, silent=[one.code for one in silent])
    return row
