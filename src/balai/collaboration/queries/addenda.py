"""What was added to closed minutes, and whose word on it is missing."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from balai.collaboration.enums import AddendumState
from balai.collaboration.models import Addendum, AddendumWord, Convening, Member
from balai.collaboration.queries.convening import parties_present, with_writer


@dataclass(slots=True)
class AddendumView:
    """own: parties the reader may answer for; form: theirs, where it still waits for words. closes: the reader may try to close it."""

    row: Addendum
    words: list[AddendumWord]
    silent: list[Member]
    own: list[Member] = field(default_factory=list)
    form: Any = None
    closes: bool = False

    @property
    def is_open(self) -> bool:
        return self.row.state == AddendumState.ASKED


def addenda_of(convening: Convening) -> list[AddendumView]:
    """Three questions however many there are; one where there are none."""
    words = Prefetch("words", with_writer(AddendumWord.objects.select_related("member")))
    rows = convening.addenda.select_related("author").prefetch_related(words).order_by("number")
    found = list(rows)
    present = parties_present(convening) if found else []
    return [_view(row, present) for row in found]


def _view(row: Addendum, present: list[Member]) -> AddendumView:
    words = sorted(row.words.all(), key=lambda one: one.member.name)
    heard = {one.member_id for one in words}
    return AddendumView(row, words, [one for one in present if one.pk not in heard])


def silent_on(addendum: Addendum) -> list[Member]:
    return _view(addendum, parties_present(addendum.convening)).silent
