"""Prepared databases and their fresh copies, and the processes that work on them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from balai.config.cluster import Cluster, standing_cluster
from balai.config.environment import SECRETS, fresh

SERVER_SETTINGS = ("shared_buffers=1GB", "max_wal_size=4GB", "checkpoint_timeout=15min", "work_mem=32MB")


@dataclass(slots=True)
class Ground:
    """A folder of its own, keys of its own, and databases by name. migrated: a SQLite file to start from."""

    folder: Path
    server: str = ""
    migrated: Path | None = None
    cluster: Cluster | None = None
    secrets: dict[str, str] = field(default_factory=lambda: {name: fresh(name) for name in SECRETS})

    def address(self, name: str, vendor: str) -> str:
        if vendor == "sqlite":
            return f"sqlite:///{self.folder / name}.sqlite3"
        return self.server.rsplit("/", 1)[0] + f"/{name}"

    def create(self, name: str, vendor: str, template: str = "") -> None:
        """A fresh database, empty or a copy of another; one of that name is dropped."""
        if vendor == "postgresql":
            self._on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            self._on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
            return
        for left in self.folder.glob(f"{name}.sqlite3*"):
            left.unlink()
        source = self.folder / f"{template}.sqlite3" if template else self.migrated
        if source is not None:
            shutil.copyfile(source, self.folder / f"{name}.sqlite3")

    def work(self, word: str, name: str, vendor: str, **said: Any) -> dict[str, Any]:
        """Run balai.config.bench.child WORD in a fresh process on that database; what it answers."""
        done = subprocess.run(
            self.command(word, said), env=self.environment(name, vendor), stdout=subprocess.PIPE, text=True, check=True
        )
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def command(self, word: str, said: dict[str, Any]) -> list[str]:
        return [sys.executable, "-m", "balai.config.bench.child", word, json.dumps(said)]

    def environment(self, name: str, vendor: str) -> dict[str, str]:
        return os.environ | self.secrets | {
            "BALAI_DATABASE_URL": self.address(name, vendor), "BALAI_VAR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "balai.config.settings", "BALAI_SECOND_FACTOR": "on", "BALAI_DEMONSTRATION": "0",
        }  # fmt: skip

    def checkpoint(self) -> None:
        self._on_server("CHECKPOINT")

    def until_it_answers(self) -> None:
        """After a kill PostgreSQL repairs itself before it takes anybody. Raises psycopg.OperationalError after three minutes."""
        import psycopg

        end = time.monotonic() + 180
        while True:
            try:
                psycopg.connect(self.server, connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.5)

    def _on_server(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def ground(vendors: Sequence[str], migrated: Path | None = None) -> Iterator[Ground]:
    """Raises PostgresMissing."""
    folder = Path(tempfile.mkdtemp(prefix="balai-bench-"))
    try:
        if "postgresql" not in vendors:
            yield Ground(folder, migrated=migrated)
            return
        with standing_cluster(durable=True, settings=SERVER_SETTINGS) as cluster:
            yield Ground(folder, cluster.address, migrated, cluster)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
