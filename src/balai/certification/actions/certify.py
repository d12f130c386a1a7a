"""The certifier's paper: issued here by the certifier at its own desk, or recorded with its numbers as printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.certification.actions.assess import told_for
from balai.certification.enums import BlankState, CertifierWord
from balai.certification.enums import CompetenceCertificateState as S
from balai.certification.models import CompetenceCertificate, CompetencyAssessment
from balai.certification.parameters import VALID_YEARS
from balai.certification.rules import (
    check_certifier,
    check_certifier_silent,
    check_dates,
    check_may_correct,
    check_may_have_certificate,
    check_may_issue,
    check_paper_recorder,
    check_recorder,
)
from balai.certification.stated import stated_of
from balai.certification.told import check_not_denied, check_speaks, check_word_stands, speaks
from balai.documents.models import StoredFile
from balai.institutions.models import Institution
from balai.kernel.clock import add_months, today_in
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.people.actions.register import touch
from balai.people.models import Person
from balai.people.rules.authority import check_is_live


@dataclass(frozen=True, slots=True)
class Paper:
    """As printed. valid_until None for the usual term. unit_ids: competency units listed on it. scan: already stored.
    signatory, manager: who signs one issued here (head of the certifier, certification manager). blank_number: of the
    certifier's numbered form it is printed on."""

    number: str
    issued_on: date
    registration_number: str = ""
    valid_until: date | None = None
    unit_ids: Sequence[int] = ()
    scan: StoredFile | None = None
    signatory: str = ""
    manager: str = ""
    blank_number: str = ""


@transaction.atomic
def record_competence_certificate(
    *, by: Actor, assessment: CompetencyAssessment, paper: Paper, now: datetime
) -> CompetenceCertificate:
    """One assessment, one certificate; a record withdrawn as wrong makes room for the right one.

    By the certifier at its own desk it is issued here: signed, printable, and what it says is kept. Raises
    Refused("may_not_record"), ("not_a_certifier"), ("may_not_issue"), ("not_competent"), ("issued_ahead"),
    ("issued_before_assessment"), ("certifiers_own") where the certifier itself speaks here, ("denied") where it said that
    the number is not its own, ("already_recorded").
    """
    rows = CompetencyAssessment.objects.select_for_update(of=("self",))
    assessment = rows.select_related(
        "enrolment__batch__centre__region", "person__home_regency", "certification_scheme", "certifier__region__regency"
    ).get(pk=assessment.pk)
    batch = assessment.enrolment.batch if assessment.enrolment else None
    recorder = check_recorder(by, assessment.certifier_id, batch, assessment.person)
    told_by = told_for(by, recorder, assessment.certifier_id)
    if told_by is None:
        check_may_issue(by, assessment.certifier)
    check_may_have_certificate(assessment)
    until = paper.valid_until or usual_end(paper.issued_on, assessment.certification_scheme.valid_years)
    today = today_in(batch.zone if batch else "Asia/Jakarta", now)
    check_dates(paper.issued_on, until, today, assessment.held_on)
    if recorder != assessment.certifier_id:
        check_certifier_silent(assessment.certifier, assessment.person_id, assessment.scheme, paper.issued_on, today)
        check_not_denied(assessment.certifier, " ".join(paper.number.split()))
    CompetenceCertificate.objects.filter(assessment=assessment, state=S.WITHDRAWN).update(assessment=None)
    made = CompetenceCertificate(
        person=assessment.person, assessment=assessment, certifier=assessment.certifier,
        scheme=assessment.scheme, number=" ".join(paper.number.split()),
        registration_number=" ".join(paper.registration_number.split()), issued_on=paper.issued_on, valid_until=until,
        scan=paper.scan, recorded_for_id=recorder, recorded_by=by.name, recorded_at=now,
        on_behalf_of_id=told_by, **_blank(paper),
    )  # fmt: skip
    _save(made)
    if recorder != assessment.certifier_id:  # a denial that was being written made room for this number
        check_not_denied(assessment.certifier, made.number)
    made.units.set(paper.unit_ids)
    if told_by is None:
        made.content = stated_of(made, paper.signatory, paper.manager)
        made.save(update_fields=["content"])
    record(by, "certification.record_certificate", made, assessment=assessment.pk, told_by=recorder)
    return made


