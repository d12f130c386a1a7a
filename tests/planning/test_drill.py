"""Two officers accept at the same moment: the line is promised once, on either database."""

import contextlib
import threading
from typing import Any

import pytest
from django.db import connection

from balai.kernel.refusal import Refused
from balai.planning.actions import propose
from balai.planning.actions.propose import Answer, answer_package, committed_on
from balai.planning.models import Package
from tests.planning import rows

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]


def test_the_last_rupiah_is_promised_once(monkeypatch) -> None:
    """Whoever has counted what is promised waits for the other to count too; only the lock keeps the other away."""
    at = rows.place()
    money = rows.line(at, 100_000_000)
    packages = [rows.proposed(at, 60_000_000) for _ in range(2)]
    both_counted, said = threading.Barrier(2), []

    def counted(*arguments: Any, **named: Any) -> int:
        found = committed_on(*arguments, **named)
        with contextlib.suppress(threading.BrokenBarrierError):
            both_counted.wait(2)
        return found

    monkeypatch.setattr(propose, "committed_on", counted)

    def accept(package: Package) -> None:
        try:
            answer = Answer("accept", rows.REASON, money)
            said.append(answer_package(by=at.by_office, package=package, answer=answer, now=rows.NOW).state)
        except Refused as no:
            said.append(no.code)
        finally:
            connection.close()

    officers = [threading.Thread(target=accept, args=(package,)) for package in packages]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join(30)
    assert sorted(said) == ["accepted", "exceeds_fund_line"]
    assert committed_on(money) == 60_000_000
