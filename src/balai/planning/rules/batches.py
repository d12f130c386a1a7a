"""May a class be opened, announced, started?"""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.voice import has_own_voice
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.enums import FUNDED, BatchState
from balai.planning.models import Batch, Package


def may_run(actor: Actor, batch: Batch) -> bool:
    """The centre runs its class; who recruits, selects or delivers too, as the chain of responsibility says."""
    bodies = (batch.centre_id, batch.recruiter_id, batch.selector_id, batch.deliverer_id)
    return any(actor.may(Permission.BATCH_EDIT, body) for body in bodies)


def check_may_run(actor: Actor, batch: Batch) -> None:
    if not may_run(actor, batch):
        raise Refused(
            "not_your_batch",
            _(
                "Kelas ini dikelola lembaga lain. Hanya balai penyelenggara atau dinas penyeleksinya yang bisa mengubahnya."
            ),
        )


def may_recruit(actor: Actor, batch: Batch, today: date) -> bool:
    """Who announces, by fund source (R-000-09); the centre, while nobody sits at the recruiter who could."""
    if actor.may(Permission.BATCH_EDIT, batch.recruiter_id):
        return True
    here = actor.may(Permission.BATCH_EDIT, batch.centre_id)
    return here and not has_own_voice(batch.recruiter_id, Permission.BATCH_EDIT, today)


def check_may_recruit(actor: Actor, batch: Batch, today: date) -> None:
    if not may_recruit(actor, batch, today):
        raise Refused(
            "recruiter_announces",
            _("Menurut sumber dananya, kelas ini diumumkan oleh %(recruiter)s. Hubungi petugasnya.")
            % {"recruiter": batch.recruiter.name},
        )


def check_funded(package: Package) -> None:
    if package.state not in FUNDED:
        raise Refused(
            "package_not_funded",
            _("Paket ini belum disetujui pendana. Kelas baru bisa dibuka setelah ada persetujuan."),
        )


def check_dates(opens_at: datetime, closes_at: datetime, starts_on: date, ends_on: date, zone: str) -> None:
    """zone: of the centre; a day closes where the class is held."""
    if closes_at <= opens_at:
        raise Refused(
            "closes_before_opening", _("Pendaftaran ditutup sebelum dibuka. Perbaiki tanggal tutupnya."), "closes_on"
        )
    if ends_on < starts_on:
        raise Refused("ends_before_start", _("Kelas berakhir sebelum mulai. Perbaiki tanggal akhirnya."), "ends_on")
    if starts_on <= today_in(zone, closes_at):
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


def check_seats(seats: int, reserves: int) -> None:
    if seats < 1:
        raise Refused("no_seats", _("Jumlah kursi sedikitnya satu."), "seats")
    if reserves < 0:
        raise Refused("negative_reserves", _("Jumlah cadangan tidak boleh kurang dari nol."), "reserves")


def check_within_package(package: Package, asked: int, given: int) -> None:
    """given: seats of the package's other classes. Under the package's lock."""
    left = package.seats - given
    if asked > left:
        raise Refused(
            "exceeds_package_seats",
            _(
                "Kursi kelas %(asked)s melebihi sisa kursi paket, yaitu %(left)s dari %(seats)s. Kurangi, atau minta pendana ubah paket."
            )
            % {"asked": asked, "left": max(left, 0), "seats": package.seats},
            "seats",
        )


def check_complete(batch: Batch, now: datetime) -> None:
    """An announcement says until when and for whom; a class for everybody says that too."""
    if batch.closes_at <= now:
        raise Refused(
            "closing_is_past",
            _("Tanggal tutup pendaftaran sudah lewat. Ubah tanggalnya sebelum mengumumkan."),
            "closes_on",
        )
    stated = (
        batch.entry_rules.strip(),
        batch.minimum_age,
        batch.maximum_age,
        batch.minimum_education,
        batch.residents_of_id,
    )
    if not any(stated):
        raise Refused(
            "entry_rules_missing",
            _("Syarat peserta belum ditulis. Isi syaratnya, atau tulis “terbuka untuk semua”."),
            "entry_rules",
        )


def check_not_ended(batch: Batch) -> None:
    if batch.state in (BatchState.FINISHED, BatchState.CANCELLED):
        raise Refused("batch_ended", _("Kelas ini sudah selesai atau dibatalkan. Buka kembali sebelum mengubahnya."))
