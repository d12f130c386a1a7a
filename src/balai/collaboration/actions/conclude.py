"""A researcher concludes, subject by subject, from quotations. Each time a new version; the other two columns are never touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.collaboration.actions.bench import locked_bench
from balai.collaboration.models import Bench, Conclusion, ConclusionQuotation, Quotation
from balai.collaboration.rules.bench import check_said
from balai.collaboration.rules.conclusions import check_quoted, check_subject, check_value
from balai.kernel.once import saved_once


@dataclass(frozen=True, slots=True)
class ConclusionPlan:
    """signs: the researcher's name stands beside it; else only the body's."""

    subject: str
    value: str
    words: str
    quotations: Sequence[Quotation]
    signs: bool = False


@transaction.atomic
def conclude(
    *, by: Actor, bench: Bench, plan: ConclusionPlan, now: datetime, client_id: UUID | None = None
) -> Conclusion:
    """For the body that keeps the bench. What was concluded before stays readable as an earlier version."""
    bench = locked_bench(by, bench.pk)
    if client_id and (first := Conclusion.objects.filter(client_id=client_id).first()):
        return first  # under the lock of the bench
    subject, value = check_subject(plan.subject), check_value(plan.value)
    words = check_said(plan.words, "words", _("“Kesimpulan” belum ditulis. Tulis dengan satu atau dua kalimat."))
    rows = list(
        Quotation.objects.filter(pk__in=[one.pk for one in plan.quotations]).select_related("round").order_by("pk")
    )
    check_quoted(rows, bench)
    before = Conclusion.objects.filter(period=bench.period, institution=bench.institution, subject=subject).count()
    name = str(User.objects.get(pk=by.user_id or 0)) if plan.signs else ""
    made = Conclusion(
        period=bench.period, institution_id=bench.institution_id, subject=subject, number=before + 1, value=value,
        words=words, signed=name, at=now, by=by.name, client_id=client_id,
    )  # fmt: skip
    kept = saved_once(made)
    ConclusionQuotation.objects.bulk_create(ConclusionQuotation(conclusion=kept, quotation=row) for row in rows)
    record(by, "collaboration.conclude", kept, about=subject, value=value, version=kept.number)
    return kept
