"""Who may keep a forum, who may speak for a party, and on which day that is asked."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.models import Collaboration, Member, Period
from balai.institutions.enums import Standing
from balai.institutions.voice import may_speak, noted_by
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused


def day_of(period: Period, now: datetime) -> date:
    """Where the forum is kept."""
    owner = period.collaboration.owner
    return today_in(owner.zone if owner else "Asia/Jakarta", now)


def may_keep(by: Actor, kept: Collaboration) -> bool:
    return by.may(Permission.COLLABORATION_EDIT, kept.owner_id)


def check_may_keep(by: Actor, kept: Collaboration) -> None:
    if not may_keep(by, kept):
        raise Refused(
            "may_not_keep",
            _("Hanya sekretariat forum ini yang bisa mengubahnya. Sampaikan perubahannya ke sekretariat."),
        )


def check_may_speak_for(by: Actor, member: Member, today: date) -> None:
    """The party itself; another desk only as long as the party has none of its own, and then it is seen who wrote it."""
    if not may_speak(by, Permission.COLLABORATION_SPEAK, member.institution_id, today):
        raise Refused("may_not_speak", _("Hanya %(name)s sendiri yang bisa menjawab di sini.") % {"name": member.name})


def check_party(member: Member, period_id: int) -> None:
    if member.period_id != period_id:
        raise Refused("no_party", _("“Pihak”: pilih pihak yang terdaftar di masa ini."), "member")
    if member.institution.standing == Standing.CLOSED:
        raise Refused(
            "party_closed", _("“Pihak”: %(name)s sudah tutup. Pilih penggantinya.") % {"name": member.name}, "member"
        )


def check_own_word(by: Actor, member: Member, period: Period, now: datetime) -> int | None:
    """A party of the period says something of its own; the answer is who wrote it down for it, None when it did itself."""
    check_party(member, period.pk)
    return check_word_of(by, member, period, now)


def check_word_of(by: Actor, member: Member, period: Period, now: datetime) -> int | None:
    """As check_own_word, of what was asked of the party while it stood: a body that was closed since may still answer."""
    today = day_of(period, now)
    check_may_speak_for(by, member, today)
    return noted_by(by, member.institution_id, Permission.COLLABORATION_SPEAK, today)
