"""Which seat is free, and may this person have it?"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.admissions.rules.authority import may_decide
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.enums import MAY_SIT, OPEN_FOR_SEATS
from balai.training.queries import Line


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


def seat_promised() -> Refused:
    return Refused(
        "seat_promised",
        _(
            "Kursi yang kosong sudah dijanjikan kepada yang diterima. Kursi itu bebas bila ia mundur atau dicatat tidak daftar ulang."
        ),
    )


def check_may_sit(by: Actor, application: Application, batch: Batch, line: Line) -> None:
    """Of the selected anybody; of the reserves the next, by who decides on seats, into a seat that nobody was promised."""
    if application.batch_id != batch.pk:
        raise Refused("other_class", _("Pendaftaran ini untuk kelas lain. Pilih pendaftar dari kelas ini."))
    if application.state not in MAY_SIT:
        raise Refused(
            "not_admitted",
            _("Orang ini belum diterima di kelas ini. Umumkan hasil seleksi atau daftar ulang lebih dulu."),
        )
    if application.state == ApplicationState.CONFIRMED:
        return
    if not line.published:
        raise Refused(
            "result_not_out",
            _("Hasil seleksi kelas ini belum diumumkan. Kursi diberikan sesudah pengumumannya."),
        )
    if application.state == ApplicationState.RESERVE:
        _check_next(by, application, batch, line)


def _check_next(by: Actor, application: Application, batch: Batch, line: Line) -> None:
    if not may_decide(by, batch):
        raise Refused(
            "may_not_decide",
            _("Cadangan kelas ini dinaikkan lembaga penyeleksinya. Sesudah itu orang ini bisa diberi kursi di sini."),
        )
    if line.unpromised < 1:
        raise seat_promised()
    first = line.next_reserve
    if first is not None and first.pk != application.pk:
        raise Refused(
            "not_next",
            _("Giliran cadangan berikutnya: %(name)s. Beri kursi menurut urutan, atau catat dahulu bahwa ia mundur.")
            % {"name": first.full_name},
        )
