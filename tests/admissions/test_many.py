"""A real class has 90 to 155 applicants: its pages ask no more of the database, its forms take them all at once, and all are told."""

import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.admissions.enums import Stage
from balai.admissions.models import Application, SelectionScore
from balai.notifications.models import Message
from balai.planning.models import Batch
from tests.admissions.rows import AFTER, open_class, verified
from tests.admissions.test_pages import signed_in, text

pytestmark = [pytest.mark.data, pytest.mark.django_db]
MANY = 155
ADDRESSES = ("pendaftar/terdaftar/", "seleksi/", "seleksi/test/", "seleksi/corong/")


def with_applicants(number: int) -> Batch:
    batch = open_class(seats=16, reserves=2)
    for place in range(number):
        verified(batch, f"Pelamar dengan nama yang cukup panjang nomor {place:03}")
    return batch


def page_of(client: Any, batch: Batch, rest: str) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/kelas/{batch.pk}/{rest}")
    assert answer.status_code == 200, rest
    return len(asked), text(answer)


def fields_of(page: str, prefix: str) -> list[str]:
    return sorted(set(re.findall(rf'name="({prefix}-[0-9a-f-]+)"', page)))


def test_a_class_of_a_hundred_and_fifty_five_is_scored_and_decided_from_its_pages() -> None:
    few, batch = with_applicants(5), with_applicants(MANY)
    client, other = signed_in(batch), signed_in(few)
    with time_machine.travel(AFTER, tick=False):
        for rest in ADDRESSES:
            small, big = page_of(other, few, rest)[0], page_of(client, batch, rest)[0]
            assert big == small, (rest, small, big)
        for stage in (Stage.DOCUMENTS, Stage.TEST, Stage.INTERVIEW):
            names = fields_of(page_of(client, batch, f"seleksi/{stage}/")[1], "score")
            assert len(names) == MANY
            sent = {name: f"{60 + place / 5:.2f}".replace(".", ",") for place, name in enumerate(names)}
            answer = client.post(f"/kelas/{batch.pk}/seleksi/{stage}/", sent)
            assert answer.status_code == 302, text(answer)[:2000]
        assert SelectionScore.objects.filter(application__batch=batch).count() == 3 * MANY
        _queries, page = page_of(client, batch, "seleksi/")
        form = chosen_in(page)
        assert sum(value == "select" for value in form.values()) == 16
        answer = client.post(f"/kelas/{batch.pk}/seleksi/", form)
        assert answer.status_code == 302, text(answer)[:2000]
        assert client.post(f"/kelas/{batch.pk}/seleksi/umumkan/").status_code == 302
    states = sorted(Application.objects.filter(batch=batch).values_list("state", flat=True))
    assert {state: states.count(state) for state in set(states)} == {
        "selected": 16,
        "reserve": 2,
        "declined": MANY - 18,
    }
    told = Message.objects.filter(kind="admissions.result")
    assert told.values("address").distinct().count() == MANY


def chosen_in(page: str) -> dict[str, str]:
    """What the page would send as it stands: hidden and typed fields, and the chosen option of every select."""
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', body)
        form[name] = chosen.group(1) if chosen else ""
    return form
