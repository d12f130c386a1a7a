"""The one who acts: a user and the desks they sit at, or the system itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from balai.access.permissions import Permission
from balai.access.roles import ROLES, SEES_OTHERS

AreaLevel = Literal["nation", "province", "regency"]


@dataclass(frozen=True, slots=True)
class Area:
    """What an office answers for. region: id of the province or regency, None for the nation."""

    level: AreaLevel
    region: int | None = None

    def contains(self, *, regency: int | None, province: int | None) -> bool:
        if self.level == "nation":
            return True
        return self.region is not None and self.region == (regency if self.level == "regency" else province)


@dataclass(frozen=True, slots=True)
class Desk:
    """A seat at an institution. area: set where the institution is an office that answers for a region."""

    institution: int
    role: str
    area: Area | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Built once a request by institutions.desks; the public, the command line and the worker are actors too.

    name: as the audit writes it ("user:12", "cli", "worker", "public"). on_behalf_of: institution acted for by proxy.
    system: may do everything (command line, worker); never built from a request.
    """

    name: str
    user_id: int | None = None
    desks: tuple[Desk, ...] = field(default=())
    on_behalf_of: int | None = None
    system: bool = False

    def institutions_with(self, permission: Permission) -> frozenset[int]:
        return frozenset(d.institution for d in self.desks if permission in ROLES[d.role].own)

    def areas_with(self, permission: Permission) -> tuple[Area, ...]:
        return tuple(d.area for d in self.desks if d.area is not None and permission in ROLES[d.role].area)

    def may(self, permission: Permission, institution_id: int | None) -> bool:
        return self.system or (institution_id is not None and institution_id in self.institutions_with(permission))

    def may_in(self, permission: Permission, *, regency: int | None, province: int | None) -> bool:
        return self.system or any(a.contains(regency=regency, province=province) for a in self.areas_with(permission))

    def may_for_all(self, permission: Permission) -> bool:
        """May do it for the whole network: the operator, and the office that answers for the nation."""
        if self.system or any(area.level == "nation" for area in self.areas_with(permission)):
            return True
        return any(permission in ROLES[d.role].network for d in self.desks)

    def has(self, permission: Permission) -> bool:
        """Holds the permission anywhere; for showing a door, never for opening it."""
        return self.system or any(permission in ROLES[d.role].all for d in self.desks)

    def roles(self) -> Iterator[str]:
        return (d.role for d in self.desks)

    @property
    def sees_others(self) -> bool:
        return any(d.role in SEES_OTHERS for d in self.desks)


PUBLIC = Actor("public")
CLI = Actor("cli", system=True)
WORKER = Actor("worker", system=True)
