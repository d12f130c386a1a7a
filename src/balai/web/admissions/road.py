"""The road of one application, as its owner may see it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.notifications.send import reaches_phones
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.web.parts import Step

S = ApplicationState
BEGUN = (BatchState.RUNNING, BatchState.FINISHED)
OVER = (S.DECLINED, S.FORFEITED, S.WITHDRAWN, S.EXPIRED)


def road(application: Application, state: str) -> list[Step]:
    """state: as shown, so that nothing is told before its time."""
    return list(_steps(application, state))


def _steps(application: Application, state: str) -> Iterator[Step]:
    batch = application.batch
    yield Step(_("Pendaftaran dikirim"), "done", timezone.localdate(application.submitted_at))
    if state == S.EXPIRED:
        by_phone = application.phone and reaches_phones()
        why = (
            _("Kode telepon tidak diketik sampai batas waktunya.")
            if by_phone
            else _("Belum diperiksa petugas sampai batasnya.")
        )
        yield Step(_("Kedaluwarsa"), "done", text=why)
        return
    if state == S.CLAIMED:
        by_phone = application.phone and reaches_phones()
        yield Step(_("Nomor telepon diperiksa") if by_phone else _("KTP diperiksa petugas"), "current")
    elif state != S.WITHDRAWN or application.verified_at:
        checked = timezone.localdate(application.verified_at) if application.verified_at else None
        yield Step(_("Pendaftaran tercatat"), "done", checked)
    if state == S.WITHDRAWN:
        yield Step(
            _("Mengundurkan diri"), "done", timezone.localdate(application.decided_at or application.submitted_at)
        )
        return
    chosen = state not in (S.CLAIMED, S.VERIFIED)
    waits = "current" if state == S.VERIFIED else "ahead"
    yield Step(
        _("Seleksi"), "done" if chosen else ("current" if waits == "current" else "ahead"), who=batch.selector.name
    )
    yield from _result(application, state)


def _result(application: Application, state: str) -> Iterator[Step]:
    words = {
        S.SELECTED: _("Diterima"), S.CONFIRMED: _("Diterima"), S.RESERVE: _("Cadangan"),
        S.DECLINED: _("Belum diterima"), S.FORFEITED: _("Gugur"),
    }  # fmt: skip
    title = words.get(S(state))
    day = timezone.localdate(application.decided_at) if title and application.decided_at else None
    yield Step(title or _("Hasil diumumkan"), "done" if title else "ahead", day)
    if state in OVER:
        return
    if state == S.RESERVE and application.batch.state in BEGUN:
        yield Step(_("Kelas mulai"), "done", application.batch.starts_on, text=_("Kursinya terisi."))
        return
    if state == S.CONFIRMED:
        yield Step(_("Daftar ulang"), "done")
    else:
        yield Step(_("Daftar ulang"), "current" if state == S.SELECTED else "ahead")
    yield _class(application.batch)


def _class(batch: Batch) -> Step:
    where = batch.centre.name
    if batch.state == BatchState.FINISHED:
        return Step(_("Kelas selesai"), "done", batch.ends_on, where)
    if batch.state == BatchState.RUNNING:
        return Step(_("Kelas berjalan"), "current", batch.starts_on, where)
    return Step(_("Kelas mulai"), "ahead", batch.starts_on, where)
