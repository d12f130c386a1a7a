"""What this room puts before a forum's own meeting: the results of its pulse."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from balai.collaboration.queries.pulse import fresh_results
from balai.kernel.registry import AgendaAsk, AgendaOffer


def pulse_offers(ask: AgendaAsk) -> Iterator[AgendaOffer]:
    for row in fresh_results(ask.period, ask.since):
        words = _("Bahas hasil denyut: %(sheets)s dari %(tickets)s lembar kembali")
        told = {"sheets": row.sheets, "tickets": row.tickets}
        yield AgendaOffer(
            f"collaboration.pulse:{row.pk}", words % told, "collaboration:part", (row.period_id, "denyut")
        )
