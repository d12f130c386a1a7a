"""What waits: verdicts that did not come, certificates not recorded, without scan, or about to end."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.certification.enums import AppealState, AssessmentVerdict, CompetenceCertificateState
from balai.certification.models import AssessmentAppeal, CompetenceCertificate, CompetencyAssessment
from balai.certification.parameters import EXPIRY_DAYS, RESULT_DAYS
from balai.institutions.voice import voices
from balai.kernel.registry import DeskHooks, WorkItem
from balai.parameters.queries import value_on
from balai.people.queries.own import has_record

MOST = 20


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    today = timezone.localdate(now)
    if actor.has(P.ASSESSMENT_RECORD) or actor.has(P.CERTIFICATE_RECORD):
        yield from _verdicts(actor, today)
    if actor.has(P.CERTIFICATE_RECORD):
        yield from _unrecorded(actor, today)
    if actor.has(P.CERTIFICATE_READ) or actor.has(P.CERTIFICATE_RECORD):
        yield from _papers(actor, today)
    if actor.has(P.ASSESSMENT_RECORD):
        yield from _appeals(actor)
    if actor.user_id is not None and has_record(actor.user_id):
        yield from _my_own_ending(actor.user_id, today)
        yield from _my_own_word(actor, today)


def _appeals(actor: Actor) -> Iterator[WorkItem]:
    rows = AssessmentAppeal.objects.filter(
        assessment__certifier_id__in=actor.institutions_with(P.ASSESSMENT_RECORD), state=AppealState.OPEN
    )
    for row in rows.select_related("assessment__person").order_by("raised_at", "pk")[:MOST]:
        yield WorkItem(
            key=f"certification.appeal:{row.pk}",
            title=_("Jawab banding %(name)s: %(scheme)s")
            % {"name": row.assessment.person.full_name, "scheme": row.assessment.scheme},
            reason=_("Peserta uji tidak setuju dengan hasilnya dan menunggu jawaban."),
            url="certification:assessment", args=(row.assessment_id,), button=_("Jawab"), since=row.raised_at, urgency=1,
        )  # fmt: skip


def _my_own_word(actor: Actor, today: date) -> Iterator[WorkItem]:
    rows = CompetencyAssessment.objects.own(actor).filter(
        verdict=AssessmentVerdict.PENDING, self_assessed_at=None, held_on__gte=today
    )
    for row in rows.select_related("certifier").order_by("held_on", "pk")[:MOST]:
        yield WorkItem(
            key=f"certification.my_own_word:{row.pk}",
            title=_("Isi asesmen mandiri: %(scheme)s") % {"scheme": row.scheme},
            reason=_("%(certifier)s perlu tahu apa yang sudah Anda bisa, dan persetujuan Anda untuk diuji.")
            % {"certifier": row.certifier.name},
            url="certification:mine", args=(row.pk,), button=_("Isi"), due=row.held_on, urgency=1,
        )  # fmt: skip


def _own(actor: Actor) -> QuerySet[CompetencyAssessment]:
    return CompetencyAssessment.objects.filter(
        Q(certifier_id__in=actor.institutions_with(P.ASSESSMENT_RECORD))
        | Q(enrolment__batch__centre_id__in=actor.institutions_with(P.CERTIFICATE_RECORD))
    )


def _verdicts(actor: Actor, today: date) -> Iterator[WorkItem]:
    """One row a day and scheme of assessment."""
    late = today - timedelta(days=int(value_on(RESULT_DAYS, today)))
    rows = (
        _own(actor)
        .filter(verdict=AssessmentVerdict.PENDING, held_on__lte=today)
        .values("scheme", "held_on", "certifier__name")
        .annotate(n=Count("pk"), first=Min("pk"))
        .order_by("held_on", "scheme")
    )
    for row in rows[:MOST]:
        yield WorkItem(
            key=f"certification.verdict:{row['first']}",
            title=_("Catat hasil uji %(number)d orang: %(scheme)s") % {"number": row["n"], "scheme": row["scheme"]},
            reason=_("Diuji oleh %(certifier)s, hasilnya belum ada.") % {"certifier": row["certifier__name"]},
            url="certification:assessment", args=(row["first"],), button=_("Catat hasil"), since=row["held_on"],
            urgency=0 if row["held_on"] < late else 1,
        )  # fmt: skip


def _unrecorded(actor: Actor, today: date) -> Iterator[WorkItem]:
    """What the certifier judged itself waits at the certifier's desk alone, as long as its head sits here."""
    issues = voices(P.CERTIFICATE_ISSUE, today).values("institution_id")
    elsewhere = Q(on_behalf_of=None, certifier_id__in=issues)
    rows = (
        _own(actor)
        .filter(
            Q(certifier_id__in=actor.institutions_with(P.ASSESSMENT_RECORD)) | ~elsewhere,
            Q(certificate__isnull=True) | Q(certificate__state=CompetenceCertificateState.WITHDRAWN),
            verdict=AssessmentVerdict.COMPETENT,
        )
        .values("scheme", "held_on")
        .annotate(n=Count("pk"), first=Min("pk"))
        .order_by("held_on", "scheme")
    )
    for row in rows[:MOST]:
        yield WorkItem(
            key=f"certification.unrecorded:{row['first']}",
            title=_("Catat sertifikat kompetensi %(number)d orang: %(scheme)s")
            % {"number": row["n"], "scheme": row["scheme"]},
            reason=_("Dinyatakan kompeten, nomor sertifikatnya belum dicatat."),
            url="certification:certify", args=(row["first"],), button=_("Catat sertifikat"), since=row["held_on"],
        )  # fmt: skip


