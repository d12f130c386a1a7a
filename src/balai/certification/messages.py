"""What certification says to people."""

from django.utils.translation import gettext as _

from balai.certification.models import CompetenceCertificate
from balai.notifications.outbox import put


def tell_ending(paper: CompetenceCertificate) -> bool:
    """False when the holder left no address."""
    body = _(
        "%(name)s, sertifikat kompetensi %(scheme)s berakhir %(day)s. Hubungi %(certifier)s untuk ikut uji ulang sebelum "
        "tanggal itu."
    ) % {
        "name": paper.person.full_name,
        "scheme": paper.scheme,
        "day": paper.valid_until.strftime("%d-%m-%Y"),
        "certifier": paper.certifier.name,
    }
    address = paper.person.email or paper.person.phone
    return (
        put("certification.ending", address, body, key=f"certification.ending:{paper.pk}:{paper.valid_until}")
        is not None
    )
