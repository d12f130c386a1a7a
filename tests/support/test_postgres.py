"""The cluster of one's own starts, belongs to nobody else, and is gone afterwards."""

import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.house.sources import ROOT
from tests.support.postgres import cluster

FOLDER_AND_SETTINGS = (
    "SELECT current_setting('data_directory'), current_setting('fsync'), current_setting('max_connections')"
)


def test_a_cluster_starts_and_is_gone_afterwards() -> None:
    with cluster(durable=True, settings=("max_connections=17",)) as url:
        with psycopg.connect(url) as connection:
            row = connection.execute(FOLDER_AND_SETTINGS).fetchone()
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace("balai:", "balai:x", 1))
    assert row is not None and row[1:] == ("on", "17")
    assert not Path(row[0]).parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_the_cluster_of_a_command_ends_with_it() -> None:
    program = "import os, time; print(os.environ['BALAI_DATABASE_URL'], flush=True); time.sleep(60)"
    command = [sys.executable, "-m", "tests.support.postgres", sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        url = running.stdout.readline().strip()
        psycopg.connect(url).close()
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 143
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
