"""Which seat is free, and may this person have it?"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from balai.admissions.models import Application
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.enums import MAY_SIT, OPEN_FOR_SEATS


def check_class_takes_people(batch: Batch) -> None:
    if batch.state not in OPEN_FOR_SEATS:
        raise Refused(
            "class_takes_nobody",
            _("Kursi diisi saat seleksi atau saat kelas berjalan. Mulai seleksi lebih dulu di halaman kelas."),
        )


def free_seats(seats: int, taken: Iterable[int | None]) -> Iterator[int]:
    """Free numbers from 1 to `seats`, smallest first."""
    occupied = set(taken)
    return (number for number in range(1, seats + 1) if number not in occupied)


def class_full(batch: Batch) -> Refused:
    return Refused(
        "class_full",
        _("Semua %(seats)s kursi kelas ini terisi. Kursi baru ada bila seorang peserta berhenti.")
        % {"seats": batch.seats},
    )


def check_may_sit(application: Application, batch: Batch) -> None:
    if application.batch_id != batch.pk:
        raise Refused("other_class", _("Pendaftaran ini untuk kelas lain. Pilih pendaftar dari kelas ini."))
    if application.state not in MAY_SIT:
        raise Refused(
            "not_admitted",
            _("Orang ini belum diterima di kelas ini. Umumkan hasil seleksi atau daftar ulang lebih dulu."),
        )
