"""What waits: my own seat to confirm; conflicts and claims to vouch for; lists to decide;
classes nobody applies to; confirmations that are late."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.enums import COUNTED, AppealState, ApplicationState
from balai.admissions.models import Appeal, Application, Selection
from balai.admissions.rules.authority import mine_to_run
from balai.kernel.registry import DeskHooks, WorkItem
from balai.people.queries.own import has_record
from balai.planning.enums import BatchState
from balai.planning.models import Batch

MOST = 20
QUIET_FOR = timedelta(days=2)
CLOSING_SOON = timedelta(days=3)


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    if actor.user_id is not None and has_record(actor.user_id):
        yield from _own(actor.user_id)
    if actor.has(Permission.APPLICATION_ASSIST) or actor.has(Permission.APPLICATION_DECIDE):
        yield from _applicants(actor, now)
    if actor.has(Permission.APPLICATION_DECIDE):
        yield from _lists(actor, now)
        yield from _appeals(actor, now)


def _own(user_id: int) -> Iterator[WorkItem]:
    published = Selection.objects.filter(batch=OuterRef("batch"), published_at__isnull=False)
    rows = Application.objects.filter(Exists(published), person__user_id=user_id, state=ApplicationState.SELECTED)
    for row in rows.select_related("batch__selection").order_by("pk")[:MOST]:
        yield WorkItem(
            key=f"admissions.own:{row.pk}",
            title=_("Daftar ulang: Anda diterima di %(title)s") % {"title": row.batch.title},
            reason=_("Kursi Anda diberikan kepada cadangan bila lewat batas."),
            url="admissions:status", args=(row.code,), button=_("Daftar ulang"),
            due=row.batch.selection.confirm_by, urgency=1,
        )  # fmt: skip


def _applicants(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    """By class, in one question: who does not fit what is on record, whose phone has not answered for a day, and who has a
    seat and has not come to take it."""
    odd = Q(state=ApplicationState.CLAIMED) & ~Q(conflict="")
    old = Q(state=ApplicationState.CLAIMED, conflict="", submitted_at__lt=now - timedelta(days=1))
    late = Q(state=ApplicationState.SELECTED, batch__selection__confirm_by__lt=timezone.localdate(now))
    decides = Q(batch__selector_id__in=actor.institutions_with(Permission.APPLICATION_DECIDE))
    rows = Application.objects.filter((mine_to_run(actor) & (odd | old)) | (decides & late))
    counted = rows.values("batch_id", "batch__title", "batch__selection__confirm_by").annotate(
        odd=Count("pk", filter=odd), odd_since=Min("submitted_at", filter=odd),
        old=Count("pk", filter=old), old_since=Min("submitted_at", filter=old), late=Count("pk", filter=late),
    )  # fmt: skip
    for row in counted.order_by("batch__closes_at", "batch_id")[: 2 * MOST]:
        if row["odd"]:
            yield _conflict(row)
        if row["old"]:
            yield _silent(row)
        if row["late"]:
            yield _late(row)


def _conflict(row: Mapping[str, Any]) -> WorkItem:
    return WorkItem(
        key=f"admissions.conflict:{row['batch_id']}",
        title=ngettext(
            "Cocokkan %(number)d pendaftar dengan catatannya: %(title)s",
            "Cocokkan %(number)d pendaftar dengan catatannya: %(title)s",
            row["odd"],
        )
        % {"number": row["odd"], "title": row["batch__title"]},
        reason=_("Nama, tanggal lahir, atau pendaftaran mereka tidak cocok dengan yang tercatat."),
        url="admissions:conflicts", args=(row["batch_id"],), button=_("Cocokkan"), since=row["odd_since"], urgency=1,
    )  # fmt: skip


def _silent(row: Mapping[str, Any]) -> WorkItem:
    """Perhaps they have no phone of their own."""
    return WorkItem(
        key=f"admissions.claims:{row['batch_id']}",
        title=_("Hubungi %(number)d pendaftar yang teleponnya belum menjawab: %(title)s")
        % {"number": row["old"], "title": row["batch__title"]},
        reason=_("Pendaftaran mereka kedaluwarsa bila tidak diperiksa."),
        url="admissions:claims", args=(row["batch_id"],), button=_("Periksa"), since=row["old_since"],
    )  # fmt: skip


def _lists(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    """Classes in one question: whose list waits to be decided, and which have nobody on it two days after the announcement."""
    decides, assists = (
        actor.institutions_with(p) for p in (Permission.APPLICATION_DECIDE, Permission.APPLICATION_ASSIST)
    )
    of_class = Application.objects.filter(batch=OuterRef("pk"))
    out = Selection.objects.filter(batch=OuterRef("pk"), published_at__isnull=False)
    over = Q(state=BatchState.SELECTING) | Q(state=BatchState.ANNOUNCED, closes_at__lte=now)
    quiet = Q(state=BatchState.SELECTING) | Q(state=BatchState.ANNOUNCED, opens_at__lte=now - QUIET_FOR)
    owed = Q(over, Exists(of_class.filter(state__in=COUNTED)), ~Exists(out), selector_id__in=decides)
    someone = of_class.filter(state__in=(*COUNTED, ApplicationState.CLAIMED))
    empty = Q(quiet, Q(selector_id__in=decides) | Q(centre_id__in=assists), ~Exists(someone))
    rows: Any = Batch.objects.filter(owed | empty).annotate(is_empty=~Exists(someone)).order_by("closes_at", "pk")
    for batch in rows[: 2 * MOST]:
        yield _without_applicants(batch, now) if batch.is_empty else _selection(batch, now)


def _selection(batch: Batch, now: datetime) -> WorkItem:
    soon = batch.starts_on <= timezone.localdate(now) + timedelta(days=7)
    return WorkItem(
        key=f"admissions.select:{batch.pk}",
        title=_("Seleksi dan umumkan hasil: %(title)s") % {"title": batch.title},
        reason=_("Para pendaftar menunggu kabar."),
        url="admissions:selection", args=(batch.pk,), button=_("Buka seleksi"), since=batch.closes_at,
        due=batch.starts_on, urgency=0 if soon else 1,
    )  # fmt: skip


def _without_applicants(batch: Batch, now: datetime) -> WorkItem:
    """Spread the word, or it closes empty."""
    over = batch.state == BatchState.SELECTING or batch.closes_at <= now
    return WorkItem(
        key=f"admissions.empty:{batch.pk}",
        title=_("Belum ada pendaftar: %(title)s") % {"title": batch.title},
        reason=(
            _("Pendaftaran sudah ditutup. Jadwalkan ulang kelas ini, atau batalkan dengan alasan.")
            if over
            else _("Sebarkan pengumumannya, ajak orang berjalur pelatihan, atau daftarkan orang di meja.")
        ),
        url="planning:class" if over else "admissions:applicants", args=(batch.pk,),
        button=_("Buka kelas") if over else _("Ajak pendaftar"), due=timezone.localdate(batch.closes_at),
        urgency=0 if over else 1 if batch.closes_at <= now + CLOSING_SOON else 2,
    )  # fmt: skip


def _late(row: Mapping[str, Any]) -> WorkItem:
    return WorkItem(
        key=f"admissions.late:{row['batch_id']}",
        title=_("%(number)d orang belum daftar ulang: %(title)s") % {"number": row["late"], "title": row["batch__title"]},
        reason=_("Hubungi mereka, atau berikan kursinya kepada cadangan."),
        url="admissions:selection", args=(row["batch_id"],), button=_("Buka daftar"),
        due=row["batch__selection__confirm_by"], urgency=0,
    )  # fmt: skip


def _appeals(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    own = actor.institutions_with(Permission.APPLICATION_DECIDE)
    rows = Appeal.objects.filter(application__batch__selector_id__in=own, state=AppealState.OPEN)
    for row in rows.select_related("application__batch").order_by("answer_by", "pk")[:MOST]:
        yield WorkItem(
            key=f"admissions.appeal:{row.pk}",
            title=_("Jawab banding: %(title)s") % {"title": row.application.batch.title},
            reason=_("Seorang pelamar meminta putusannya dilihat sekali lagi."),
            url="admissions:answer_appeal", args=(row.application.batch_id, row.pk), button=_("Baca dan jawab"),
            since=row.submitted_at, due=row.answer_by, urgency=0 if row.answer_by <= timezone.localdate(now) else 1,
        )  # fmt: skip


HOOKS = DeskHooks(room="admissions", waiting=waiting)
