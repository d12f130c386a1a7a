"""What waits about matters: a question to answer, one to close, and words to confirm."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import BallotState
from balai.collaboration.models import Ballot, BallotParty, Interest, Vote
from balai.kernel.clock import today_in
from balai.kernel.formats import waktu
from balai.kernel.registry import WorkItem

MOST = 20


def questions_that_wait(actor: Actor, now: datetime) -> Any:
    keeps = actor.institutions_with(Permission.COLLABORATION_EDIT)
    speaks = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    if not keeps and not speaks:
        return None
    voted = Vote.objects.filter(ballot=OuterRef("ballot"), member=OuterRef("member"))
    seat = BallotParty.objects.filter(
        ~Exists(voted), ballot=OuterRef("pk"), member__institution_id__in=speaks, conflict_at=None
    )
    rows = Ballot.objects.filter(state=BallotState.OPEN).annotate(
        to_vote=Q(closes_at__gt=now) & Exists(seat),
        to_close=Q(closes_at__lte=now, matter__period__collaboration__owner_id__in=keeps),
    )
    rows = rows.filter(Q(to_vote=True) | Q(to_close=True), matter__period__is_closed=False)
    return rows.select_related("matter__period__collaboration__owner__region")


def questions_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = questions_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("closes_at", "pk")[:MOST]:
        owner = row.matter.period.collaboration.owner
        zone = owner.zone if owner else "Asia/Jakarta"
        closes = waktu(row.closes_at, ZoneInfo(zone))
        if row.to_vote:
            yield WorkItem(
                key=f"collaboration.vote:{row.pk}", title=_("Beri suara: %(question)s") % {"question": row.question},
                reason=_("Ditutup %(when)s.") % {"when": closes}, url="collaboration:ballot_act", args=(row.pk, "suara"),
                button=_("Beri suara"), since=row.opened_at, due=today_in(zone, row.closes_at), urgency=1,
            )  # fmt: skip
        if row.to_close:
            yield WorkItem(
                key=f"collaboration.count:{row.pk}", title=_("Tutup dan hitung: %(question)s") % {"question": row.question},
                reason=_("Waktu menjawab lewat %(when)s.") % {"when": closes}, url="collaboration:ballot_act",
                args=(row.pk, "tutup"), button=_("Tutup dan hitung"), since=row.closes_at, urgency=1,
            )  # fmt: skip


def interests_that_wait(actor: Actor, now: datetime) -> Any:
    speaks = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    if not speaks:
        return None
    rows = Interest.objects.filter(
        confirmed_at=None, member__institution_id__in=speaks, matter__period__is_closed=False
    )
    return rows.select_related("matter", "member")


def interests_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = interests_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("at", "pk")[:MOST]:
        yield WorkItem(
            key=f"collaboration.confirm:{row.pk}",
            title=_("Benarkan catatan sekretariat: %(title)s") % {"title": row.matter.title},
            reason=_("Sekretariat menuliskan kata-kata %(name)s.") % {"name": row.member.name},
            url="collaboration:matter", args=(row.matter_id,), button=_("Baca dan benarkan"), since=row.at, urgency=2,
        )  # fmt: skip
