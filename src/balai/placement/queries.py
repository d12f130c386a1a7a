"""Pages' worth of referrals and placements, and the newest word of each side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from balai.access.actor import Actor
from balai.certification.enums import CompetenceCertificateState
from balai.certification.models import CompetenceCertificate
from balai.institutions.models import Institution
from balai.institutions.models.institution import name_key
from balai.placement.enums import ReferralState, Says, Side
from balai.placement.models import (
    Placement,
    PlacementQuerySet,
    PlacementStatement,
    Referral,
    ReferralQuerySet,
)
from balai.training.models import Enrolment


@dataclass(frozen=True, slots=True)
class Words:
    """The newest word of each side, None where it has not spoken. differs: two sides disagree."""

    person: PlacementStatement | None
    employer: PlacementStatement | None
    office: PlacementStatement | None

    @property
    def differs(self) -> bool:
        said = [word.says == Says.WORKS for word in (self.person, self.employer, self.office) if word is not None]
        return len(set(said)) > 1

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


def employer_named(written: str) -> Institution | None:
    """The one verified body of that name, as people spell it; None when there is none or several."""
    found = list(Institution.objects.public().filter(name_key=name_key(written))[:2])
    return found[0] if len(found) == 1 else None


def known_employers(actor: Actor) -> list[str]:
    """Names to suggest: verified employers of the regions where the actor sits."""
    regions = Institution.objects.filter(pk__in=[desk.institution for desk in actor.desks]).values("region_id")
    rows = Institution.objects.public().filter(functions__function="employer", region_id__in=regions)
    return list(rows.order_by("name_key").values_list("name", flat=True).distinct()[:200])


@dataclass(frozen=True, slots=True)
class Profile:
    """What the person agreed to show to employers: training completed, competence certificates, telephone."""

    phone: str
    trainings: list[tuple[str, date | None]]
    certificates: list[tuple[str, date]]


def profile_of(referral: Referral) -> Profile | None:
    """None once the referral is over: the consent was for being considered."""
    if referral.state in (ReferralState.DECLINED, ReferralState.WITHDRAWN):
        return None
    done = Enrolment.objects.completed().filter(person_id=referral.person_id).order_by("-ended_on")
    papers = CompetenceCertificate.objects.filter(person_id=referral.person_id, state=CompetenceCertificateState.VALID)
    return Profile(
        referral.person.phone,
        list(done.values_list("batch__title", "ended_on")[:10]),
        list(papers.order_by("-issued_on").values_list("scheme", "valid_until")[:10]),
    )
