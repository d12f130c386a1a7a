"""Bring a database to the very migrations an archive was taken at, or say why that cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext_lazy as _

from balai.config.backup.tables import migrations_applied
from balai.kernel.refusal import Refused

Migrations = dict[str, list[str]]


def keys_of(migrations: Migrations) -> set[tuple[str, str]]:
    return {(app, name) for app, names in migrations.items() for name in names}


def check_known(migrations: Migrations) -> None:
    """Raises Refused when the archive has migrations this program does not have: it is from a newer Balai."""
    known = MigrationLoader(None).disk_migrations or {}
    unknown = sorted(keys_of(migrations) - set(known))
    if unknown:
        raise Refused(
            "backup_newer",
            _(
                "Cadangan ini dibuat oleh Balai yang lebih baru (%(migration)s belum ada di sini), "
                "jadi tidak ada yang dipulihkan. Perbarui Balai di komputer ini, lalu pulihkan lagi."
            )
            % {"migration": ".".join(unknown[0])},
        )


def migrate_to(connection: BaseDatabaseWrapper, migrations: Migrations) -> None:
    """Apply exactly `migrations` to a database that has none of them, or only some."""
    executor = MigrationExecutor(connection)
    wanted, applied = keys_of(migrations), keys_of(migrations_applied(connection))
    # A target with a later sibling would roll that sibling back; only the last of each line is named.
    earlier = {
        parent.key
        for key in wanted
        for parent in executor.loader.graph.node_map[key].parents
        if parent.key[0] == key[0]
    }
    executor.migrate(sorted(wanted - earlier - applied))


def is_behind(migrations: Migrations) -> bool:
    """Is there a migration in the program that the archive has not?"""
    loader = MigrationLoader(None)
    return bool(set(loader.disk_migrations or {}) - keys_of(migrations))


@contextmanager
def default_database_at(name: str) -> Iterator[BaseDatabaseWrapper]:
    """Let `default` mean another database for a while, also for migrations that forget to ask which one is meant."""
    old = connections[DEFAULT_DB_ALIAS]
    new = old.copy()
    new.settings_dict["NAME"] = name
    new.settings_dict["OPTIONS"].pop("pool", None)  # pools are kept by alias and would lead to the old one
    connections[DEFAULT_DB_ALIAS] = new
    try:
        yield new
    finally:
        new.close()
        connections[DEFAULT_DB_ALIAS] = old
