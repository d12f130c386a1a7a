"""May a package be proposed, answered; may a class be opened, announced, started?"""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.refusal import Refused
from balai.planning.enums import FUNDED, BatchState
from balai.planning.models import Batch, Package


def check_may_propose(actor: Actor, centre_id: int) -> None:
    if not actor.may(Permission.PACKAGE_PROPOSE, centre_id):
        raise Refused("may_not_propose", _("Usulan hanya bisa diajukan oleh petugas balai pelatihan itu sendiri."))


def check_may_answer(actor: Actor, package: Package) -> None:
    if not actor.may(Permission.PACKAGE_DECIDE, package.funder_id):
        raise Refused("may_not_answer", _("Usulan ini dijawab oleh petugas lembaga pendana yang dituju."))


def check_reason(reason: str, field: str = "reason") -> str:
    """Accepting may be short; a reason is still asked for, since the trail is what both sides learn from."""
    text = reason.strip()
    if len(text) < 10:
        raise Refused("reason_missing", _("Alasan belum ditulis. Satu kalimat cukup, sedikitnya sepuluh huruf."), field)
    return text


def check_size(seats: int, cost: int) -> None:
    if seats < 1:
        raise Refused("no_seats", _("Jumlah kursi sedikitnya satu."), "seats")
    if cost < 0:
        raise Refused("negative_cost", _("Biaya tidak boleh kurang dari nol."), "cost")


def check_may_run(actor: Actor, batch: Batch) -> None:
    """The centre runs its class; the recruiter too, as the chain of responsibility says."""
    if not (actor.may(Permission.BATCH_EDIT, batch.centre_id) or actor.may(Permission.BATCH_EDIT, batch.recruiter_id)):
        raise Refused(
            "not_your_batch",
            _(
                "Kelas ini dikelola lembaga lain. Hanya balai penyelenggara atau dinas penyeleksinya yang bisa mengubahnya."
            ),
        )


def check_funded(package: Package) -> None:
    if package.state not in FUNDED:
        raise Refused(
            "package_not_funded",
            _("Paket ini belum disetujui pendana. Kelas baru bisa dibuka setelah ada persetujuan."),
        )


def check_dates(opens_at: datetime, closes_at: datetime, starts_on: date, ends_on: date) -> None:
    if closes_at <= opens_at:
        raise Refused(
            "closes_before_opening", _("Pendaftaran ditutup sebelum dibuka. Perbaiki tanggal tutupnya."), "closes_at"
        )
    if ends_on < starts_on:
        raise Refused("ends_before_start", _("Kelas berakhir sebelum mulai. Perbaiki tanggal akhirnya."), "ends_on")
    if starts_on < closes_at.date():
        raise Refused(
            "starts_before_closing",
            _("Kelas mulai sebelum pendaftaran ditutup. Beri waktu untuk seleksi."),
            "starts_on",
        )


def check_ages(minimum: int | None, maximum: int | None) -> None:
    if minimum is not None and maximum is not None and maximum < minimum:
        raise Refused(
            "ages_crossed",
            _("Umur paling tua lebih kecil daripada umur paling muda. Tukar atau perbaiki."),
            "maximum_age",
        )


def check_not_over(batch: Batch, now: datetime) -> None:
    if batch.state == BatchState.DRAFT and batch.closes_at <= now:
        raise Refused(
            "closing_is_past",
            _("Tanggal tutup pendaftaran sudah lewat. Ubah tanggalnya sebelum mengumumkan."),
            "closes_at",
        )
