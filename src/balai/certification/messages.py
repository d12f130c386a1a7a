"""What certification says to people."""

from django.utils.translation import gettext as _

from balai.certification.models import AssessmentAppeal, CompetenceCertificate
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


def tell_appeal_answered(appeal: AssessmentAppeal) -> None:
    person = appeal.assessment.person
    body = _("%(name)s, banding Anda atas uji %(scheme)s sudah dijawab: %(state)s. %(answer)s") % {
        "name": person.full_name,
        "scheme": appeal.assessment.scheme,
        "state": appeal.get_state_display(),
        "answer": appeal.answer,
    }
    put("certification.appeal", person.email or person.phone, body, key=f"certification.appeal:{appeal.pk}")
