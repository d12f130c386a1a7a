"""A migrated empty database made once for each state of the migrations; every test process starts from a copy of it.

Migrating costs each process many seconds, most of it spent on rendering the history of the models.
`python -m tests.support.prepared` makes PostgreSQL's beforehand, in the cluster of BALAI_DATABASE_URL.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from balai.config.cluster import binaries

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "test"
BUILD_LOCK = 727_001  # of PostgreSQL's advisory locks


def fingerprint() -> str:
    """Changes with any migration of ours and with the packages that bring their own."""
    state = hashlib.sha256()
    for package in ("django", "django-allauth"):
        state.update(version(package).encode())
    for path in sorted((ROOT / "src").glob("balai/*/migrations/*.py")):
        state.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return state.hexdigest()[:12]


def copy_sqlite(target: Path) -> None:
    made = ready_sqlite()
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(made, target)


def ready_sqlite() -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = FOLDER / f"prepared-{fingerprint()}.sqlite3"
    with (FOLDER / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in FOLDER.glob("prepared-*.sqlite3*"):
                old.unlink()
            growing = made.with_suffix(".growing")
            growing.unlink(missing_ok=True)
            _migrate(f"sqlite:///{growing}")
            growing.rename(made)
    return made


def copy_postgres(url: str, name: str) -> None:
    """Creates database `name` in the cluster of `url`, unless it is there."""
    import psycopg
    from psycopg import sql

    template = ready_postgres(url)
    with psycopg.connect(_with_name(url, "postgres"), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", (BUILD_LOCK,))
        if not _exists(admin, name):
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )


def ready_postgres(url: str) -> str:
    """Name of the template in the cluster of `url`."""
    import psycopg
    from psycopg import sql

    template = f"balai_prepared_{fingerprint()}"
    with psycopg.connect(_with_name(url, "postgres"), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", (BUILD_LOCK,))
        if not _exists(admin, template):
            growing = f"{template}_growing"
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(growing)))
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(growing)))
            _migrate(_with_name(url, growing))
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(growing), sql.Identifier(template))
            )
    return template


def pour_postgres(url: str, target: str) -> None:
    """Fill the empty database of address `target`, which is in another cluster, as the template of `url` is."""
    import psycopg

    programs, filled = binaries(), _with_name(url, ready_postgres(url))
    with psycopg.connect(_with_name(url, "postgres"), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", (BUILD_LOCK,))  # what is looked at cannot be copied meanwhile
        dump = subprocess.run([programs / "pg_dump", "--dbname", filled], stdout=subprocess.PIPE, check=True)
    command = [programs / "psql", "--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--dbname", target]
    subprocess.run(command, input=dump.stdout, stdout=subprocess.DEVNULL, check=True)


def _exists(admin: "psycopg.Connection", name: str) -> bool:  # type: ignore[name-defined] # noqa: F821
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def _with_name(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(name)}"))


def _migrate(url: str) -> None:
    environment = os.environ | {
        "BALAI_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "balai.config.settings_test",
        "PYTHONPATH": str(ROOT / "src"),
    }
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, cwd=ROOT, check=True
    )


if __name__ == "__main__":
    ready_postgres(os.environ["BALAI_DATABASE_URL"])
