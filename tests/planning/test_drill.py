"""Two officers accept at the same moment: the line is promised once, on either database."""

import threading

import pytest
from django.db import connection

from balai.kernel.refusal import Refused
from balai.planning.actions.propose import Answer, answer_package, committed_on
from balai.planning.models import Package
from tests.planning import rows

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]


def test_the_last_rupiah_is_promised_once() -> None:
    at = rows.place()
    money = rows.line(at, 100_000_000)
    packages = [rows.proposed(at, 60_000_000) for _ in range(2)]
    start, said = threading.Barrier(2), []

    def accept(package: Package) -> None:
        try:
            start.wait(10)
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
