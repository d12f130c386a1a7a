"""Who may do what with an application. The selector decides; the centre helps and scores; any office may help to apply."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.models import Application
from balai.kernel.refusal import Refused
from balai.planning.models import Batch


def may_decide(by: Actor, batch: Batch) -> bool:
    return by.may(Permission.APPLICATION_DECIDE, batch.selector_id)


def may_score(by: Actor, batch: Batch) -> bool:
    return may_decide(by, batch) or by.may(Permission.APPLICATION_DECIDE, batch.centre_id)


def may_assist(by: Actor, batch: Batch) -> bool:
    """With claims that are already there: the class's own centre and the body that selects."""
    own = (batch.centre_id, batch.selector_id)
    return any(by.may(p, pk) for pk in own for p in (Permission.APPLICATION_ASSIST, Permission.APPLICATION_DECIDE))


def is_own(by: Actor, application: Application) -> bool:
    person = application.person
    return by.user_id is not None and person is not None and person.user_id == by.user_id


def signing_user(by: Actor) -> int:
    """A score carries the name of a person."""
    if by.user_id is None:
        raise Refused("nobody_signs", _("Nilai dicatat atas nama seorang petugas. Masuk dengan akun petugas."))
    return by.user_id


def check_may_decide(by: Actor, batch: Batch) -> None:
    if not may_decide(by, batch):
        raise Refused("may_not_decide", _("Seleksi kelas ini diputuskan lembaga penyeleksinya, bukan lembaga Anda."))


def check_may_score(by: Actor, batch: Batch) -> None:
    if not may_score(by, batch):
        raise Refused("may_not_score", _("Nilai diisi petugas balai penyelenggara atau dinas penyeleksi kelas ini."))


def check_may_assist(by: Actor, batch: Batch) -> None:
    if not may_assist(by, batch):
        raise Refused("may_not_assist", _("Pendaftar kelas ini dilayani balai penyelenggara atau dinas penyeleksinya."))


def check_may_enter(by: Actor, office_id: int) -> None:
    """Assisted registration: any office with the task, also for a class of another body (R-003-06)."""
    if not by.may(Permission.APPLICATION_ASSIST, office_id):
        raise Refused(
            "may_not_enter", _("Meja Anda belum diberi tugas membantu pendaftaran. Hubungi pengelola lembaga.")
        )


def mine_to_run(by: Actor) -> Q:
    """Condition on batches: those whose applicants the actor serves."""
    own = by.institutions_with(Permission.APPLICATION_ASSIST) | by.institutions_with(Permission.APPLICATION_DECIDE)
    return Q(batch__centre_id__in=own) | Q(batch__selector_id__in=own)
