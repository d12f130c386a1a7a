"""What results put before a forum: who completed at its parties, and what is known and not known of them afterwards."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from balai.kernel.registry import AgendaAsk, AgendaOffer
from balai.outcomes.parameters import WAVES
from balai.outcomes.queries import three_way
from balai.parameters.queries import value_on
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment

FEWEST = 5
"""Below this many people a number could be read as somebody."""


def offers(ask: AgendaAsk) -> Iterator[AgendaOffer]:
    """Two questions, whatever the number of classes."""
    people = Enrolment.objects.filter(batch__centre_id__in=ask.institutions)
    ended = people.filter(ended_on__gte=ask.since, ended_on__lte=ask.today)
    completed = ended.filter(state=EnrolmentState.COMPLETED).count()
    if completed >= FEWEST:
        words = _("%(number)s orang menyelesaikan pelatihan di balai para pihak sejak pertemuan terakhir")
        yield AgendaOffer("outcomes.completed", words % {"number": completed}, "outcomes:results")
    wave = int(value_on(WAVES, ask.today)[0])
    parts = three_way(people, wave, ask.today)
    if parts.total >= FEWEST:
        words = _(
            "Hasil lulusan %(wave)s bulan sesudah pelatihan: %(working)s bekerja, %(not_working)s tidak bekerja,"
            " %(unknown)s belum diketahui"
        )
        told = {"wave": wave, "working": parts.working, "not_working": parts.not_working, "unknown": parts.unknown}
        yield AgendaOffer("outcomes.became", words % told, "outcomes:results")
