"""Opening a list: where the table begins, which column is which, row by row. Writes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from balai.institutions.models import Institution
from balai.kernel.progress import counted
from balai.kernel.refusal import Refused
from balai.kernel.tables import (
    Certainty,
    HeaderFound,
    Match,
    Row,
    Sheet,
    Skipped,
    body_rows,
    find_header,
    match_columns,
    open_table,
)
from balai.kernel.tables.titles import normal_title
from balai.people.rules.list_columns import FIELDS, places_of, unique_titles
from balai.people.rules.list_rows import ListRow, RowReader
from balai.people.rules.list_words import SEX_OF_TICK
from balai.regions.models import Region
from balai.regions.queries import Place, Resolution, resolve_many

_KNOWN = [word for one in FIELDS if one.name not in SEX_OF_TICK for word in (one.name, *one.synonyms)]


@dataclass(slots=True)
class OpenedList:
    """titles: of every column, each unique. matches: what the columns seem to be, for a person to confirm."""

    sheet: Sheet
    header: HeaderFound
    titles: list[str]
    matches: list[Match]

    @property
    def mapping(self) -> dict[str, str]:
        """field -> heading, as far as it is sure."""
        return {m.field: self.titles[m.column] for m in self.matches if m.field}

    def body(self) -> Iterator[Row | Skipped]:
        return body_rows(self.sheet.rows(), self.header, self.sheet.merges)


def open_list(content: bytes, name: str) -> OpenedList:
    """Raises Refused with what to do: no table, no header, no file of a kind we read."""
    sheet = open_table(content, name).main_sheet()
    header = find_header(sheet.head(60), _KNOWN, sheet.merges)
    if header is None:
        raise Refused(
            "no_header",
            _(
                "Baris judul tabel tidak ditemukan. Pastikan ada baris berisi judul kolom seperti NIK, Nama, Tanggal lahir."
            ),
            "file",
        )
    titles = unique_titles(header.titles)
    matches = match_columns([_bare(t) for t in header.titles], FIELDS)
    return OpenedList(sheet, header, titles, _with_both_ticks(matches))


def read_rows(opened: OpenedList, mapping: Mapping[str, str], today: date) -> Iterator[ListRow | Skipped]:
    """Every row once; raises Refused("name_column_missing") at once, because nobody is recognised without a name."""
    if mapping.get("full_name") not in opened.titles:
        raise Refused(
            "name_column_missing", _("Kolom nama belum dipilih. Pilih kolom yang berisi nama orang."), "full_name"
        )
    reader = RowReader(places_of(mapping, opened.titles), opened.titles, today)
    return (
        one if isinstance(one, Skipped) else reader.read(one.number, one.cells)
        for one in counted("read", opened.body())
    )


@dataclass(slots=True)
class Places:
    """Where the places named in a list are. institution: the office whose list it is."""

    institution: Institution | None
    _known: dict[tuple[str, str, str, str], Resolution] = field(default_factory=dict)

    def look_up(self, rows: Iterable[ListRow]) -> None:
        """Asks the database for the places no row has named before."""
        fresh = list({row.place for row in rows if any(row.place) and row.place not in self._known})
        if fresh:
            home = self.institution.region if self.institution else None
            written = [Place(*_completed(place, home)) for place in fresh]
            self._known.update(zip(fresh, resolve_many(written), strict=True))

    def fill(self, rows: Iterable[ListRow]) -> None:
        """home_region and home_regency. A name that is not certain stays as reported; the deepest certain place counts."""
        home = self.institution.region if self.institution else None
        for row in rows:
            answer = self._known.get(row.place)
            region = (answer.region or answer.reached) if answer else home
            row.fields["home_region_id"] = region.pk if region and answer else None
            row.fields["home_regency_id"] = region.regency_id if region else None
            if answer is not None and answer.region is None:
                row.fields["home_address_reported"] = ", ".join(name for name in reversed(row.place) if name)

    def misses(self, rows: Iterable[ListRow]) -> bool:
        return any(row.place not in self._known and any(row.place) for row in rows)


def find_places(rows: Sequence[ListRow], institution: Institution | None) -> None:
    places = Places(institution)
    places.look_up(rows)
    places.fill(rows)


def _completed(place: tuple[str, str, str, str], home: Region | None) -> tuple[str, str, str, str]:
    """A list that names no regency is about the office's own."""
    province, regency, district, village = place
    if home is None or province or regency or home.regency is None or home.province is None:
        return place
    return home.province.full_name, home.regency.full_name, district, village


def _with_both_ticks(matches: list[Match]) -> list[Match]:
    """A column L means a sex only beside a column P, and neither where a column says the sex in words."""
    found = {match.field for match in matches}
    if "sex" not in found and found.issuperset(SEX_OF_TICK):
        return matches
    return [replace(m, field=None, certainty=Certainty.NONE) if m.field in SEX_OF_TICK else m for m in matches]


def _bare(title: str) -> str:
    return title if normal_title(title) else ""
