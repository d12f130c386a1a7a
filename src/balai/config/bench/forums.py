"""Invented forums with all their evidence, written by COPY: every row a function of its number, so that nothing is kept in memory."""

import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from balai.collaboration.models import Collaboration, Period

LAST_YEAR = 2026
ROWS = {
    "source": 2, "member": 12, "mandatenote": 8, "basis": 3, "meeting": 14, "decision": 18, "commitment": 20,
    "contribution": 16, "activity": 16, "activityoutcome": 12, "monitoring": 14, "facilitynote": 8, "instructornote": 4,
    "issue": 8, "claim": 8, "pulseanswer": 4,
}  # fmt: skip
"""Rows of a period: 167, so that 30,000 periods hold five million."""
SECTORS = ("government", "government", "private", "community", "private", "academia")
FUNCTIONS = (
    "coordinator",
    "training_provider",
    "employer",
    "beneficiary",
    "employer;mentor",
    "certifier",
    "funder",
    "facilitator",
)
SUBJECTS = ("commitment", "trust", "facilities", "capacity", "private_sector", "dialogue", "funding", "mentoring")
Cells = dict[str, Any]


def fill(forums: int, years: int, office: int) -> dict[str, Any]:
    """How much there is. Keys are not looked up and changes not marked while it is written: the first night reads all anyway."""
    began = time.perf_counter()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
        _periods(forums, years, office)
        periods = forums * years
        for name in ROWS:
            write(name, _evidence(name, periods, years, office))
        links = {name: write(name, rows(periods)) for name, rows in LINKS.items()}
        write("coverage", _coverage(periods))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = periods * sum(ROWS.values())
    return {"periods": periods, "rows": rows, "links": sum(links.values()), "seconds": time.perf_counter() - began}


def _periods(forums: int, years: int, office: int) -> None:
    Collaboration.objects.bulk_create(
        (Collaboration(pk=n + 1, code=f"forum-{n}", title=f"Forum uji {n}", owner_id=office) for n in range(forums)),
        batch_size=1000,
    )
    Period.objects.bulk_create((_period(n, years) for n in range(forums * years)), batch_size=1000)


def _period(n: int, years: int) -> Period:
    forum, year = n // years, _year(n, years)
    return Period(
        pk=n + 1, collaboration_id=forum + 1, code=f"forum-{forum}:{year}", title=f"Forum uji {forum}", framework="ansell_gash",
        period_start=str(year), period_start_from=date(year, 1, 1), period_start_to=date(year, 12, 31),
        period_end=str(year), period_end_from=date(year, 1, 1), period_end_to=date(year, 12, 31),
    )  # fmt: skip


def _year(n: int, years: int) -> int:
    return LAST_YEAR - years + 1 + n % years


def pick(n: int, of: int) -> int:
    """The same for the same number; spread over `of`."""
    return (n * 2_654_435_761 >> 7) % of


def key(name: str, period: int, n: int) -> int:
    """Id of the n-th row of a table of a period, counted from 0."""
    return period * ROWS[name] + n % ROWS[name] + 1


def _evidence(name: str, periods: int, years: int, office: int) -> Iterator[Cells]:
    said, each = SAID[name], ROWS[name]
    for period in range(periods):
        year = _year(period, years)
        for n in range(each):
            row = said(period, n, year)
            row |= {"id": period * each + n + 1, "period_id": period + 1, "code": f"{name[:2]}{n}"}
            if name == "member":
                row["institution_id"] = office
            yield row


def _day(name: str, year: int, n: int) -> Cells:
    day = date(year, 1 + pick(n, 12), 1 + pick(n + 1, 28))
    return {name: day.isoformat(), f"{name}_from": day, f"{name}_to": day}


def _member(period: int, n: int, year: int) -> Cells:
    return {"name": f"Lembaga {n} forum {period}", "kind": "company", "sector": SECTORS[n % 6], "functions": FUNCTIONS[n % 8],
            "parent_id": key("member", period, 0) if n in (1, 6) else None}  # fmt: skip


def _commitment(period: int, n: int, year: int) -> Cells:
    kept = pick(period * 31 + n, 10) > 2
    return {"institution_id": key("member", period, n), "text": f"Melatih {n} orang", "measure": "orang", "target": "20",
            "target_number": 20, "achieved": "20" if kept else "5", "achieved_number": 20 if kept else 5,
            **_day("due", year, period + n)}  # fmt: skip


def _activity(period: int, n: int, year: int) -> Cells:
    return {"title": f"Pelatihan menjahit {n}", "kind": "training", "fund_source": "apbd", "target": 16,
            "realised": 16 - pick(period + n, 5), "village": "Desa Uji", "planned_village": "Desa Uji",
            **_day("planned_start", year, n), **_day("start", year, n + pick(period, 3))}  # fmt: skip


def _outcome(period: int, n: int, year: int) -> Cells:
    employed = 4 + pick(period * 7 + n, 9)
    return {
        "completed": 15,
        "certified": 12,
        "employed": employed,
        "not_working": 15 - employed,
        **_day("as_of", year, n),
    }


