"""What a database holds: its tables, their columns, and how a column's value becomes a plain Python value.

Columns are asked of the database, not of the models: a backup taken just before an upgrade still finds every column.
Converters are those of the backend alone; a field's own `from_db_value` would decrypt what must stay encrypted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field, Model

# Rows that `migrate` writes by itself do not mean that anybody has worked in a database.
WRITTEN_BY_MIGRATE = {"django_migrations", "django_content_type", "auth_permission", "django_site", "audit_chain"}

Converter = Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[str, ...]
    converters: tuple[Converter | None, ...]

    def read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Raises ValueError when a value is there but the backend cannot read it: never keep it as empty."""
        values = []
        for column, convert, value in zip(self.columns, self.converters, row, strict=True):
            plain = value if convert is None or value is None else convert(value)
            if plain is None and value is not None:
                raise ValueError(f"unreadable value in {self.name}.{column}")
            values.append(plain)
        return tuple(values)


def table_names(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_list(cursor)
    return sorted(table.name for table in found if table.type in ("t", "p") and table.name not in cache_tables())


def cache_tables() -> set[str]:
    """What can be made again at any time, and would be wrong after a restore."""
    caches = settings.CACHES.values()
    return {cache["LOCATION"] for cache in caches if cache["BACKEND"].endswith(".DatabaseCache")}


def models_by_table() -> dict[str, type[Model]]:
    models: dict[str, type[Model]] = {
        model._meta.db_table: model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy
    }
    recorder: type[Model] = MigrationRecorder.Migration
    return models | {recorder._meta.db_table: recorder}


def tables(connection: BaseDatabaseWrapper) -> list[Table]:
    models = models_by_table()
    return [described(connection, name, models.get(name)) for name in table_names(connection)]


def described(connection: BaseDatabaseWrapper, name: str, model: type[Model] | None) -> Table:
    fields = {field.column: field for field in model._meta.concrete_fields} if model else {}
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, name)]
    kept = [column for column in columns if column not in fields or not getattr(fields[column], "generated", False)]
    converters = [converter_of(connection, fields[column]) if column in fields else None for column in kept]
    return Table(name, tuple(kept), tuple(converters))


def converter_of(connection: BaseDatabaseWrapper, field: "Field[Any, Any]") -> Converter | None:
    column = field.get_col(field.model._meta.db_table)
    target = column.output_field
    own = getattr(target, "from_db_value", None)
    steps = list(connection.ops.get_db_converters(column))
    steps += [step for step in target.get_db_converters(connection) if step != own]
    if not steps:
        return None

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert


def migrations_applied(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """App label -> names of applied migrations; empty when the database has no tables yet."""
    if MigrationRecorder.Migration._meta.db_table not in table_names(connection):
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        rows = cursor.fetchall()
    applied: dict[str, list[str]] = {}
    for app, name in rows:
        applied.setdefault(app, []).append(name)
    return applied


def row_counts(connection: BaseDatabaseWrapper, names: list[str]) -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")
            counts[name] = cursor.fetchone()[0]
    return counts


def sequences(connection: BaseDatabaseWrapper, names: list[str]) -> dict[str, int]:
    """Table -> the last number its key has given out, so that a deleted row's number is not given again."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            return {name: seq for name, seq in cursor.fetchall() if name in names and seq > 0}
        return dict(postgresql_sequences(connection, cursor, names))


def postgresql_sequences(connection: BaseDatabaseWrapper, cursor: Any, names: list[str]) -> Iterator[tuple[str, int]]:
    for name in names:
        for found in connection.introspection.get_sequences(cursor, name):
            cursor.execute(f"SELECT last_value, is_called FROM {connection.ops.quote_name(found['name'])}")
            last, called = cursor.fetchone()
            if called:
                yield name, last


def schema_statements(connection: BaseDatabaseWrapper) -> list[str]:
    """How the embedded database was made, so that it need not be migrated step by step; empty for PostgreSQL."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%%' ESCAPE '!' ORDER BY rowid"
        )
        return [statement for (statement,) in cursor.fetchall()]


def is_occupied(connection: BaseDatabaseWrapper) -> bool:
    """Asks without making the embedded database's file."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        return False
    names = [name for name in table_names(connection) if name not in WRITTEN_BY_MIGRATE]
    return any(row_counts(connection, names).values())
