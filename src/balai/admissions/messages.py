"""What admissions says to people, by phone. Never a NIK, never whose record it is."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from balai.admissions.enums import AppealState, ApplicationState, DecisionRule
from balai.admissions.models import Appeal, Application
from balai.admissions.rules.phone_codes import LONG
from balai.kernel import formats
from balai.notifications import outbox


def phone_codes(codes: Sequence[tuple[Application, str]]) -> None:
    """Each application's digits to its phone. A long code answers every claim with that phone, so its message names none."""
    sentence = _(
        "Kode pendaftaran Balai: %(code)s. Ketik di halaman pendaftaran Anda (kode pendaftaran %(name)s). "
        "Petugas tidak pernah menanyakannya."
    )
    for_all = _(
        "Kode Balai: %(code)s, berlaku 24 jam untuk semua pendaftaran dengan nomor ini. Ketik hanya di halaman pendaftaran "
        "Anda sendiri; petugas tidak menanyakannya."
    )
    told = [
        (row.phone, for_all % {"code": _in_fours(digits)})
        if len(digits) == LONG
        else (row.phone, sentence % {"code": digits, "name": row.code})
        for row, digits in codes
    ]
    outbox.put_many("admissions.phone_code", told)


def _in_fours(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def verified(application: Application) -> None:
    outbox.put(
        "admissions.verified",
        application.phone,
        _("Pendaftaran %(title)s sudah tercatat. Kode pendaftaran Anda %(code)s; simpan untuk melihat hasilnya.")
        % {"title": application.batch.title, "code": application.code},
        key=f"admissions.verified:{application.pk}",
    )


def result(application: Application, version: int, confirm_by: date | None, others: Sequence[str]) -> None:
    """One sentence for what was decided, one for why, one for what can be done now."""
    outbox.put(
        "admissions.result",
        application.phone,
        f"{_decided(application)} {_next_step(application, confirm_by, others)}",
        key=f"admissions.result:{application.pk}:{version}:{application.state}",
    )


def seat_offered(application: Application, confirm_by: date | None) -> None:
    """A reserve moved up."""
    outbox.put(
        "admissions.seat_offered",
        application.phone,
        _("Ada kursi untuk Anda di %(title)s.") % {"title": application.batch.title}
        + " "
        + _next_step(application, confirm_by, ()),
    )


def corrected(application: Application) -> None:
    """A published decision was taken back."""
    outbox.put(
        "admissions.corrected",
        application.phone,
        _("Putusan pendaftaran Anda di %(title)s sedang diperbaiki. Mohon tunggu kabar berikutnya.")
        % {"title": application.batch.title},
    )


def appeal_answered(appeal: Appeal) -> None:
    values = {"title": appeal.application.batch.title, "reason": appeal.answer, "code": appeal.application.code}
    if appeal.state == AppealState.ACCEPTED:
        body = _("Banding Anda di %(title)s diterima: %(reason)s Lihat kelanjutannya dengan kode pendaftaran %(code)s.")
    else:
        body = _("Banding Anda di %(title)s sudah dibaca dan tidak mengubah putusan: %(reason)s")
    outbox.put(
        "admissions.appeal_answered", appeal.application.phone, body % values, key=f"admissions.appeal:{appeal.pk}"
    )


def class_cancelled(application: Application) -> None:
    """Once an application and cancelling: the key stands for it."""
    batch = application.batch
    outbox.put(
        "admissions.class_cancelled",
        application.phone,
        _("Kelas %(title)s dibatalkan: %(reason)s. Anda bebas mendaftar di kelas lain; lihat halaman pelatihan Balai.")
        % {"title": batch.title, "reason": batch.cancel_reason.rstrip(".")},
        key=f"admissions.cancelled:{application.pk}",
    )  # fmt: skip


def _decided(application: Application) -> str:
    values = {"title": application.batch.title, "code": application.code}
    if application.state == ApplicationState.SELECTED:
        return _("Selamat, Anda diterima di %(title)s.") % values
    if application.state == ApplicationState.RESERVE:
        return _("Anda menjadi cadangan di %(title)s.") % values
    values["rule"] = str(DecisionRule(application.rule).label) if application.rule else ""
    if application.state == ApplicationState.FORFEITED:
        return _("Pendaftaran Anda di %(title)s gugur: %(rule)s.") % values
    return _("Anda belum diterima di %(title)s: %(rule)s.") % values


def _next_step(application: Application, confirm_by: date | None, others: Sequence[str]) -> str:
    values = {"code": application.code, "day": formats.tanggal(confirm_by) if confirm_by else ""}
    if application.state == ApplicationState.SELECTED:
        return _("Daftar ulang paling lambat %(day)s dengan kode pendaftaran %(code)s.") % values
    reason = f"{application.decision_reason} " if application.decision_reason else ""
    if application.state == ApplicationState.RESERVE:
        return reason + _("Bila ada kursi kosong, kami mengabari Anda.")
    if others:
        return reason + _("Kelas lain yang dibuka: %(titles)s.") % {"titles": "; ".join(others)}
    return reason + _("Lihat kelas lain di halaman pelatihan Balai.")
