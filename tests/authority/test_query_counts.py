"""A list asks the database as often for three rows as for one."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.authority.addresses import addresses
from tests.authority.rows import ROWS
from tests.authority.table import table
from tests.authority.walk import ask, client_of
from tests.authority.world import Both

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LOOKERS = ("labour_officer", "centre_admin", "counsellor", "operator", "certifier_head")


def counted(both: Both, client: Client, name: str) -> tuple[int, int]:
    """Rows on the page and queries it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(client, addresses()[name], both.own)
    return len(answer.shown), len(queries)


def test_every_list_asks_as_often_for_three_rows_as_for_one(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    more, measured, clients = [], set(), {who: client_of(both, who) for who in LOOKERS}
    for name, labels in ROWS.items():
        rows: Any = type(apps.get_model(labels[0])._default_manager.all())
        if name not in addresses() or not hasattr(rows, "visible_to"):
            continue
        for who, client in clients.items():
            if table()[name][who][0] != "o":
                continue
            shown = ask(client, addresses()[name], both.own).shown
            if len(shown) < 3:
                continue
            few = shown[:3]
            three = _counted_with(both, monkeypatch, client, name, rows, few)
            # each alone, the richest counts: a row may lack what its page asks more about
            one = max(_counted_with(both, monkeypatch, client, name, rows, [pk]) for pk in few) if three else 0
            if one and three:
                measured.add(name)
                more += [f"{name}: {one} queries for one row, {three} for three"] if three != one else []
                break
    assert more == []
    assert len(measured) >= 15, f"only {sorted(measured)} were measured"


def _counted_with(
    both: Both, monkeypatch: pytest.MonkeyPatch, client: Client, name: str, rows: Any, pks: list[str]
) -> int:
    """Queries of the page when only these rows are there; none where it finds its rows in another way."""
    with monkeypatch.context() as only:
        _only(only, rows, pks)
        shown, queries = counted(both, client, name)
    return queries if shown == len(pks) else 0


def _only(monkeypatch: pytest.MonkeyPatch, rows: Any, pks: list[str]) -> None:
    for name in ("visible_to", "public", "kept_by"):
        known = getattr(rows, name, None)
        if known is not None:
            monkeypatch.setattr(
                rows, name, lambda self, *said, _known=known, **more: _known(self, *said, **more).filter(pk__in=pks)
            )
