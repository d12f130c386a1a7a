"""The network's database: empty and refill every table in one transaction, then move the files into place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from balai.config.backup.container import Header
from balai.config.backup.load import load, postgresql_insert
from balai.config.backup.schema import default_database_at, is_behind, keys_of, migrate_to
from balai.config.backup.swap import Move, finish_interrupted_restore, fresh_beside, remove, write_journal
from balai.config.backup.tables import is_occupied, migrations_applied, row_counts, table_names
from balai.config.backup.verify import Archive
from balai.config.backup.write import Progress
from balai.kernel.refusal import Refused

LEAVING = 10
"""Seconds in which sessions of a process that was just stopped may end."""
OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
TRIGGERS = """SELECT tgname, tgrelid::regclass::text FROM pg_trigger
WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid IN
  (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)"""


def put_in_place(archive: Archive, *, target: BaseDatabaseWrapper, media: Path, progress: Progress) -> None:
    connections.close_all()
    target.close_pool()  # type: ignore[attr-defined]
    with default_database_at(str(target.settings_dict["NAME"])) as alone:
        put_in_place_alone(archive, target=alone, media=media, progress=progress)


def put_in_place_alone(archive: Archive, *, target: BaseDatabaseWrapper, media: Path, progress: Progress) -> None:
    check_alone(target)
    ready_schema(target, archive.header, progress=progress)
    files = Move(fresh_beside(media), media)
    remove(files.fresh)
    files.place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with transaction.atomic(using=target.alias, durable=True):
            refill(archive, target=target, media=files.fresh, progress=progress)
            write_journal(media, [files], transaction=own_number(target))
    except BaseException:
        # With a journal the commit may have happened although its answer was lost: the server is asked.
        if not finish_interrupted_restore(media, connection=target):
            remove(files.fresh)
        raise
    finish_interrupted_restore(media, connection=target)
    if is_behind(archive.header.migrations):
        progress(str(_("Menyesuaikan cadangan lama dengan Balai yang sekarang")))
        call_command("migrate", interactive=False, verbosity=0)


def check_alone(target: BaseDatabaseWrapper) -> None:
    """The server goes on for a moment with what a killed process had asked of it: such a session is waited for."""
    until = monotonic() + LEAVING
    while others_at(target):
        if monotonic() > until:
            raise Refused(
                "restore_in_use", _("Balai masih berjalan di basis data ini. Hentikan dahulu, lalu ulangi pemulihan.")
            )
        sleep(0.1)


def others_at(target: BaseDatabaseWrapper) -> int:
    with target.cursor() as cursor:
        cursor.execute(OTHERS)
        (others,) = cursor.fetchone()
    return int(others)


def ready_schema(target: BaseDatabaseWrapper, header: Header, *, progress: Progress) -> None:
    """Bring an unused database to the archive's migrations; a used one must already be there."""
    applied, wanted = keys_of(migrations_applied(target)), keys_of(header.migrations)
    if applied == wanted:
        return
    if not applied <= wanted or is_occupied(target):
        raise Refused(
            "restore_other_version",
            _(
                "Cadangan ini dan basis data tujuan berasal dari versi Balai yang berbeda. Buat basis data PostgreSQL "
                "baru yang kosong, arahkan BALAI_DATABASE_URL ke sana, lalu pulihkan lagi."
            ),
        )
    progress(str(_("Menyiapkan tabel")))
    migrate_to(target, header.migrations)


def refill(archive: Archive, *, target: BaseDatabaseWrapper, media: Path, progress: Progress) -> None:
    names = table_names(target)
    with target.cursor() as cursor, without_triggers(target):
        cursor.execute("TRUNCATE " + ", ".join(map(target.ops.quote_name, names)))
        load(archive.events(), insert=postgresql_insert(target), media=media, progress=progress)
        # Checked here and now: a table with waiting checks cannot have its triggers switched on again.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    set_sequences(target, names, archive.contents.sequences)
    if row_counts(target, list(archive.contents.rows)) != archive.contents.rows:
        raise Refused("restore_incomplete", _("Hasil pemulihan tidak lengkap, jadi tidak ada yang diganti."))


@contextmanager
def without_triggers(target: BaseDatabaseWrapper) -> Iterator[None]:
    """Triggers that refuse changes or write rows of their own stand aside inside this transaction."""
    with target.cursor() as cursor:
        cursor.execute(TRIGGERS)
        triggers = [(target.ops.quote_name(name), table) for name, table in cursor.fetchall()]
        for name, table in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        yield
        for name, table in triggers:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def set_sequences(target: BaseDatabaseWrapper, names: list[str], numbers: dict[str, int]) -> None:
    quoted = target.ops.quote_name
    with target.cursor() as cursor:
        for name in names:
            for found in target.introspection.get_sequences(cursor, name):
                highest = f"(SELECT MAX({quoted(found['column'])}) FROM {quoted(name)})"
                last = f"GREATEST({highest}, %s::bigint)"
                cursor.execute(
                    f"SELECT setval(%s::regclass, COALESCE({last}, 1), {last} IS NOT NULL)",
                    [quoted(found["name"]), numbers.get(name), numbers.get(name)],
                )


def own_number(target: BaseDatabaseWrapper) -> str:
    with target.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        (number,) = cursor.fetchone()
    return str(number)
