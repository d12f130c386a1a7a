"""What parameters exist: declared once by the room that reads them, with a default that holds until somebody sets a value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission

Kind = Literal["integer", "rupiah", "percent", "text", "months_list", "boolean"]
UNVERIFIED = _("ditetapkan sendiri; belum ada ketentuan yang dapat dipastikan")


@dataclass(frozen=True, slots=True)
class Parameter:
    """name: "room.word". default: used while nobody has set a value; unit and meaning are shown on the page.
    minimum and maximum: bounds of integers; source: where the default comes from, UNVERIFIED when nobody could verify it.
    own_with: who may do this at an institution may set its own value there, since the verbs ask for that institution's;
    None where one value holds for the network. technical: of the machine, not of a regulation; the operator sets it."""

    name: str
    kind: Kind
    default: Any
    label: str | Promise
    meaning: str | Promise
    unit: str | Promise = ""
    source: str | Promise = ""
    minimum: int | None = None
    maximum: int | None = None
    own_with: Permission | None = None
    technical: bool = False


_declared: dict[str, Parameter] = {}


def declare(parameter: Parameter) -> Parameter:
    known = _declared.setdefault(parameter.name, parameter)
    if known != parameter:
        raise ValueError(f"parameter {parameter.name} is declared twice")
    return parameter


def declared() -> Iterator[Parameter]:
    return iter(sorted(_declared.values(), key=lambda p: p.name))


def find(name: str) -> Parameter | None:
    return _declared.get(name)
