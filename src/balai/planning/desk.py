"""What waits: proposals to answer, funded packages without a class, classes whose next step is due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.clock import today_in
from balai.kernel.registry import WorkItem
from balai.parameters.queries import value_on
from balai.planning.enums import FUNDED, BatchState, PackageState
from balai.planning.models import Batch, Package
from balai.planning.parameters import ANSWER_DAYS

MOST = 20
CLOSING_SOON = timedelta(days=3)
EASTERNMOST = "Asia/Jayapura"


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    yield from _packages(actor, now)
    yield from _classes(actor, now)


def _packages(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    """Proposals to answer, own ones nobody sent or answered, money without a class; the oldest of each, in one question."""
    today = timezone.localdate(now)
    asked = Q(funder_id__in=actor.institutions_with(Permission.PACKAGE_DECIDE), state=PackageState.PROPOSED)
    proposes = actor.institutions_with(Permission.PACKAGE_PROPOSE)
    late = Q(state=PackageState.PROPOSED, proposed_at__lt=now - timedelta(days=value_on(ANSWER_DAYS, today)))
    own = Q(centre_id__in=proposes) & (Q(state=PackageState.DRAFT) | (late & ~Q(funder_id__in=proposes)))
    classless = ~Exists(Batch.objects.filter(package=OuterRef("pk")))
    funded = Q(classless, state__in=FUNDED, centre_id__in=actor.institutions_with(Permission.BATCH_EDIT))
    kind = Case(When(asked, then=Value("asked")), When(own, then=Value("own")), default=Value("funded"))
    place = Window(RowNumber(), partition_by="waits", order_by=[Coalesce("answered_at", "proposed_at"), "pk"])
    rows: Any = Package.objects.filter(asked | own | funded).annotate(waits=kind).annotate(place=place)
    items = {"asked": _proposal, "own": _own_proposal, "funded": _funded}
    for package in rows.filter(place__lte=MOST).select_related("centre", "funder").order_by("waits", "place"):
        yield items[package.waits](package, today)


def _proposal(package: Package, today: date) -> WorkItem:
    due = due_of(package) or today
    return WorkItem(
        key=f"planning:package:{package.pk}",
        title=_("Jawab usulan: %(title)s, %(seats)s kursi") % {"title": package.title, "seats": package.seats},
        reason=_("%(centre)s menunggu jawaban sejak %(days)s hari")
        % {"centre": package.centre.name, "days": (today - timezone.localdate(package.proposed_at)).days},
        url="planning:package",
        args=(package.pk,),
        button=_("Jawab usulan"),
        since=package.proposed_at,
        due=due,
        urgency=0 if due < today else 1,
    )


def due_of(package: Package) -> date | None:
    """Until when a proposal should have its answer, by the rule of the day it was sent; None once it has one."""
    if package.state != PackageState.PROPOSED:
        return None
    sent = timezone.localdate(package.proposed_at)
    return sent + timedelta(days=value_on(ANSWER_DAYS, sent))


def _own_proposal(package: Package, today: date) -> WorkItem:
    """What the centre itself should know: silence past the term, drafts nobody has sent."""
    is_draft = package.state == PackageState.DRAFT
    title = _("Kirim rancangan %(title)s") if is_draft else _("Usulan %(title)s belum dijawab")
    reason = _("rancangan untuk %(funder)s, belum dikirim") if is_draft else _("%(funder)s melewati batas jawab")
    return WorkItem(
        key=f"planning:own:{package.pk}:{package.state}",
        title=title % {"title": package.title},
        reason=reason % {"funder": package.funder.name},
        url="planning:package",
        args=(package.pk,),
        button=_("Lihat rancangan") if is_draft else _("Lihat usulan"),
        since=package.proposed_at,
        urgency=2 if is_draft else 1,
    )


def _funded(package: Package, today: date) -> WorkItem:
    """The money is promised and nobody has opened the class."""
    return WorkItem(
        key=f"planning:funded:{package.pk}",
        title=_("Buka kelas %(title)s") % {"title": package.title},
        reason=_("disetujui %(funder)s, belum ada kelasnya") % {"funder": package.funder.name},
        url="planning:open",
        args=(package.pk,),
        button=_("Buka kelas"),
        since=package.answered_at,
        urgency=2,
    )


def _classes(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    own = actor.institutions_with(Permission.BATCH_EDIT)
    if not own:
        return
    latest = today_in(EASTERNMOST, now)
    due = (
        Q(state=BatchState.DRAFT)
        | Q(state=BatchState.ANNOUNCED, closes_at__lte=now + CLOSING_SOON)
        | Q(state=BatchState.SELECTING, starts_on__lte=latest)
        | Q(state=BatchState.RUNNING, ends_on__lt=latest)
    )
    rows = Batch.objects.filter(
        due, Q(centre_id__in=own) | Q(recruiter_id__in=own) | Q(selector_id__in=own)
    ).select_related("centre__region", "recruiter")
    for batch in rows.order_by("closes_at")[:MOST]:
        yield _class_item(batch, now, announces=batch.recruiter_id in own)


def _class_item(batch: Batch, now: datetime, *, announces: bool) -> WorkItem:
    """announces: the actor sits at the body that does; the centre of such a class makes it ready."""
    today = today_in(batch.zone, now)
    title, reason, button, urgency = _words(batch, now, today)
    if batch.state == BatchState.DRAFT and not announces:
        title, button = _("Siapkan kelas %(title)s"), _("Buka kelas")
        reason = _("periksa ruang, alat, instruktur, dan jadwalnya; %(who)s mengumumkannya") % {
            "who": batch.recruiter.name
        }
    return WorkItem(
        key=f"planning:batch:{batch.pk}:{batch.state}",
        title=title % {"title": batch.title},
        reason=reason,
        url="planning:class",
        args=(batch.pk,),
        button=button,
        since=batch.created_at if batch.state == BatchState.DRAFT else None,
        due=_due(batch),
        urgency=urgency,
    )


def _due(batch: Batch) -> date:
    if batch.state == BatchState.RUNNING:
        return batch.ends_on
    return batch.starts_on if batch.state == BatchState.SELECTING else today_in(batch.zone, batch.closes_at)


def _words(batch: Batch, now: datetime, today: date) -> tuple[str, str, str, int]:
    if batch.state == BatchState.DRAFT:
        return _("Umumkan kelas %(title)s"), _("masih rancangan, belum terlihat pelamar"), _("Umumkan"), 2
    if batch.state == BatchState.SELECTING:
        late = 0 if batch.starts_on < today else 1
        return _("Mulai kelas %(title)s"), _("hari pertama sudah tiba, kelas belum dimulai"), _("Mulai kelas"), late
    if batch.state == BatchState.RUNNING:
        return _("Selesaikan kelas %(title)s"), _("hari terakhir sudah lewat"), _("Selesaikan"), 0
    if batch.closes_at <= now:
        return _("Mulai seleksi %(title)s"), _("pendaftaran sudah ditutup"), _("Mulai seleksi"), 1
    return _("Pendaftaran %(title)s segera ditutup"), _("lihat apakah pelamarnya sudah cukup"), _("Lihat kelas"), 2
