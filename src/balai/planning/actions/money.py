"""The ceiling of a fund line, with what is promised from it counted under the same lock."""

from datetime import date

from django.db import transaction

from balai.access.actor import Actor
from balai.funding.actions import change_ceiling
from balai.funding.models import FundLine
from balai.planning.actions.propose import committed_on


@transaction.atomic
def set_ceiling(*, by: Actor, line: FundLine, ceiling: int, legal_basis: str, today: date) -> FundLine:
    line = FundLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    return change_ceiling(
        by=by, line=line, ceiling=ceiling, committed=committed_on(line), legal_basis=legal_basis, today=today
    )
