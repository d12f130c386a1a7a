"""What waits: proposals to answer, funded packages without a class, classes whose next step is due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.clock import today_in
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem
from balai.parameters.queries import value_on
from balai.planning.enums import FUNDED, BatchState, PackageState
from balai.planning.models import Batch, Package, PackageAgreement
from balai.planning.parameters import ANSWER_DAYS
from balai.planning.rules.agreements import GONE

MOST = 20
AGREEMENT_SOON = timedelta(days=30)
CLOSING_SOON = timedelta(days=3)
EASTERNMOST = "Asia/Jayapura"


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    yield from _packages(actor, now)
    yield from _classes(actor, now)


def _packages(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    """Proposals to answer, own ones nobody sent or answered, money without a class; the oldest of each, in one question."""
    today = timezone.localdate(now)
    sent = Q(state=PackageState.PROPOSED, mend_asked_at__isnull=True)
    asked = sent & Q(funder_id__in=actor.institutions_with(Permission.PACKAGE_DECIDE))
    proposes = actor.institutions_with(Permission.PACKAGE_PROPOSE)
    late = sent & Q(proposed_at__lt=now - timedelta(days=value_on(ANSWER_DAYS, today)))
    mends = Q(state=PackageState.DRAFT) | Q(mend_asked_at__isnull=False)
    own = Q(centre_id__in=proposes) & (mends | (late & ~Q(funder_id__in=proposes)))
    classless = ~Exists(Batch.objects.filter(package=OuterRef("pk")))
    funded = Q(classless, state__in=FUNDED, centre_id__in=actor.institutions_with(Permission.BATCH_EDIT))
    kind = Case(
        When(asked, then=Value("asked")),
        When(own, then=Value("own")),
        When(funded, then=Value("funded")),
        default=Value("rests"),
    )
    place = Window(RowNumber(), partition_by="waits", order_by=[Coalesce("answered_at", "proposed_at"), "pk"])
    ending = _ending(actor, today)
    first = ending.filter(package=OuterRef("pk")).order_by("agreement__valid_to", "pk")
    rests = Q(pk__in=ending.values("package")) & _goes_on(today)
    rows: Any = Package.objects.filter(asked | own | funded | rests).annotate(waits=kind)
    rows = rows.annotate(
        ends=Subquery(first.values("agreement__valid_to")[:1]), agreed=Subquery(first.values("agreement__title")[:1])
    )
    items = {"asked": _proposal, "own": _own_proposal, "funded": _funded}
    shown = rows.annotate(place=place).filter(place__lte=MOST).select_related("centre", "funder")
    for package in shown.order_by("waits", "place"):
        if package.waits in items:
            yield items[package.waits](package, today)
        if package.ends is not None:
            yield _agreement(package, actor, today)


def _ending(actor: Actor, today: date) -> QuerySet[PackageAgreement]:
    """What packages rest on and binds the actor's body: over, or soon."""
    seats = actor.institutions_with(Permission.INSTITUTION_EDIT)
    party = Q(agreement__parties__institution_id__in=seats) | Q(agreement__kept_by_id__in=seats)
    return PackageAgreement.objects.filter(party, agreement__valid_to__lte=today + AGREEMENT_SOON)


def _goes_on(today: date) -> Q:
    """A package with a class that is not over, or of which none was opened yet."""
    over = (BatchState.FINISHED, BatchState.CANCELLED)
    runs = Exists(Batch.objects.filter(package=OuterRef("pk")).exclude(state__in=over))
    planned = Q(~Exists(Batch.objects.filter(package=OuterRef("pk"))), year__gte=today.year)
    return ~Q(state__in=GONE) & (Q(runs) | planned)


def _agreement(package: Any, actor: Actor, today: date) -> WorkItem:
    """To the package where the actor's body is its centre or funder; to the own body's page, where agreements stand, else."""
    seats = actor.institutions_with(Permission.INSTITUTION_EDIT)
    mine = bool({package.centre_id, package.funder_id} & seats)
    over = package.ends < today
    said = _("Perjanjian yang mendasari %(title)s berakhir %(day)s.")
    return WorkItem(
        key=f"planning:agreement:{package.pk}:{package.ends}",
        title=_("Perbarui perjanjian %(agreement)s") % {"agreement": package.agreed},
        reason=said % {"title": package.title, "day": tanggal(package.ends)},
        url="planning:package" if mine else "institutions:page",
        args=(package.pk if mine else min(seats),),
        button=_("Lihat"),
        due=package.ends,
        urgency=0 if over else 1,
    )


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
    """Until when a proposal should have its answer, by the rule of the day it was sent; None once it has one, and while the
    funder waits for the centre."""
    if package.state != PackageState.PROPOSED or package.mend_asked_at is not None:
        return None
    sent = timezone.localdate(package.proposed_at)
    return sent + timedelta(days=value_on(ANSWER_DAYS, sent))


def _own_proposal(package: Package, today: date) -> WorkItem:
    """What the centre itself should know: silence past the term, drafts nobody has sent, what it is asked to mend."""
    if package.mend_asked_at is not None:
        return _to_mend(package)
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


def _to_mend(package: Package) -> WorkItem:
    return WorkItem(
        key=f"planning:mend:{package.pk}",
        title=_("Perbaiki usulan %(title)s") % {"title": package.title},
        reason=_("%(funder)s meminta perbaikan sebelum menjawab") % {"funder": package.funder.name},
        url="planning:package",
        args=(package.pk,),
        button=_("Lihat usulan"),
        since=package.mend_asked_at,
        urgency=1,
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
