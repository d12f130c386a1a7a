"""What machines and forged forms send wrong is answered with a sentence, never with an error of ours."""

import json
from typing import Any

import pytest
import time_machine
from django import forms
from django.db import DataError
from django.test import Client, RequestFactory

from balai.access.roles import Role
from balai.admissions.models import Application
from balai.planning.models import Batch
from balai.web.forms.fields import SomeOfField, is_id
from balai.web.middleware import WithoutNul
from tests import factories as make
from tests.admissions.rows import NOW, open_class

pytestmark = [pytest.mark.data, pytest.mark.django_db]
BODY = {"full_name": "Rahmah", "birth_date": "1990-06-05", "education": "senior", "consent": True}


def send(batch: int, body: bytes) -> Any:
    address = f"/api/v1/batches/{batch}/applications"
    return Client().post(address, body, content_type="application/json", headers={"Idempotency-Key": "kunci"})


@pytest.mark.parametrize(
    ("batch", "body", "status", "code"),
    [
        (None, b"{", 400, "unreadable"),
        (10**30, json.dumps(BODY).encode(), 422, "invalid"),
        (None, json.dumps(BODY | {"full_name": "Rah\0mah"}).encode(), 422, "invalid"),
        (None, json.dumps(BODY | {"motivation": "Ingin\0"}).encode(), 422, "invalid"),
    ],
)
def test_a_bad_application_is_answered_in_json_and_nothing_is_kept(
    batch: int | None, body: bytes, status: int, code: str
) -> None:
    with time_machine.travel(NOW, tick=False):
        answer = send(batch or open_class().pk, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code) and answer.json()["message"]
    assert not Application.objects.exists()


def test_an_address_that_is_none_is_answered_in_json_under_the_interface_only() -> None:
    answer = Client().get("/api/v1/tidak-ada")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert "text/html" in Client().get("/tidak-ada/").headers["Content-Type"]


@pytest.mark.parametrize("address", ["/verifikasi/%00/", "/pelatihan/?kata=%00", "/api/v1/applications/%00"])
def test_a_nul_in_the_address_is_a_bad_request(address: str) -> None:
    assert Client().get(address).status_code == 400


@pytest.mark.parametrize(
    "rest", ["pendaftar/", "pendaftar/01a20531-5303-7f72-9101-df4d21105f3d/", "berkas/report/1/", "seleksi/interview/"]
)
def test_a_number_no_row_can_have_names_nothing(rest: str) -> None:
    client = Client()
    client.force_login(make.desk(make.institution(), Role.CENTRE_ADMIN).user)
    assert client.get(f"/kelas/{'9' * 20}/{rest}").status_code == 404


def test_what_postgresql_says_about_nul_is_a_bad_request_and_other_faults_stay_ours() -> None:
    door, request = WithoutNul(lambda request: None), RequestFactory().post("/")  # type: ignore[arg-type, return-value]
    with pytest.raises(Exception, match="NUL in a field"):
        door.process_exception(request, DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"))
    assert door.process_exception(request, ValueError("something else")) is None  # type: ignore[func-returns-value]


def test_a_choice_beyond_the_integers_of_the_database_is_refused_at_its_field() -> None:
    class Choosing(forms.Form):
        some = SomeOfField(queryset=Batch.objects.all())

    batch = open_class()
    assert not Choosing({"some": ["9" * 23]}).is_valid()
    assert Choosing({"some": [str(batch.pk)]}).is_valid()
    assert [is_id(text) for text in ("12", "²", "9" * 23, "", "-1")] == [True, False, False, False, False]


@pytest.mark.parametrize(("asked", "said"), [("id", "tulis tahun-bulan-tanggal"), ("en", "write year-month-day")])
def test_each_wrong_field_is_told_what_to_write_in_the_language_asked_for(asked: str, said: str) -> None:
    body = json.dumps(BODY | {"birth_date": "kemarin", "sex": "X"})
    answer = Client().post(
        "/api/v1/batches/1/applications", body, content_type="application/json", headers={"Accept-Language": asked}
    )
    told = answer.json()
    assert answer.status_code == 422 and told["fields"] == ["Idempotency-Key", "birth_date", "sex"]
    assert said in told["errors"]["birth_date"] and "Idempotency-Key" in told["errors"]["Idempotency-Key"]
    assert ("Perbaiki" in told["message"]) == (asked == "id")
    unknown = Client().get("/api/v1/applications/TIDAKADA", headers={"Accept-Language": asked}).json()["message"]
    assert ("tidak ditemukan" in unknown) == (asked == "id")


def test_the_description_says_how_a_wrong_field_is_answered() -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert set(told["components"]["schemas"]["Problem"]["properties"]) == {"code", "message", "fields", "errors"}
    for operations in told["paths"].values():
        for operation in operations.values():
            assert "422" in operation["responses"]
            assert any(one["name"] == "Accept-Language" for one in operation["parameters"])
