"""Which assessments are kept, and by whom."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.models import Collaboration, KeptAssessment, Period
from balai.collaboration.rules.authority import day_of
from balai.kernel.refusal import Refused

AFTERWARDS = timedelta(days=400)
"""So long after its last day a living period is still read every night: what became of people is known months later."""
KEEPERS = (Permission.COLLABORATION_EDIT, Permission.CASE_IMPORT)


def may_keep_assessment(by: Actor, kept: Collaboration) -> bool:
    """Who keeps the forum, and who brings studies (researchers, inspectors), of what they may see."""
    return by.may(Permission.COLLABORATION_EDIT, kept.owner_id) or by.system or by.has(Permission.CASE_IMPORT)


def check_may_keep_assessment(by: Actor, kept: Collaboration) -> None:
    if not may_keep_assessment(by, kept):
        raise Refused("may_not_keep", _("Penilaian disimpan oleh sekretariat forum atau oleh peneliti."))
    if not Collaboration.objects.visible_to(by).filter(pk=kept.pk).exists():
        raise Refused("may_not_keep", _("Kerja sama ini tidak terbuka bagi Anda."))


def known_on(period: Period, now: datetime) -> date | None:
    """The day up to which a period that lives is read; one that is closed is read to its last day."""
    return None if period.is_closed else day_of(period, now)


def month_of(day: date) -> date:
    return day.replace(day=1)


def runs_in(period: Period, month: date) -> bool:
    """A living period whose days touch the month: it has an assessment in each of its months, changed or not."""
    first, last = period.period_start_from, period.period_end_to
    if period.is_closed or (last is not None and last < month):
        return False
    return first is None or month_of(first) <= month


def is_same(kept: KeptAssessment, digest: str, rules: str, result: dict[str, object]) -> bool:
    return (kept.digest, kept.rules, kept.result) == (digest, rules, result)
