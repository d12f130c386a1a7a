"""What each party is there to do."""

from django.db.models import QuerySet

from balai.collaboration.enums import NOT_HELD
from balai.collaboration.models import Mandate, Meeting, Period


def mandates_of(period: Period) -> QuerySet[Mandate]:
    rows = Mandate.objects.filter(period=period).select_related("member", "note", "agreed_in", "judged_in")
    return rows.prefetch_related("comments__member")


def met_in(period: Period) -> list[Meeting]:
    """Meetings that were held, the newest first."""
    rows = Meeting.objects.filter(period=period).exclude(convening__state__in=NOT_HELD)
    return list(rows.order_by("-date_from", "-pk")[:100])


def open_meetings(period: Period) -> list[Meeting]:
    """Meetings to which a decision can still be added, called ones too."""
    rows = Meeting.objects.filter(period=period).exclude(convening__state__in=("closed", "cancelled"))
    return list(rows.order_by("-date_from", "-pk")[:100])
