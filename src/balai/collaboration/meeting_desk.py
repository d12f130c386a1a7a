"""What waits in a forum: invitations and minutes to answer, and for who keeps it meetings to hold, to write down and to close.

One question about the meetings, whatever waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import ConveningState as S
from balai.collaboration.models import Convening, Invitation, MinutesWord, Presence
from balai.kernel.clock import today_in
from balai.kernel.formats import waktu
from balai.kernel.registry import WorkItem

MOST = 20
WRITTEN_WITHIN = timedelta(days=7)


def meetings_that_wait(actor: Actor, now: datetime) -> Any:
    keeps = actor.institutions_with(Permission.COLLABORATION_EDIT)
    speaks = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    return _rows(keeps, speaks, now) if keeps or speaks else None


def meetings_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = meetings_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("starts_at", "pk")[: 3 * MOST]:
        if row.asked:
            yield _asked(row, now)
        if row.unanswered:
            yield _unanswered(row)
        if row.keeps and (item := _kept(row, now)):
            yield item


def _rows(keeps: frozenset[int], speaks: frozenset[int], now: datetime) -> Any:
    mine: dict[str, Any] = {"convening": OuterRef("pk"), "member__institution_id__in": speaks}
    word = MinutesWord.objects.filter(
        convening=OuterRef("convening"), member=OuterRef("member"), version=OuterRef("convening__minutes_version")
    )
    asked = Q(state=S.PLANNED, ends_at__gte=now) & Exists(Invitation.objects.filter(**mine, coming=None))
    unanswered = Q(state=S.CONFIRMING) & Q(Exists(Presence.objects.filter(~Exists(word), **mine)))
    open_ones = Q(state__in=(S.HELD, S.CONFIRMING)) | Q(state=S.PLANNED, starts_at__lte=now)
    kept = Q(meeting__period__collaboration__owner_id__in=keeps) & open_ones
    rows = Convening.objects.filter(state__in=(S.PLANNED, S.HELD, S.CONFIRMING)).annotate(
        asked=asked, unanswered=unanswered, keeps=kept
    )
    found = rows.filter(Q(asked=True) | Q(unanswered=True) | Q(keeps=True))
    return found.select_related("meeting__period__collaboration__owner__region")


def _asked(row: Any, now: datetime) -> WorkItem:
    day = today_in(row.zone, row.starts_at)
    return WorkItem(
        key=f"collaboration.invited:{row.pk}",
        title=_("Jawab undangan rapat: %(title)s") % {"title": row.meeting.title},
        reason=waktu(row.starts_at, ZoneInfo(row.zone)), url="collaboration:answer", args=(row.pk,),
        button=_("Jawab undangan"), since=row.created_at, due=day, urgency=1 if day <= today_in(row.zone, now) else 2,
    )  # fmt: skip


def _unanswered(row: Any) -> WorkItem:
    return WorkItem(
        key=f"collaboration.minutes:{row.pk}",
        title=_("Jawab notulen: %(title)s") % {"title": row.meeting.title},
        reason=_("Anda hadir; setujui isinya, atau tulis keberatan Anda."),
        url="collaboration:minutes", args=(row.pk,), button=_("Baca dan jawab"), since=row.sent_at, urgency=1,
    )  # fmt: skip


def _kept(row: Any, now: datetime) -> WorkItem | None:
    late = 0 if row.ends_at + WRITTEN_WITHIN < now else 1
    if row.state == S.PLANNED:
        return WorkItem(
            key=f"collaboration.attendance:{row.pk}", title=_("Catat yang hadir: %(title)s") % {"title": row.meeting.title},
            reason=_("Jam rapatnya sudah tiba dan daftar hadirnya masih kosong."), url="collaboration:attendance",
            args=(row.pk,), button=_("Catat hadir"), since=row.starts_at, urgency=late,
        )  # fmt: skip
    if row.state == S.HELD and row.ends_at < now:
        return WorkItem(
            key=f"collaboration.write:{row.pk}", title=_("Kirim notulen: %(title)s") % {"title": row.meeting.title},
            reason=_("Rapatnya sudah selesai; para pihak menunggu notulennya."), url="collaboration:minutes",
            args=(row.pk,), button=_("Tulis notulen"), since=row.ends_at, urgency=late,
        )  # fmt: skip
    if row.state == S.CONFIRMING and not row.unanswered and row.sent_at:
        return WorkItem(
            key=f"collaboration.close:{row.pk}", title=_("Tutup notulen: %(title)s") % {"title": row.meeting.title},
            reason=_("Dikirim %(when)s. Tutup bila semua sudah menjawab atau tenggatnya lewat.")
            % {"when": waktu(row.sent_at, ZoneInfo(row.zone))},
            url="collaboration:minutes", args=(row.pk,), button=_("Buka notulen"), since=timezone.localdate(row.sent_at),
            urgency=2,
        )  # fmt: skip
    return None