def _papers(actor: Actor, today: date) -> Iterator[WorkItem]:
    """Without scan, for who records; about to end, for who reads; written down by others, for the certifier's head. One
    question to the database for all."""
    last = today + timedelta(days=int(value_on(EXPIRY_DAYS, today)))
    reads, records = (
        _about(actor.institutions_with(P.CERTIFICATE_READ)),
        _about(actor.institutions_with(P.CERTIFICATE_RECORD)),
    )
    told = Q(
        certifier_id__in=actor.institutions_with(P.CERTIFICATE_ISSUE), on_behalf_of=F("certifier"), certifier_word=""
    )
    told &= ~Q(recorded_for=F("certifier"))
    bare = records & Q(scan__isnull=True, on_behalf_of__isnull=False)
    ends = reads & Q(valid_until__range=(today, last))
    found = CompetenceCertificate.objects.filter(bare | ends | told, state=CompetenceCertificateState.VALID).aggregate(
        bare=Count("pk", filter=bare, distinct=True), bare_since=Min("recorded_at", filter=bare),
        ends=Count("pk", filter=ends, distinct=True), ends_on=Min("valid_until", filter=ends),
        told=Count("pk", filter=told, distinct=True), told_since=Min("recorded_at", filter=told), told_first=Min("pk", filter=told),
    )  # fmt: skip
    if found["bare"]:
        yield WorkItem(
            key="certification.without_scan",
            title=_("Unggah pindaian %(number)d sertifikat kompetensi") % {"number": found["bare"]},
            reason=_("Dicatat atas nama lembaga sertifikasi, kertasnya belum dilampirkan."),
            url="certification:without_scan", button=_("Lihat daftarnya"), since=found["bare_since"],
        )  # fmt: skip
    if found["told"]:
        yield WorkItem(
            key="certification.told",
            title=_("Benarkan atau bantah %(number)d sertifikat yang dicatat lembaga lain") % {"number": found["told"]},
            reason=_("Disalin dari kertas atas nama lembaga Anda, sebelum atau di luar pencatatan Anda sendiri."),
            url="certification:certificate", args=(found["told_first"],), button=_("Periksa"), since=found["told_since"],
        )  # fmt: skip
    if found["ends"]:
        yield WorkItem(
            key="certification.ending",
            title=_("%(number)d sertifikat kompetensi segera berakhir") % {"number": found["ends"]},
            reason=_("Kabari pemiliknya agar sempat mengikuti uji ulang."),
            url="certification:ending", button=_("Lihat daftarnya"), due=found["ends_on"],
        )  # fmt: skip


def _about(own: frozenset[int]) -> Q:
    return Q(certifier_id__in=own) | Q(recorded_for_id__in=own) | Q(assessment__enrolment__batch__centre_id__in=own)


def _my_own_ending(user_id: int, today: date) -> Iterator[WorkItem]:
    last = today + timedelta(days=int(value_on(EXPIRY_DAYS, today)))
    rows = CompetenceCertificate.objects.filter(
        person__user_id=user_id, state=CompetenceCertificateState.VALID, valid_until__range=(today, last)
    )
    for paper in rows.select_related("certifier").order_by("valid_until")[:MOST]:
        yield WorkItem(
            key=f"certification.my_own:{paper.pk}",
            title=_("Sertifikat kompetensi Anda segera berakhir: %(scheme)s") % {"scheme": paper.scheme},
            reason=_("Hubungi %(certifier)s untuk ikut uji ulang sebelum tanggal itu.")
            % {"certifier": paper.certifier.name},
            url="verification:paper", args=(paper.code,), button=_("Lihat sertifikat"), due=paper.valid_until, urgency=1,
        )  # fmt: skip


HOOKS = DeskHooks(room="certification", waiting=waiting)
