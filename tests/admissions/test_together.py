"""The page's applicant stands in the group of those who come at the same moment, and is answered after its commit."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from balai.access.actor import PUBLIC
from balai.admissions.actions import together
from balai.admissions.actions.apply import apply_to_batch
from balai.admissions.models import Application
from balai.admissions.rules.claims import Claim
from balai.api.wave import Said, Wave
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from tests.admissions.rows import claim, open_class
from tests.admissions.test_pages import as_user, fill, text
from tests.factories import user

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]


def a_class(**fields: Any) -> Batch:
    now = timezone.now()
    return open_class(**{"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=1)} | fields)


class Company:
    """Writes as the server's collector does, and remembers who came."""

    def __init__(self) -> None:
        self.wave, self.came, self.away = Wave(asyncio.new_event_loop()), list[Claim](), False

    def __call__(self, one: Claim) -> Said:
        self.came.append(one)
        with translation.override("id"):  # as in the collector's own thread
            return None if self.away else self.wave.write([one])[0]


@pytest.fixture
def company() -> Iterator[Company]:
    found = Company()
    together.collect_by(found)
    yield found
    together.collect_by(None)


def test_the_page_s_claim_goes_with_the_others_under_the_key_of_its_form(company: Company) -> None:
    batch, client = a_class(), Client()
    fill(client, batch)
    sent = client.post(f"/pelatihan/{batch.pk}/daftar/5/", {"consent": "on"})
    (application,), (said,) = Application.objects.all(), company.came
    assert sent["Location"] == f"/pendaftaran/{application.code}/"
    assert (said.batch_id, said.full_name, said.motivation) == (batch.pk, "Rahmah", "Ingin menjahit.")
    again = apply_to_batch(by=PUBLIC, claim=said, now=timezone.now())
    assert again.pk == application.pk and Application.objects.count() == 1


def test_where_the_database_is_away_the_page_says_so_and_keeps_what_was_typed_and_its_key(company: Company) -> None:
    batch, client = a_class(), Client()
    fill(client, batch)
    company.away = True
    page = text(client.post(f"/pelatihan/{batch.pk}/daftar/5/", {"consent": "on"}))
    assert "Tekan Kirim sekali lagi" in page and "Ingin menjahit." in page and not Application.objects.exists()
    company.away = False
    client.post(f"/pelatihan/{batch.pk}/daftar/5/", {"consent": "on"})
    assert Application.objects.count() == 1 and len({one.key for one in company.came}) == 1


def test_a_rule_is_heard_in_the_reader_s_language(company: Company) -> None:
    batch, client = a_class(), Client()
    fill(client, batch)
    Batch.objects.filter(pk=batch.pk).update(minimum_age=60)
    page = text(client.post(f"/pelatihan/{batch.pk}/daftar/5/", {"consent": "on"}, headers={"accept-language": "en"}))
    assert "this class is from 60 years" in page and len(company.came) == 1


def test_who_is_signed_in_goes_alone_and_is_named_on_the_trail(company: Company) -> None:
    batch, client = a_class(), as_user(user())
    fill(client, batch)
    client.post(f"/pelatihan/{batch.pk}/daftar/5/", {"consent": "on"})
    assert not company.came and Application.objects.get().submitted_by != PUBLIC.name


def test_without_a_collector_everybody_goes_alone() -> None:
    assert together.apply_together(by=PUBLIC, claim=claim(a_class()), now=timezone.now()).pk is not None


def test_a_page_s_thread_waits_for_the_answer_of_its_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no longer than somebody at a screen."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    wave, no, one = Wave(loop), Refused("class_full", "Penuh"), claim(Batch(pk=1))

    def answers() -> None:
        group = wave._next_group(crowded=False)
        wave.tell(group, [no] * len(group))

    threading.Thread(target=answers, daemon=True).start()
    assert wave.wait(one) is no
    monkeypatch.setattr("balai.api.wave.PATIENCE", 0.05)
    assert wave.wait(one) is None
    loop.call_soon_threadsafe(loop.stop)