@transaction.atomic
def record_certificate_from_paper(
    *, by: Actor, person: Person, certifier: Institution, scheme: str, paper: Paper, now: datetime
) -> CompetenceCertificate:
    """An older certificate whose assessment was never in Balai: copied from the paper, and shown as such everywhere.

    Raises Refused("not_a_certifier"), ("may_not_record"), ("scheme_missing"), ("issued_ahead"), ("certifiers_own"),
    ("denied"), ("already_recorded").
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    check_certifier(certifier)
    recorder = check_paper_recorder(by, certifier.pk, person)
    check_is_live(person)
    named = " ".join(scheme.split())
    if not named:
        raise Refused("scheme_missing", _("“Skema sertifikasi” belum diisi. Salin dari kertasnya."), "scheme")
    until = paper.valid_until or usual_end(paper.issued_on)
    check_dates(paper.issued_on, until, timezone.localdate(now))
    if recorder != certifier.pk:
        check_certifier_silent(certifier, person.pk, named, paper.issued_on, timezone.localdate(now))
        check_not_denied(certifier, " ".join(paper.number.split()))
    made = CompetenceCertificate(
        person=person, certifier=certifier, scheme=named, number=" ".join(paper.number.split()),
        registration_number=" ".join(paper.registration_number.split()), issued_on=paper.issued_on, valid_until=until,
        scan=paper.scan, from_paper=True, recorded_for_id=recorder, recorded_by=by.name, recorded_at=now,
        on_behalf_of_id=told_for(by, recorder, certifier.pk),
    )  # fmt: skip
    _save(made)
    if recorder != certifier.pk:
        check_not_denied(certifier, made.number)
    touch([person.pk], timezone.localdate(now))
    record(by, "certification.record_from_paper", made, told_by=recorder)
    return made


@transaction.atomic
def attach_scan(*, by: Actor, certificate: CompetenceCertificate, scan: StoredFile) -> CompetenceCertificate:
    certificate = _locked(by, certificate)
    certificate.scan = scan
    certificate.save(update_fields=["scan"])
    record(by, "certification.attach_scan", certificate, scan=str(scan.pk))
    return certificate


@transaction.atomic
def set_blank(*, by: Actor, certificate: CompetenceCertificate, state: str, number: str) -> CompetenceCertificate:
    """Where the certifier's numbered form stands. Raises Refused("no_blank_state") for a state that is none."""
    certificate = _locked(by, certificate)
    if state not in BlankState.values:
        raise Refused("no_blank_state", _("Pilih keadaan blangkonya."), "blank_state")
    before = certificate.blank_state
    certificate.blank_state, certificate.blank_number = state, " ".join(number.split())
    certificate.save(update_fields=["blank_state", "blank_number"])
    record(by, "certification.set_blank", certificate, before=before, after=state)
    return certificate


@transaction.atomic
def confirm_certificate(*, by: Actor, certificate: CompetenceCertificate, now: datetime) -> CompetenceCertificate:
    """The certifier says that what somebody else wrote down is its own. Raises Refused("nothing_to_confirm"),
    ("may_not_confirm"), ("not_valid")."""
    certificate = _locked(by, certificate)
    check_speaks(by, certificate)
    _check_valid(certificate)
    if certificate.certifier_word != CertifierWord.CONFIRMED:
        certificate.certifier_word, certificate.certifier_said_at = CertifierWord.CONFIRMED, now
        certificate.save(update_fields=["certifier_word", "certifier_said_at"])
        record(by, "certification.confirm_certificate", certificate, told_by=certificate.recorded_for_id)
    return certificate


@transaction.atomic
def withdraw_certificate(*, by: Actor, certificate: CompetenceCertificate, reason: str) -> CompetenceCertificate:
    """The record was wrong (number of somebody else, never issued). The paper itself is the certifier's affair: by its head, of
    what somebody else wrote down, this denies it, and nobody else puts it back or writes that number down again."""
    return _end(by, certificate, S.WITHDRAWN, reason)


