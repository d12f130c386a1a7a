"""A case workbook as the rules read it: rows by table in the order of their codes, so that the order they came in changes nothing."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from balai.institutions.enums import Function, InstitutionKind, Sector
from balai.institutions.rules.partial_dates import first_and_last

LIST_MARK = ";"
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,4})?", re.ASCII)
_FUNCTION_OF_KIND: dict[str, str] = {InstitutionKind.PRIVATE_TRAINING_PROVIDER: Function.TRAINING_PROVIDER}
Tables = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Row:
    """cells: text as the workbook writes it; "" where the source does not say."""

    table: str
    code: str
    cells: Mapping[str, str]

    @property
    def evidence(self) -> str:
        return f"{self.table}:{self.code}"

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column) or ""

    def codes(self, column: str) -> tuple[str, ...]:
        return tuple(word for word in self[column].split(LIST_MARK) if word)

    def count(self, column: str) -> int | None:
        text = self[column]
        return int(text) if text.isascii() and text.isdigit() else None

    def number(self, column: str) -> Decimal | None:
        return Decimal(self[column]) if _NUMBER.fullmatch(self[column]) else None

    def first(self, column: str) -> dt.date | None:
        """The first day the words allow: 2019 is 1 January 2019."""
        return _days(self[column])[0]

    def last(self, column: str) -> dt.date | None:
        return _days(self[column])[1]


def _days(text: str) -> tuple[dt.date | None, dt.date | None]:
    try:
        return first_and_last(text) or (None, None)
    except ValueError:
        return None, None


def evidence(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({row.evidence for row in rows}))


@dataclass(slots=True)
class Book:
    """tables: rows by table, each a dict of cells. known_on: the day up to which the period is read, None for "
    "its last day."""

    tables: Tables
    known_on: dt.date | None = None
    _rows: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        if table not in self._rows:
            found = [Row(table, cells.get("code") or "", cells) for cells in self.tables.get(table, ())]
            self._rows[table] = sorted(found, key=lambda row: row.code)
        return self._rows[table]

    def is_complete(self, table: str) -> bool:
        """Absence in it may be read as "no"."""
        return any(
            (row.get("table") or "") == table and row.get("complete") == "yes"
            for row in self.tables.get("coverage", ())
        )

    @property
    def case(self) -> Row:
        rows = self.rows("case")
        return rows[0] if rows else Row("case", "", {})

    @property
    def begins(self) -> dt.date | None:
        return self.case.first("period_start")

    @property
    def ends(self) -> dt.date | None:
        """The last day that is judged."""
        ends = self.case.last("period_end")
        return min(filter(None, (ends, self.known_on)), default=None)


class Actors:
    """Who is who, read once a book."""

    def __init__(self, book: Book) -> None:
        self.by_code = {row.code: row for row in book.rows("institutions")}

    @cached_property
    def _roots(self) -> dict[str, str]:
        """The body at the top of each: a unit and its office are one organisation. A circle ends where it began."""
        found: dict[str, str] = {}
        for code in self.by_code:
            top, seen = code, {code}
            while (above := self._above(top)) and above not in seen:
                top = above
                seen.add(top)
            found[code] = min(seen) if above else top
        return found

    def _above(self, code: str) -> str:
        above = self.by_code[code]["parent"] if code in self.by_code else ""
        return above if above in self.by_code else ""

    def organisations(self, codes: Iterable[str]) -> frozenset[str]:
        return frozenset(self._roots.get(code, code) for code in codes if code)

    def sectors(self, codes: Iterable[str]) -> frozenset[str]:
        return frozenset(s for code in codes if code in self.by_code and (s := self.by_code[code]["sector"]))

    def functions(self, code: str) -> frozenset[str]:
        return frozenset(self.by_code[code].codes("functions")) if code in self.by_code else frozenset()

    def with_function(self, *functions: Function) -> list[str]:
        wanted = {str(one) for one in functions}
        return [code for code in self.by_code if wanted & self.functions(code)]

    def name(self, code: str) -> str:
        return self.by_code[code]["name"] or code if code in self.by_code else code

    def is_private_partner(self, code: str) -> bool:
        """An employer or partner of the private sector. Who is paid to teach, and who is taught, is none by "
        "that alone."""
        if code not in self.by_code or self.by_code[code]["sector"] != Sector.PRIVATE:
            return False
        functions = self.functions(code) or {_FUNCTION_OF_KIND.get(self.by_code[code]["kind"], "")}
        return bool(functions - {Function.TRAINING_PROVIDER, Function.TRAINEE, Function.BENEFICIARY})

    def is_contractor(self, code: str) -> bool:
        """Taught for the one who paid: private, and nothing but a training provider."""
        if code not in self.by_code or self.by_code[code]["sector"] != Sector.PRIVATE:
            return False
        return not self.is_private_partner(code)
