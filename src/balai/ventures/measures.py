"""What was done for groups after training, for promises that are followed by records."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balai.institutions.models import Membership
from balai.kernel.measures import Counted, Measure, Question, Row, counted, on_days, sure
from balai.ventures.enums import GroupState, VisitState
from balai.ventures.models import BusinessGroup, BusinessGroupQuerySet, MonitoringVisit


def visits_made(question: Question) -> Counted:
    body, days = question.institution_id, on_days("visited_on", question)
    seats = Membership.objects.filter(institution_id=body)
    then = Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("visited_on"))
    seated = Exists(seats.filter(then, user=OuterRef("visitor"), starts_on__lte=OuterRef("visited_on")))
    nobody = Q(visitor__isnull=True) & (Q(group__office_id=body) | Q(group__mentoring_institution_id=body))
    rows = MonitoringVisit.objects.filter(Q(visitor__in=seats.values("user")) | nobody, state=VisitState.DONE)
    return counted(
        rows.annotate(seated=seated).select_related("group"),
        days & Q(seated=True),
        _visit,
        ("-visited_on", "-pk"),
        unknown=days & Q(visitor__isnull=True),
    )


def groups_active(question: Question) -> Counted:
    return counted(
        _groups_of(question).filter(state=GroupState.RUNNING),
        Q(state_since__lte=question.until),
        _active,
        ("-state_since", "-pk"),
        unknown=Q(state_since__isnull=True),
    )


def products_promoted(question: Question) -> Counted:
    return counted(_groups_of(question).public(), on_days("shown_since", question), _promoted, ("-shown_since", "-pk"))


def _groups_of(question: Question) -> BusinessGroupQuerySet:
    """Which the body answers for or mentors."""
    body = question.institution_id
    return BusinessGroup.objects.filter(Q(office_id=body) | Q(mentoring_institution_id=body))


def _visit(row: MonitoringVisit) -> Row:
    words = _("kunjungan ke %(group)s") % {"group": row.group.name}
    return Row(words, sure(row.visited_on), "ventures:visit", (row.pk,), row.recorded_by)


def _active(row: BusinessGroup) -> Row:
    words = f"{row.name}: {row.business}"
    return Row(words, sure(row.state_since), "ventures:group", (row.pk,))


def _promoted(row: BusinessGroup) -> Row:
    words = f"{row.name}: {row.product_note or row.business}"
    return Row(words, sure(row.shown_since), "ventures:group", (row.pk,))


MEASURES = [
    Measure(
        "visits_made",
        gettext_lazy("Kunjungan pendampingan"),
        pgettext_lazy("satuan", "kunjungan"),
        gettext_lazy(
            "Dihitung kunjungan ke kelompok usaha yang sudah dilakukan oleh orang yang pada hari itu bertugas di lembaga ini, pada"
            " hari kunjungan; rencana dan kunjungan yang dibatalkan tidak dihitung, dan kunjungan ke kelompok lembaga ini yang tidak"
            " menyebut pengunjungnya disebut belum diketahui."
        ),
        visits_made,
    ),
    Measure(
        "groups_active",
        gettext_lazy("Kelompok usaha yang berjalan"),
        pgettext_lazy("satuan", "kelompok"),
        gettext_lazy(
            "Dihitung kelompok usaha yang diurus atau didampingi lembaga ini, yang sekarang tercatat berjalan dan sudah berjalan pada"
            " hari terakhir masa yang ditanyakan; yang sedang dibentuk, tersendat, atau berhenti tidak dihitung, juga bila dahulu"
            " pernah berjalan."
        ),
        groups_active,
    ),
    Measure(
        "products_promoted",
        gettext_lazy("Kelompok usaha yang produknya ditampilkan"),
        pgettext_lazy("satuan", "kelompok"),
        gettext_lazy(
            "Dihitung kelompok usaha yang diurus atau didampingi lembaga ini dan produknya tampil di daftar umum Balai, pada hari"
            " mulai ditampilkan; yang sudah tidak ditampilkan dan promosi di luar Balai, misalnya pameran, tidak dihitung."
        ),
        products_promoted,
    ),
]
