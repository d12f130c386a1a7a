"""The database itself refuses to change or delete what was recorded. Installed by the migration, for both databases."""

from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_entry", "audit_checkpoint")


class Executes(Protocol):
    def execute(self, sql: str) -> object: ...


def install(connection: BaseDatabaseWrapper, executor: Executes | None = None) -> None:
    """Safe to repeat. `executor`: a schema editor inside a migration."""
    run_all(connection, _remove_statements(connection) + _install_statements(connection), executor)


def remove(connection: BaseDatabaseWrapper, executor: Executes | None = None) -> None:
    """For tests that empty their tables and for undoing the migration; nothing else may call this."""
    run_all(connection, _remove_statements(connection), executor)


def are_installed(connection: BaseDatabaseWrapper) -> bool:
    names = {name for table in TABLES for name in _names(connection, table)}
    catalogue = "pg_trigger WHERE tgenabled <> 'D' AND" if _is_postgres(connection) else "sqlite_master WHERE"
    column = "tgname" if _is_postgres(connection) else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {catalogue} {column} LIKE %s", ["audit_%"])
        return names <= {name for (name,) in cursor.fetchall()}


def run_all(connection: BaseDatabaseWrapper, statements: list[str], executor: Executes | None) -> None:
    """With the schema editor of a migration where there is one."""
    if executor is not None:
        for statement in statements:
            executor.execute(statement)
        return
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _is_postgres(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql"


def _names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    # SQLite deletes silently on INSERT OR REPLACE; PostgreSQL has TRUNCATE.
    third = "no_truncate" if _is_postgres(connection) else "no_replace"
    return [f"{table}_no_update", f"{table}_no_delete", f"{table}_{third}"]


def _install_statements(connection: BaseDatabaseWrapper) -> list[str]:
    per_table = _postgres_table if _is_postgres(connection) else _sqlite_table
    found = [_POSTGRES_FUNCTION] if _is_postgres(connection) else []
    return found + [statement for table in TABLES for statement in per_table(table)]


def _remove_statements(connection: BaseDatabaseWrapper) -> list[str]:
    pairs = [(name, f" ON {table}") for table in TABLES for name in _names(connection, table)]
    return [f"DROP TRIGGER IF EXISTS {name}{on if _is_postgres(connection) else ''}" for name, on in pairs]


_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$
"""


def _postgres_table(table: str) -> list[str]:
    refuse = "EXECUTE FUNCTION audit_refuse_change()"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    ]


def _sqlite_table(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    exists = f"SELECT 1 FROM {table} WHERE id = NEW.id"
    if table == "audit_entry":
        exists += f" UNION ALL SELECT 1 FROM {table} WHERE chain_id = NEW.chain_id AND seq = NEW.seq"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({exists}) {refuse}",
    ]
