"""A wave of applications: one commit for many, each told only after it, the same key answered the same whatever is killed."""

import asyncio
import json
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DataError, OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.admissions.models import Application, PhoneCheck
from balai.admissions.models.application import nik_aad
from balai.admissions.rules.claims import Claim
from balai.api import wave
from balai.api.wave import Said, Wave, answer_of, read_claim, speaks_otherwise
from balai.audit.models import Entry
from balai.audit.verify import verify
from balai.config.bench.wave_ground import count
from balai.kernel.crypto import unseal
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.planning.models import Batch
from tests.admissions.rows import claim, open_class

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NIK = "9901014506900001"


def a_class(**fields: Any) -> Batch:
    now = timezone.now()
    return open_class(**{"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=1)} | fields)


def here() -> Wave:
    return Wave(asyncio.new_event_loop())


def code_of(said: Said) -> str:
    assert isinstance(said, Application), said
    return said.code


def test_many_are_one_transaction_each_with_its_rows_and_its_record() -> None:
    batch = a_class()
    claims = [claim(batch, key=f"k{n}", nik=NIK, phone=f"0812345678{n:02}") for n in range(20)]
    with CaptureQueriesContext(connection) as asked:
        codes = [code_of(said) for said in here().write(claims)]
    inserts = [one for one in asked.captured_queries if one["sql"].startswith("INSERT INTO admissions_application")]
    assert len(set(codes)) == 20 and (connection.vendor == "sqlite" or len(inserts) == 1)
    rows = list(Application.objects.all())
    assert {row.code for row in rows} == set(codes)
    assert all(unseal(bytes(row.nik_sealed or b""), nik_aad(row.pk)) == NIK for row in rows)
    assert Entry.objects.filter(verb="admissions.apply").values("subject_id").distinct().count() == 20
    assert PhoneCheck.objects.count() == Message.objects.count() == 20 and verify().ok


def test_the_same_key_is_the_same_application_in_one_group_and_in_the_next() -> None:
    batch, here_ = a_class(), here()
    first, twin = here_.write([claim(batch, key="satu"), claim(batch, key="satu")])
    (again,) = here_.write([claim(batch, key="satu", full_name="Nama Lain")])
    assert code_of(first) == code_of(twin) == code_of(again) and Application.objects.count() == 1
    Batch.objects.filter(pk=batch.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    late = here_.write([claim(batch, key="satu"), claim(batch, key="dua")])
    assert code_of(late[0]) == code_of(first)
    assert isinstance(late[1], Refused) and late[1].code == "registration_closed"


def test_a_rule_that_says_no_is_told_with_its_code_in_the_reader_s_language() -> None:
    (no,) = here().write([claim(a_class(minimum_age=60))])
    status, body = answer_of(no, "id-ID,id;q=0.9")
    assert (status, json.loads(body)["code"]) == (409, "too_young") and "Umur" in json.loads(body)["message"]
    assert speaks_otherwise(no, "en-GB,en;q=0.8") and not speaks_otherwise(no, "") and not speaks_otherwise(None, "en")


def test_another_claim_for_the_same_number_changes_neither_answer_nor_work() -> None:
    """Two claims of one NIK and two of two NIK: the same answers, the same statements to the database."""
    batch, here_ = a_class(), here()
    here_.write([claim(batch, key="warm", nik="9901014506900009", phone="")])

    def asked(nik: str, key: str) -> tuple[int, list[str]]:
        with CaptureQueriesContext(connection) as seen:
            (said,) = here_.write([claim(batch, key=key, nik=nik, phone="")])
        status, body = answer_of(said, "")
        assert set(json.loads(body)) == {"code"}
        return status, [re.sub(r"[0-9]+", "#", one["sql"].split("(")[0])[:40] for one in seen.captured_queries]

    first = asked(NIK, "a")
    assert asked(NIK, "b") == first == asked("9901014506900002", "c")
    assert Application.objects.filter(nik_tail="01").count() == 2


def test_one_row_the_database_refuses_does_not_take_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    batch, here_, real = a_class(), here(), wave.apply_many

    def picky(*, claims: Sequence[Claim], **how: Any) -> list[Application | Refused]:
        if any(one.key == "busuk" for one in claims):
            raise DataError("no")
        return real(claims=claims, **how)

    monkeypatch.setattr(wave, "apply_many", picky)
    said = here_.write([claim(batch, key="baik"), claim(batch, key="busuk"), claim(batch, key="juga")])
    assert [type(one).__name__ for one in said] == ["Application", "NoneType", "Application"]


def test_where_the_database_is_gone_everybody_is_told_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(**_said: Any) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(wave, "apply_many", gone)
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    monkeypatch.setattr(connection, "close", lambda: None)
    said = here().write([claim(Batch(pk=1)), claim(Batch(pk=1))])
    status, body = answer_of(said[0], "")
    assert said == [None, None] and status == 503 and "Idempotency-Key" in json.loads(body)["message"]


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b'{"full_name":"A"}', b'{"full_name":"A","birth_date":"1990-02-30","consent":true}',
     b'{"full_name":"A\\u0000","birth_date":"1990-02-03","consent":true}',
     b'{"full_name":"A\\ud800","birth_date":"1990-02-03","consent":true}', b'{"a":"' + b"x" * 40_000 + b'"}'],
)  # fmt: skip
def test_what_is_written_wrong_is_left_to_the_ordinary_door(body: bytes) -> None:
    assert read_claim(1, "kunci", body) is None


def test_a_key_is_needed_and_a_good_claim_is_read_as_the_ordinary_door_reads_it() -> None:
    good = b'{"full_name":"A","birth_date":"1990-02-03","consent":true,"nik":"9901010302900001"}'
    assert read_claim(1, None, good) is None and read_claim(1, "x" * 201, good) is None
    found = read_claim(1, "kunci", good)
    assert found is not None and (found.batch_id, found.key, found.nik) == (1, "kunci", "9901010302900001")


def test_who_answers_one_key_with_two_codes_is_counted(tmp_path: Path) -> None:
    (said,) = here().write([claim(a_class(), key="satu", phone="", nik=NIK)])
    file = tmp_path / "told"
    file.write_text(f"satu {code_of(said)}\nsatu ABCDEFGH2345\n")
    assert (count(str(file))["doubled"], count(str(file))["lost"]) == (1, 1)


def test_every_column_that_may_not_be_empty_is_written() -> None:
    """Defaults of the models do not reach rows that go past the ORM."""
    (said,) = here().write([claim(a_class(), nik=NIK)])
    plain = Application(batch_id=1)
    written = Application.objects.get(code=code_of(said))
    assert written.conflict == plain.conflict and written.decided_by == plain.decided_by and written.person_id is None
    assert PhoneCheck.objects.get().attempts == 0 and Message.objects.get().sent_at is None
