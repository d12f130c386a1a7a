"""What planning puts before a forum: proposals of its parties that wait for an answer, by who has to answer, without their content."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.kernel.formats import tanggal
from balai.kernel.registry import AgendaAsk, AgendaOffer
from balai.planning.enums import PackageState
from balai.planning.models import Package

MOST = 10


def offers(ask: AgendaAsk) -> Iterator[AgendaOffer]:
    """Funder and centre both sit at the table. One question."""
    waiting = Package.objects.filter(
        state=PackageState.PROPOSED, funder_id__in=ask.institutions, centre_id__in=ask.institutions
    )
    rows = waiting.order_by().values("funder_id", "funder__name").annotate(n=Count("pk"), since=Min("proposed_at"))
    for row in rows.order_by("since", "funder_id")[:MOST]:
        words = _("%(number)s usulan paket pelatihan menunggu jawaban %(funder)s, yang paling lama sejak %(since)s")
        told = {"number": row["n"], "funder": row["funder__name"], "since": tanggal(timezone.localdate(row["since"]))}
        yield AgendaOffer(f"planning.waiting:{row['funder_id']}", words % told, "planning:packages")
