"""Whole databases of a test's own, with their uploads: made once as templates, copied for each test."""

import hashlib
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper

from balai.config.backup.schema import default_database_at
from tests.support import prepared


def vendor() -> str:
    return connections["default"].vendor


@dataclass(frozen=True)
class Office:
    """One office's database (a file, or a name on the server) and the folder of its uploads."""

    database: str
    media: Path

    @contextmanager
    def opened(self) -> Iterator[BaseDatabaseWrapper]:
        with default_database_at(self.database) as connection:
            yield connection

    def copied_to(self, folder: Path) -> "Office":
        copy = Office(database_named(folder, "salinan"), folder / "files")
        if vendor() == "sqlite":
            shutil.copyfile(self.database, copy.database)
        else:
            on_server(f'CREATE DATABASE "{copy.database}" TEMPLATE "{self.database}"')
        shutil.copytree(self.media, copy.media, dirs_exist_ok=True)
        return copy

    def drop(self) -> None:
        if vendor() == "postgresql":
            on_server(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def state(self) -> tuple[dict[str, list[Any]], dict[str, str]]:
        """Every row of every table as the database itself gives it, and the digest of every upload."""
        with self.opened() as connection, connection.cursor() as cursor:
            rows = {table: rows_of(cursor, table, connection) for table in connection.introspection.table_names(cursor)}
        return rows, digests(self.media)


def rows_of(cursor: Any, table: str, connection: BaseDatabaseWrapper) -> list[Any]:
    columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    quoted = [connection.ops.quote_name(column) for column in columns]
    asked = quoted + ([f"typeof({column})" for column in quoted] if connection.vendor == "sqlite" else [])
    cursor.execute(f"SELECT {', '.join(asked)} FROM {connection.ops.quote_name(table)}")
    return sorted((tuple(row) for row in cursor.fetchall()), key=repr)


def digests(folder: Path) -> dict[str, str]:
    files = (place for place in folder.rglob("*") if place.is_file())
    return {str(place.relative_to(folder)): hashlib.sha256(place.read_bytes()).hexdigest() for place in files}


def database_named(folder: Path, name: str) -> str:
    if vendor() == "sqlite":
        return str(folder / f"{name}.sqlite3")
    return f"balai_{name}_{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


def on_server(statement: str) -> None:
    import psycopg

    connection = connections["default"]
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    kept = {name: parameters[name] for name in ("host", "port", "user", "password", "dbname") if name in parameters}
    with psycopg.connect(**kept, autocommit=True) as server:
        server.execute(statement.encode())


def make_office(folder: Path) -> Office:
    """A migrated database without rows of anybody's."""
    office = Office(database_named(folder, "kosong"), folder / "files")
    office.media.mkdir()
    if vendor() == "postgresql":
        prepared.copy_postgres(os.environ["BALAI_DATABASE_URL"], office.database)
    else:
        prepared.copy_sqlite(Path(office.database))
    return office


def bare_office(folder: Path) -> Office:
    """No tables at all: a new computer."""
    office = Office(database_named(folder, "baru"), folder / "baru-files")
    if vendor() == "postgresql":
        on_server(f'CREATE DATABASE "{office.database}"')
    return office


@contextmanager
def embedded_default(place: Path) -> Iterator[BaseDatabaseWrapper]:
    """Let `default` mean a SQLite file for a while, whatever the tests run on."""
    old = connections["default"]
    new = SqliteWrapper({**old.settings_dict, "NAME": str(place), "OPTIONS": {}}, alias="default")
    connections["default"] = new
    try:
        yield new
    finally:
        new.close()
        connections["default"] = old


def killed_during(act: Callable[[], None]) -> bool:
    """Run `act` in a child process; True when it was killed, False when it came to its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def backup_key() -> bytes:
    import base64

    return base64.b64decode(settings.BALAI_BACKUP_KEY)
