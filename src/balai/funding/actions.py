"""Fund lines: add one, change its ceiling."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.funding.models import FundLine
from balai.funding.rules import check_ceiling, check_may_edit_funds
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused


def add_fund_line(
    *,
    by: Actor,
    funder: Institution,
    source: str,
    year: int,
    title: str,
    ceiling: int,
    budget_code: str = "",
    legal_basis: str = "",
) -> FundLine:
    """ceiling: whole rupiah. One line per funder, year and title, by constraint."""
    check_may_edit_funds(by, funder.pk)
    check_ceiling(ceiling)
    line = FundLine(
        funder=funder,
        source=source,
        year=year,
        title=title.strip(),
        ceiling=ceiling,
        budget_code=budget_code,
        legal_basis=legal_basis,
    )
    try:
        with transaction.atomic():
            line.save()
            record(by, "funding.add_line", line, year=year, ceiling=ceiling)
    except IntegrityError as twice:
        raise Refused(
            "fund_line_exists",
            _("Dana dengan nama dan tahun itu sudah ada. Beri nama lain, atau ubah yang ada."),
            "title",
        ) from twice
    return line


@transaction.atomic
def change_ceiling(*, by: Actor, line: FundLine, ceiling: int, committed: int, legal_basis: str) -> FundLine:
    """committed: what planning has promised from the line, read by the caller under the same lock."""
    line = FundLine.objects.select_for_update().get(pk=line.pk)
    check_may_edit_funds(by, line.funder_id)
    check_ceiling(ceiling)
    if ceiling < committed:
        raise Refused(
            "below_committed",
            _("Pagu baru lebih kecil daripada yang sudah dijanjikan kepada paket. Batalkan paket dahulu."),
            "ceiling",
        )
    before, line.ceiling, line.legal_basis = line.ceiling, ceiling, legal_basis
    line.save(update_fields=["ceiling", "legal_basis"])
    record(by, "funding.change_ceiling", line, before=before, after=ceiling)
    return line
