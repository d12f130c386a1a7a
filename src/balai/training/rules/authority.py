"""Who may seat trainees, mark attendance, record results, issue the centre's certificate."""

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.planning.models import Batch


def may_seat(actor: Actor, batch: Batch) -> bool:
    """The centre; who delivers and who selects too, as the chain of responsibility of the fund says."""
    return any(actor.may(P.BATCH_EDIT, body) for body in (batch.centre_id, batch.deliverer_id, batch.selector_id))


def may_mark(actor: Actor, batch: Batch) -> bool:
    return actor.may(P.ATTENDANCE_MARK, batch.deliverer_id)


def may_record(actor: Actor, batch: Batch) -> bool:
    return actor.may(P.RESULT_RECORD, batch.deliverer_id)


def check_may_seat(actor: Actor, batch: Batch) -> None:
    if not may_seat(actor, batch):
        raise Refused(
            "may_not_seat",
            _("Peserta kelas ini diatur oleh balai penyelenggara atau dinas penyeleksinya. Hubungi salah satunya."),
        )


def check_may_mark(actor: Actor, batch: Batch) -> None:
    if not may_mark(actor, batch):
        raise Refused(
            "may_not_mark",
            _("Pertemuan dan daftar hadir dicatat oleh petugas atau instruktur lembaga yang melatih, yaitu %(who)s.")
            % {"who": batch.deliverer.name},
        )


def check_may_record(actor: Actor, batch: Batch) -> None:
    if not may_record(actor, batch):
        raise Refused(
            "may_not_record",
            _("Hasil pelatihan dicatat oleh petugas atau instruktur lembaga yang melatih, yaitu %(who)s.")
            % {"who": batch.deliverer.name},
        )


def check_may_certify(actor: Actor, batch: Batch) -> None:
    if not actor.may(P.TRAINING_CERTIFY, batch.centre_id):
        raise Refused(
            "may_not_certify",
            _("Kelulusan dan sertifikat pelatihan diputuskan oleh petugas balai penyelenggara."),
        )
