"""Who writes a certifier's schemes, on which days one is assessed, and when its units stand."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.certification.enums import RESULTS
from balai.certification.models import CertificationScheme, CompetencyAssessment
from balai.institutions.models import Institution
from balai.institutions.voice import may_speak, noted_by
from balai.kernel.refusal import Refused


def may_write_schemes(actor: Actor, certifier_id: int, today: date) -> bool:
    """The certifier; while nobody sits there, who records certificates may copy them from its list."""
    return actor.system or may_speak(actor, P.CERTIFICATE_RECORD, certifier_id, today)


def check_writer(actor: Actor, certifier: Institution, today: date) -> int | None:
    """The institution that copies it for the certifier; None when the certifier writes itself."""
    if not may_write_schemes(actor, certifier.pk, today):
        raise Refused(
            "may_not_write_scheme",
            _("Skema %(name)s ditulis lembaga itu sendiri. Minta kepada kepala lembaga sertifikasinya.")
            % {"name": certifier.name},
            "certifier",
        )
    return None if actor.system else noted_by(actor, certifier.pk, P.CERTIFICATE_RECORD, today)


def check_used_on(scheme: CertificationScheme, day: date) -> None:
    """Raises Refused("scheme_not_in_use", "scheme")."""
    if (scheme.active_from is None or scheme.active_from <= day) and (
        scheme.active_until is None or day <= scheme.active_until
    ):
        return
    sentence = _("Skema %(scheme)s belum atau tidak lagi dipakai pada %(day)s. Pilih skema lain atau tanggal lain.")
    raise Refused("scheme_not_in_use", sentence % {"scheme": scheme.title, "day": day.strftime("%d-%m-%Y")}, "scheme")


def is_fixed(scheme: CertificationScheme) -> bool:
    """Somebody answered or was judged by its units: they stand, a change is another edition."""
    begun = Q(self_assessed_at__isnull=False) | Q(verdict__in=RESULTS)
    has_units = scheme.units.exists()
    return has_units and CompetencyAssessment.objects.filter(begun, certification_scheme=scheme).exists()
