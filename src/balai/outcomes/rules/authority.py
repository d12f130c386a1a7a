"""Who may ask, and who may say what about whom."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.refusal import Refused
from balai.outcomes.enums import ContactChannel, StatementSource
from balai.outcomes.models import OPEN_STATES, FollowUp
from balai.outcomes.rules.ladder import Reach
from balai.people.models import Person
from balai.people.rules.authority import is_self, may_on


def may_follow_up(by: Actor, follow_up: FollowUp) -> bool:
    """The institution that answers for it, the centre that taught, an office that serves the person."""
    centre = follow_up.enrolment.batch.centre_id
    mine = by.may(Permission.OUTCOME_RECORD, follow_up.owner_id) or by.may(Permission.OUTCOME_RECORD, centre)
    return mine or may_on(by, Permission.OUTCOME_RECORD, follow_up.enrolment.person)


def check_may_follow_up(by: Actor, follow_up: FollowUp) -> None:
    if not may_follow_up(by, follow_up):
        raise _not_yours()


def check_may_state(by: Actor, person: Person, source: str, follow_up: FollowUp | None) -> None:
    """For oneself only oneself; for the others an officer who follows up, with the source they had it from."""
    if source == StatementSource.SELF:
        if not (is_self(by, person) or by.system):
            raise Refused(
                "not_oneself",
                _("Kabar “lapor sendiri” hanya diisi oleh orangnya. Pilih sumber “telepon petugas” atau “kunjungan”."),
                "source",
            )
        return
    may = may_follow_up(by, follow_up) if follow_up else may_on(by, Permission.OUTCOME_RECORD, person)
    if not may:
        raise _not_yours()


def check_open(follow_up: FollowUp, today: date) -> None:
    if follow_up.state not in OPEN_STATES:
        raise Refused(
            "follow_up_closed", _("Gelombang ini sudah ditutup. Buka kembali dulu bila ada yang perlu diubah.")
        )
    if follow_up.due_on > today:
        raise Refused(
            "not_due_yet",
            _("Belum waktunya menanyakan gelombang ini. Kabar yang datang lebih awal tetap bisa dicatat."),
        )


def check_day(as_of: date, today: date, not_before: date | None) -> None:
    if as_of > today:
        raise Refused(
            "day_ahead", _("“Keadaan pada tanggal” belum terjadi. Isi hari ini atau hari sebelumnya."), "as_of"
        )
    if not_before is not None and as_of < not_before:
        raise Refused(
            "day_before_completion",
            _("“Keadaan pada tanggal” mendahului hari kelas selesai. Isi hari sesudah kelas selesai."),
            "as_of",
        )


def check_channel(channel: str, reach: Reach) -> None:
    if channel == ContactChannel.CONTACT_PERSON and not reach.others:
        raise Refused(
            "contact_person_not_agreed",
            _(
                "Alumni ini belum setuju orang yang mengenalnya dihubungi. Pilih cara lain, atau minta persetujuannya dulu."
            ),
            "channel",
        )


def _not_yours() -> Refused:
    return Refused(
        "not_your_alumnus",
        _("Alumni ini bukan lulusan balai Anda dan tidak tinggal di wilayah Anda. Minta petugas yang berwenang."),
    )
