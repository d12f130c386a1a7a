"""How what runs through all rooms reaches each of them without knowing it.

Filled at start-up by the rooms' AppConfig.ready; read-only afterwards. A person's export, erasure, merge and unmerge are
driven by balai.people, the handover of a desk by balai.institutions, waiting work and the road by their pages, measures and
points for a meeting by balai.collaboration.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from balai.kernel.measures import Measure
from balai.kernel.sharing import sharing


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing that waits for somebody, on their desk page.

    title: what, verb first. reason: who waits and why. url: name and arguments for reverse(). button: verb.
    urgency: 0 overdue, 1 due soon, 2 whenever. key: stable, so that the same work is not shown twice.
    """

    key: str
    title: str
    reason: str
    url: str
    button: str
    args: tuple[Any, ...] = ()
    since: datetime | date | None = None
    due: date | None = None
    urgency: int = 2


@dataclass(frozen=True, slots=True)
class RoadStep:
    """One step on a person's road: the timeline of their page, in plain words."""

    on: date
    title: str
    text: str = ""
    who: str = ""
    state: str = "done"  # done | current | ahead | unknown
    url: str = ""
    args: tuple[Any, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a road. actor: access.actor.Actor, None for nobody in particular. oneself: the person it is about."""

    actor: Any = None
    oneself: bool = False

    def may(self, permission: Any) -> bool:
        """Whether a step may offer work that needs the permission."""
        return self.actor is not None and not self.oneself and bool(self.actor.has(permission))


NOBODY = Reader()


@dataclass(slots=True)
class PersonHooks:
    """What one room does with a person's rows.

    export: the person's rows as JSON-able dicts. erase: removes or blanks what may go, returns counts.
    merge: moves rows from the second person to the first, returns what an unmerge needs (ids only). unmerge: takes that back.
    road: steps of the timeline, in words that fit who reads it.
    """

    room: str
    export: Callable[[UUID], dict[str, list[dict[str, Any]]]] | None = None
    erase: Callable[[UUID], dict[str, int]] | None = None
    merge: Callable[[UUID, UUID], dict[str, list[Any]]] | None = None
    unmerge: Callable[[UUID, UUID, dict[str, list[Any]]], None] | None = None
    road: Callable[[UUID, date, Reader], Iterable[RoadStep]] | None = None


@dataclass(slots=True)
class DeskHooks:
    """waiting: work items for an actor. hand_over: moves a desk's open work in one institution from one user to another,
    returns counts by kind (mutasi)."""

    room: str
    waiting: Callable[[Any, datetime], Iterable[WorkItem]] | None = None
    hand_over: Callable[[int, int, int], dict[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class AgendaAsk:
    """For whose table: the bodies that are parties of a forum, the period of the forum (an id of the room that keeps it), and
    what has been new since."""

    institutions: frozenset[int]
    period: int
    since: date
    today: date


@dataclass(frozen=True, slots=True)
class AgendaOffer:
    """A point a room offers for a forum's meeting, in words that name no person and nothing that is not all parties' to read.

    key: stable, so that the same thing is offered once. url, args: its page, for reverse(), which asks for its own permission.
    """

    key: str
    text: str
    url: str = ""
    args: tuple[Any, ...] = ()


@dataclass(slots=True)
class Registry:
    people: dict[str, PersonHooks] = field(default_factory=dict)
    desks: dict[str, DeskHooks] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    agenda: dict[str, Callable[[AgendaAsk], Iterable[AgendaOffer]]] = field(default_factory=dict)

    def add_agenda(self, room: str, offers: Callable[[AgendaAsk], Iterable[AgendaOffer]]) -> None:
        """What the room puts before a forum's meeting. A room may add several under names of its own ("collaboration.promises")."""
        self.agenda[room] = offers

    def add_person_hooks(self, hooks: PersonHooks) -> None:
        self.people[hooks.room] = hooks

    def add_desk_hooks(self, hooks: DeskHooks) -> None:
        self.desks[hooks.room] = hooks

    def add_measures(self, room: str, measures: Iterable[Measure]) -> None:
        """What the room counts, by code. Raises ValueError where a code is taken: a promise would be counted by either."""
        for one in measures:
            if one.code in self.measures:
                raise ValueError(f"measure {one.code} of {room} is published by {self.measures[one.code].room} already")
            self.measures[one.code] = replace(one, room=room)


registry = Registry()


def work_for(actor: Any, now: datetime) -> list[WorkItem]:
    """What waits for the actor in every room: overdue first, then by due day, then the longest waiting; each thing once."""
    found: dict[str, WorkItem] = {}
    with sharing():
        for hooks in registry.desks.values():
            if hooks.waiting is not None:
                for item in hooks.waiting(actor, now):
                    found.setdefault(item.key, item)
    return sorted(found.values(), key=_urgency)


def agenda_for(ask: AgendaAsk) -> list[AgendaOffer]:
    """What the rooms offer, in the order of the rooms; each thing once."""
    found: dict[str, AgendaOffer] = {}
    with sharing():
        for offers in registry.agenda.values():
            for one in offers(ask):
                found.setdefault(one.key, one)
    return list(found.values())


def _urgency(item: WorkItem) -> tuple[int, str, str, str]:
    since = item.since.isoformat() if item.since else "9999"
    return item.urgency, item.due.isoformat() if item.due else "9999", since, item.key


def road_of(person_id: UUID, today: date, reader: Reader = NOBODY) -> list[RoadStep]:
    """The whole road of a person as every room tells it to that reader, in order of days."""
    steps = [step for hooks in registry.people.values() if hooks.road for step in hooks.road(person_id, today, reader)]
    return sorted(steps, key=lambda s: (s.on, s.order, s.title))
