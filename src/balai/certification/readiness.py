"""What must stand on record before a verdict, and what is asked about when it does not."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from balai.certification.enums import RESULTS, AssessmentVerdict
from balai.certification.models import CompetencyAssessment
from balai.kernel.refusal import Refused


def check_ready(
    assessment: CompetencyAssessment, overall: str, *, assessor: str, units: Collection[int], confirmed: bool
) -> None:
    """Of competent and not yet competent; the other two are no results. units: those with a verdict of their own.

    A result that stands from before may be corrected without a consent that nobody can give afterwards. Raises
    Refused("not_consented"), ("no_assessor"), ("no_unit_result"), ("unconfirmed").
    """
    if overall not in RESULTS:
        return
    if assessment.consented_at is None and assessment.verdict not in RESULTS:
        sentence = _(
            "Peserta belum menyetujui uji ini, jadi hasilnya belum bisa dicatat. Peserta mengisinya pada “Asesmen mandiri”, "
            "atau Anda mengisinya bersama peserta."
        )
        raise Refused("not_consented", sentence, "verdict")
    if not assessor:
        raise Refused("no_assessor", _("“Nama asesor” belum diisi. Tulis siapa yang menguji."), "assessor_name")
    asked = asked_units(assessment)
    if overall == AssessmentVerdict.COMPETENT and asked and not asked & set(units):
        sentence = _("Belum ada hasil satu unit pun. Isi hasil unit yang diuji sebelum menyatakan kompeten.")
        raise Refused("no_unit_result", sentence, "verdict")
    if not confirmed and (lacking := lacking_of(assessment)):
        raise Refused("unconfirmed", lacking + " " + _("Centang “Tetap simpan” bila memang begitu."), "confirmed")


def lacking_of(assessment: CompetencyAssessment) -> str:
    """A sentence on what a result would stand without, or nothing."""
    words, seen = assessment.self_assessed_at is not None, assessment.evidence.exists()
    if words and seen:
        return ""
    if seen:
        return _("Asesmen mandiri peserta belum diisi.")
    if words:
        return _("Belum ada bukti yang dicatat.")
    return _("Asesmen mandiri peserta belum diisi dan belum ada bukti yang dicatat.")


def asked_units(assessment: CompetencyAssessment) -> set[int]:
    """Competence units of the class the candidate comes from."""
    if assessment.enrolment is None:
        return set()
    units = assessment.enrolment.batch.curriculum.units.filter(unit__isnull=False)
    return {pk for pk in units.values_list("unit_id", flat=True) if pk is not None}
