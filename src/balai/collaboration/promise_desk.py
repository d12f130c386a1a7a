"""What waits about promises: to give, to say why, to say how it looks from the other side, to attest, to agree to a change."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import ATTESTED, RUNNING, ChangeState
from balai.collaboration.enums import PromiseState as S
from balai.collaboration.models import ChangeAnswer, Promise, PromiseChange, PromiseReceiver, PromiseReply
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem

MOST = 20
BEFORE = timedelta(days=7)


def promises_that_wait(actor: Actor, now: datetime) -> Any:
    speaks = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    return _rows(speaks, timezone.localdate(now)) if speaks else None


def promises_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    """One question, whatever waits."""
    rows = promises_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("due", "pk")[: 2 * MOST]:
        if row.to_answer:
            yield _item(row, "jawab", _("Jawab permintaan perubahan janji: %(what)s"), _("Jawab"), "", 1)
        if row.to_give:
            yield _item(row, "beri", _("Berikan atau tolak janji: %(what)s"), _("Baca janji"), "", 1, page=True)
        if row.to_say_why:
            yield _item(
                row, "sebab", _("Tulis sebab janji ini terlambat: %(what)s"), _("Tulis sebabnya"), _until(row), 0
            )
        if row.to_view:
            yield _item(
                row,
                "pandangan",
                _("Tulis pandangan Anda tentang janji: %(what)s"),
                _("Tulis pandangan"),
                _until(row),
                1,
            )
        if row.to_attest:
            yield _item(row, "buktikan", _("Buktikan apa yang terlaksana: %(what)s"), _("Buktikan"), "", 1)


def _rows(speaks: frozenset[int], today: date) -> Any:
    me = {"promise": OuterRef("pk"), "member__institution_id__in": speaks}
    promises, received = Q(promiser__institution_id__in=speaks), Q(Exists(PromiseReceiver.objects.filter(**me)))
    replied = Q(Exists(PromiseReply.objects.filter(**me)))
    heard = ChangeAnswer.objects.filter(change=OuterRef("pk"), member__institution_id__in=speaks)
    change = PromiseChange.objects.filter(~Exists(heard), promise=OuterRef("pk"), state=ChangeState.ASKED)
    rows = Promise.objects.filter(state__in=(S.PROPOSED, *RUNNING)).annotate(
        to_give=Q(state=S.PROPOSED) & promises,
        to_say_why=Q(state__in=(S.ASKED, S.LATE)) & promises & ~replied,
        to_view=Q(state=S.ASKED) & received & ~promises & ~replied,
        to_attest=Q(measure=ATTESTED, state__in=(S.GIVEN, S.ASKED), due__lte=today + BEFORE)
        & Q(attester__institution_id__in=speaks) & ~promises,
        to_answer=Q(Exists(change)) & (promises | received),
    )  # fmt: skip
    found = Q(to_give=True) | Q(to_say_why=True) | Q(to_view=True) | Q(to_attest=True) | Q(to_answer=True)
    return rows.filter(found).select_related("promiser")


def _until(row: Promise) -> str:
    if row.state != S.ASKED or row.reply_until is None:
        return ""
    return _("hanya kedua pihak yang tahu sampai %(day)s") % {"day": tanggal(row.reply_until)}


def _item(
    row: Promise, slug: str, title: str, button: str, reason: str, urgency: int, *, page: bool = False
) -> WorkItem:
    return WorkItem(
        key=f"collaboration.promise:{slug}:{row.pk}",
        title=title % {"what": row.text},
        reason=reason or _("dari %(who)s, tenggat %(day)s") % {"who": row.promiser.name, "day": tanggal(row.due)},
        url="collaboration:promise" if page else "collaboration:promise_act",
        args=(row.pk,) if page else (row.pk, slug),
        button=button, since=row.proposed_at, due=row.reply_until if row.state == S.ASKED else None, urgency=urgency,
    )  # fmt: skip
