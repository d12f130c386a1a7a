"""A centre, its funder and money, and one of each thing that is planned."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from balai.access.actor import CLI, Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.funding.actions import NewLine, add_fund_line
from balai.funding.models import FundLine
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.planning.actions.batches import BatchPlan, open_batch
from balai.planning.actions.propose import Answer, Proposal, answer_package, propose_package
from balai.planning.models import Batch, Package
from balai.programmes.actions import NewProgramme, UnitRow, add_curriculum, add_programme
from balai.programmes.models import Curriculum
from balai.regions.models import Region
from tests import factories as make

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
TODAY = date(2026, 3, 2)
REASON = "Sesuai kebutuhan daerah tahun ini."
WHY = "Diminta lisan dalam musyawarah nagari; suratnya menyusul."


@dataclass
class Place:
    """A regency with a centre and the labour office that funds it; each with somebody at a desk."""

    regency: Region
    centre: Institution
    office: Institution
    admin: User
    officer: User
    curriculum: Curriculum

    @property
    def by_centre(self) -> Actor:
        return actor_for(self.admin, TODAY)

    @property
    def by_office(self) -> Actor:
        return actor_for(self.officer, TODAY)


def place(zone: str = "Asia/Jakarta", *, equipped: bool = True) -> Place:
    """equipped: with a room and an instructor whose certificate covers the programme, so that a class may open."""
    regency = make.regency(tz=zone)
    centre = make.institution(region=regency)
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=regency)
    programme = add_programme(by=CLI, owner=centre, programme=NewProgramme("Operator Garmen", "Menjahit"))
    curriculum = add_curriculum(
        by=CLI, programme=programme, units=[UnitRow("Menjahit kemeja", "C.14GMT06.024.1", 8, 40)], valid_from=TODAY
    )
    if equipped:
        make.fitted(centre, programme.title)
    admin = make.desk(centre, Role.CENTRE_ADMIN).user
    officer = make.desk(office, Role.LABOUR_OFFICER).user
    return Place(regency, centre, office, admin, officer, curriculum)


def line(at: Place, ceiling: int = 100_000_000, **stated: Any) -> FundLine:
    new = NewLine(
        **({"source": "apbd_regency", "year": 2026, "title": f"Dana {make.number()}", "ceiling": ceiling} | stated)
    )
    return add_fund_line(by=at.by_office, funder=at.office, line=new, today=TODAY)


def proposed(at: Place, cost: int = 60_000_000, **stated: Any) -> Package:
    plain = {
        "curriculum": at.curriculum,
        "title": "Garmen I",
        "year": 2026,
        "seats": 16,
        "cost": cost,
        "reason": REASON,
    }
    if not {"needs", "job_orders"} & stated.keys():
        plain["no_need_why"] = WHY
    proposal = Proposal(**(plain | stated))
    return propose_package(by=at.by_centre, centre=at.centre, funder=at.office, proposal=proposal, now=NOW)


def funded(at: Place, **stated: Any) -> Package:
    package = proposed(at, **stated)
    answer = Answer("accept", REASON, line(at))
    return answer_package(by=at.by_office, package=package, answer=answer, now=NOW)


def plan(zone: str = "Asia/Jakarta", **stated: Any) -> BatchPlan:
    here = ZoneInfo(zone)
    plain: dict[str, Any] = {
        "title": "Garmen angkatan I",
        "opens_at": datetime(2026, 3, 1, 0, 0, tzinfo=here),
        "closes_at": datetime(2026, 3, 20, 23, 59, tzinfo=here),
        "starts_on": date(2026, 4, 1),
        "ends_on": date(2026, 5, 15),
        "entry_rules": "Terbuka untuk semua.",
    }
    return BatchPlan(**(plain | stated))


def draft(at: Place, **stated: Any) -> Batch:
    return open_batch(by=at.by_centre, package=funded(at), plan=plan(at.centre.zone, **stated), today=TODAY)
