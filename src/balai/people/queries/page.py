"""What a person's page shows, in a bounded number of queries."""

from dataclasses import dataclass

from balai.people.models import (
    AdjustmentNeed,
    Disability,
    Involvement,
    Person,
    PersonDocument,
    Reveal,
    VulnerableGroupMembership,
)


@dataclass(frozen=True, slots=True)
class Inclusion:
    adjustments: list[AdjustmentNeed]
    disabilities: list[Disability]
    groups: list[VulnerableGroupMembership]

    @property
    def is_multiple(self) -> bool:
        """ "Ganda" of UU 8/2016: two kinds or more."""
        return len(self.disabilities) > 1


def inclusion_of(person: Person) -> Inclusion:
    return Inclusion(
        list(AdjustmentNeed.objects.of(person).filter(valid_to=None)),
        list(Disability.objects.of(person).filter(valid_to=None)),
        list(VulnerableGroupMembership.objects.of(person).filter(valid_to=None)),
    )


def who_sees(person: Person) -> list[Involvement]:
    rows = Involvement.objects.current().filter(person=person).select_related("institution")
    return list(rows.order_by("institution__name", "started_on"))


def papers_of(person: Person) -> list[PersonDocument]:
    return list(PersonDocument.objects.of(person).filter(removed_at=None).select_related("file").order_by("-added_at"))


def reveals_of(person: Person) -> list[Reveal]:
    return list(Reveal.objects.of(person).select_related("institution").order_by("-shown_at")[:20])