SAID: dict[str, Any] = {
    "source": lambda period, n, year: {"kind": "interview", "title": f"Catatan {n}"},
    "member": _member,
    "mandatenote": lambda period, n, year: {
        "institution_id": key("member", period, n), "text": "Mengoordinasi", "performed": ("yes", "no", "")[pick(period + n, 3)]
    },
    "basis": lambda period, n, year: {"title": f"Kesepakatan {n}", "kind": "mou", **_day("valid_from", year - 1, n)},
    "meeting": lambda period, n, year: {
        "title": f"Rapat {n}", "kind": "coordination", "mode": "face_to_face", "recurrence": "monthly", **_day("date", year, n)
    },
    "decision": lambda period, n, year: {"meeting_id": key("meeting", period, n), "kind": "substantive", "text": f"Membuka kelas {n}"},
    "commitment": _commitment,
    "contribution": lambda period, n, year: {
        "institution_id": key("member", period, n + period), "kind": ("funding", "equipment", "venue", "expertise")[n % 4],
        "amount": "1000000", "amount_number": 1_000_000, **_day("promised_on", year, n), **_day("delivered_on", year, n + 1),
    },
    "activity": _activity,
    "activityoutcome": _outcome,
    "monitoring": lambda period, n, year: {
        "phase": ("after", "during")[pick(period + n, 2)], "kind": "visit", "finding": "Mesin dipakai", **_day("date", year, n)
    },
    "facilitynote": lambda period, n, year: {
        "institution_id": key("member", period, 1), "item": f"Mesin jahit {n}", "kind": "equipment",
        "condition": ("good", "worn")[pick(period + n, 2)],
    },
    "instructornote": lambda period, n, year: {"institution_id": key("member", period, 1), "count": 3, "competence_certified": "yes"},
    "issue": lambda period, n, year: {
        "raised_by_id": key("member", period, n), "subject": SUBJECTS[n], "text": "Pedoman terlambat", **_day("raised_on", year, n)
    },
    "claim": lambda period, n, year: {
        "source_id": key("source", period, n), "method": "interview", "subject": SUBJECTS[pick(period + n, 8)],
        "polarity": ("positive", "negative")[pick(period * 3 + n, 2)], "text": "Kami jarang bertemu", "inferred": "no",
    },
    "pulseanswer": lambda period, n, year: {
        "institution_id": key("member", period, n), "item": f"AG{1 + n}", "score": "3.5", "score_number": 3.5, "respondents": 6,
        **_day("date", year, n),
    },
}  # fmt: skip


def _pairs(row: str, to: str, target: str, times: int, **more: str) -> Any:
    """Rows of a list: `times` of each row of `row`, to rows of `to`."""

    def rows(periods: int) -> Iterator[Cells]:
        for period in range(periods):
            for n in range(ROWS[row]):
                for at in range(times):
                    yield {"row_id": key(row, period, n), target: key(to, period, n * 5 + at * 2 + period), **more}

    return rows


def _of_meetings(periods: int) -> Iterator[Cells]:
    for cells in _pairs("meeting", "member", "member_id", 4, part="attended")(periods):
        yield cells
    for cells in _pairs("meeting", "member", "member_id", 1, part="convened")(periods):
        yield cells


def _of_activities(periods: int) -> Iterator[Cells]:
    for part in ("provider", "funder"):
        yield from _pairs("activity", "member", "member_id", 1, part=part)(periods)


LINKS = {
    "basisparty": _pairs("basis", "member", "member_id", 3), "meetingparty": _of_meetings,
    "decisionparty": _pairs("decision", "member", "member_id", 3), "activityparty": _of_activities,
    "outcomeof": _pairs("activityoutcome", "activity", "activity_id", 1),
    "monitoringof": _pairs("monitoring", "activity", "activity_id", 1),
    "monitoringparty": _pairs("monitoring", "member", "member_id", 1),
}  # fmt: skip


def _coverage(periods: int) -> Iterator[Cells]:
    for period in range(periods):
        for table in ("institutions", "meetings", "contributions", "monitoring"):
            yield {"period_id": period + 1, "table": table, "complete": "yes" if pick(period, 2) else "no"}


def write(name: str, rows: Iterator[Cells]) -> int:
    """By COPY on PostgreSQL, else by executemany; how many. A field that is not said is as a form leaves it."""
    model = apps.get_model("collaboration", name)
    fields: list[models.Field[Any, Any]] = list(model._meta.concrete_fields)
    empty = [None if field.null or field.primary_key else field.get_default() for field in fields]
    at = {field.attname: place for place, field in enumerate(fields)}
    counted, has_ids = 0, name in ROWS
    columns = [str(field.column) for field in fields if has_ids or not field.primary_key]

    def lines() -> Iterator[list[Any]]:
        nonlocal counted
        for cells in rows:
            line = empty.copy()
            for column, value in cells.items():
                line[at[column]] = value
            counted += 1
            yield line if has_ids else line[1:]

    _pour(model._meta.db_table, columns, lines())
    return counted


def _pour(table: str, columns: list[str], lines: Iterator[list[Any]]) -> None:
    names = ", ".join(f'"{one}"' for one in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as target:
                for line in lines:
                    target.write_row(line)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(lines))
