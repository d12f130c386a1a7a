"""The centre's own paper: issued for a whole class, replaced when something on it was wrong, revoked with a reason."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record, record_many
from balai.institutions.models import Institution
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.models import Batch
from balai.training.enums import CertificateState, EnrolmentState
from balai.training.messages import tell_certified
from balai.training.models import Enrolment, TrainingCertificate
from balai.training.parameters import CERTIFICATE_NUMBER
from balai.training.queries.stated import stated_of
from balai.training.rules.authority import check_may_certify
from balai.training.rules.numbers import number_from


@transaction.atomic
def issue_training_certificates(
    *, by: Actor, batch: Batch, signatory: str, issued_on: date
) -> list[TrainingCertificate]:
    """One for everyone who completed and has none that is valid; doing it again issues what is missing."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_may_certify(by, batch)
    valid = TrainingCertificate.objects.filter(enrolment__batch=batch, state=CertificateState.ISSUED)
    rows = (
        Enrolment.objects.select_for_update(of=("self",))  # `reopen_enrolment` waits, or is seen here
        .filter(batch=batch, state=EnrolmentState.COMPLETED)
        .exclude(pk__in=valid.values("enrolment_id"))
        .select_related("person")
        .order_by("seat", "pk")
    )
    if not rows:
        raise Refused(
            "nobody_to_certify",
            _("Tidak ada peserta lulus yang belum bersertifikat. Putuskan kelulusan dulu di halaman hasil."),
        )
    serial = _next_serial(batch, issued_on)
    made = [_certificate(batch, row, serial + place, signatory, issued_on) for place, row in enumerate(rows)]
    _freeze(batch, made)
    _write(made)
    record_many(by, "training.issue_certificate", made, batch=batch.pk)
    tell_certified(made)
    return made


@transaction.atomic
def replace_certificate(
    *, by: Actor, certificate: TrainingCertificate, reason: str, signatory: str, issued_on: date
) -> TrainingCertificate:
    """A corrected paper with name, hours, results and attendance as they are now; the old one is no longer valid."""
    Batch.objects.select_for_update().get(pk=certificate.enrolment.batch_id)
    certificate = _locked(by, certificate)
    certificate.revoked_reason = check_reason(reason)
    certificate.state, certificate.revoked_on = CertificateState.REPLACED, issued_on
    certificate.save(update_fields=["state", "revoked_on", "revoked_reason"])
    batch = certificate.enrolment.batch
    made = _certificate(batch, certificate.enrolment, _next_serial(batch, issued_on), signatory, issued_on)
    made.replaces = certificate
    _freeze(batch, [made])
    _write([made])
    record(by, "training.replace_certificate", made, replaces=certificate.pk)
    tell_certified([made])
    return made


@transaction.atomic
def revoke_certificate(*, by: Actor, certificate: TrainingCertificate, reason: str, today: date) -> TrainingCertificate:
    """No longer valid, and the verification page says so. A new one can be issued afterwards."""
    certificate = _locked(by, certificate)
    certificate.revoked_reason = check_reason(reason)
    certificate.state, certificate.revoked_on = CertificateState.REVOKED, today
    certificate.save(update_fields=["state", "revoked_on", "revoked_reason"])
    record(by, "training.revoke_certificate", certificate)
    return certificate


def _locked(by: Actor, certificate: TrainingCertificate) -> TrainingCertificate:
    rows = TrainingCertificate.objects.select_for_update(of=("self",))
    certificate = rows.select_related("enrolment__batch", "enrolment__person").get(pk=certificate.pk)
    check_may_certify(by, certificate.enrolment.batch)
    if certificate.state != CertificateState.ISSUED:
        raise Refused("not_valid", _("Sertifikat ini sudah diganti atau dicabut. Muat ulang halaman."))
    return certificate


def _next_serial(batch: Batch, issued_on: date) -> int:
    """Under the lock of the issuer, so that two classes that end on one day do not count alike."""
    Institution.objects.select_for_update().get(pk=batch.centre_id)
    return TrainingCertificate.objects.filter(issuer_id=batch.centre_id, issued_on__year=issued_on.year).count() + 1


def _certificate(
    batch: Batch, enrolment: Enrolment, serial: int, signatory: str, issued_on: date
) -> TrainingCertificate:
    pattern = str(value_on(CERTIFICATE_NUMBER, issued_on, batch.centre_id))
    curriculum = batch.curriculum
    return TrainingCertificate(
        enrolment=enrolment,
        issuer_id=batch.centre_id,
        number=number_from(pattern, serial=serial, batch_id=batch.pk, seat=enrolment.seat, day=issued_on),
        holder_name=enrolment.person.full_name,
        programme_title=curriculum.programme.title,
        lesson_hours=curriculum.lesson_hours(),
        issued_on=issued_on,
        signatory=" ".join(signatory.split()),
    )


def _freeze(batch: Batch, made: list[TrainingCertificate]) -> None:
    stated = stated_of(batch, [paper.enrolment for paper in made])
    for paper in made:
        paper.content = stated[paper.enrolment_id]


def _write(made: list[TrainingCertificate]) -> None:
    try:
        with transaction.atomic():
            TrainingCertificate.objects.bulk_create(made)
    except IntegrityError:
        raise Refused(
            "number_taken",
            _(
                "Nomor sertifikat yang terbentuk sudah terpakai. Periksa pola nomornya di halaman Aturan: sertakan {nomor}."
            ),
        ) from None
