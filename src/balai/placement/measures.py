"""Whom employers took, for promises that are followed by records. The employer's own word decides, whoever passed it on."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balai.kernel.measures import Counted, Measure, Question, Row, counted, on_days
from balai.placement.enums import PlacementKind, Says, Side
from balai.placement.models import Placement, PlacementStatement
from balai.training.models import Enrolment

TOOK = (Says.WORKS, Says.ENDED)
"""Somebody who has left again was taken."""


def graduates_hired(question: Question) -> Counted:
    completed = Enrolment.objects.completed().filter(person=OuterRef("person"))
    rows = _heard(question).exclude(kind=PlacementKind.APPRENTICESHIP)
    rows = rows.annotate(
        graduate=Exists(completed.filter(ended_on__lte=OuterRef("starts_on"))),
        undated=Exists(completed.filter(ended_on__isnull=True)),
    )
    days = on_days("starts_on", question)
    silent = Q(graduate=True) | Q(undated=True)
    return _taken(
        rows,
        days & Q(graduate=True, word__in=TOOK),
        days & (Q(silent, word__isnull=True) | Q(graduate=False, undated=True, word__in=TOOK)),
    )


def apprentices_taken(question: Question) -> Counted:
    days = on_days("starts_on", question)
    rows = _heard(question).filter(kind=PlacementKind.APPRENTICESHIP)
    return _taken(rows, days & Q(word__in=TOOK), days & Q(word__isnull=True))


def _heard(question: Question) -> QuerySet[Placement]:
    """With `word` and `said_by` of the employer's newest statement, None where it has not spoken."""
    newest = PlacementStatement.objects.filter(placement=OuterRef("pk"), side=Side.EMPLOYER).order_by("-as_of", "-pk")
    return (
        Placement.objects.live()
        .filter(employer_id=question.institution_id)
        .select_related("made_by")
        .annotate(word=Subquery(newest.values("says")[:1]), said_by=Subquery(newest.values("said_by")[:1]))
    )


def _taken(rows: QuerySet[Placement], inside: Q, unknown: Q) -> Counted:
    return counted(rows, inside, _placement, ("-starts_on", "-pk"), unknown=unknown)


def _placement(row: Placement) -> Row:
    told = {"kind": row.get_kind_display(), "body": row.made_by.name if row.made_by else ""}
    words = _("%(kind)s, dicatat %(body)s") % told if row.made_by else told["kind"]
    return Row(words, row.starts_on, "placement:placement", (row.pk,), getattr(row, "said_by", None) or "")


MEASURES = [
    Measure(
        "graduates_hired",
        gettext_lazy("Lulusan pelatihan yang diterima bekerja"),
        pgettext_lazy("satuan", "penempatan"),
        gettext_lazy(
            "Dihitung penempatan di pemberi kerja ini yang dibenarkan pemberi kerjanya, atas orang yang sudah menyelesaikan pelatihan"
            " ketika mulai bekerja, pada hari mulai bekerja, juga bila kemudian berhenti; magang, yang tidak pernah mulai, dan yang"
            " ditarik karena salah catat tidak dihitung, dan yang belum dijawab pemberi kerja disebut belum diketahui."
        ),
        graduates_hired,
    ),
    Measure(
        "apprentices_taken",
        gettext_lazy("Peserta magang yang diterima"),
        pgettext_lazy("satuan", "penempatan"),
        gettext_lazy(
            "Dihitung penempatan magang di pemberi kerja ini yang dibenarkan pemberi kerjanya, pada hari magang dimulai, juga bila"
            " kemudian berhenti; yang tidak pernah mulai dan yang ditarik karena salah catat tidak dihitung, dan yang belum dijawab"
            " pemberi kerja disebut belum diketahui."
        ),
        apprentices_taken,
    ),
]
