"""What waits at an institution's desk and at the offices that answer for it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.imports.enums import ImportKind
from balai.imports.models import ImportRow
from balai.institutions.models import Equipment, Institution, InstructorCertificate, Membership, Proxy
from balai.institutions.parameters import WARNING_DAYS
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem
from balai.parameters.queries import value_on

SHOWN = 20
DESK_DAYS = 30
FROM_LIST, FROM_CASE = "import ", "kasus "
"""How the source of a body begins that came in by a list (actions.add_listed) or stands in a case workbook."""


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    today = timezone.localdate(now)
    yield from _to_verify(actor)
    yield from _certificates(actor, today)
    yield from _ending_desks(actor, today)
    yield from _ending_proxies(actor, today)
    yield from _repairs(actor)
    yield from _questions(actor)


def _to_verify(actor: Actor) -> Iterator[WorkItem]:
    """Those who registered themselves one by one; those somebody else wrote down, by list or workbook, as one thing."""
    if not actor.areas_with(P.INSTITUTION_VERIFY):
        return
    rows, written = (
        Institution.objects.awaiting(actor),
        Q(source__startswith=FROM_LIST) | Q(source__startswith=FROM_CASE),
    )
    for row in rows.exclude(written).order_by("created_at", "pk")[:SHOWN]:
        yield WorkItem(
            key=f"institutions.verify:{row.pk}",
            title=_("Periksa %(name)s") % {"name": row.name},
            reason=_("%(kind)s menunggu diperiksa sebelum datanya dipercaya") % {"kind": row.get_kind_display()},
            url="institutions:verify",
            args=(row.pk,),
            button=_("Periksa"),
            since=row.created_at,
        )
    listed = rows.filter(written).count()
    if listed:
        yield WorkItem(
            key="institutions.verify_listed",
            title=_("Periksa lembaga dari daftar atau buku kasus"),
            reason=ngettext(
                "%(count)s lembaga yang ditulis orang lain belum diperiksa",
                "%(count)s lembaga yang ditulis orang lain belum diperiksa",
                listed,
            )
            % {"count": listed},
            url="institutions:waiting",
            button=_("Periksa"),
        )


def _certificates(actor: Actor, today: date) -> Iterator[WorkItem]:
    own = actor.institutions_with(P.INSTITUTION_EDIT)
    if not own:
        return
    until = today + timedelta(days=value_on(WARNING_DAYS, today))
    rows = (
        InstructorCertificate.objects.ending_by(until)
        .filter(instructor__institution_id__in=own)
        .select_related("instructor")
        .order_by("valid_until", "pk")
    )
    for row in rows[:SHOWN]:
        assert row.valid_until is not None  # ending_by compares it
        over = row.valid_until < today
        sentence = _("Sertifikat %(kind)s habis sejak %(day)s") if over else _("Sertifikat %(kind)s habis %(day)s")
        yield WorkItem(
            key=f"institutions.certificate:{row.pk}",
            title=_("Perbarui sertifikat %(name)s") % {"name": row.instructor.full_name},
            reason=sentence % {"kind": row.get_kind_display(), "day": tanggal(row.valid_until)},
            url="institutions:certificate_renew",
            args=(row.instructor.institution_id, row.instructor_id, row.pk),
            button=_("Perbarui"),
            due=row.valid_until,
            urgency=0 if over else 1,
        )


def _ending_desks(actor: Actor, today: date) -> Iterator[WorkItem]:
    managed = actor.institutions_with(P.DESK_MANAGE)
    if not managed:
        return
    rows = (
        Membership.objects.filter(institution_id__in=managed, deputy_of__isnull=True)
        .filter(ends_on__gte=today, ends_on__lte=today + timedelta(days=DESK_DAYS), starts_on__lte=today)
        .select_related("user")
        .order_by("ends_on", "pk")
    )
    for row in rows[:SHOWN]:
        yield WorkItem(
            key=f"institutions.desk:{row.pk}",
            title=_("Siapkan pengganti %(name)s") % {"name": row.user},
            reason=_("Meja %(role)s berakhir %(day)s")
            % {"role": row.get_role_display(), "day": tanggal(row.ends_on or today)},
            url="institutions:handover",
            args=(row.institution_id, row.pk),
            button=_("Catat mutasi"),
            due=row.ends_on,
            urgency=1,
        )


def _ending_proxies(actor: Actor, today: date) -> Iterator[WorkItem]:
    held = [d.institution for d in actor.desks]
    soon = today + timedelta(days=DESK_DAYS)
    rows = Proxy.objects.valid_on(today).filter(acting_institution_id__in=held, valid_to__lte=soon)
    for row in rows.select_related("institution").order_by("valid_to", "pk")[:SHOWN]:
        yield WorkItem(
            key=f"institutions.proxy:{row.pk}",
            title=_("Minta surat kuasa baru dari %(name)s") % {"name": row.institution.name},
            reason=_("Kuasa untuk bertindak atas namanya berakhir %(day)s") % {"day": tanggal(row.valid_to)},
            url="institutions:page",
            args=(row.institution_id,),
            button=_("Buka"),
            due=row.valid_to,
            urgency=1,
        )


def _repairs(actor: Actor) -> Iterator[WorkItem]:
    """At the body that owns the thing and at the body above it."""
    own = actor.institutions_with(P.INSTITUTION_EDIT)
    if not own:
        return
    rows = (
        Equipment.objects.awaiting_repair()
        .filter(Q(institution_id__in=own) | Q(institution__parent_id__in=own), gone_on__isnull=True)
        .select_related("institution")
        .order_by("repair_asked_on", "pk")
    )
    for row in rows[:SHOWN]:
        yield WorkItem(
            key=f"institutions.repair:{row.pk}",
            title=_("Perbaiki %(thing)s") % {"thing": row.name},
            reason=_("%(name)s meminta perbaikan") % {"name": row.institution.name},
            url="institutions:page",
            args=(row.institution_id,),
            button=_("Lihat"),
            since=row.repair_asked_on,
        )


def _questions(actor: Actor) -> Iterator[WorkItem]:
    if not actor.has(P.INSTITUTION_IMPORT):
        return
    count = ImportRow.objects.visible_to(actor).waiting().filter(run__kind=ImportKind.INSTITUTIONS).count()
    if count:
        yield WorkItem(
            key="institutions.import_questions",
            title=_("Putuskan baris daftar lembaga"),
            reason=ngettext("%(count)s baris menunggu keputusan Anda", "%(count)s baris menunggu keputusan Anda", count)
            % {"count": count},
            url="institution_imports:questions",
            button=_("Putuskan"),
        )
