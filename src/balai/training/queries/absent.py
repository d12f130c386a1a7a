"""Who did not come several meetings in a row, without a word: somebody asks before the seat is lost."""

from collections import defaultdict
from datetime import date

from django.db.models import Count

from balai.parameters.queries import value_on
from balai.planning.enums import BatchState
from balai.training.enums import EnrolmentState, Mark, SessionState
from balai.training.models import AttendanceMark, Enrolment, TrainingSession
from balai.training.parameters import ABSENT_IN_A_ROW


def absent_in_a_row(deliverers: frozenset[int], today: date) -> list[Enrolment]:
    """Trainees of running classes there who were absent at each of the last so many meetings held. The number is a dated rule
    of each centre; in two queries and one a centre."""
    held = TrainingSession.objects.filter(
        batch__deliverer_id__in=deliverers, batch__state=BatchState.RUNNING, state=SessionState.HELD, held_on__lte=today
    )
    newest: dict[int, list[int]] = defaultdict(list)
    enough: dict[int, int] = {}
    rows = list(held.order_by("-held_on", "-number").values_list("pk", "batch_id", "batch__centre_id"))
    least = {centre: int(value_on(ABSENT_IN_A_ROW, today, centre)) for centre in {row[2] for row in rows}}
    for pk, batch, centre in rows:
        enough[batch] = least[centre]
        if len(newest[batch]) < least[centre]:
            newest[batch].append(pk)
    if not rows:
        return []
    last = [pk for batch, pks in newest.items() if len(pks) == enough[batch] > 0 for pk in pks]
    absent = AttendanceMark.objects.filter(
        session_id__in=last, mark=Mark.ABSENT, enrolment__state=EnrolmentState.ENROLLED
    )
    counted = absent.values("enrolment_id", "enrolment__batch_id").annotate(n=Count("pk")).order_by()
    named = [row["enrolment_id"] for row in counted if row["n"] == enough[row["enrolment__batch_id"]]]
    return list(
        Enrolment.objects.filter(pk__in=named).select_related("person", "batch").order_by("batch_id", "seat", "pk")
    )
