"""Certificates written down as the certifier said, from its paper, and what the certifier says of them once it sits here."""

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.certification.enums import CertifierWord
from balai.certification.models import CompetenceCertificate
from balai.certification.rules import may_issue
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused


def was_told(paper: CompetenceCertificate) -> bool:
    """By another body; not by somebody with the certifier's own proxy."""
    return paper.on_behalf_of_id == paper.certifier_id != paper.recorded_for_id


def speaks(actor: Actor, paper: CompetenceCertificate) -> bool:
    """The head of the certifier, at its own desk, on what somebody else wrote down for it."""
    return was_told(paper) and may_issue(actor, paper.certifier_id)


def check_speaks(actor: Actor, paper: CompetenceCertificate) -> None:
    if not was_told(paper):
        raise Refused("nothing_to_confirm", _("Sertifikat ini ditulis lembaga sertifikasinya sendiri."))
    if not may_issue(actor, paper.certifier_id):
        raise Refused(
            "may_not_confirm", _("Yang membenarkan sertifikat ini kepala lembaga sertifikasinya. Mintalah kepadanya.")
        )


def check_word_stands(actor: Actor, paper: CompetenceCertificate) -> None:
    """What the certifier said itself is changed by nobody else."""
    if paper.certifier_word and not actor.system and not speaks(actor, paper):
        raise Refused(
            "certifiers_own",
            _("Lembaga sertifikasinya sudah menjawab catatan ini. Yang mengubahnya lembaga itu. Mintalah kepadanya."),
        )


def check_not_denied(certifier: Institution, number: str) -> None:
    """For whoever writes down what the certifier said."""
    denied = CompetenceCertificate.objects.filter(certifier=certifier, number=number)
    if denied.filter(certifier_word=CertifierWord.DENIED).exists():
        raise Refused(
            "denied",
            _("%(who)s menyatakan sertifikat dengan nomor ini bukan terbitannya. Tanyakan kepada lembaga itu.")
            % {"who": certifier.name},
            "number",
        )
