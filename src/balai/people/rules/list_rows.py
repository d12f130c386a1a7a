"""One row of a list -> a person's fields, or the reasons why not, each naming its column."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from balai.imports.actions.rows import Reason
from balai.kernel.tables import Cell, is_blank, text_of, was_number
from balai.kernel.tables.values import parse_date, parse_phones, parse_place_and_date, parse_rt_rw, parse_sex
from balai.people.name_keys import fast_name_key
from balai.people.rules.list_words import SEX_OF_TICK, aim_of, education_of, is_ticked
from balai.people.rules.names import is_name, read_name
from balai.people.rules.national_id import INVENTED_NIK_NEEDED, read_national_id
from balai.people.rules.phones import e164

_DIGITS: Final = re.compile(r"[0-9]{16}")
_MOBILE: Final = re.compile(r"0?8[1-35-9][0-9]{7,10}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_MONTHS: Final = {f"{month:02}" for month in range(1, 13)}
_SAFE_DAYS: Final = {f"{day + more:02}" for day in range(1, 29) for more in (0, 40)}
_REMEMBERED: Final = 5_000
_REPEATING: Final = frozenset({
    "birth_place", "sex", "rt_rw", "rt", "rw", "education", "education_major", "graduation_year", "aim",
})  # fmt: skip
PLACES: Final = ("province", "regency", "district", "village")


@dataclass(slots=True)
class ListRow:
    """n: row of the sheet. fields: of Person. nik: 16 digits, hint: what a spreadsheet left of them. place: four names."""

    n: int
    cells: Sequence[Cell]
    fields: dict[str, Any]
    nik: str = ""
    hint: str = ""
    place: tuple[str, str, str, str] = ("", "", "", "")
    problems: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file. columns: field -> position; titles: of every column, for the sentences."""

    columns: Mapping[str, int]
    titles: Sequence[str]
    today: date
    _dates: dict[Any, Any] = field(default_factory=dict)
    _plan: list[tuple[int, str, "_Reader", "_Known | None"]] = field(default_factory=list)
    _place_columns: tuple[int, ...] = ()
    _ticks: tuple[tuple[str, int], ...] = ()
    _places: dict[tuple[Cell, ...], tuple[tuple[Cell, ...], tuple[str, str, str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, read in _READERS.items():
            if name in self.columns and name not in PLACES:
                self._plan.append((self.columns[name], name, read, {} if name in _REPEATING else None))
        self._ticks = tuple((name, self.columns[name]) for name in SEX_OF_TICK if name in self.columns)
        self._place_columns = tuple(self.columns.get(name, -1) for name in PLACES)

    def read(self, n: int, cells: list[Cell]) -> ListRow:
        """The cells may come back as equal ones of an earlier row, so that a word is held once."""
        row, width = ListRow(n, cells, {}), len(cells)
        for at, name, read, known in self._plan:
            if at >= width:
                continue
            cell = cells[at]
            if cell.__class__ is str:
                if known is not None:
                    cells[at] = self._repeat(row, name, str(cell), read, known)
                    continue
                if not cell or is_blank(cell):
                    continue
            read(self, row, name, cell)
        self._find_place(row, cells, width)
        if self._ticks and "sex" not in self.columns:
            self._find_ticked_sex(row, cells, width)
        self._check_invented(row)
        if "full_name" not in row.fields and not any(p.code.startswith("name") for p in row.problems):
            self.problem(
                row, "full_name", "name_missing", _("Nama belum diisi. Tulis nama seperti di KTP; satu kata pun boleh.")
            )
        return row

    def _check_invented(self, row: ListRow) -> None:
        """In the practice room a row says itself, by its NIK, that nobody is behind it."""
        if settings.BALAI_PRACTICE and not (row.nik or row.hint or row.problems):
            self.problem(row, "nik", "nik_not_invented", str(INVENTED_NIK_NEEDED))

    def _repeat(self, row: ListRow, name: str, cell: str, read: "_Reader", known: "_Known") -> str:
        """What such a cell said before; only words of columns that say the same in many rows come here."""
        before = known.get(cell)
        if before is None:
            before = (cell, ListRow(0, (), {}))
            if not is_blank(cell):
                read(self, before[1], name, cell)
            if len(known) < _REMEMBERED:
                known[cell] = before
        cell, said = before
        row.fields.update(said.fields)
        if said.problems or said.notes:
            row.problems += said.problems
            row.notes += said.notes
        return cell

    def _find_place(self, row: ListRow, cells: list[Cell], width: int) -> None:
        written = tuple([cells[at] if 0 <= at < width else "" for at in self._place_columns])
        before = self._places.get(written)
        if before is None:
            province, regency, district, village = [text_of(cell) for cell in written]
            before = (written, (province, regency, district, village))
            if len(self._places) < _REMEMBERED:
                self._places[written] = before
        for at, cell in zip(self._place_columns, before[0], strict=True):
            if 0 <= at < width:
                cells[at] = cell
        row.place = before[1]

    def _find_ticked_sex(self, row: ListRow, cells: list[Cell], width: int) -> None:
        """A mark in the column L or in the column P; where both or none are marked, nothing is said."""
        ticked = [name for name, at in self._ticks if at < width and is_ticked(cells[at], SEX_OF_TICK[name])]
        if len(ticked) == 1:
            row.fields["sex"] = SEX_OF_TICK[ticked[0]]
            return
        self.note(
            row,
            self._ticks[0][0],
            "sex_both_ticked" if ticked else "sex_not_ticked",
            _("Kolom L dan P sama-sama bertanda, jadi jenis kelamin tidak disimpan. Beri tanda di salah satunya.")
            if ticked
            else _("Kolom L dan P sama-sama kosong, jadi jenis kelamin tidak disimpan. Beri tanda di salah satunya."),
        )

    def problem(self, row: ListRow, name: str, code: str, sentence: str) -> None:
        at = self.columns.get(name)
        row.problems = (*row.problems, Reason(code, sentence, self.titles[at] if at is not None else ""))

    def note(self, row: ListRow, name: str, code: str, sentence: str) -> None:
        at = self.columns.get(name)
        row.notes = (*row.notes, Reason(code, sentence, self.titles[at] if at is not None else ""))

    # One reader a field --------------------------------------------------------------------------------------------
    def nik(self, row: ListRow, name: str, cell: Cell) -> None:
        text = cell if isinstance(cell, str) else ""
        if (
            not settings.BALAI_PRACTICE
            and _DIGITS.fullmatch(text)
            and text[6:8] in _SAFE_DAYS
            and text[8:10] in _MONTHS
        ):
            row.nik = text
            return
        if text and text.strip(" -–.") == "":
            return
        written: str | float = float(cell) if was_number(cell) and isinstance(cell, int | float) else text_of(cell)
        found = read_national_id(written)
        if found.hint:
            row.hint = found.hint
            self.note(row, name, "nik_last_digit_lost", str(found.errors[0].sentence))
        elif found.errors:
            self.problem(row, name, found.errors[0].code, str(found.errors[0].sentence))
        else:
            row.nik = found.digits

    def full_name(self, row: ListRow, name: str, cell: Cell) -> None:
        text = text_of(cell)
        if not is_name(text) or was_number(cell):
            self.problem(row, name, "name_unreadable", _("Isi kolom ini bukan nama. Tulis nama seperti di KTP."))
            return
        if "." in text or "," in text:
            read = read_name(text)
            row.fields |= {"title_before": read.title_before, "title_after": read.title_after}
            text = read.full_name
        if len(text) > 200:
            self.problem(row, name, "name_too_long", _("Nama lebih dari 200 huruf. Tulis nama seperti di KTP."))
        row.fields["full_name"], row.fields["name_key"] = text, fast_name_key(text)[:200]

    def birth_date(self, row: ListRow, name: str, cell: Cell) -> None:
        found = self._dates.get(cell)
        if found is None:
            found = self._dates[cell] = parse_date(cell, today=self.today, past=True)
        self._born(row, name, found.value, found.problem)

    def place_and_date(self, row: ListRow, name: str, cell: Cell) -> None:
        found = parse_place_and_date(cell, today=self.today)
        if found.value is not None:
            row.fields.setdefault("birth_place", found.value.place[:120])
        self._born(row, name, found.value.day if found.value else None, found.problem)

    def _born(self, row: ListRow, name: str, born: date | None, problem: str) -> None:
        if problem:
            self.problem(row, name, "birth_date_unreadable", problem)
        elif born is not None and self.today.year - born.year > 120:
            self.problem(
                row, name, "birth_date_too_old", _("Tanggal lahir lebih dari 120 tahun yang lalu. Periksa tahunnya.")
            )
        elif born is not None:
            row.fields["birth_date"] = born

    def sex(self, row: ListRow, name: str, cell: Cell) -> None:
        if cell in ("L", "P"):
            row.fields["sex"] = cell
            return
        found = parse_sex(cell)
        if found.problem:
            self.problem(row, name, "sex_unreadable", found.problem)
        elif found.value:
            row.fields["sex"] = "L" if found.value == "male" else "P"

    def phone(self, row: ListRow, name: str, cell: Cell) -> None:
        if cell.__class__ is str and _MOBILE.fullmatch(str(cell)):
            row.fields["phone"] = "+62" + str(cell).lstrip("0")
            return
        text = text_of(cell)
        one = e164(text)
        numbers: Sequence[str] = (one,) if one else (parse_phones(cell).value or ())
        if numbers:
            row.fields["phone"] = numbers[0]
            if len(numbers) > 1:
                row.fields["other_phone"] = numbers[1]
        elif any(letter.isalnum() for letter in text):
            self.problem(
                row,
                name,
                "phone_unreadable",
                _("Nomor telepon tidak terbaca. Tulis seperti 0812 3456 7890, atau kosongkan."),
            )

    def email(self, row: ListRow, name: str, cell: Cell) -> None:
        text = text_of(cell)
        if "@" in text and len(text) <= 254 and " " not in text:
            row.fields["email"] = text
        elif len(text) > 2:
            self.note(row, name, "email_unreadable", _("Surel tidak terbaca dan tidak disimpan."))

    def street(self, row: ListRow, name: str, cell: Cell) -> None:
        row.fields["home_street" if name == "street" else "id_street"] = text_of(cell)[:300]

    def rt_rw(self, row: ListRow, name: str, cell: Cell) -> None:
        found = parse_rt_rw(cell)
        if found.value:
            row.fields["home_rt"], row.fields["home_rw"] = found.value
        elif found.problem:
            self.note(row, name, "rt_rw_unreadable", found.problem)

    def block(self, row: ListRow, name: str, cell: Cell) -> None:
        digits = "".join(letter for letter in text_of(cell) if letter.isdigit())
        if digits:
            row.fields[f"home_{name}"] = digits.zfill(3)[:4]

    def education(self, row: ListRow, name: str, cell: Cell) -> None:
        text = text_of(cell)
        level = education_of(text)
        if level:
            row.fields["education"] = level
        elif len(text) > 1:
            self.note(row, name, "education_unknown", _("Pendidikan ini belum dikenal dan tidak disimpan."))

    def year(self, row: ListRow, name: str, cell: Cell) -> None:
        found = _YEAR.search(text_of(cell))
        if found:
            row.fields[name] = int(found[0])

    def aim(self, row: ListRow, name: str, cell: Cell) -> None:
        row.fields["aim"] = aim_of(text_of(cell))

    def plain(self, row: ListRow, name: str, cell: Cell) -> None:
        row.fields[name] = text_of(cell)[: 200 if name == "guardian_name" else 120]


_Reader = Callable[[RowReader, ListRow, str, Cell], None]
_Known = dict[str, tuple[str, ListRow]]
_READERS: Final[dict[str, _Reader]] = {
    "nik": RowReader.nik, "full_name": RowReader.full_name, "birth_place": RowReader.plain,
    "birth_date": RowReader.birth_date, "place_and_date": RowReader.place_and_date, "sex": RowReader.sex,
    "phone": RowReader.phone, "email": RowReader.email, "street": RowReader.street, "id_street": RowReader.street,
    "rt_rw": RowReader.rt_rw, "rt": RowReader.block, "rw": RowReader.block,
    "education": RowReader.education, "education_major": RowReader.plain, "graduation_year": RowReader.year,
    "aim": RowReader.aim, "guardian_name": RowReader.plain,
}  # fmt: skip
