"""When a question may be put, who may answer it at this moment, and what the answers come to."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import BallotState, ConveningState, DecisionKind, Outcome, Voice, VoteRule
from balai.collaboration.models import Ballot, Convening, Matter, Meeting, Member
from balai.collaboration.queries.determination import Tally
from balai.institutions.models import Membership
from balai.institutions.voice import noted_by, voices
from balai.kernel.refusal import Refused

LONGEST = timedelta(days=60)


def outcome_of(rule: str, quorum: int, tally: Tally) -> Outcome:
    """Who abstains counts for the quorum and for nothing else. A tie does not carry."""
    if tally.answered < quorum:
        return Outcome.NO_QUORUM
    if rule == VoteRule.CONSENSUS:
        return Outcome.PASSED if tally.in_favour and not tally.against else Outcome.NO_CONSENSUS
    if rule == VoteRule.MAJORITY:
        return Outcome.PASSED if tally.in_favour > tally.against else Outcome.REJECTED
    carried = tally.in_favour and 3 * tally.in_favour >= 2 * (tally.in_favour + tally.against)
    return Outcome.PASSED if carried else Outcome.REJECTED


def half_of(parties: int) -> int:
    """More than half of them: what is offered as quorum."""
    return parties // 2 + 1


def mandate_of(by: Actor, member: Member, today: date) -> tuple[Membership | None, int | None]:
    """The desk at the party, held on this very day, or the office that acts for it by letter. Asked under the lock: a desk that ended since
    the page was opened gives no mandate any more."""
    here = voices(Permission.COLLABORATION_SPEAK, today).filter(institution_id=member.institution_id)
    desk = here.filter(user_id=by.user_id).order_by("pk").first() if by.user_id is not None else None
    if desk is not None and by.may(Permission.COLLABORATION_SPEAK, member.institution_id):
        return desk, None
    by_letter = by.on_behalf_of == member.institution_id
    office = noted_by(by, member.institution_id, Permission.COLLABORATION_SPEAK, today) if by_letter else None
    if office is None:
        raise Refused(
            "no_mandate",
            _("Hanya meja %(name)s yang sekarang berhak bicara yang bisa memberi suara di sini.")
            % {"name": member.name},
            "member",
        )
    return None, office


def check_voice(voice: str, reason: str) -> str:
    """The reason as it is kept."""
    if voice not in Voice.values:
        raise Refused("no_voice", _("“Suara”: pilih setuju, menolak, atau tidak memihak."), "voice")
    words = " ".join(reason.split())
    if voice == Voice.AGAINST and not words:
        raise Refused(
            "no_reason", _("“Alasan”: tulis mengapa menolak. Alasan ini berdiri di samping putusan."), "reason"
        )
    return words


def check_decides(kind: str) -> None:
    if kind not in DecisionKind.values:
        raise Refused("no_kind", _("“Jenis putusan”: pilih salah satu dari daftar."), "kind")


def check_rule(rule: str, matter: Matter) -> None:
    """Consensus is tried first; who then votes is asked with the rule written down."""
    if rule not in VoteRule.values:
        raise Refused("no_rule", _("“Cara memutus”: pilih salah satu dari daftar."), "rule")
    tried = matter.ballots.filter(rule=VoteRule.CONSENSUS, state=BallotState.CLOSED)
    if rule != VoteRule.CONSENSUS and not tried.exclude(outcome=Outcome.PASSED).exists():
        raise Refused(
            "consensus_first",
            _("“Cara memutus”: coba mufakat dahulu. Suara dihitung hanya bila mufakat belum tercapai pada pokok ini."),
            "rule",
        )


def check_quorum(quorum: int, parties: int) -> None:
    if not 1 <= quorum <= parties:
        raise Refused(
            "wrong_quorum",
            _("“Kuorum”: tulis angka antara 1 dan %(parties)s, sebanyak pihak yang berhak menjawab.")
            % {"parties": parties},
            "quorum",
        )


def check_closes(closes_at: datetime, now: datetime) -> None:
    if closes_at <= now:
        raise Refused("closes_in_past", _("“Ditutup pada”: pilih waktu yang belum lewat."), "closes_at")
    if closes_at > now + LONGEST:
        raise Refused("closes_too_late", _("“Ditutup pada”: paling lama 60 hari dari sekarang."), "closes_at")


def check_meeting(meeting: Meeting | None, period_id: int) -> None:
    if meeting is None:
        return
    if meeting.period_id != period_id:
        raise Refused("other_meeting", _("“Rapat”: pilih rapat dari masa ini."), "meeting")
    if stands(meeting):
        raise Refused(
            "minutes_closed", _("“Rapat”: notulennya sudah ditutup. Pilih rapat lain, atau kosongkan."), "meeting"
        )


def stands(meeting: Meeting) -> bool:
    """Its minutes are closed: nothing can be added to it."""
    return Convening.objects.filter(meeting=meeting, state=ConveningState.CLOSED).exists()


def check_open_question(ballot: Ballot) -> None:
    if ballot.state != BallotState.OPEN:
        raise Refused("question_closed", _("Pertanyaan ini sudah diputus. Muat ulang halaman untuk membaca hasilnya."))


def check_time_left(ballot: Ballot, now: datetime) -> None:
    if now >= ballot.closes_at:
        raise Refused("time_is_over", _("Waktu menjawab sudah lewat. Sekretariat menutup pertanyaan ini."))


def check_may_close(ballot: Ballot, silent: Collection[Member], now: datetime) -> None:
    if silent and now < ballot.closes_at:
        raise Refused(
            "parties_asked",
            _("Belum semua pihak menjawab: %(names)s. Tunggu jawabannya, atau tutup setelah waktunya lewat.")
            % {"names": ", ".join(sorted(one.name for one in silent)[:5])},
        )
