"""What this room says to people. Never a NIK, never whose record it is."""

from django.utils.translation import gettext as _

from balai.notifications import outbox
from balai.people.models import ClaimRequest, Person, RightsRequest


def request_received(request: RightsRequest) -> None:
    outbox.put(
        "people.request_received",
        request.person.phone or request.person.email,
        _("Permintaan Anda tentang data pribadi sudah kami terima dan dijawab paling lambat 3x24 jam."),
        subject=_("Permintaan diterima"),
        key=f"people.request_received:{request.pk}",
    )


def request_answered(request: RightsRequest, address: str) -> None:
    """address: as it was before an erasure."""
    outbox.put(
        "people.request_answered",
        address,
        _("Permintaan Anda tentang data pribadi sudah dijawab. Buka halaman Data saya, atau datang ke kantor kami."),
        subject=_("Permintaan dijawab"),
        key=f"people.request_answered:{request.pk}",
    )


def claim_code(claim: ClaimRequest, address: str, code: str) -> None:
    outbox.put(
        "people.claim_code",
        address,
        _("Kode Balai: %(code)s. Berlaku 15 menit. Jangan berikan kepada siapa pun, termasuk petugas.")
        % {"code": code},
    )


def account_made(person: Person) -> None:
    outbox.put(
        "people.account_made",
        person.phone or person.email,
        _("Petugas membuatkan akun Balai untuk Anda. Bila bukan Anda yang memintanya, segera hubungi dinas."),
        subject=_("Akun Balai"),
    )


def claim_decided(claim: ClaimRequest) -> None:
    outbox.put(
        "people.claim_decided",
        claim.user.phone or claim.user.email,
        _("Permintaan Anda mengambil kembali catatan di Balai sudah dijawab. Masuk untuk melihatnya."),
        subject=_("Catatan Anda"),
        key=f"people.claim_decided:{claim.pk}",
    )
