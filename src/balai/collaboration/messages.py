"""What a forum tells its parties: a meeting, its change, its minutes."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.collaboration.models import Addendum, Convening, Invitation, Member, PulseRound
from balai.kernel.formats import tanggal, waktu
from balai.notifications.outbox import put


def tell_invited(invitation: Invitation) -> None:
    """To the office address of the party, when one is on file; once a revision of the meeting."""
    convening = invitation.convening
    put(
        "collaboration.invited",
        invitation.member.institution.email,
        _("Undangan: %(title)s, %(when)s, di %(where)s. Jawab di meja Anda di Balai apakah Anda datang.")
        % _said(convening)
        + _page("collaboration:answer", convening),
        subject=_("Undangan rapat"),
        key=f"collaboration.invited:{invitation.pk}:{convening.revision}",
    )


def tell_cancelled(convening: Convening, member: Member) -> None:
    put(
        "collaboration.cancelled",
        member.institution.email,
        _("Rapat dibatalkan: %(title)s, %(when)s. Alasan: %(reason)s") % _said(convening),
        subject=_("Rapat dibatalkan"),
        key=f"collaboration.cancelled:{convening.pk}:{member.pk}",
    )


def tell_minutes(convening: Convening, member: Member) -> None:
    put(
        "collaboration.minutes",
        member.institution.email,
        _("Notulen %(title)s menunggu jawaban Anda: setuju, atau tulis keberatan. Buka meja Anda di Balai.")
        % _said(convening)
        + _page("collaboration:minutes", convening),
        subject=_("Notulen menunggu jawaban Anda"),
        key=f"collaboration.minutes:{convening.pk}:{member.pk}:{convening.minutes_version}",
    )


def tell_addendum(addendum: Addendum, member: Member) -> None:
    put(
        "collaboration.addendum",
        member.institution.email,
        _("Ada catatan susulan pada notulen %(title)s yang menunggu jawaban Anda: setuju, atau tulis keberatan. Buka meja Anda di Balai.")
        % _said(addendum.convening)
        + _page("collaboration:minutes", addendum.convening),
        subject=_("Catatan susulan menunggu jawaban Anda"),
        key=f"collaboration.addendum:{addendum.pk}:{member.pk}",
    )  # fmt: skip


def _page(name: str, convening: Convening) -> str:
    """The address of the page, where this Balai knows its own; behind it one signs in."""
    root = str(settings.BALAI_PUBLIC_URL).rstrip("/")
    return f" {root}{reverse(name, args=[convening.pk])}" if root else ""


def tell_pulse(row: PulseRound, member: Member) -> None:
    """That sheets will come. Without a code: what lies in the outbox must not be a ballot with an address on it."""
    put(
        "collaboration.pulse",
        member.institution.email,
        _(
            "Denyut forum %(title)s dibuka sampai %(until)s. Sekretariat membagikan lembarnya; mengisinya dua menit, tanpa nama."
        )
        % {"title": row.period.collaboration.title, "until": tanggal(row.closes_on)},
        subject=_("Denyut forum dibuka"),
        key=f"collaboration.pulse:{row.pk}:{member.pk}",
    )


def tell_pulse_closed(row: PulseRound, member: Member) -> None:
    """Of all together, never of a party."""
    text = _(
        "Denyut forum %(title)s sudah ditutup: %(sheets)s dari %(tickets)s lembar kembali. Hasil yang boleh ditunjukkan ada di"
        " halaman forum dan ditawarkan untuk agenda rapat berikutnya."
    )
    told = {"title": row.period.collaboration.title, "sheets": row.sheets or 0, "tickets": row.tickets}
    put(
        "collaboration.pulse_closed", member.institution.email, text % told, subject=_("Denyut forum ditutup"),
        key=f"collaboration.pulse_closed:{row.pk}:{member.pk}",
    )  # fmt: skip


def _said(convening: Convening) -> dict[str, str]:
    where = convening.place or convening.join_url
    return {"title": convening.meeting.title, "when": waktu(convening.starts_at, ZoneInfo(convening.zone)), "where": where,
            "reason": convening.cancel_reason}  # fmt: skip
