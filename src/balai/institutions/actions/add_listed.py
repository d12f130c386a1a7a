"""Rows of a list become bodies, in bulk; and what a list knows more than we do is added, never overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.imports.models import ImportRun
from balai.institutions.enums import Function, InstitutionKind, NameKind, Standing
from balai.institutions.listed import Listed
from balai.institutions.models import Institution, InstitutionFunction, InstitutionName, ListedAs
from balai.institutions.models.institution import name_key
from balai.institutions.rules.list_columns import sector_of
from balai.regions.models import Region

BATCH = 500
_TEACHES = frozenset(
    {
        InstitutionKind.TRAINING_CENTRE,
        InstitutionKind.CENTRAL_TRAINING_UNIT,
        InstitutionKind.COMMUNITY_TRAINING_CENTRE,
        InstitutionKind.PRIVATE_TRAINING_PROVIDER,
    }
)
_FILLED = ("licence", "tax_number", "street", "phones", "email", "vocational_field", "cohort_year")


@dataclass(frozen=True, slots=True)
class Accepted:
    listed: Listed
    region: Region | None


def add_listed(*, by: Actor, run: ImportRun, rows: Sequence[Accepted]) -> list[int]:
    """Unverified bodies with their name, function and mark; their ids in order. Inside the caller's transaction."""
    if not rows:
        return []
    bodies = Institution.objects.bulk_create([_body(row, run) for row in rows], batch_size=BATCH)
    InstitutionName.objects.bulk_create(
        [InstitutionName(institution=b, name=b.name, name_key=b.name_key, kind=NameKind.OFFICIAL) for b in bodies],
        batch_size=BATCH,
    )
    functions = [(b, Function.TRAINING_PROVIDER) for b in bodies if b.kind in _TEACHES]
    functions += [(b, Function.CERTIFIER) for b in bodies if b.kind == InstitutionKind.CERTIFICATION_BODY]
    InstitutionFunction.objects.bulk_create(
        [InstitutionFunction(institution=b, function=f) for b, f in functions], batch_size=BATCH
    )
    mark_listed(run, [(row.listed, body.pk) for row, body in zip(rows, bodies, strict=True)])
    record_batch(by, "institutions.import", "institutions.institution", [b.pk for b in bodies], run=run.pk)
    return [b.pk for b in bodies]


def mark_listed(run: ImportRun, pairs: Sequence[tuple[Listed, int]]) -> None:
    ListedAs.objects.bulk_create(
        [ListedAs(institution_id=pk, mark=row.mark, run_id=run.pk) for row, pk in pairs],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def fill_blanks(*, by: Actor, rows: Sequence[tuple[Listed, int]]) -> int:
    """What is empty with us and said in the list. How many bodies changed."""
    changed: list[Institution] = []
    for start in range(0, len(rows), BATCH):
        part = {pk: row for row, pk in rows[start : start + BATCH]}
        for body in Institution.objects.filter(pk__in=part):
            if _fill(body, part[body.pk]):
                changed.append(body)
    if changed:
        Institution.objects.bulk_update(changed, _FILLED, batch_size=BATCH)
        record_batch(by, "institutions.import_fill", "institutions.institution", [b.pk for b in changed])
    return len(changed)


def _fill(body: Institution, row: Listed) -> bool:
    filled = False
    for name in _FILLED:
        said = getattr(row, name)
        if said and not getattr(body, name):
            setattr(body, name, list(said) if name == "phones" else said)
            filled = True
    return filled


def _body(row: Accepted, run: ImportRun) -> Institution:
    said = row.listed
    return Institution(
        name=said.name,
        name_key=name_key(said.name),
        kind=said.kind,
        sector=sector_of(said.kind),
        tier=said.tier,
        region=row.region,
        region_as_reported=said.place_text,
        standing=Standing.UNVERIFIED,
        licence=said.licence,
        tax_number=said.tax_number,
        street=said.street,
        phones=list(said.phones),
        email=said.email,
        vocational_field=said.vocational_field,
        cohort_year=said.cohort_year,
        source=f"import {run.pk}",
    )
