"""Competency assessments: candidates are named, the certifier's verdict is entered by the certifier or as it told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record, record_batch
from balai.certification.enums import RESULTS, AssessmentPurpose, AssessmentVerdict
from balai.certification.models import AssessmentUnit, CertificationScheme, CompetenceCertificate, CompetencyAssessment
from balai.certification.readiness import check_ready, check_units
from balai.certification.rules import (
    assessor_warning,
    check_certifier,
    check_held,
    check_may_judge,
    check_recorder,
)
from balai.certification.schemes import check_used_on
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.enums import EnrolmentState, UnitVerdict
from balai.training.models import Enrolment


@dataclass(frozen=True, slots=True)
class AssessmentPlan:
    """One day of assessment of one scheme of its certifier. site_kind: SiteKind or empty. assessor_name: as the certifier
    writes it. purpose: AssessmentPurpose, empty for the usual one."""

    scheme: CertificationScheme
    held_on: date
    site_kind: str = ""
    site: str = ""
    assessor_name: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """overall: AssessmentVerdict; units: competency unit id -> UnitVerdict. seen: the verdict that stood when the page was
    opened, None where there was no page. confirmed: somebody read that evidence or the candidate's own word is missing."""

    overall: str
    units: Mapping[int, str]
    note: str = ""
    assessor_name: str = ""
    seen: str | None = None
    confirmed: bool = False


