"""What a guide is made of."""

from dataclasses import dataclass

from balai.web.parts import Words


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the demonstration as `account` sees it ("" a stranger); heading: how its first heading begins."""

    address: str
    account: str
    heading: str


@dataclass(frozen=True, slots=True)
class Thing:
    """title: what is done. address: the page where it begins."""

    title: Words
    address: str
    steps: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    title: Words
    remedy: Words


@dataclass(frozen=True, slots=True)
class Guide:
    """account: of the demonstration, for practice."""

    slug: str
    account: str
    title: Words
    who: Words
    today: Words
    picture: Picture
    things: tuple[Thing, ...]
    troubles: tuple[Trouble, ...]
