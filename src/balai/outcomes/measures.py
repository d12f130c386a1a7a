"""Which alumni answered, for promises that are followed by records."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balai.kernel.clock import today_in
from balai.kernel.measures import Counted, Measure, Question, Row, at_days, counted
from balai.outcomes.enums import ContactResult, StatementSource
from balai.outcomes.models import ContactAttempt, FollowUp, OutcomeStatement

FROM_THEM = (StatementSource.SELF, StatementSource.PHONE, StatementSource.VISIT)
"""Sources of an answer; an employer's word or another record is none."""
_ZONE = "owner__region__tz"


def contacts_answered(question: Question) -> Counted:
    told = OutcomeStatement.objects.filter(follow_up=OuterRef("pk"), source__in=FROM_THEM)
    first = told.exclude(superseded_by__isnull=True, corrected_reason__gt="").order_by("said_at", "pk")
    reached = ContactAttempt.objects.filter(
        at_days("tried_at", f"follow_up__{_ZONE}", question),
        follow_up=OuterRef("pk"), result=ContactResult.ANSWERED, withdrawn_reason="",
    )  # fmt: skip
    rows = FollowUp.objects.filter(owner_id=question.institution_id).annotate(
        answered=Exists(told.live()),
        reached=Exists(reached),
        first_at=Subquery(first.values("said_at")[:1]),
        first_by=Subquery(first.values("said_by")[:1]),
    )
    return counted(
        rows.select_related("enrolment__batch", "owner__region"),
        Q(answered=True) & at_days("first_at", _ZONE, question),
        _follow_up,
        ("-first_at", "-pk"),
        unknown=Q(answered=False, reached=True),
    )


def _follow_up(row: FollowUp) -> Row:
    words = _("alumni %(title)s, gelombang %(wave)d bulan") % {"title": row.enrolment.batch.title, "wave": row.wave}
    said_at, said_by = getattr(row, "first_at"), getattr(row, "first_by")  # noqa: B009 annotated above
    return Row(words, today_in(row.owner.zone, said_at), "outcomes:follow_up", (row.pk,), said_by)


MEASURES = [
    Measure(
        "contacts_answered",
        gettext_lazy("Alumni yang menjawab"),
        pgettext_lazy("satuan", "jawaban"),
        gettext_lazy(
            "Dihitung alumni yang menjadi tanggungan lembaga ini dan memberi kabar sendiri, lewat telepon, atau saat dikunjungi, satu kali"
            " untuk tiap gelombang, pada hari kabar pertamanya dicatat; kabar yang ditarik, kata pemberi kerja, dan catatan lain tidak"
            " dihitung, dan yang menjawab tetapi kabarnya belum dicatat disebut belum diketahui."
        ),
        contacts_answered,
    )
]
