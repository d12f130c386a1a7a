"""The catalogues as machines read them: open to strangers, whole over their pages, deaf to invented cursors."""

import base64
import json

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from balai.demand.actions import Wanted, move_job_order, write_job_order
from balai.institutions.enums import InstitutionKind
from balai.planning.actions.batches import move_batch
from balai.planning.models import Batch
from tests import factories as make
from tests.planning import rows

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def announced() -> list[Batch]:
    at = rows.place("Asia/Jayapura")
    batches = [rows.draft(at, title=f"Kelas {n}") for n in range(3)]
    for batch in batches:
        move_batch(by=at.by_office, batch=batch, step="announce", now=rows.NOW)
    return batches


def pages(address: str) -> list[int]:
    found, cursor = [], ""
    while True:
        answer = Client().get(f"{address}&after={cursor}")
        assert answer.status_code == 200
        body = answer.json()
        found += [row["id"] for row in body["rows"]]
        if body["next"] is None:
            return found
        cursor = body["next"]


def test_every_open_class_once_over_the_pages(announced) -> None:
    with time_machine.travel(rows.NOW, tick=False):
        assert pages("/api/v1/batches?size=2") == [batch.pk for batch in announced]
        row = Client().get("/api/v1/batches").json()["rows"][0]
    assert row["closes_at"] == "2026-03-20T23:59:00+09:00"
    assert (row["seats"], row["free_of_charge"], row["field"]) == (16, True, "Menjahit")


def test_a_draft_is_in_no_catalogue() -> None:
    draft = rows.draft(rows.place())
    for when in ("open", "coming", "past"):
        assert draft.pk not in pages(f"/api/v1/batches?when={when}")


def test_vacancies_of_checked_employers() -> None:
    place = make.regency()
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place)
    by = make.actor(office, "labour_officer")
    employer = make.institution("PT Contoh", kind=InstitutionKind.COMPANY, region=place)
    order = write_job_order(by=by, employer=employer, wanted=Wanted("Penjahit", 3, region=place), today=rows.TODAY)
    assert pages("/api/v1/vacancies?size=1") == []
    move_job_order(by=by, job_order=order, step="publish", today=timezone.localdate())
    assert pages("/api/v1/vacancies?size=1") == [order.pk]
    row = Client().get("/api/v1/vacancies").json()["rows"][0]
    assert (row["employer"], row["count"], row["place"]["code"]) == ("PT Contoh", 3, place.code)


@pytest.mark.parametrize("values", [["x", "y"], ["\0", "1"], ["2026-01-01T00:00:00+00:00", "9" * 30], "text", 7])
def test_an_invented_cursor_starts_at_the_beginning(values) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    assert Client().get(f"/api/v1/batches?after={cursor}").status_code == 200


def test_what_is_asked_wrong_names_the_field() -> None:
    answer = Client().get("/api/v1/batches?size=0&when=kapan")
    assert (answer.status_code, answer.json()["fields"]) == (422, ["size", "when"])
