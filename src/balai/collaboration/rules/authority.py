"""Who may keep a forum, and who may speak for a party."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.models import Collaboration, Member
from balai.institutions.voice import may_speak
from balai.kernel.refusal import Refused


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
