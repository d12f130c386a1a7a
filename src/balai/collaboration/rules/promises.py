"""Promises: what can be promised, who may answer for whom, and when."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import ATTESTED, RUNNING, PromiseState
from balai.collaboration.models import Member, Period, Promise
from balai.collaboration.queries.promises import GONE
from balai.collaboration.rules.authority import check_word_of, may_keep
from balai.kernel.refusal import Refused
from balai.kernel.registry import registry

LARGEST = 10**15


def check_may_propose(by: Actor, period: Period, *members: Member) -> None:
    """The secretary, or one of the parties it is about."""
    own = by.institutions_with(Permission.COLLABORATION_SPEAK)
    if not may_keep(by, period.collaboration) and not any(one.institution_id in own for one in members):
        raise Refused(
            "may_not_propose",
            _("Janji diusulkan oleh sekretariat forum, oleh yang berjanji, atau oleh yang dijanjikan."),
        )


def check_still_there(*members: Member) -> None:
    for one in members:
        if one.institution.standing in GONE:
            raise Refused(
                "party_gone",
                _("%(name)s sudah tidak terdaftar. Pilih pihak lain yang meneruskan tugasnya.") % {"name": one.name},
                "promiser",
            )


def check_parties(period: Period, promiser: Member, receivers: Sequence[Member]) -> None:
    if any(one.period_id != period.pk for one in (promiser, *receivers)):
        raise Refused(
            "no_party", _("Pihak ini tidak terdaftar di forum ini. Tambahkan dahulu sebagai pihak."), "promiser"
        )
    if not [one for one in receivers if one.institution_id != promiser.institution_id]:
        raise Refused(
            "no_receiver", _("Pilih sedikitnya satu pihak lain yang dijanjikan; janji kepada diri sendiri bukan janji."),
            "receivers",
        )  # fmt: skip
    check_still_there(promiser, *receivers)


def check_words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refused(
            "no_words", _("Isi janji belum ditulis. Tulis apa yang akan dilakukan, dengan satu kalimat."), "text"
        )
    return words


def check_target(target: int) -> None:
    if not 0 < target <= LARGEST:
        raise Refused("no_target", _("Sasaran harus angka bulat lebih dari nol."), "target")


def check_days(period: Period, since: date, due: date) -> None:
    """The evidence of a period is of its days, so a promise ends within it."""
    if due < since:
        raise Refused("due_before_since", _("Tenggat harus sama dengan atau sesudah hari mulai dihitung."), "due")
    if period.period_end_to is not None and due > period.period_end_to:
        raise Refused(
            "due_after_period",
            _("Tenggat paling lambat hari terakhir masa ini. Untuk tahun berikutnya, buat janji di masa tahun itu."),
            "due",
        )


def check_measure(
    measure: str, unit: str, promiser: Member, receivers: Sequence[Member], attester: Member | None
) -> None:
    """From the catalogue; or attested by one to whom it was made, never by the promiser."""
    if not measure:
        raise Refused(
            "no_measure",
            _(
                "Pilih ukuran dari katalog. Bila tidak ada catatan yang bisa menghitungnya, pilih dibuktikan pihak lain."
            ),
            "measure",
        )
    if measure != ATTESTED:
        if measure not in registry.measures:
            raise Refused(
                "no_such_measure", _("Ukuran ini tidak ada di katalog. Pilih salah satu dari daftar."), "measure"
            )
        return
    if not unit.strip():
        raise Refused("no_unit", _("Isi satuannya, misalnya kelas, orang, atau alat."), "unit")
    if attester is None:
        raise Refused("no_attester", _("Pilih pihak yang akan membuktikan bahwa janji ini dijalankan."), "attester")
    if attester.pk not in {one.pk for one in receivers} or attester.institution_id == promiser.institution_id:
        raise Refused(
            "attester_is_no_receiver",
            _("Yang membuktikan harus salah satu yang dijanjikan, bukan yang berjanji."),
            "attester",
        )


def check_own_desk(by: Actor, member: Member) -> None:
    """A word is given by the body itself: nobody promises for another."""
    if not by.may(Permission.COLLABORATION_SPEAK, member.institution_id):
        raise Refused(
            "may_not_promise", _("Hanya %(name)s sendiri yang bisa melakukan ini di mejanya.") % {"name": member.name}
        )


def check_other_side(by: Actor, promise: Promise, member: Member, now: datetime) -> int | None:
    return check_not_same_hand(by, promise.promiser.institution_id, member, promise.period, now)


def check_not_same_hand(by: Actor, giver: int, member: Member, period: Period, now: datetime) -> int | None:
    """The other side speaks: never whoever sits at the desk of who promised or gave, whatever other desk they hold. The answer is
    who wrote it down, as of check_own_word."""
    _check_not_giver(giver, {member.institution_id, *by.institutions_with(Permission.COLLABORATION_SPEAK)})
    wrote = check_word_of(by, member, period, now)
    _check_not_giver(giver, {wrote})
    return wrote


def _check_not_giver(giver: int, speaks: Collection[int | None]) -> None:
    if giver in speaks:
        raise Refused(
            "promiser_for_other",
            _("Yang berjanji tidak bisa menjawab untuk yang dijanjikan. Minta petugas pihak itu menjawabnya sendiri."),
        )


def check_received(promise: Promise, member: Member) -> None:
    if not promise.receivers.filter(member=member).exists():
        raise Refused("not_promised", _("Janji ini tidak dibuat kepada pihak ini."))


def check_running(promise: Promise) -> None:
    if promise.state not in RUNNING:
        raise Refused("not_running", _("Janji ini sudah selesai atau belum diberikan. Muat ulang halaman."))


def check_asked(promise: Promise) -> None:
    if promise.state not in (PromiseState.ASKED, PromiseState.LATE):
        raise Refused("not_asked", _("Sebab dan pandangan ditulis sesudah tenggat janji lewat. Muat ulang halaman."))
