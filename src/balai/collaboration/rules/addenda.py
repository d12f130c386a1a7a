"""When something can be added to minutes, and when it stands."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from balai.collaboration.enums import AddendumKind, AddendumState, ConveningState
from balai.collaboration.models import Addendum, Convening, Member
from balai.kernel.refusal import Refused


def check_minutes_stand(convening: Convening) -> None:
    if convening.state != ConveningState.CLOSED:
        raise Refused("minutes_open", _("Notulen ini belum ditutup. Perbaiki di notulennya, atau tulis keberatan."))


def check_kind(kind: str) -> None:
    if kind not in AddendumKind.values:
        raise Refused("no_kind", _("“Jenis catatan”: pilih pembetulan atau tambahan."), "kind")


def check_was_there(member: Member, present: Collection[Member]) -> None:
    if member.pk not in {one.pk for one in present}:
        raise Refused(
            "was_not_there",
            _("Catatan susulan ditulis dan dijawab oleh pihak yang hadir. %(name)s tidak ada di daftar hadir.")
            % {"name": member.name},
            "member",
        )


def check_still_asked(addendum: Addendum) -> None:
    if addendum.state != AddendumState.ASKED:
        raise Refused("not_asked", _("Catatan susulan ini sudah ditutup. Tulis catatan baru bila ada yang keliru."))


def check_heard(addendum: Addendum, waiting: Collection[Member], now: datetime, wait: timedelta) -> None:
    """Every party that came has said its word, or had its time to."""
    if waiting and now < addendum.at + wait:
        raise Refused(
            "parties_asked",
            _(
                "Belum semua pihak menjawab catatan susulan: %(names)s. Tunggu jawabannya, atau tutup setelah tenggatnya lewat."
            )
            % {"names": ", ".join(sorted(one.name for one in waiting)[:5])},
        )
