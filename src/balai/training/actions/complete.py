"""The end of the training for each trainee: the figures are shown, a human decides."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record, record_many
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.enums import ENROLMENT_FLOW, CertificateState, EnrolmentState
from balai.training.models import Enrolment, TrainingCertificate
from balai.training.rules.authority import check_may_certify
from balai.training.rules.completion import check_attendance


@transaction.atomic
def complete_batch(
    *, by: Actor, batch: Batch, completed: Mapping[int, bool], today: date, unmarked_reason: str = ""
) -> list[Enrolment]:
    """completed: enrolment id -> completed the training or not. Only trainees still enrolled; the others are left alone.

    unmarked_reason: why somebody completed a class without any attendance; kept with each of them. Raises
    Refused("class_not_begun"), ("no_attendance"), ("nobody_decided").
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_may_certify(by, batch)
    if today < batch.starts_on:
        raise Refused("class_not_begun", _("Kelas ini belum mulai, jadi kelulusannya belum bisa diputuskan."))
    rows = list(
        Enrolment.objects.select_for_update().filter(batch=batch, pk__in=completed, state=EnrolmentState.ENROLLED)
    )
    if not rows:
        raise Refused(
            "nobody_decided", _("Belum ada peserta yang dipilih. Pilih keputusan untuk sedikitnya satu orang.")
        )
    unmarked = check_attendance(batch, unmarked_reason) if any(completed[row.pk] for row in rows) else ""
    for row in rows:
        row.unmarked_reason = unmarked if completed[row.pk] else ""
        row.state = ENROLMENT_FLOW.next_state(row.state, "complete" if completed[row.pk] else "end_incomplete")
        row.ended_on = max(row.started_on, min(today, batch.ends_on))
    Enrolment.objects.bulk_update(rows, ["state", "ended_on", "unmarked_reason"])
    for state in (EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED):
        ids = [row.pk for row in rows if row.state == state]
        if ids:
            record_many(
                by,
                f"training.{state.value}",
                ids,
                subject_type="training.enrolment",
                batch=batch.pk,
                unmarked=bool(unmarked),
            )
    return rows


@transaction.atomic
def reopen_enrolment(*, by: Actor, enrolment: Enrolment) -> Enrolment:
    """Takes back a decision about one trainee. With a certificate out, the certificate is revoked first."""
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("batch").get(pk=enrolment.pk)
    check_may_certify(by, enrolment.batch)
    if TrainingCertificate.objects.filter(enrolment=enrolment, state=CertificateState.ISSUED).exists():
        raise Refused(
            "has_certificate",
            _("Sertifikat pelatihannya masih berlaku. Cabut sertifikat itu dulu, lalu batalkan kelulusannya."),
        )
    if enrolment.state == EnrolmentState.LEFT:
        raise Refused("has_left", _("Peserta ini berhenti. Gunakan “Masukkan kembali” pada daftar peserta."))
    before = enrolment.state
    enrolment.state, enrolment.ended_on = ENROLMENT_FLOW.next_state(before, "reopen"), None
    enrolment.unmarked_reason = ""
    enrolment.save(update_fields=["state", "ended_on", "unmarked_reason"])
    record(by, "training.reopen", enrolment, before=before)
    return enrolment
