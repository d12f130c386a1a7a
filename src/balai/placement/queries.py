"""Pages' worth of referrals and placements, and the newest word of each side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from balai.institutions.models import Institution
from balai.placement.enums import Says, Side
from balai.placement.models import (
    Placement,
    PlacementQuerySet,
    PlacementStatement,
    ReferralQuerySet,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The newest word of each side, None where it has not spoken. differs: person and employer disagree."""

    person: PlacementStatement | None
    employer: PlacementStatement | None
    office: PlacementStatement | None

    @property
    def differs(self) -> bool:
        if self.person is None or self.employer is None:
            return False
        return (self.person.says == Says.WORKS) != (self.employer.says == Says.WORKS)

    @property
    def confirmed(self) -> bool:
        return self.employer is not None and self.employer.says == Says.WORKS


def words(statements: Iterable[PlacementStatement]) -> Words:
    newest: dict[str, PlacementStatement] = {}
    for said in sorted(statements, key=lambda s: (s.as_of, s.pk)):
        newest[said.side] = said
    return Words(newest.get(Side.PERSON), newest.get(Side.EMPLOYER), newest.get(Side.OFFICE))


def placement_list(placements: PlacementQuerySet) -> PlacementQuerySet:
    said = PlacementStatement.objects.select_related("on_behalf_of")
    return placements.select_related("person", "employer", "made_by").prefetch_related(Prefetch("statements", said))


def referral_list(referrals: ReferralQuerySet) -> ReferralQuerySet:
    return referrals.select_related("person", "job_order__employer", "made_by", "on_behalf_of", "placement")


def words_of_employer(placement: Placement) -> int:
    return PlacementStatement.objects.filter(placement=placement, side=Side.EMPLOYER).count()


def contact_of(employer: Institution | None) -> str:
    """A phone or e-mail to ask at, as on file."""
    if employer is None:
        return ""
    phones = employer.phones if isinstance(employer.phones, list) else []
    return employer.email or (str(phones[0]) if phones else "")


def placed_since(placements: PlacementQuerySet, day: date) -> int:
    return placements.live().filter(starts_on__gte=day).count()
