"""A page sent twice makes one row and leads to the same page; changed and sent again it makes another."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from balai.access.roles import Role
from balai.accounts.models import User
from balai.audit.models import Entry
from balai.demand.models import JobOrder
from balai.notifications.models import Message
from balai.planning.actions.batches import open_batch
from balai.planning.actions.propose import Proposal, propose_package
from balai.planning.models import Batch, Package
from balai.training.models import TrainingSession
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, WHY
from tests.training.rows import a_class

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@dataclass
class Written:
    """A page somebody fills in: who, where, what, and of what model a row is made."""

    user: User
    address: str
    words: dict[str, Any]
    model: type[models.Model]
    verb: str
    other: tuple[str, str]  # another thing to write, for a second row


def a_proposal() -> Written:
    at = rows.place()
    at.office.email = "dinas@contoh.id"
    at.office.save()
    at.office.functions.create(function="funder")
    words = {
        "centre": at.centre.pk, "curriculum": at.curriculum.pk, "title": "Garmen I", "year": 2026, "seats": 16,
        "cost": "60.000.000", "funder": at.office.pk, "reason": REASON, "no_need_why": WHY,
    }  # fmt: skip
    return Written(at.admin, reverse("planning:propose"), words, Package, "planning.propose", ("title", "Garmen II"))


def an_opening() -> Written:
    at = rows.place()
    words = {
        "title": "Garmen I", "opens_on": "01-03-2026", "closes_on": "20-03-2026", "starts_on": "01-04-2026",
        "ends_on": "15-05-2026", "seats": 16, "reserves": 2,
    }  # fmt: skip
    address = reverse("planning:open", args=[rows.funded(at, seats=48).pk])
    return Written(at.admin, address, words, Batch, "planning.open_batch", ("title", "Garmen II"))


def a_job_order() -> Written:
    employer = make.institution(kind="employer")
    words = {"employer": employer.pk, "title": "Operator jahit", "count": 4}
    user = make.desk(employer, Role.EMPLOYER).user
    return Written(user, reverse("demand:write"), words, JobOrder, "demand.write_job_order", ("count", "5"))


def a_meeting() -> Written:
    batch = a_class()
    words = {"held_on": "02-03-2026", "topic": "Pola", "mode": "on_site"}
    address = reverse("training:add_session", args=[batch.pk])
    user = make.desk(batch.centre, Role.INSTRUCTOR).user
    return Written(user, address, words, TrainingSession, "training.add_session", ("topic", "Kerah"))


def a_place_on_the_week() -> Written:
    batch = a_class()
    words = {"held_on": "02-03-2026", "starts_at": "08.00", "lesson_hours": 2, "topic": "Pola"}
    address = reverse("training:place", args=[batch.pk])
    user = make.desk(batch.centre, Role.INSTRUCTOR).user
    return Written(user, address, words, TrainingSession, "training.place_session", ("starts_at", "13.00"))


PAGES = [a_proposal, an_opening, a_job_order, a_meeting, a_place_on_the_week]


def key_on(page: str) -> str:
    return page.split('name="client_id" value="')[1].split('"')[0]


@pytest.mark.parametrize("written", PAGES)
def test_a_page_sent_twice_makes_one_row(client: Client, written: Callable[[], Written]) -> None:
    told = written()
    client.force_login(told.user)
    drawn = [key_on(client.get(told.address).content.decode()) for _time in range(2)]
    assert UUID(drawn[0]) != UUID(drawn[1])
    before = Message.objects.count()
    answers = [client.post(told.address, told.words | {"client_id": drawn[0]}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302] and answers[0]["Location"] == answers[1]["Location"]
    assert told.model._default_manager.count() == Entry.objects.filter(verb=told.verb).count() == 1
    assert Message.objects.count() - before <= 1
    name, words = told.other
    client.post(told.address, told.words | {"client_id": drawn[0], name: words})
    assert told.model._default_manager.count() == 2


@pytest.mark.parametrize("written", [a_proposal, a_meeting])
@pytest.mark.parametrize("key", ["", "bukan kunci"])
def test_without_a_key_the_page_works_as_before(client: Client, written: Callable[[], Written], key: str) -> None:
    told = written()
    client.force_login(told.user)
    for _time in range(2):
        assert client.post(told.address, told.words | {"client_id": key}).status_code == 302
    assert told.model._default_manager.count() == 2


def test_a_refused_page_keeps_its_key(client: Client) -> None:
    told, key = a_proposal(), str(uuid4())
    client.force_login(told.user)
    refused = client.post(told.address, told.words | {"client_id": key, "year": 1999}).content.decode()
    assert key_on(refused) == key and not Package.objects.exists()


def test_a_key_counts_for_its_own_centre_only() -> None:
    key = uuid4()
    for at in (rows.place(), rows.place()):
        proposal = Proposal(at.curriculum, "Garmen", 2026, 16, 1_000_000, REASON, no_need_why=WHY)
        made = propose_package(
            by=at.by_centre, centre=at.centre, funder=at.office, proposal=proposal, now=NOW, client_id=key
        )
        assert made.centre == at.centre
    assert Package.objects.filter(client_id=key).count() == 2


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_the_same_page_from_two_connections_at_once() -> None:
    at = rows.place()
    package, key = rows.funded(at), uuid4()
    proposal = Proposal(at.curriculum, "Garmen II", 2026, 16, 1_000_000, REASON, no_need_why=WHY)
    verbs: list[Callable[[], models.Model]] = [
        lambda: propose_package(
            by=at.by_centre, centre=at.centre, funder=at.office, proposal=proposal, now=NOW, client_id=key
        ),
        lambda: open_batch(by=at.by_centre, package=package, plan=rows.plan(), today=TODAY, client_id=key),
    ]
    for verb in verbs:
        made = together(verb)
        assert len(made) == 2 and len({one.pk for one in made}) == 1
    assert Package.objects.filter(client_id=key).count() == Batch.objects.count() == 1
    assert Entry.objects.filter(verb="planning.open_batch").count() == 1


def together(verb: Callable[[], models.Model]) -> list[models.Model]:
    made: list[models.Model] = []
    start = Barrier(2)

    def one() -> None:
        try:
            start.wait()
            made.append(verb())
        finally:
            connection.close()

    threads = [Thread(target=one) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made
