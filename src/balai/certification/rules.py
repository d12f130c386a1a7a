"""Who may enter what for a certifier, and what deserves a warning."""

import re
from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.certification.credentials.statement import issued_here
from balai.certification.enums import RESULTS, AssessmentVerdict, CompetenceCertificateState
from balai.certification.models import CompetenceCertificate, CompetencyAssessment
from balai.institutions.enums import Function, InstitutionKind
from balai.institutions.models import Institution
from balai.institutions.voice import has_own_voice
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.people.rules.authority import may_on
from balai.planning.models import Batch
from balai.training.models import Enrolment, TrainingSession

# As seen on printed certificates; what the groups mean is nowhere published, so it is looked at for a warning only.
NUMBER: Final = re.compile(r"^\d{5} \d{4} \d \d{6,7} \d{4}$")
_CERTIFIERS = (InstitutionKind.CERTIFICATION_BODY, InstitutionKind.CERTIFICATION_AUTHORITY)


def recorder_for(actor: Actor, certifier_id: int, batch: Batch | None, person: Person | None = None) -> int | None:
    """The institution at whose desk this is entered, None when the actor may not.

    The certifier itself; or the centre of the class, or the labour office of the person's regency, as it was told.
    """
    if actor.system or actor.may(P.ASSESSMENT_RECORD, certifier_id):
        return certifier_id
    if batch is not None and actor.may(P.CERTIFICATE_RECORD, batch.centre_id):
        return batch.centre_id
    if person is not None and person.home_regency_id is not None:
        home = person.home_regency
        province = home.province_id if home else None
        for desk in actor.desks:
            alone = Actor(actor.name, actor.user_id, (desk,))
            if alone.may_in(P.CERTIFICATE_RECORD, regency=person.home_regency_id, province=province):
                return desk.institution
    return None


def check_recorder(actor: Actor, certifier_id: int, batch: Batch | None, person: Person | None = None) -> int:
    found = recorder_for(actor, certifier_id, batch, person)
    if found is None:
        raise Refused(
            "may_not_record",
            _(
                "Uji dan sertifikat kompetensi dicatat oleh lembaga sertifikasi, balai penyelenggara, "
                "atau dinas tempat tinggal peserta."
            ),
        )
    return found


def certifiers_own(assessment: CompetencyAssessment) -> bool:
    """Something other than waiting was written, by the certifier itself: told by nobody."""
    return assessment.verdict != AssessmentVerdict.PENDING and assessment.on_behalf_of_id is None


def may_judge(assessment: CompetencyAssessment, recorder: int) -> bool:
    """recorder: as `recorder_for` found it. What the certifier wrote itself nobody writes over as told."""
    return recorder == assessment.certifier_id or not certifiers_own(assessment)


def check_may_judge(assessment: CompetencyAssessment, recorder: int) -> None:
    if not may_judge(assessment, recorder):
        raise Refused(
            "certifiers_own",
            _(
                "Hasil uji ini dicatat lembaga sertifikasinya sendiri. Yang mengubahnya lembaga itu. Mintalah kepadanya."
            ),
            "verdict",
        )


def may_answer_appeal(assessment: CompetencyAssessment, recorder: int, today: date) -> bool:
    """The certifier; who writes down what it said only where nobody of it sits here and the verdict was told as well."""
    if recorder == assessment.certifier_id:
        return True
    return not certifiers_own(assessment) and not has_own_voice(assessment.certifier_id, P.ASSESSMENT_RECORD, today)


def check_may_answer_appeal(assessment: CompetencyAssessment, recorder: int, today: date) -> None:
    if not may_answer_appeal(assessment, recorder, today):
        raise Refused(
            "certifiers_own",
            _("Banding ini dijawab lembaga sertifikasinya, yang bekerja di sini sendiri. Mintalah kepadanya."),
        )


def check_candidate_or_recorder(actor: Actor, assessment: CompetencyAssessment) -> None:
    """The candidate themself, else whoever may record this assessment."""
    if actor.user_id is not None and assessment.person.user_id == actor.user_id:
        return
    batch = assessment.enrolment.batch if assessment.enrolment else None
    if recorder_for(actor, assessment.certifier_id, batch, assessment.person) is None:
        raise Refused(
            "may_not_prepare", _("Ini diisi peserta uji sendiri, atau petugas balai dan lembaga sertifikasinya.")
        )


