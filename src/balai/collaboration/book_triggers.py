"""What belongs to a book cannot change unseen: the database marks every row that comes, changes or goes, whoever writes it.

A mark is a row of its own and never a field of the period: who keeps two meetings of one period at once does not wait for the other.
"""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from balai.audit.triggers import Executes, run_all

_EVIDENCE = (
    "source", "member", "mandatenote", "basis", "meeting", "decision", "commitment", "contribution", "activity",
    "activityoutcome", "monitoring", "facilitynote", "instructornote", "issue", "claim", "pulseanswer", "coverage",
)  # fmt: skip
_LISTS = {
    "basisparty": "basis", "meetingparty": "meeting", "decisionparty": "decision", "activityparty": "activity",
    "outcomeof": "activityoutcome", "monitoringof": "monitoring", "monitoringparty": "monitoring",
}  # fmt: skip
MARKED: Mapping[str, tuple[str, str]] = {
    "collaboration_period": ("period", "id"),
    "collaboration_convening": ("meeting", "meeting_id"),
    **{f"collaboration_{name}": ("period", "period_id") for name in _EVIDENCE},
    **{f"collaboration_{name}": (row, "row_id") for name, row in _LISTS.items()},
}
"""Table -> the word of its mark, and the column that holds the key."""
_EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
_FUNCTION = "collaboration_book_changed"


def _name(table: str, event: str) -> str:
    return f"{table}_marks_{event}"


def names() -> frozenset[str]:
    return frozenset(_name(table, event) for table in MARKED for event in _EVENTS)


def _sqlite() -> list[str]:
    """One writer at a time: a mark that is there already is enough."""
    return [
        f"CREATE TRIGGER {_name(table, event)} AFTER {event.upper()} ON {table} BEGIN "
        f"INSERT INTO collaboration_bookchange (word, key) SELECT '{word}', {row}.{column} WHERE NOT EXISTS "
        f"(SELECT 1 FROM collaboration_bookchange WHERE word = '{word}' AND key = {row}.{column}); END"
        for table, (word, column) in MARKED.items()
        for event, row in _EVENTS.items()
    ]


def _postgres() -> list[str]:
    """One mark a statement and key. Never left out for one that is there: who reads may be taking that away just now."""
    function = (
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "EXECUTE 'INSERT INTO collaboration_bookchange (word, key) SELECT DISTINCT ' || quote_literal(TG_ARGV[0]) || ', ' "
        "|| quote_ident(TG_ARGV[1]) || ' FROM touched'; RETURN NULL; END $$"
    )
    return [function] + [
        f"CREATE TRIGGER {_name(table, event)} AFTER {event.upper()} ON {table} REFERENCING {row} TABLE AS touched "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}('{word}', '{column}')"
        for table, (word, column) in MARKED.items()
        for event, row in _EVENTS.items()
    ]


def install(connection: BaseDatabaseWrapper, executor: Executes | None = None) -> None:
    """Safe to repeat. executor: a schema editor inside a migration; one that makes a table anew on SQLite calls this afterwards."""
    remove(connection, executor)
    run_all(connection, _postgres() if connection.vendor == "postgresql" else _sqlite(), executor)


def remove(connection: BaseDatabaseWrapper, executor: Executes | None = None) -> None:
    """For tests that empty their tables and for undoing the migration; nothing else may call this."""
    where = " ON {table}" if connection.vendor == "postgresql" else ""
    dropped = [
        f"DROP TRIGGER IF EXISTS {_name(table, event)}" + where.format(table=table)
        for table in MARKED
        for event in _EVENTS
    ]
    run_all(connection, dropped, executor)
