"""Do the codes of a row lead somewhere? And does no body stand above itself?"""

from collections.abc import Container, Iterable, Mapping

from django.utils.translation import gettext as _

from balai.collaboration.rules.cells import Fault, RowIn, shown
from balai.collaboration.tables import Table


def unknown_codes(table: Table, row: RowIn, known: Mapping[str, Container[str]]) -> list[Fault]:
    """known: codes by table, of the tables read so far."""
    faults = []
    for name, codes in [(n, [c] if c else []) for n, c in row.one.items()] + list(row.many.items()):
        column = table.column(name)
        target = column.to if column else ""
        for code in codes:
            if code not in known.get(target, ()):
                sentence = _(
                    "Kode “%(code)s” tidak ada di tabel “%(table)s”. Periksa ejaannya atau tambahkan barisnya."
                )
                faults.append(Fault(row.n, name, sentence % {"code": shown(code), "table": target}))
    return faults


def circles(rows: Iterable[RowIn]) -> list[Fault]:
    """Each row whose chain of parents comes back to itself."""
    listed = list(rows)
    parent = {row.key: row.one.get("parent", "") for row in listed}
    settled: set[str] = set()
    in_circle: set[str] = set()
    for start in parent:
        trail: list[str] = []
        place: dict[str, int] = {}
        code = start
        while code and code not in settled and code not in place:
            place[code] = len(trail)
            trail.append(code)
            code = parent.get(code, "")
        if code in place:
            in_circle.update(trail[place[code] :])
        settled.update(trail)
    sentence = _("Induk “%(code)s” berputar kembali ke pihak itu sendiri. Perbaiki kolom parent.")
    return [Fault(row.n, "parent", sentence % {"code": shown(row.key)}) for row in listed if row.key in in_circle]
