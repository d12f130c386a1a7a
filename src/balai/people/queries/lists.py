"""Lists of people for a desk: every list has one indexed condition besides what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models.institution import name_key
from balai.people.models import Involvement, Person, PersonQuerySet
from balai.people.queries.identity import with_nik
from balai.regions.enums import Level
from balai.regions.models import Region

Tab = Literal["wilayah", "terdaftar", "dampingan"]


_LISTED = (
    "full_name", "name_key", "nik_tail", "nik_state", "birth_date", "registered_by__name",
    "home_regency__name", "home_regency__kind", "home_regency__level",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListScope:
    """regency or institution: the indexed condition. regencies: to choose from, where the office answers for several."""

    tab: Tab
    regency: int | None = None
    institution: int | None = None


def scopes(actor: Actor, regencies: Sequence[Region] | None = None) -> list[ListScope]:
    """The tabs this actor has, the widest first. regencies: of regencies_of, where the caller has them already."""
    found: list[ListScope] = []
    regency = _only_regency(actor)
    if regency is None:
        regency = next((r.pk for r in (regencies_of(actor) if regencies is None else regencies)), None)
    if regency is not None:
        found.append(ListScope("wilayah", regency=regency))
    own = sorted(actor.institutions_with(Permission.PERSON_READ))
    if own:
        found += [ListScope("terdaftar", institution=own[0]), ListScope("dampingan", institution=own[0])]
    return found


def regencies_of(actor: Actor) -> list[Region]:
    """What the actor's offices answer for, to choose from, in order of their codes; empty where it is a single one."""
    areas = actor.areas_with(Permission.PERSON_READ)
    if not areas or _only_regency(actor) is not None:
        return []
    rows = Region.objects.visible_to(actor).current().at_level(Level.REGENCY)
    if any(area.level == "nation" for area in areas):
        return list(rows.order_by("code"))
    regencies = [a.region for a in areas if a.level == "regency" and a.region]
    provinces = [a.region for a in areas if a.level == "province" and a.region]
    return list((rows.filter(pk__in=regencies) | rows.filter(province_id__in=provinces)).order_by("code"))


def _only_regency(actor: Actor) -> int | None:
    areas = set(actor.areas_with(Permission.PERSON_READ))
    return next((a.region for a in areas if a.level == "regency"), None) if len(areas) == 1 else None


def people_in(actor: Actor, scope: ListScope, prefix: str = "") -> PersonQuerySet:
    people: PersonQuerySet = (Person.objects if _sees_all_of(actor, scope) else Person.objects.visible_to(actor)).live()
    if scope.tab == "wilayah":
        people = people.filter(home_regency_id=scope.regency)
    elif scope.tab == "terdaftar":
        people = people.filter(registered_by_id=scope.institution)
    else:
        current = Involvement.objects.current().filter(institution_id=scope.institution or 0)
        people = people.filter(pk__in=current.values("person_id"))
    key = name_key(prefix)
    if key:
        people = people.filter(name_key__gte=key, name_key__lt=key + "\U0010ffff")
    return people.select_related("home_regency", "registered_by")


def _sees_all_of(actor: Actor, scope: ListScope) -> bool:
    """Everyone living in a regency that the actor's office answers for: visible_to would only repeat the condition."""
    return scope.tab == "wilayah" and any(
        a.level == "regency" and a.region is not None and a.region == scope.regency
        for a in actor.areas_with(Permission.PERSON_READ)
    )


def as_listed(people: PersonQuerySet) -> PersonQuerySet:
    """Only the columns that a line of the list shows (templates/people/rows.html)."""
    return people.only(*_LISTED)


def people_with(actor: Actor, *, nik: str = "", phone: str = "") -> list[Person]:
    """By number, among those the actor may see."""
    seen: PersonQuerySet = Person.objects.visible_to(actor).live().select_related("home_regency", "registered_by")
    if nik:
        return list(seen.filter(pk__in=with_nik(nik).values("pk")))
    return list(seen.filter(phone=phone).order_by("name_key", "pk")[:20]) if phone else []