def check_paper_recorder(actor: Actor, certifier_id: int, person: Person) -> int:
    """For an older paper that hangs on no class: also the centre that registered or serves its holder."""
    found = recorder_for(actor, certifier_id, None, person)
    if found is None and may_on(actor, P.CERTIFICATE_RECORD, person):
        own = actor.institutions_with(P.CERTIFICATE_RECORD)
        found = person.registered_by_id if person.registered_by_id in own else min(own, default=None)
    if found is None:
        raise Refused(
            "may_not_record",
            _(
                "Sertifikat dari kertas dicatat oleh penerbitnya, balai yang melayani orangnya, atau dinas tempat tinggalnya."
            ),
        )
    return found


def batch_of(certificate: CompetenceCertificate) -> Batch | None:
    assessment = certificate.assessment
    return assessment.enrolment.batch if assessment and assessment.enrolment else None


def recorder_of(actor: Actor, certificate: CompetenceCertificate) -> int | None:
    """Whoever wrote the record may correct it, also when it hangs on no assessment any more."""
    if certificate.recorded_for_id is not None and actor.may(P.CERTIFICATE_RECORD, certificate.recorded_for_id):
        return certificate.recorded_for_id
    return recorder_for(actor, certificate.certifier_id, batch_of(certificate), certificate.person)


def check_may_correct(actor: Actor, certificate: CompetenceCertificate) -> None:
    """What was issued here is changed, taken back and put right by whoever may issue there, by no other desk."""
    if recorder_of(actor, certificate) is None:
        raise Refused("may_not_record", _("Catatan ini diubah oleh lembaga yang mencatatnya atau penerbitnya."))
    if actor.system or may_issue(actor, certificate.certifier_id):
        return
    if issued_here().filter(pk=certificate.pk).exists():
        raise Refused(
            "may_not_issue",
            _("Sertifikat ini terbit di sini. Yang mengubahnya kepala lembaga sertifikasinya. Mintalah kepadanya."),
        )


def may_correct(actor: Actor, certificate: CompetenceCertificate) -> bool:
    try:
        check_may_correct(actor, certificate)
    except Refused:
        return False
    return True


def certifier_speaks(certifier_id: int, person: UUID, scheme: str, issued_on: date, today: date) -> bool:
    """It issued a certificate of this scheme to this person here that has not ended by that day, or judged them here by
    itself and has its head here: then nobody else writes one down as told."""
    same = Q(person_id=person, certifier_id=certifier_id, scheme__iexact=scheme)
    issued = issued_here().filter(same, valid_until__gte=issued_on).exclude(state=CompetenceCertificateState.WITHDRAWN)
    if issued.exists():
        return True
    judged = CompetencyAssessment.objects.filter(same, on_behalf_of=None, held_on__lte=issued_on)
    judged = judged.exclude(verdict=AssessmentVerdict.PENDING)
    return judged.exists() and has_own_voice(certifier_id, P.CERTIFICATE_ISSUE, today)


def check_certifier_silent(certifier: Institution, person: UUID, scheme: str, issued_on: date, today: date) -> None:
    """For whoever writes down what the certifier said."""
    if certifier_speaks(certifier.pk, person, scheme, issued_on, today):
        raise Refused(
            "certifiers_own",
            _(
                "%(who)s mencatat uji dan sertifikat skema ini sendiri di Balai. Mintalah sertifikatnya kepada lembaga itu."
            )
            % {"who": certifier.name},
        )


def may_tell_certificate(assessment: CompetencyAssessment, recorder: int, today: date) -> bool:
    """recorder: as `recorder_for` found it. The certifier's own desk issues or asks its head."""
    if recorder == assessment.certifier_id:
        return True
    return not certifier_speaks(assessment.certifier_id, assessment.person_id, assessment.scheme, today, today)


def check_certifier(institution: Institution) -> None:
    if institution.kind in _CERTIFIERS:
        return
    if institution.functions.filter(function=Function.CERTIFIER).exists():
        return
    raise Refused(
        "not_a_certifier",
        _(
            "Lembaga ini tidak tercatat sebagai penerbit sertifikat kompetensi. Pilih lembaga sertifikasi profesi (LSP)."
        ),
        "certifier",
    )


