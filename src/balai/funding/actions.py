"""Fund lines: add one, change its ceiling. Who bears a duty under a fund source."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.funding.enums import Bearer, Duty, FundSource
from balai.funding.models import FundLine, OperatingGuide, ResponsibilityChain
from balai.funding.rules import (
    check_ceiling,
    check_guide,
    check_may_change_line,
    check_may_edit_funds,
    check_may_set_chain,
    check_not_below,
    check_year,
)
from balai.institutions.models import Institution
from balai.institutions.voice import noted_by
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewLine:
    """ceiling: whole rupiah."""

    source: str
    year: int
    title: str
    ceiling: int
    budget_code: str = ""
    legal_basis: str = ""


def add_fund_line(*, by: Actor, funder: Institution, line: NewLine, today: date) -> FundLine:
    """One line per funder, year and title, by constraint."""
    check_may_edit_funds(by, funder.pk, today)
    check_ceiling(line.ceiling)
    check_year(line.year)
    made = FundLine(
        funder=funder,
        source=line.source,
        year=line.year,
        title=" ".join(line.title.split()),
        ceiling=line.ceiling,
        budget_code=line.budget_code.strip(),
        legal_basis=line.legal_basis.strip(),
        noted_by_id=noted_by(by, funder.pk, Permission.FUND_EDIT, today),
    )
    try:
        with transaction.atomic():
            made.save()
            record(by, "funding.add_line", made, year=made.year, ceiling=made.ceiling)
    except IntegrityError as twice:
        raise Refused(
            "fund_line_exists",
            _("Dana dengan nama dan tahun itu sudah ada. Beri nama lain, atau ubah yang ada."),
            "title",
        ) from twice
    return made


@transaction.atomic
def change_ceiling(
    *, by: Actor, line: FundLine, ceiling: int, committed: int, legal_basis: str, today: date
) -> FundLine:
    """committed: what is promised from the line, counted while it is locked (planning.set_ceiling does that)."""
    line = FundLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    check_may_change_line(by, line, today)
    check_ceiling(ceiling)
    check_not_below(ceiling, committed)
    before, line.ceiling, line.legal_basis = line.ceiling, ceiling, legal_basis.strip()
    line.save(update_fields=["ceiling", "legal_basis"])
    record(by, "funding.change_ceiling", line, before=before, after=ceiling)
    return line


@dataclass(frozen=True, slots=True)
class NewGuide:
    """number: of the letter or document. changes: what is different from the version before."""

    number: str
    handed_by: str
    received_on: date
    changes: str = ""


@transaction.atomic
def add_guide(*, by: Actor, line: FundLine, guide: NewGuide, today: date) -> OperatingGuide:
    """The next version of the operating guide (POK) of state money; earlier ones stay readable."""
    line = FundLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    check_may_change_line(by, line, today)
    last = line.guides.aggregate(n=Max("version"))["n"] or 0
    check_guide(line, guide.number, guide.received_on, guide.changes, first=last == 0, today=today)
    made = OperatingGuide.objects.create(
        fund_line=line,
        version=last + 1,
        number=" ".join(guide.number.split()),
        handed_by=" ".join(guide.handed_by.split()),
        received_on=guide.received_on,
        changes=guide.changes.strip(),
        written_by=by.name,
    )
    record(by, "funding.add_guide", made, line=line.pk, version=made.version)
    return made


@transaction.atomic
def assign_duty(
    *, by: Actor, source: FundSource, duty: Duty, bearer: Bearer, legal_basis: str, funder: Institution | None = None
) -> ResponsibilityChain:
    """From now on this body bears the duty under the source; classes that exist keep their recruiter.

    funder: whose own money it is said of; None for the network.
    """
    check_may_set_chain(by, funder.pk if funder else None)
    basis = " ".join(legal_basis.split())
    if not basis:
        raise Refused(
            "basis_missing", _("Dasar aturan belum ditulis: nomor peraturan, surat, atau petunjuk."), "legal_basis"
        )
    row, made = ResponsibilityChain.objects.select_for_update().update_or_create(
        source=source, duty=duty, funder=funder, defaults={"bearer": bearer, "legal_basis": basis}
    )
    record(by, "funding.assign_duty", row, **_said(row), first=made)
    return row


@transaction.atomic
def unassign_duty(*, by: Actor, source: FundSource, duty: Duty, funder: Institution | None = None) -> None:
    """Back to what holds without it: the network's row for a funder, the default of the source for the network."""
    check_may_set_chain(by, funder.pk if funder else None)
    rows = ResponsibilityChain.objects.select_for_update()
    row = rows.filter(source=source, duty=duty, funder=funder).first()
    if row is not None:
        record(by, "funding.unassign_duty", row, **_said(row))
        row.delete()


def _said(row: ResponsibilityChain) -> dict[str, str | int | None]:
    return {"source": str(row.source), "duty": str(row.duty), "bearer": str(row.bearer), "funder": row.funder_id}
