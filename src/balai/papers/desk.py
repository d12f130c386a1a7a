"""What waits for whom: reports to make and file after a class; lines of a sample to examine; findings to answer, and answers to
read."""

from collections.abc import Iterable, Set
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, Min, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.kernel.formats import tanggal
from balai.kernel.registry import DeskHooks, WorkItem
from balai.papers.enums import PaperKind
from balai.papers.models import ClassPaper, LineAnswer, Mandate, Sample, SampleLine
from balai.papers.parameters import REPORT_DAYS
from balai.parameters.queries import value_on
from balai.planning.enums import BatchState
from balai.planning.models import Batch

MOST = 20
SOON = timedelta(days=7)
Ids = Set[int]


def waiting(actor: Actor, now: datetime) -> Iterable[WorkItem]:
    own, instead = actor.institutions_with(P.TRAINING_CERTIFY), actor.institutions_with(P.BATCH_EDIT)
    if own | instead:
        yield from _of_classes(own, instead, now)
    if inspecting := actor.institutions_with(P.INSPECT):
        yield from _samples(inspecting, timezone.localdate(now))
        yield from _answers(inspecting)


def _samples(inspecting: Ids, today: date) -> Iterable[WorkItem]:
    """Drawn under a mandate that still holds, with lines nobody has examined."""
    under = Mandate.objects.valid_on(today).filter(body_id__in=inspecting)
    rows = Sample.objects.filter(mandate__in=under).annotate(left=Count("lines", filter=Q(lines__finding="")))
    for sample in rows.filter(left__gt=0).select_related("mandate").order_by("mandate__valid_to", "pk")[:MOST]:
        left, until = int(getattr(sample, "left", 0)), sample.mandate.valid_to
        yield WorkItem(
            key=f"papers.sample:{sample.pk}",
            title=ngettext("Periksa %(n)s baris contoh", "Periksa %(n)s baris contoh", left) % {"n": left},
            reason=_("Surat tugas %(number)s berlaku sampai %(day)s.")
            % {"number": sample.mandate.letter_number, "day": tanggal(until)},
            url="papers:drawn", args=(sample.pk,), button=_("Periksa"), since=sample.drawn_at, due=until,
            urgency=1 if until <= today + SOON else 2,
        )  # fmt: skip


def _of_classes(own: Ids, instead: Ids, now: datetime) -> Iterable[WorkItem]:
    """Reports and findings."""
    today = timezone.localdate(now)
    days = int(value_on(REPORT_DAYS, today))
    for batch in _waiting_classes(own, instead, today):
        if batch.findings_since is not None:
            yield WorkItem(
                key=f"papers.findings:{batch.pk}",
                title=_("Jawab temuan pemeriksaan: %(title)s") % {"title": batch.title},
                reason=_("Pemeriksa menunggu penjelasan balai Anda; setiap temuan dijawab satu kali."),
                url="papers:findings", button=_("Baca temuan"), since=batch.findings_since, urgency=1,
            )  # fmt: skip
        if not batch.owes:
            continue
        due = batch.ends_on + timedelta(days=days)
        late = due < today_in(batch.zone, now)
        yield WorkItem(
            key=f"papers.report:{batch.pk}", title=_("Sampaikan laporan kegiatan %(title)s") % {"title": batch.title},
            reason=_("Kelas selesai; pendana dan pihak lain menunggu laporannya."), url="papers:list", args=(batch.pk,),
            button=_("Buka berkas"), since=batch.ends_on, due=due, urgency=0 if late else 2,
        )  # fmt: skip


def _waiting_classes(own: Ids, instead: Ids, today: date) -> Iterable[Any]:
    """Classes with owes (a report) and findings_since (the first that has no answer), in one question to the database."""
    filed = ClassPaper.objects.filter(kind=PaperKind.REPORT, filed_at__isnull=False).values("batch_id")
    reports = Q(reporter_id__in=own, centre_id=F("reporter_id"))
    reports |= Q(reporter_id__in=instead) & ~Q(centre_id=F("reporter_id"))
    over = reports & Q(state=BatchState.FINISHED, ends_on__lt=today) & ~Q(pk__in=filed)
    found = SampleLine.objects.unanswered().filter(batch=OuterRef("pk"), batch__centre_id__in=own).order_by()
    since = found.values("batch").annotate(since=Min("sample__sent_at")).values("since")
    mine = Batch.objects.filter(Q(reporter_id__in=own | instead) | Q(centre_id__in=own))
    rows = mine.annotate(owes=Case(When(over, then=True), default=False), findings_since=Subquery(since))
    rows = rows.filter(Q(owes=True) | Q(findings_since__isnull=False)).select_related("centre__region")
    return rows.order_by("owes", "-ends_on", "pk")[:MOST]


def _answers(inspecting: Ids) -> Iterable[WorkItem]:
    unread = LineAnswer.objects.filter(line__sample__mandate__body_id__in=inspecting, read_at=None)
    rows = unread.values("line__sample", "line__sample__mandate__letter_number")
    for row in rows.annotate(n=Count("pk"), since=Min("answered_at")).order_by("since")[:MOST]:
        letter = row["line__sample__mandate__letter_number"]
        yield WorkItem(
            key=f"papers.answers:{row['line__sample']}",
            title=_("Baca %(n)d jawaban balai: %(letter)s") % {"n": row["n"], "letter": letter},
            reason=_("Balai menjawab temuan yang Anda kirim."), url="papers:drawn", args=(row["line__sample"],),
            button=_("Baca jawaban"), since=row["since"], urgency=1,
        )  # fmt: skip


HOOKS = DeskHooks(room="papers", waiting=waiting)
