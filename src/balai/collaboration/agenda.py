"""What this room puts before a forum's own meeting: the results of its pulse, and the promises whose day is near or over."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from balai.collaboration.enums import PromiseState
from balai.collaboration.models import Promise
from balai.collaboration.queries.promises import causes_of
from balai.collaboration.queries.pulse import fresh_results
from balai.kernel.formats import tanggal
from balai.kernel.registry import AgendaAsk, AgendaOffer

SOON = timedelta(days=30)
OFFERED = 10


def pulse_offers(ask: AgendaAsk) -> Iterator[AgendaOffer]:
    for row in fresh_results(ask.period, ask.since):
        words = _("Bahas hasil denyut: %(sheets)s dari %(tickets)s lembar kembali")
        told = {"sheets": row.sheets, "tickets": row.tickets}
        yield AgendaOffer(
            f"collaboration.pulse:{row.pk}", words % told, "collaboration:part", (row.period_id, "denyut")
        )


def promise_offers(ask: AgendaAsk) -> Iterator[AgendaOffer]:
    """Those that are late, from other years of the forum too, and those whose day is near. One that is asked about is offered in the
    very words of one that runs: until its parties had their time to reply, the table reads what the page says."""
    rows = Promise.objects.filter(period__collaboration__periods=ask.period).select_related("promiser")
    late = list(rows.filter(state=PromiseState.LATE).order_by("due", "pk")[:OFFERED])
    causes = causes_of(late)
    for row in late:
        words = _("Janji terlambat, %(who)s: %(what)s (%(cause)s)")
        yield _promise(row, words, causes.get(row.pk) or _("belum menjawab"))
    near = rows.filter(state__in=(PromiseState.GIVEN, PromiseState.ASKED), due__lte=ask.today + SOON)
    for row in near.order_by("due", "pk")[:OFFERED]:
        yield _promise(row, _("Janji bertenggat %(due)s, %(who)s: %(what)s"), "")


def _promise(row: Promise, words: str, cause: str) -> AgendaOffer:
    told = {"who": row.promiser.name[:80], "what": row.text[:120], "due": tanggal(row.due), "cause": cause}
    return AgendaOffer(f"collaboration.promise:{row.pk}", words % told, "collaboration:promise", (row.pk,))