@transaction.atomic
def register_assessment(
    *, by: Actor, batch: Batch, enrolment_ids: Sequence[int], plan: AssessmentPlan, now: datetime
) -> list[CompetencyAssessment]:
    """Candidates of a class for one scheme on one day. A candidate already named for that day and scheme stays as is.

    Raises Refused("not_a_certifier"), ("may_not_record"), ("scheme_not_in_use"), ("no_candidates").
    """
    scheme = plan.scheme
    check_certifier(scheme.certifier)
    recorder = check_recorder(by, scheme.certifier_id, batch)
    check_used_on(scheme, plan.held_on)
    rows = list(Enrolment.objects.filter(batch=batch, pk__in=enrolment_ids).exclude(state=EnrolmentState.LEFT))
    if not rows:
        raise Refused(
            "no_candidates", _("Belum ada peserta uji yang dipilih. Centang sedikitnya satu orang."), "candidates"
        )
    CompetencyAssessment.objects.bulk_create(
        [
            CompetencyAssessment(
                person_id=row.person_id, enrolment=row, certifier_id=scheme.certifier_id, certification_scheme=scheme,
                scheme=scheme.title, held_on=plan.held_on, site_kind=plan.site_kind, site=plan.site,
                assessor_name=" ".join(plan.assessor_name.split()), purpose=plan.purpose or AssessmentPurpose.CERTIFICATION,
                recorded_by=by.name, recorded_at=now, on_behalf_of_id=told_for(by, recorder, scheme.certifier_id),
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    made = list(
        CompetencyAssessment.objects.filter(
            person_id__in=[row.person_id for row in rows], certification_scheme=scheme, held_on=plan.held_on
        ).order_by("pk")
    )
    record_batch(
        by, "certification.register", "certification.competencyassessment", [a.pk for a in made], batch=batch.pk
    )
    return made


@transaction.atomic
def record_verdict(
    *, by: Actor, assessment: CompetencyAssessment, verdict: Verdict, now: datetime
) -> CompetencyAssessment:
    """K or BK overall and per unit. Absent and deferred carry no unit verdicts. Entered again it corrects, with a trace.

    Raises Refused("not_consented"), ("no_assessor"), ("no_unit_result"), ("unconfirmed"), ("unit_elsewhere"),
    ("unit_left_out") as readiness says; ("certifiers_own") over what the certifier itself wrote;
    ("decided_meanwhile") when somebody wrote another verdict since the page was opened. The same words again
    by the same officer change nothing.
    """
    assessment = _locked(assessment)
    batch = assessment.enrolment.batch if assessment.enrolment else None
    recorder = check_recorder(by, assessment.certifier_id, batch, assessment.person)
    check_may_judge(assessment, recorder)
    check_held(assessment.held_on, today_in(batch.zone if batch else "Asia/Jakarta", now), verdict.overall)
    if _stands_already(by, assessment, verdict):
        return assessment
    _check_seen(assessment, verdict)
    _check_verdict(assessment, verdict)
    check_units(assessment, verdict.overall, verdict.units.keys())
    assessor = " ".join(verdict.assessor_name.split()) or assessment.assessor_name
    check_ready(assessment, verdict.overall, assessor=assessor, units=verdict.units.keys(), confirmed=verdict.confirmed)
    before = assessment.verdict
    assessment.verdict, assessment.note = verdict.overall, verdict.note
    assessment.assessor_name = assessor
    examines = by.user_id if by.may(Permission.ASSESSMENT_RECORD, assessment.certifier_id) else None
    warned = assessor_warning(assessor, batch, examines, [assessment.person_id]) if verdict.overall in RESULTS else ""
    assessment.independence = warned[:400]
    assessment.recorded_by, assessment.recorded_at = by.name, now
    assessment.on_behalf_of_id = told_for(by, recorder, assessment.certifier_id)
    assessment.save()
    assessment.units.all().delete()
    AssessmentUnit.objects.bulk_create(
        [AssessmentUnit(assessment=assessment, unit_id=unit, verdict=given) for unit, given in verdict.units.items()]
    )
    record(
        by,
        "certification.verdict",
        assessment,
        before=before,
        after=assessment.verdict,
        told_by=recorder,
        taught=bool(warned),
    )
    return assessment


def _stands_already(by: Actor, assessment: CompetencyAssessment, verdict: Verdict) -> bool:
    """Sent again by the same officer, whose connection was cut after the commit."""
    mine = (verdict.overall, verdict.note, by.name)
    name = " ".join(verdict.assessor_name.split()) or assessment.assessor_name
    if (assessment.verdict, assessment.note, assessment.recorded_by) != mine or name != assessment.assessor_name:
        return False
    return dict(assessment.units.values_list("unit_id", "verdict")) == dict(verdict.units)


def _check_seen(assessment: CompetencyAssessment, verdict: Verdict) -> None:
    if verdict.seen is not None and assessment.verdict != verdict.seen:
        raise Refused(
            "decided_meanwhile",
            _("Sejak halaman ini dibuka, hasilnya sudah dicatat: %(verdict)s. Muat ulang halaman sebelum mengubahnya.")
            % {"verdict": assessment.get_verdict_display()},
            "verdict",
        )


def told_for(by: Actor, recorder: int, certifier_id: int) -> int | None:
    """The body whose word this is when somebody else enters it."""
    return by.on_behalf_of or (None if recorder == certifier_id else certifier_id)


def _locked(assessment: CompetencyAssessment) -> CompetencyAssessment:
    rows = CompetencyAssessment.objects.select_for_update(of=("self",))
    return rows.select_related("enrolment__batch__centre__region", "person__home_regency", "certification_scheme").get(
        pk=assessment.pk
    )


def _check_verdict(assessment: CompetencyAssessment, verdict: Verdict) -> None:
    if verdict.overall not in AssessmentVerdict.values:
        raise Refused(
            "no_verdict", _("Pilih hasil uji: kompeten, belum kompeten, tidak hadir, atau ditunda."), "verdict"
        )
    judged = (AssessmentVerdict.COMPETENT, AssessmentVerdict.NOT_YET_COMPETENT)
    if verdict.overall not in judged and verdict.units:
        raise Refused(
            "units_without_result", _("Peserta tidak hadir atau ditunda: kosongkan hasil per unit."), "verdict"
        )
    if verdict.overall == AssessmentVerdict.COMPETENT and any(
        given != UnitVerdict.COMPETENT for given in verdict.units.values()
    ):
        raise Refused(
            "unit_not_competent",
            _(
                "Ada unit yang belum kompeten. Perbaiki hasil unit itu, atau ubah hasil akhirnya menjadi belum kompeten."
            ),
            "verdict",
        )
    certified = CompetenceCertificate.objects.filter(assessment=assessment).exclude(state="withdrawn").exists()
    if certified and verdict.overall != AssessmentVerdict.COMPETENT:
        raise Refused(
            "has_certificate",
            _("Sertifikat kompetensi dari uji ini sudah tercatat. Tarik catatan sertifikat itu dulu."),
            "verdict",
        )
