"""Who makes a paper of a class, who files its report, who says it was read."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.papers.enums import WITH_SCORES, PaperKind
from balai.planning.models import Batch


def may_make(actor: Actor, batch: Batch, kind: str) -> bool:
    """Who has the rooms or bears a duty; one with scores only those who select, where the desk also reads applications."""
    if kind in WITH_SCORES:
        return any(actor.may(P.BATCH_EDIT, body) and actor.may(P.APPLICATION_READ, body) for body in _selecting(batch))
    return any(actor.may(P.BATCH_EDIT, body) for body in batch.bodies)


def _selecting(batch: Batch) -> tuple[int, ...]:
    return batch.centre_id, batch.selector_id


def check_may_make(actor: Actor, batch: Batch, kind: str) -> None:
    if not may_make(actor, batch, kind):
        raise Refused(
            "may_not_make_paper",
            _("Berkas kelas dibuat oleh balai penyelenggara atau dinas penyeleksinya. Hubungi salah satunya."),
        )


def may_read_whole(actor: Actor, batch: Batch) -> bool:
    """The whole file holds names: those who bear a duty, and who pays, whatever kind of body that is."""
    funder = batch.package.funder_id
    return actor.may(P.PACKAGE_DECIDE, funder) or any(
        actor.may(P.TRAINING_READ, body) for body in batch.bodies | {funder}
    )


def may_read_scores(actor: Actor, batch: Batch) -> bool:
    return actor.system or any(actor.may(P.APPLICATION_READ, body) for body in _selecting(batch))


def check_may_read_whole(actor: Actor, batch: Batch) -> None:
    if not may_read_whole(actor, batch):
        raise Refused(
            "may_not_read_whole",
            _("Berkas pertanggungjawaban memuat nama peserta. Mintalah kepada balai penyelenggara kelas ini."),
        )


def may_file(actor: Actor, batch: Batch) -> bool:
    """Who reports, by the chain of the money: the centre's office, or the body that reports in its place."""
    permission = P.TRAINING_CERTIFY if batch.reporter_id == batch.centre_id else P.BATCH_EDIT
    return actor.may(permission, batch.reporter_id)


def check_may_file(actor: Actor, batch: Batch) -> None:
    if not may_file(actor, batch):
        raise Refused(
            "may_not_file", _("Laporan kegiatan kelas ini disampaikan oleh %(who)s.") % {"who": batch.reporter.name}
        )


def check_nothing_missing(missing: Sequence[Any]) -> None:
    if missing:
        raise Refused(
            "records_missing",
            _("Berkas ini belum bisa dibuat. Yang kurang: %(what)s.")
            % {"what": ", ".join(str(one) for one in missing)},
        )


def check_is_report(kind: str) -> None:
    if kind != PaperKind.REPORT:
        raise Refused("not_a_report", _("Hanya laporan kegiatan yang disampaikan. Pilih laporan kegiatan."))