def may_issue(actor: Actor, certifier_id: int) -> bool:
    """At the certifier's own desk, not for it at another's."""
    return actor.on_behalf_of is None and actor.may(P.CERTIFICATE_ISSUE, certifier_id)


def check_may_issue(actor: Actor, certifier: Institution) -> None:
    """A certificate of its own is issued by the certifier's head, as long as the body is a certifier."""
    check_certifier(certifier)
    if not actor.system and not actor.may(P.CERTIFICATE_ISSUE, certifier.pk):
        raise Refused(
            "may_not_issue", _("Sertifikat kompetensi diterbitkan kepala lembaga sertifikasinya. Mintalah kepadanya.")
        )


def check_held(held_on: date, today: date, verdict: str) -> None:
    if verdict != AssessmentVerdict.PENDING and held_on > today:
        raise Refused(
            "not_held_yet", _("Uji ini belum berlangsung. Isi hasilnya pada atau sesudah hari uji."), "verdict"
        )


def check_dates(issued_on: date, valid_until: date, today: date, held_on: date | None = None) -> None:
    """held_on: day of the assessment, None where it was never seen here."""
    if issued_on > today:
        raise Refused("issued_ahead", _("Tanggal terbit belum tiba. Tulis tanggal seperti tercetak."), "issued_on")
    if held_on is not None and issued_on < held_on:
        raise Refused(
            "issued_before_assessment",
            _("“Tanggal terbit” mendahului hari uji, %(day)s. Tulis tanggal seperti tercetak.")
            % {"day": held_on.strftime("%d-%m-%Y")},
            "issued_on",
        )
    if valid_until < issued_on:
        raise Refused(
            "ends_before_issue", _("Sertifikat berakhir sebelum terbit. Perbaiki tanggal akhirnya."), "valid_until"
        )


def check_may_have_certificate(assessment: CompetencyAssessment) -> None:
    if assessment.verdict == AssessmentVerdict.COMPETENT:
        return
    sentence = (
        _("Hasil uji ini belum kompeten, jadi tidak ada sertifikat kompetensi yang dicatat.")
        if assessment.verdict in RESULTS
        else _("Hasil uji ini belum ada. Catat hasil kompeten lebih dulu.")
    )
    raise Refused("not_competent", sentence)


def number_warning(number: str) -> str:
    """A sentence when the number looks unlike those seen on certificates; never a reason to refuse."""
    if NUMBER.match(" ".join(number.split())):
        return ""
    return str(
        _(
            "Bentuk nomor ini lain dari biasanya (contoh bentuk: 62010 2512 2 0000107 2025). Bandingkan dengan kertasnya."
        )
    )


def assessor_warning(
    assessor_name: str, batch: Batch | None, assessor_user: int | None = None, people: Collection[UUID] = ()
) -> str:
    """A sentence when the assessor taught this class, or one of the candidates in another: nobody should examine whom they
    trained."""
    own = Q(batch=batch) if batch is not None else Q(pk__in=())
    theirs = Enrolment.objects.filter(person__in=people).values("batch_id")
    taught = TrainingSession.objects.filter(own | Q(batch__in=theirs), instructor__isnull=False)
    wanted, elsewhere = _plain(assessor_name), ""
    teachers = taught.values_list("instructor_id", "instructor__full_name", "batch_id", "batch__title").distinct()
    for pk, name, where, title in teachers.order_by("batch_id", "instructor_id"):
        if not ((assessor_user is not None and pk == assessor_user) or (wanted and _plain(name or "") == wanted)):
            continue
        if batch is not None and where == batch.pk:
            return str(
                _("Asesor ini tercatat mengajar di kelas yang sama. Sebaiknya penguji bukan pengajarnya sendiri.")
            )
        elsewhere = title
    if not elsewhere:
        return ""
    sentence = _(
        "Asesor ini tercatat mengajar peserta uji di kelas %(title)s. Sebaiknya penguji bukan pengajarnya sendiri."
    )
    return sentence % {"title": elsewhere}


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalpha() else " " for c in name.split(",")[0].casefold()).split())
