"""What training says to people."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from balai.notifications.outbox import put
from balai.people.models import Person
from balai.planning.models import Batch
from balai.training.models import Enrolment, LevyReport, TrainingCertificate


def tell_enrolled(batch: Batch, enrolments: Sequence[Enrolment]) -> None:
    people = _people(one.person_id for one in enrolments)
    for one in enrolments:
        person = people[one.person_id]
        body = _("%(name)s, kursi Anda nomor %(seat)s di kelas %(title)s. Mulai %(day)s, tempat: %(venue)s.") % {
            "name": person.full_name,
            "seat": one.seat,
            "title": batch.title,
            "day": batch.starts_on.strftime("%d-%m-%Y"),
            "venue": batch.venue or batch.centre.name,
        }
        put("training.enrolled", _address(person), body, key=f"training.enrolled:{one.pk}:{one.seat}")


def tell_certified(certificates: Sequence[TrainingCertificate]) -> None:
    people = _people(one.enrolment.person_id for one in certificates)
    for one in certificates:
        person = people[one.enrolment.person_id]
        body = _(
            "%(name)s, sertifikat pelatihan %(title)s sudah terbit. Kodenya %(code)s: siapa pun bisa memeriksanya "
            "di halaman verifikasi Balai."
        ) % {"name": person.full_name, "title": one.programme_title, "code": one.code}
        put("training.certified", _address(person), body, key=f"training.certified:{one.pk}")


def tell_levy_answered(report: LevyReport) -> None:
    """To somebody without an account; others read the answer behind their own."""
    if report.application is None or not report.application.phone:
        return
    body = _("Jawaban dinas tenaga kerja atas laporan pungutan Anda: %(answer)s") % {"answer": report.answer}
    put("training.levy_answered", report.application.phone, body)


def _people(ids: Iterable[object]) -> dict[object, Person]:
    return {one.pk: one for one in Person.objects.filter(pk__in=list(ids)).only("full_name", "email", "phone")}


def _address(person: Person) -> str:
    return person.email or person.phone
