"""What waits: proposals to answer, classes to announce, registrations that closed, classes past their last day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.registry import WorkItem
from balai.parameters.queries import value_on
from balai.planning.enums import BatchState, PackageState
from balai.planning.models import Batch, Package
from balai.planning.parameters import ANSWER_DAYS

MOST = 20


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    yield from _proposals(actor, now)
    yield from _classes(actor, now)


def _proposals(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    funders = actor.institutions_with(Permission.PACKAGE_DECIDE)
    if not funders:
        return
    today = timezone.localdate(now)
    term = timedelta(days=value_on(ANSWER_DAYS, today))
    rows = (
        Package.objects.filter(funder_id__in=funders, state=PackageState.PROPOSED)
        .select_related("centre")
        .order_by("proposed_at")
    )
    for package in rows[:MOST]:
        due = timezone.localdate(package.proposed_at + term)
        yield WorkItem(
            key=f"planning:package:{package.pk}",
            title=_("Jawab usulan: %(title)s, %(seats)s kursi") % {"title": package.title, "seats": package.seats},
            reason=_("%(centre)s menunggu jawaban") % {"centre": package.centre.name},
            url="planning:package",
            args=(package.pk,),
            button=_("Jawab usulan"),
            since=package.proposed_at,
            due=due,
            urgency=0 if due < today else 1,
        )


def _classes(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    own = actor.institutions_with(Permission.BATCH_EDIT)
    if not own:
        return
    today = timezone.localdate(now)
    late = (
        Q(state=BatchState.ANNOUNCED, closes_at__lte=now)
        | Q(state=BatchState.RUNNING, ends_on__lt=today)
        | Q(state=BatchState.DRAFT)
    )
    rows = Batch.objects.filter(late, Q(centre_id__in=own) | Q(recruiter_id__in=own)).order_by("closes_at")
    for batch in rows[:MOST]:
        yield _class_item(batch)


def _class_item(batch: Batch) -> WorkItem:
    words = {
        BatchState.DRAFT: (_("Umumkan kelas %(title)s"), _("masih rancangan, belum terlihat pelamar"), _("Umumkan"), 2),
        BatchState.ANNOUNCED: (_("Mulai seleksi %(title)s"), _("pendaftaran sudah ditutup"), _("Mulai seleksi"), 1),
        BatchState.RUNNING: (_("Selesaikan kelas %(title)s"), _("hari terakhir sudah lewat"), _("Selesaikan"), 0),
    }
    title, reason, button, urgency = words[BatchState(batch.state)]
    return WorkItem(
        key=f"planning:batch:{batch.pk}:{batch.state}",
        title=title % {"title": batch.title},
        reason=reason,
        url="planning:class",
        args=(batch.pk,),
        button=button,
        since=batch.ends_on if batch.state == BatchState.RUNNING else batch.closes_at,
        urgency=urgency,
    )
