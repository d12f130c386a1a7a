"""What a human adds to a paper: number, day, place, who signs, and a few sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from balai.kernel.formats import tanggal
from balai.kernel.papers.blocks import Signing


@dataclass(frozen=True, slots=True)
class Said:
    """texts: by the keys of the paper's form (venue, clock, agenda, decisions, problems, advice)."""

    dated_on: date
    letter_number: str = ""
    place: str = ""
    signatory: str = ""
    signatory_role: str = ""
    signatory_number: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        return str(self.texts.get(key, "")).strip()

    def rows(self, key: str) -> list[str]:
        """One paragraph a line."""
        return [row.strip() for row in self.text(key).splitlines() if row.strip()]

    @property
    def place_date(self) -> str:
        return f"{self.place}, {tanggal(self.dated_on)}" if self.place else tanggal(self.dated_on)

    def signing(self, role: str, *, dated: bool = True, as_well: bool = False) -> Signing:
        """role: where no office was given. as_well: the part played on this paper, above the office."""
        number = f"NIP {self.signatory_number}" if self.signatory_number else ""
        office = f"{role},\n{self.signatory_role}" if as_well and self.signatory_role else self.signatory_role or role
        return Signing(office, self.signatory, self.place_date if dated else "", number)
