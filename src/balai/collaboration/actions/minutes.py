"""Minutes: written by the secretary, answered by the parties, then closed against editing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.convene import locked
from balai.collaboration.enums import CONVENING_FLOW, ConveningState
from balai.collaboration.messages import tell_minutes
from balai.collaboration.models import Convening, Member, MinutesWord
from balai.collaboration.parameters import MINUTES_DAYS
from balai.collaboration.queries.convening import parties_present, parties_silent
from balai.collaboration.rules.authority import check_may_keep, check_word_of
from balai.collaboration.rules.convening import check_closable, check_minutes, check_unchanged
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on


@transaction.atomic
def keep_minutes(*, by: Actor, convening: Convening, text: str, seen: str | None = None) -> Convening:
    """A draft, while the meeting runs; nobody is asked yet.

    seen: digest_of the text somebody began from; where another has written meanwhile, nothing is overwritten."""
    convening = locked(convening)
    check_may_keep(by, convening.meeting.period.collaboration)
    if convening.state not in (ConveningState.PLANNED, ConveningState.HELD):
        raise Refused("minutes_out", _("Notulen sudah dikirim ke para pihak. Kirim versi baru bila perlu diubah."))
    check_unchanged(convening, text, seen)
    convening.minutes = text.strip()
    convening.save(update_fields=["minutes"])
    return convening


@transaction.atomic
def send_minutes(*, by: Actor, convening: Convening, text: str, now: datetime, seen: str | None = None) -> Convening:
    """Before the parties that came. A changed text is a new version, and every party is asked again; the same text is not.

    seen: as for a draft."""
    convening = locked(convening)
    check_may_keep(by, convening.meeting.period.collaboration)
    check_minutes(text)
    state = CONVENING_FLOW.next_state(convening.state, "send_minutes")
    if convening.state == state and convening.minutes == text.strip():
        return convening
    check_unchanged(convening, text, seen)
    convening.state, convening.minutes, convening.sent_at = state, text.strip(), now
    convening.minutes_version += 1
    convening.save(update_fields=["state", "minutes", "sent_at", "minutes_version"])
    record(by, "collaboration.send_minutes", convening, version=convening.minutes_version)
    for member in parties_present(convening):
        tell_minutes(convening, member)
    return convening


@transaction.atomic
def answer_minutes(
    *, by: Actor, convening: Convening, member: Member, version: int, agrees: bool, text: str, now: datetime
) -> MinutesWord:
    """A party's word on the version it has read; one that changed meanwhile has to be read again. The last word stands."""
    convening = locked(convening)
    wrote = check_word_of(by, member, convening.meeting.period, now)
    if convening.state != ConveningState.CONFIRMING:
        raise Refused("not_asked", _("Notulen ini tidak sedang menunggu jawaban. Muat ulang halaman."))
    if version != convening.minutes_version:
        raise Refused(
            "newer_minutes", _("Notulen ini sudah diubah sejak Anda membacanya. Baca versi terbaru, lalu jawab.")
        )
    if member.pk not in {one.pk for one in parties_present(convening)}:
        raise Refused("was_not_there", _("Notulen dijawab oleh pihak yang hadir. Pihak ini tidak ada di daftar hadir."))
    words = " ".join(text.split())
    if not agrees and not words:
        raise Refused("no_words", _("Tulis bagian mana yang keberatan dan bagaimana seharusnya."), "text")
    row, _made = MinutesWord.objects.update_or_create(
        convening=convening, member=member, version=version,
        defaults={"agrees": agrees, "text": words, "at": now, "by": by.name, "noted_by_id": wrote},
    )  # fmt: skip
    record(by, "collaboration.answer_minutes", row, agrees=agrees, version=version)
    return row


@transaction.atomic
def close_minutes(*, by: Actor, convening: Convening, version: int, now: datetime) -> Convening:
    """From here on nothing of the meeting changes: the database itself refuses. Of two secretaries the second reads what the
    first has closed. Who did not answer is named, objections stay beside the text."""
    convening = locked(convening)
    check_may_keep(by, convening.meeting.period.collaboration)
    if convening.state == ConveningState.CLOSED and convening.minutes_version == version:
        return convening
    state = CONVENING_FLOW.next_state(convening.state, "close")
    if version != convening.minutes_version:
        raise Refused("newer_minutes", _("Notulen ini sudah diubah sejak Anda membacanya. Baca versi terbaru dahulu."))
    wait = timedelta(days=value_on(MINUTES_DAYS, timezone.localdate(now)))
    silent = parties_silent(convening)
    check_closable(convening, [one.name for one in silent], now, wait)
    convening.state, convening.closed_at, convening.closed_by = state, now, by.name
    convening.save(update_fields=["state", "closed_at", "closed_by"])
    record(by, "collaboration.close_minutes", convening, version=version, silent=[one.code for one in silent])
    return convening
