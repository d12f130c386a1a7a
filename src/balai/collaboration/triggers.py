"""What the parties have confirmed stands: minutes that are closed, who was there, what was decided and who voted how do not change."""

from collections.abc import Collection, Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from balai.audit.triggers import Executes, run_all

_SENTENCE = "closed minutes do not change"
_CLOSED_OF_CONVENING = (
    "EXISTS (SELECT 1 FROM collaboration_convening c WHERE c.id = {row}.convening_id AND c.state = 'closed')"
)
_CLOSED_OF_MEETING = (
    "EXISTS (SELECT 1 FROM collaboration_convening c WHERE c.meeting_id = {row}.{key} AND c.state = 'closed')"
)
_CLOSED_OF_BALLOT = "EXISTS (SELECT 1 FROM collaboration_ballot b WHERE b.id = {row}.ballot_id AND b.state = 'closed')"
_CLOSED_OF_ADDENDUM = (
    "EXISTS (SELECT 1 FROM collaboration_addendum a WHERE a.id = {row}.addendum_id AND a.state = 'closed')"
)
_TABLES: dict[str, str] = {
    "collaboration_convening": "{row}.state = 'closed'",
    "collaboration_presence": _CLOSED_OF_CONVENING,
    "collaboration_minutesword": _CLOSED_OF_CONVENING,
    "collaboration_meetingparty": _CLOSED_OF_MEETING.replace("{key}", "row_id"),
    "collaboration_decision": _CLOSED_OF_MEETING.replace("{key}", "meeting_id"),
    "collaboration_agendapoint": _CLOSED_OF_CONVENING,
    "collaboration_ballot": "{row}.state = 'closed'",
    "collaboration_ballotparty": _CLOSED_OF_BALLOT,
    "collaboration_vote": _CLOSED_OF_BALLOT,
    "collaboration_addendum": "{row}.state = 'closed'",
    "collaboration_addendumword": _CLOSED_OF_ADDENDUM,
}
"""Table -> when a row of it belongs to closed minutes."""
AT_FIRST = tuple(_TABLES)[:5]
"""Those that stood when the first of them were guarded."""
BALLOTS = ("collaboration_ballot", "collaboration_ballotparty", "collaboration_vote")
ADDENDA = ("collaboration_addendum", "collaboration_addendumword")
_OPEN_AT_FIRST = ("collaboration_convening", "collaboration_ballot", "collaboration_addendum")
_EVENTS = ("insert", "update", "delete")


def _names(table: str) -> dict[str, str]:
    return {event: f"{table}_closed_{event}" for event in _EVENTS}


def _row(event: str) -> str:
    return "NEW" if event == "insert" else "OLD"


def _events(table: str) -> tuple[str, ...]:
    """A meeting, a question and an addendum are closed by an update and made open: only what is closed already stands."""
    return _EVENTS[1:] if table in _OPEN_AT_FIRST else _EVENTS


def _sqlite(tables: Iterable[str]) -> list[str]:
    return [
        f"CREATE TRIGGER {_names(table)[event]} BEFORE {event.upper()} ON {table} WHEN {when.format(row=_row(event))} "
        f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
        for table, when in ((table, _TABLES[table]) for table in tables)
        for event in _events(table)
    ]


def _postgres(tables: Iterable[str]) -> list[str]:
    """A WHEN clause may hold no subquery there, so the function of each table asks itself."""
    statements = []
    for table, when in ((table, _TABLES[table]) for table in tables):
        for event in _events(table):
            name = _names(table)[event]
            statements += [
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {when.format(row=_row(event))} THEN RAISE EXCEPTION '{_SENTENCE}'; END IF; "
                f"RETURN {'OLD' if event == 'delete' else 'NEW'}; END $$",
                f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            ]
    return statements


def install(
    connection: BaseDatabaseWrapper, executor: Executes | None = None, tables: Collection[str] = tuple(_TABLES)
) -> None:
    """Safe to repeat. `executor`: a schema editor inside a migration; tables: those that stand by then."""
    remove(connection, executor, tables)
    statements = _postgres(tables) if connection.vendor == "postgresql" else _sqlite(tables)
    run_all(connection, statements, executor)


def remove(
    connection: BaseDatabaseWrapper, executor: Executes | None = None, tables: Collection[str] = tuple(_TABLES)
) -> None:
    """For tests that empty their tables and for undoing the migration; nothing else may call this."""
    names = [(table, _names(table)[event]) for table in tables for event in _events(table)]
    where = " ON {table}" if connection.vendor == "postgresql" else ""
    run_all(
        connection, [f"DROP TRIGGER IF EXISTS {name}" + where.format(table=table) for table, name in names], executor
    )
