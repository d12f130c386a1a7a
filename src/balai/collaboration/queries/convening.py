"""Who came to a meeting, and whose word on its minutes is missing."""

from typing import Any

from django.db.models import OuterRef, Subquery

from balai.collaboration.models import Convening, Member, MinutesWord, Presence
from balai.institutions.models import Institution


def with_writer(rows: Any) -> Any:
    """writer: name of the institution whose desk wrote the word down for the party; None where the party did itself."""
    return rows.annotate(writer=Subquery(Institution.objects.filter(pk=OuterRef("noted_by_id")).values("name")[:1]))


def parties_present(convening: Convening) -> list[Member]:
    there = Presence.objects.filter(convening=convening).values("member_id")
    return list(Member.objects.filter(pk__in=there).select_related("institution").order_by("name", "pk"))


def parties_silent(convening: Convening) -> list[Member]:
    """Those that came and have not said a word on the version that is before them."""
    spoken = MinutesWord.objects.filter(convening=convening, version=convening.minutes_version)
    heard = set(spoken.values_list("member_id", flat=True))
    return [member for member in parties_present(convening) if member.pk not in heard]
