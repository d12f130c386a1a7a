"""What must stand on record before a verdict, and what is asked about when it does not."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from balai.certification.enums import RESULTS, AssessmentVerdict
from balai.certification.models import CompetencyAssessment
from balai.certification.queries import units_of
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
    """Competence units of the scheme; where it has none on record, those of the class the candidate comes from."""
    return {one.unit_id for one in units_of(assessment) if one.unit_id is not None}


def check_units(assessment: CompetencyAssessment, overall: str, units: Collection[int]) -> None:
    """Raises Refused("unit_elsewhere") for a unit the scheme does not have, ("unit_left_out") for competent without the
    result of each of its units. A scheme without units on record asks for one unit at least (check_ready)."""
    asked = set(assessment.certification_scheme.units.values_list("unit_id", flat=True))
    if not asked:
        return
    if set(units) - asked:
        sentence = _("Ada hasil untuk unit di luar skema ini. Muat ulang halaman, lalu isi unit yang tertulis.")
        raise Refused("unit_elsewhere", sentence, "verdict")
    if overall == AssessmentVerdict.COMPETENT and (left := asked - set(units)):
        sentence = _(
            "Hasil %(n)s unit belum diisi. Kompeten berarti semua unit skema ini kompeten: isi setiap unit, atau centang "
            "“Semua unit kompeten”."
        )
        raise Refused("unit_left_out", sentence % {"n": len(left)}, "verdict")
