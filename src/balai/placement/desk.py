"""What waits: referrals without answer, placements the employer has not confirmed, accepted people not yet placed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.registry import WorkItem
from balai.parameters.queries import value_on
from balai.placement.enums import WAITING, ReferralState
from balai.placement.models import Placement, Referral
from balai.placement.parameters import ANSWER_DAYS, CONFIRM_DAYS

MOST = 20


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    today = timezone.localdate(now)
    confirms, refers = (
        actor.institutions_with(Permission.PLACEMENT_CONFIRM),
        actor.institutions_with(Permission.REFER),
    )
    if confirms or refers:
        yield from _referrals(confirms, refers, today)
        yield from _unconfirmed(confirms, refers, today)


def _referrals(confirms: frozenset[int], refers: frozenset[int], today: date) -> Iterator[WorkItem]:
    """In one question: without an answer (at the employer at once, at the sender when the term is over), and accepted but
    not yet placed (at the sender)."""
    term = timedelta(days=value_on(ANSWER_DAYS, today))
    silent = Q(job_order__employer_id__in=confirms) | Q(made_by_id__in=refers, made_on__lt=today - term)
    accepted = Q(made_by_id__in=refers, state=ReferralState.ACCEPTED, placement__isnull=True)
    rows = (
        Referral.objects.filter(Q(silent, state__in=WAITING) | accepted)
        .select_related("person", "job_order__employer")
        .order_by("made_on", "pk")
    )
    for row in rows[: 2 * MOST]:
        if row.state == ReferralState.ACCEPTED:
            yield _to_place(row)
        else:
            yield _unanswered(row, row.job_order.employer_id in confirms, today, term)


def _unanswered(row: Referral, mine: bool, today: date, term: timedelta) -> WorkItem:
    order = {"title": row.job_order.title, "employer": row.job_order.employer.name}
    title = _("Jawab rujukan %(name)s") if mine else _("Tanyakan jawaban rujukan %(name)s")
    return WorkItem(
        key=f"placement:referral:{row.pk}",
        title=title % {"name": row.person.full_name},
        reason=(_("menunggu jawaban Anda untuk %(title)s") if mine else _("%(employer)s belum menjawab: %(title)s"))
        % order,
        url="placement:referral",
        args=(row.pk,),
        button=_("Jawab") if mine else _("Buka"),
        since=row.made_on,
        due=row.made_on + term,
        urgency=0 if row.made_on < today - term else 1,
    )


def _to_place(row: Referral) -> WorkItem:
    return WorkItem(
        key=f"placement:accepted:{row.pk}",
        title=_("Catat penempatan %(name)s") % {"name": row.person.full_name},
        reason=_("diterima %(employer)s") % {"employer": row.job_order.employer.name},
        url="placement:place_referred",
        args=(row.pk,),
        button=_("Catat"),
        since=row.answered_on,
        urgency=1,
    )


def _unconfirmed(confirms: frozenset[int], refers: frozenset[int], today: date) -> Iterator[WorkItem]:
    late = today - timedelta(days=value_on(CONFIRM_DAYS, today))
    rows = (
        Placement.objects.unconfirmed()
        .filter(
            Q(employer_id__in=confirms, starts_on__lte=today) | Q(made_by_id__in=refers, starts_on__lt=late),
            starts_on__gt=late - timedelta(days=365),
        )
        .select_related("person", "employer")
        .order_by("starts_on", "pk")
    )
    for row in rows[:MOST]:
        mine = row.employer_id in confirms
        title = _("Benarkan: %(name)s bekerja di sini") if mine else _("Minta pembenaran penempatan %(name)s")
        yield WorkItem(
            key=f"placement:placement:{row.pk}",
            title=title % {"name": row.person.full_name},
            reason=_("%(employer)s belum membenarkan") % {"employer": row.workplace},
            url="placement:confirm" if mine else "placement:placement",
            args=(row.pk,),
            button=_("Jawab") if mine else _("Buka"),
            since=row.starts_on,
            urgency=0 if row.starts_on < late else 1,
        )
