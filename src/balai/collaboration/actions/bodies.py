"""The bodies and agreements of a workbook become real ones: those the register knows, else new ones, unverified, with their source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from balai.access.actor import Actor
from balai.collaboration.models import Basis, Collaboration, Member
from balai.collaboration.queries.matching import Named, bodies_known, regions_named
from balai.collaboration.rules.cells import RowIn
from balai.institutions.actions.agreements import AgreementFacts, save_agreement
from balai.institutions.actions.register import Particulars, register_institution
from balai.institutions.desk import FROM_CASE
from balai.institutions.enums import AgreementKind, Function, InstitutionKind, NameKind
from balai.institutions.models import Agreement, Institution, InstitutionName


@dataclass(frozen=True, slots=True)
class Register:
    """Writes to the register on behalf of an import. by: may import cases, which is permission enough for unverified bodies."""

    by: Actor
    collaboration: Collaboration
    today: date

    @property
    def clerk(self) -> Actor:
        return replace(self.by, system=True)

    @property
    def source(self) -> str:
        return f"{FROM_CASE}{self.collaboration.code}"[:120]

    def bodies(self, rows: Sequence[RowIn], on: date | None) -> dict[str, Institution]:
        """By the row's code. A row may stand before its parent: parents are set for the new ones afterwards."""
        regions = regions_named((row.values["region"] for row in rows), on)
        named = {row.key: Named(row.values["name"], _kind(row), regions[row.values["region"]]) for row in rows}
        known = bodies_known(named.values())
        found: dict[str, Institution] = {}
        for row in rows:
            name = named[row.key]
            if name not in known:
                known[name] = self._add(row, name)
            found[row.key] = known[name]
        return found

    def _add(self, row: RowIn, named: Named) -> Institution:
        said = Particulars(
            kind=named.kind,
            sector=row.values["sector"],
            region=named.region,
            region_as_reported=row.values["region"],
            note="" if named.kind == row.values["kind"] else row.values["kind"],
        )
        functions = [word for word in row.values["functions"].split(";") if word in Function.values]
        return register_institution(
            by=self.clerk, name=named.name, particulars=said, today=self.today, functions=functions, source=self.source
        )

    def set_parents(self, rows: Sequence[RowIn], bodies: dict[str, Institution], new: set[int]) -> None:
        """Only for bodies this import made: what the register already says is not overwritten by a study."""
        changed = []
        for row in rows:
            body, parent = bodies[row.key], bodies.get(row.one.get("parent", ""))
            if body.pk in new and parent is not None and parent.pk != body.pk and body.parent_id is None:
                body.parent = parent
                changed.append(body)
        Institution.objects.bulk_update(changed, ["parent"])

    def also_called(self, names: Sequence[tuple[Institution, str]]) -> None:
        """A name that was corrected in the workbook stays findable beside the register's own."""
        rows = [
            InstitutionName(institution=body, name=name, kind=NameKind.AS_REPORTED, source=self.source) for body, name in names
        ]  # fmt: skip
        for row in rows:
            row.name_key = Named(row.name, "", None).key
        InstitutionName.objects.bulk_create(rows, ignore_conflicts=True)

    def agreements(self, rows: Sequence[Basis], parties: dict[str, list[Member]]) -> None:
        """Ties each cited basis to its agreement. A regulation cited twice is one; the rest belongs to this collaboration."""
        for basis in rows:
            known = basis.agreement or self._same_regulation(basis)
            mine = known is None or known.code == self._code(basis)
            if mine and basis.title:
                facts = AgreementFacts(
                    kind=basis.kind, title=basis.title, valid_from_text=basis.valid_from, valid_to_text=basis.valid_to,
                    source=self.source, code=self._code(basis),
                )  # fmt: skip
                known = save_agreement(
                    by=self.clerk,
                    kept_by=self.collaboration.owner,
                    facts=facts,
                    parties=[member.institution for member in parties[basis.code]],
                    agreement_id=known.pk if known else None,
                )
            basis.agreement = known
        Basis.objects.bulk_update(rows, ["agreement"])

    def _code(self, basis: Basis) -> str:
        return f"{self.collaboration.code}:{basis.code}"[:80]

    def _same_regulation(self, basis: Basis) -> Agreement | None:
        if basis.kind != AgreementKind.REGULATION or not basis.title:
            return None
        return Agreement.objects.filter(kind=basis.kind, title=basis.title).order_by("pk").first()


def _kind(row: RowIn) -> str:
    said: str = row.values["kind"]
    return said if said in InstitutionKind.values else InstitutionKind.OTHER