@transaction.atomic
def revoke_certificate(*, by: Actor, certificate: CompetenceCertificate, reason: str) -> CompetenceCertificate:
    """The certifier took the certificate back."""
    return _end(by, certificate, S.REVOKED, reason)


@transaction.atomic
def restore_certificate(*, by: Actor, certificate: CompetenceCertificate) -> CompetenceCertificate:
    """Takes back a withdrawal or a revocation that was a mistake.

    Raises Refused("may_not_record"), ("may_not_issue"), ("certifiers_own"), ("number_taken"), ("no_assessment"),
    ("not_competent").
    """
    # The assessment first, in the order of whoever writes its verdict or another certificate for it.
    listed = CompetencyAssessment.objects.filter(certificate=certificate.pk)
    assessment = listed.select_for_update(of=("self",)).first()
    certificate = _locked(by, certificate)
    before = certificate.state
    if before == S.VALID:
        return certificate
    check_word_stands(by, certificate)
    certificate.state, certificate.withdrawn_reason = S.VALID, ""
    certificate.certifier_word, certificate.certifier_said_at = "", None
    try:
        with transaction.atomic():
            certificate.save(update_fields=["state", "withdrawn_reason", "certifier_word", "certifier_said_at"])
    except IntegrityError:
        raise Refused("number_taken", _("Nomor ini sudah dicatat lagi pada sertifikat lain.")) from None
    _check_may_stand_again(certificate, assessment)
    record(by, "certification.restore_certificate", certificate, before=before)
    return certificate


def _check_may_stand_again(certificate: CompetenceCertificate, assessment: CompetencyAssessment | None) -> None:
    """A paper whose assessment was never seen here stands by itself; any other needs the assessment it was recorded for."""
    if certificate.from_paper:
        return
    if assessment is None or certificate.assessment_id != assessment.pk:
        raise Refused(
            "no_assessment",
            _(
                "Sertifikat ini tidak terikat pada uji mana pun lagi, karena sertifikat lain sudah dicatat untuk uji itu. "
                "Catat yang benar dari ujinya."
            ),
        )
    check_may_have_certificate(assessment)


def _save(made: CompetenceCertificate) -> None:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refused(
            "already_recorded",
            _("Sertifikat dengan nomor ini, atau sertifikat untuk uji ini, sudah tercatat. Periksa nomornya."),
            "number",
        ) from None


def _blank(paper: Paper) -> dict[str, str]:
    number = " ".join(paper.blank_number.split())
    return {"blank_number": number, "blank_state": BlankState.RECEIVED if number else ""}


def usual_end(issued_on: date, years: int | None = None) -> date:
    """The last day by the scheme, without one by the rule of the day of issue: stored, so that nothing later moves it."""
    return add_months(issued_on, 12 * (years or int(value_on(VALID_YEARS, issued_on))))


def _locked(by: Actor, certificate: CompetenceCertificate) -> CompetenceCertificate:
    rows = CompetenceCertificate.objects.select_for_update(of=("self",))
    certificate = rows.select_related("assessment__enrolment__batch", "person__home_regency").get(pk=certificate.pk)
    check_may_correct(by, certificate)
    return certificate


def _end(by: Actor, certificate: CompetenceCertificate, state: S, reason: str) -> CompetenceCertificate:
    certificate = _locked(by, certificate)
    _check_valid(certificate)
    check_word_stands(by, certificate)
    certificate.state, certificate.withdrawn_reason = state, check_reason(reason)
    if speaks(by, certificate):
        certificate.certifier_word = CertifierWord.DENIED if state == S.WITHDRAWN else CertifierWord.CONFIRMED
        certificate.certifier_said_at = timezone.now()
    certificate.save(update_fields=["state", "withdrawn_reason", "certifier_word", "certifier_said_at"])
    record(by, f"certification.{state.value}", certificate, word=certificate.certifier_word)
    return certificate


def _check_valid(certificate: CompetenceCertificate) -> None:
    if certificate.state != S.VALID:
        raise Refused("not_valid", _("Catatan ini sudah ditarik atau dicabut. Muat ulang halaman."))
