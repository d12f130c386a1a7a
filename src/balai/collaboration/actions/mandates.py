"""A party says what it is there to do, the others comment, the forum agrees in a meeting and says later whether it was done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.deliberation import locked_period
from balai.collaboration.enums import NOT_HELD, MandateState, Performed
from balai.collaboration.models import Convening, Mandate, MandateComment, MandateNote, Meeting, Member, Period
from balai.collaboration.rules.authority import check_may_keep, check_own_word
from balai.collaboration.rules.deliberation import check_words
from balai.kernel.once import saved_once
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused


@transaction.atomic
def propose_mandate(
    *, by: Actor, period: Period, member: Member, text: str, basis: str, now: datetime, client_id: UUID | None = None
) -> Mandate:
    """basis: what it rests on, may be empty. Each party its own."""
    period = locked_period(period.pk)
    wrote = check_own_word(by, member, period, now)
    text = check_words(text, "text", _("“Tugas” belum diisi. Tulis apa yang dikerjakan lembaga ini di forum."))
    made = Mandate(
        period=period, member=member, text=text, basis=" ".join(basis.split())[:300], at=now, by=by.name, client_id=client_id,
        noted_by_id=wrote,
    )  # fmt: skip
    kept = saved_once(made)
    if kept is made:
        record(by, "collaboration.propose_mandate", made, party=member.code)
    return kept


@transaction.atomic
def comment_on_mandate(
    *, by: Actor, mandate: Mandate, member: Member, text: str, now: datetime, client_id: UUID | None = None
) -> MandateComment:
    period = locked_period(mandate.period_id)
    wrote = check_own_word(by, member, period, now)
    made = MandateComment(
        mandate=mandate, member=member, text=check_words(text, "text", _("“Tanggapan” belum diisi.")), at=now, by=by.name,
        client_id=client_id, noted_by_id=wrote,
    )  # fmt: skip
    kept = saved_once(made)
    if kept is made:
        record(by, "collaboration.comment_on_mandate", made, party=member.code)
    return kept


def _locked(mandate: Mandate) -> Mandate:
    locked_period(mandate.period_id)
    return Mandate.objects.select_related("period__collaboration__owner", "member", "note").get(pk=mandate.pk)


def _check_met(meeting: Meeting, mandate: Mandate) -> None:
    convening = Convening.objects.filter(meeting=meeting).first()
    if meeting.period_id != mandate.period_id or (convening is not None and convening.state in NOT_HELD):
        raise Refused("not_met", _("“Rapat”: pilih rapat dari masa ini yang sudah diadakan."), "meeting")


@transaction.atomic
def agree_mandate(*, by: Actor, mandate: Mandate, meeting: Meeting, now: datetime) -> Mandate:
    """The forum took it up in that meeting: now it is evidence."""
    row = _locked(mandate)
    check_may_keep(by, row.period.collaboration)
    if row.state == MandateState.AGREED:
        return row
    _check_met(meeting, row)
    newest = MandateNote.objects.filter(period=row.period).aggregate(n=Max("pk"))["n"] or 0
    code = f"t{MandateNote.objects.filter(period=row.period).count() + 1}-{newest}"
    row.note = MandateNote.objects.create(period=row.period, code=code, institution=row.member, text=row.text)
    row.state, row.agreed_in = MandateState.AGREED, meeting
    row.save(update_fields=["note", "state", "agreed_in"])
    record(by, "collaboration.agree_mandate", row, party=row.member.code)
    return row


@dataclass(frozen=True, slots=True)
class Judgement:
    """performed: of Performed. evidence: address of a page that shows it; may be empty, then it is seen that there is none."""

    performed: str
    because: str
    evidence: str = ""


@transaction.atomic
def judge_mandate(*, by: Actor, mandate: Mandate, meeting: Meeting, said: Judgement, now: datetime) -> Mandate:
    """What the forum found in a meeting; a later meeting may find otherwise, the audit trail keeps both."""
    row = _locked(mandate)
    check_may_keep(by, row.period.collaboration)
    if row.note is None:
        raise Refused("not_agreed", _("Tugas ini belum disepakati forum. Sepakati dahulu, baru dinilai."))
    _check_met(meeting, row)
    if said.performed not in Performed.values:
        raise Refused("no_answer", _("“Dijalankan”: pilih salah satu dari daftar."), "performed")
    row.because, row.evidence, row.judged_in = check_reason(said.because, "because"), said.evidence.strip(), meeting
    row.save(update_fields=["because", "evidence", "judged_in"])
    row.note.performed = said.performed
    row.note.save(update_fields=["performed"])
    record(by, "collaboration.judge_mandate", row, party=row.member.code, performed=said.performed)
    return row
