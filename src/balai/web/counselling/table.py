"""The group on one screen: rows of people x routes, kept as typed until they are saved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from balai.counselling.actions.session import Attendee
from balai.counselling.enums import Route
from balai.institutions.models.institution import name_key
from balai.kernel.refusal import Refused
from balai.people.models import Person, PersonQuerySet
from balai.people.rules.details import PersonDetails
from balai.web.counselling.forms import many, read_day
from balai.web.forms.fields import is_id

BLANK_ROWS = 5
MOST_ROWS = 100
NEW = "baru"


@dataclass(slots=True)
class Line:
    """number: in the form. person: chosen. name, born, phone: typed for somebody new. alike: people on record of that name."""

    number: int
    person: Person | None = None
    name: str = ""
    born: str = ""
    phone: str = ""
    routes: list[str] = field(default_factory=list)
    reason: str = ""
    who: str = ""
    alike: list[Person] = field(default_factory=list)
    wrong: str = ""

    @property
    def is_empty(self) -> bool:
        """Ticked routes alone are nobody yet; a birth date or a phone without a name is somebody half written."""
        return self.person is None and not (self.name + self.born + self.phone + self.reason).strip()


def lines_of(sent: Any, people: PersonQuerySet) -> list[Line]:
    """What the form held, in its order; a person not visible to the actor is left out."""
    count = min(int(sent.get("rows", "0")) if is_id(str(sent.get("rows", "0"))) else 0, MOST_ROWS)
    chosen = {n: _uuid(sent.get(f"person-{n}", "")) for n in range(count)}
    found = {p.pk: p for p in people.filter(pk__in=[pk for pk in chosen.values() if pk])}
    lines = []
    for n in range(count):
        pk = chosen[n]
        if f"drop-{n}" in sent or (pk is not None and pk not in found):
            continue
        lines.append(
            Line(
                n, found.get(pk) if pk else None, sent.get(f"name-{n}", "")[:200], sent.get(f"born-{n}", "")[:20],
                sent.get(f"phone-{n}", "")[:40], many(sent, f"routes-{n}"), sent.get(f"reason-{n}", "")[:1000],
                sent.get(f"who-{n}", ""),
            )
        )  # fmt: skip
    return lines


def with_people(lines: list[Line], added: Iterable[Person]) -> list[Line]:
    """Chosen people stand above the empty rows; nobody twice."""
    there = {line.person.pk for line in lines if line.person}
    new = [Line(0, person) for person in added if person.pk not in there]
    return numbered([*(x for x in lines if not x.is_empty), *new, *(x for x in lines if x.is_empty)])


def with_blank(lines: list[Line], number: int = BLANK_ROWS) -> list[Line]:
    return numbered([*lines, *(Line(0) for _n in range(number))][:MOST_ROWS])


def numbered(lines: list[Line]) -> list[Line]:
    for n, line in enumerate(lines):
        line.number = n
    return lines


def ask_about_alike(lines: Sequence[Line], people: PersonQuerySet) -> bool:
    """A typed name that is on record is asked about once: who is it? True while an answer is owed."""
    unknown = [x for x in lines if x.person is None and x.name.strip() and x.who != NEW]
    typed = {name_key(x.name) for x in unknown}
    if not typed:
        return False
    alike: dict[str, list[Person]] = {}
    for person in people.live().filter(name_key__in=typed).order_by("name_key", "pk")[:200]:
        alike.setdefault(person.name_key, []).append(person)
    owed = False
    for line in unknown:
        line.alike = list(alike.get(name_key(line.name), ()))
        pick = next((p for p in line.alike if str(p.pk) == line.who), None)
        if pick is not None:
            line.person, line.alike = pick, []
        elif line.alike:
            owed, line.wrong = True, _("Nama ini sudah tercatat. Pilih orangnya, atau “orang baru”.")
    return owed


def attendees(lines: Sequence[Line], common: Sequence[str] = ()) -> list[Attendee]:
    """common: routes of those who have none of their own. Raises nothing: what cannot be read stands in the row."""
    found = []
    for line in lines:
        born = read_day(line.born) if line.born.strip() else None
        if line.born.strip() and born is None:
            line.wrong = _("Tulis tanggal lahir sebagai hari-bulan-tahun, misalnya 17-08-2001.")
        if line.person is None and not line.name.strip():
            line.wrong = _("Baris ini belum bernama. Tulis nama orangnya, atau kosongkan seluruh baris.")
        details = None if line.person else PersonDetails(full_name=line.name, birth_date=born, phone=line.phone)
        routes = tuple(r for r in line.routes or common if r in Route.values)
        found.append(Attendee(line.person, details, routes, line.reason))
    return found


def mark(lines: Sequence[Line], rows: dict[int, Refused]) -> None:
    for place, refused in rows.items():
        lines[place].wrong = str(refused)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
