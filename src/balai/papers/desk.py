"""What waits for whom: reports to make and file after a class; reports to read."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.kernel.registry import DeskHooks, WorkItem
from balai.papers.enums import PaperKind
from balai.papers.models import ClassPaper
from balai.papers.parameters import REPORT_DAYS
from balai.parameters.queries import value_on
from balai.planning.enums import BatchState
from balai.planning.models import Batch

MOST = 20


def waiting(actor: Actor, now: datetime) -> Iterable[WorkItem]:
    own, instead = actor.institutions_with(P.TRAINING_CERTIFY), actor.institutions_with(P.BATCH_EDIT)
    if not own | instead:
        return
    today = timezone.localdate(now)
    filed = ClassPaper.objects.filter(kind=PaperKind.REPORT, filed_at__isnull=False).values("batch_id")
    reports = Q(reporter_id__in=own, centre_id=F("reporter_id"))
    reports |= Q(reporter_id__in=instead) & ~Q(centre_id=F("reporter_id"))
    over = Batch.objects.filter(reports, state=BatchState.FINISHED, ends_on__lt=today).exclude(pk__in=filed)
    days = int(value_on(REPORT_DAYS, today))
    for batch in over.select_related("centre__region").order_by("-ends_on", "pk")[:MOST]:
        due = batch.ends_on + timedelta(days=days)
        late = due < today_in(batch.zone, now)
        yield WorkItem(
            key=f"papers.report:{batch.pk}", title=_("Sampaikan laporan kegiatan %(title)s") % {"title": batch.title},
            reason=_("Kelas selesai; pendana dan pihak lain menunggu laporannya."), url="papers:list", args=(batch.pk,),
            button=_("Buka berkas"), since=batch.ends_on, due=due, urgency=0 if late else 2,
        )  # fmt: skip


HOOKS = DeskHooks(room="papers", waiting=waiting)
