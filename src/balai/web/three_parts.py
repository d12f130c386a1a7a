"""The three-way bar: how a result of training is drawn and said. Working, not known, not working; never two parts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.kernel.formats import angka, of_hundred

ROOM_FOR_A_DIGIT = 3.5
"""Share of the bar (percent) that one digit needs on the narrowest phone."""


@dataclass(frozen=True, slots=True)
class Part:
    """x, width, middle: percent of the bar, with a full stop, as SVG wants it. figure: empty where it has no room."""

    x: str
    width: str
    middle: str
    figure: str


@dataclass(frozen=True, slots=True)
class ThreeParts:
    working: int
    unknown: int
    not_working: int

    def __post_init__(self) -> None:
        if min(self.working, self.unknown, self.not_working) < 0:
            raise ValueError("counts cannot be negative")

    @property
    def total(self) -> int:
        return self.working + self.unknown + self.not_working

    @property
    def low(self) -> int:
        return of_hundred(self.working, self.total)

    @property
    def high(self) -> int:
        return of_hundred(self.working + self.unknown, self.total)

    def parts(self) -> tuple[Part, Part, Part]:
        return (
            self._part(0, self.working),
            self._part(self.working, self.unknown),
            self._part(self.working + self.unknown, self.not_working),
        )

    def _part(self, before: int, count: int) -> Part:
        x, width = 100 * before / self.total, 100 * count / self.total
        figure = angka(count)
        roomy = count > 0 and width >= 2 + ROOM_FOR_A_DIGIT * len(figure)
        return Part(f"{x:.2f}%", f"{width:.2f}%", f"{x + width / 2:.2f}%", figure if roomy else "")

    def bounds(self, noun: str, verb: str) -> str:
        """ "Antara 38 dan 75 dari 100 lulusan bekerja." """
        words = {"low": self.low, "high": self.high, "noun": noun, "verb": verb}
        if self.unknown == 0:
            return _("%(low)s dari 100 %(noun)s %(verb)s.") % words
        if self.low == self.high:
            return _("Kira-kira %(low)s dari 100 %(noun)s %(verb)s.") % words
        return _("Antara %(low)s dan %(high)s dari 100 %(noun)s %(verb)s.") % words

    def unknowns(self) -> str:
        """ "18 dari 48 orang belum diketahui." """
        if self.unknown == 0:
            return _("Kabar semua %(total)s orang sudah diketahui.") % {"total": angka(self.total)}
        words = {"unknown": angka(self.unknown), "total": angka(self.total)}
        return _("%(unknown)s dari %(total)s orang belum diketahui.") % words
