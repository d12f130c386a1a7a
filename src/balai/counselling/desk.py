"""What waits for a counsellor: routes to look at again, files without a route."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.counselling.enums import CaseFileState
from balai.counselling.models import CaseFile, RouteRecommendation
from balai.kernel.registry import DeskHooks, WorkItem

MOST = 20
FEW = 3
SOON = timedelta(days=7)


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    own = actor.institutions_with(Permission.COUNSEL)
    if not own or actor.user_id is None:
        return
    mine = CaseFile.objects.filter(office_id__in=own, counsellor_id=actor.user_id, state=CaseFileState.OPEN)
    today = timezone.localdate(now)
    current = Q(routes__superseded_on=None)
    due: Any = mine.filter(current, routes__review_on__lte=today + SOON).annotate(
        review=Min("routes__review_on", filter=current)
    )
    yield from _reviews(list(due.select_related("person").order_by("review", "pk")[: MOST * 5]), today)
    now_current = RouteRecommendation.objects.filter(case_file=OuterRef("pk"), superseded_on=None)
    for row in mine.exclude(Exists(now_current)).select_related("person").order_by("opened_on", "pk")[:MOST]:
        yield WorkItem(
            key=f"counselling.no_route:{row.pk}",
            title=_("Tentukan jalur %(name)s") % {"name": row.person.full_name},
            reason=_("Berkasnya terbuka tanpa jalur dan alasan."),
            url="counselling:session", args=(row.person_id,), button=_("Catat sesi"), since=row.opened_on,
        )  # fmt: skip


def _reviews(rows: list[Any], today: date) -> Iterator[WorkItem]:
    """The most urgent one by one; a whole group that is due together is one row."""
    for row in rows[:FEW]:
        yield WorkItem(
            key=f"counselling.review:{row.pk}",
            title=_("Tinjau ulang jalur %(name)s") % {"name": row.person.full_name},
            reason=_("Tanggal tinjau ulang yang Anda tetapkan sudah dekat atau lewat."),
            url="counselling:case_file", args=(row.pk,), button=_("Tinjau jalur"), due=row.review,
            urgency=0 if row.review < today else 1,
        )  # fmt: skip
    rest = rows[FEW:]
    if rest:
        yield WorkItem(
            key="counselling.reviews",
            title=_("Tinjau ulang jalur %(number)d orang lain") % {"number": len(rest)},
            reason=_("Tanggal tinjau ulang mereka sudah dekat atau lewat."),
            url="counselling:reviews", button=_("Lihat daftarnya"), due=rest[0].review,
            urgency=0 if rest[0].review < today else 1,
        )  # fmt: skip


def hand_over(from_user: int, to_user: int, institution: int) -> dict[str, int]:
    """Open case files of the office go to the successor; sessions and reasons keep the name of who wrote them."""
    moved = CaseFile.objects.filter(office_id=institution, counsellor_id=from_user, state=CaseFileState.OPEN).update(
        counsellor_id=to_user
    )
    return {"case_files": moved}


HOOKS = DeskHooks(room="counselling", waiting=waiting, hand_over=hand_over)
