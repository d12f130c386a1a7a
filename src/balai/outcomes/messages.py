"""What this room says to alumni. Only to those who agreed to messages; never what somebody answered."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.notifications.outbox import put
from balai.outcomes.models import FollowUp, OutcomeStatement


def ask(follow_up: FollowUp, address: str, link: str, key: str) -> None:
    body = _(
        "%(centre)s ingin tahu kabar Anda %(wave)s bulan sesudah %(class)s. Jawab dalam satu menit: %(link)s "
        "Belum bekerja juga kabar yang berguna."
    ) % {
        "centre": follow_up.enrolment.batch.centre.name,
        "wave": follow_up.wave,
        "class": follow_up.enrolment.batch.title,
        "link": link,
    }
    put("outcomes.ask", address, body, key=key)


def thank(follow_up: FollowUp, statement: OutcomeStatement) -> None:
    """By e-mail only: an SMS of thanks costs the office money and tells a shared phone."""
    body = _("Terima kasih, kabar Anda sudah kami catat. Bila keliru, buka lagi tautan yang sama dan kirim kabar baru.")
    address = follow_up.enrolment.person.email
    put("outcomes.thank", address, body, subject=_("Kabar Anda tercatat"), key=f"outcomes.thank:{statement.pk}")


def cannot_message() -> Promise:
    return gettext_lazy(
        "Alumni ini belum menyimpan nomor telepon atau belum setuju menerima pesan. Telepon atau temui orangnya."
    )


def link_over() -> Promise:
    return gettext_lazy("Tautan ini tidak berlaku lagi. Minta tautan baru kepada balai pelatihan Anda.")


def not_closed() -> Promise:
    return gettext_lazy("Hanya gelombang yang ditutup sebagai belum diketahui yang bisa dibuka kembali.")


def already_corrected() -> Promise:
    return gettext_lazy("Keterangan ini sudah diperbaiki atau ditarik. Lihat keterangan yang terbaru.")
