"""Bodies that may be the same: one name or alias within a regency, one licence, one tax number (domain book D8)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from balai.institutions.listed import Listed, licence_key
from balai.institutions.models import Institution, InstitutionName

BATCH = 500


@dataclass(slots=True)
class Register:
    """What is known already, by what bodies are recognised. Values: ids of bodies; rows of the same list as -n."""

    names: dict[tuple[str, int | None], set[int]] = field(default_factory=lambda: defaultdict(set))
    licences: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    taxes: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def like(self, row: Listed, regency: int | None) -> set[int]:
        found = set(self.names.get((row.key, regency), ()))
        if row.licence_key:
            found |= self.licences.get(row.licence_key, set())
        if row.tax_number:
            found |= self.taxes.get(row.tax_number, set())
        return found

    def add(self, row: Listed, regency: int | None, known_as: int) -> None:
        self.names[row.key, regency].add(known_as)
        if row.licence_key:
            self.licences[row.licence_key].add(known_as)
        if row.tax_number:
            self.taxes[row.tax_number].add(known_as)


def read_register(rows: Iterable[Listed]) -> Register:
    """A few queries for the whole list: only bodies that share a name, a licence or a tax number with a row."""
    listed = list(rows)
    register = Register()
    for part in _parts({row.key for row in listed}):
        names = InstitutionName.objects.filter(name_key__in=part).values_list(
            "name_key", "institution__region__regency_id", "institution_id"
        )
        current = Institution.objects.filter(name_key__in=part).values_list("name_key", "region__regency_id", "pk")
        for key, regency, pk in (*names, *current):
            register.names[key, regency].add(pk)
    for part in _parts({row.tax_number for row in listed if row.tax_number}):
        for tax, pk in Institution.objects.filter(tax_number__in=part).values_list("tax_number", "pk"):
            register.taxes[tax].add(pk)
    if any(row.licence_key for row in listed):
        wanted = {row.licence_key for row in listed}
        for licence, pk in Institution.objects.exclude(licence="").values_list("licence", "pk").iterator():
            if (key := licence_key(licence)) in wanted and key:
                register.licences[key].add(pk)
    return register


def duplicates_of(institution: Institution) -> list[Institution]:
    """Shown beside a body that waits to be verified."""
    keys = set(institution.names.values_list("name_key", flat=True)) | {institution.name_key}
    regency = institution.region.regency_id if institution.region else None
    alike = Q(region__regency_id=regency) & (Q(name_key__in=keys) | Q(names__name_key__in=keys))
    if licence_key(institution.licence):
        alike |= Q(licence=institution.licence)
    if institution.tax_number:
        alike |= Q(tax_number=institution.tax_number)
    others = Institution.objects.filter(alike).exclude(pk=institution.pk).distinct()
    return list(others.select_related("region")[:10])


def _parts(values: set[str]) -> Iterable[list[str]]:
    ordered = sorted(values)
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
