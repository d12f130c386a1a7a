"""The cluster of one's own starts, belongs to nobody else, and is gone afterwards."""

import glob

import psycopg
import pytest

from tests.support.postgres import cluster


def test_a_cluster_starts_and_is_gone_afterwards() -> None:
    before = set(glob.glob("/tmp/balai-pg-*"))
    with cluster(durable=True, settings=("max_connections=17",)) as url:
        with psycopg.connect(url) as connection:
            row = connection.execute(
                "SELECT current_database(), current_setting('fsync'), current_setting('max_connections')"
            ).fetchone()
        wrong = url.replace("balai:", "balai:x", 1)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(wrong)
    assert row == ("balai", "on", "17")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    assert set(glob.glob("/tmp/balai-pg-*")) <= before
