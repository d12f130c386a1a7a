"""The pages of contributions: each side does its own steps; what is received is added up; who works with whom is drawn and told."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.collaboration.models import Collaboration, Contribution, Pledge
from tests.collaboration.promising import Promising, measured
from tests.collaboration.test_convening import NOW
from tests.collaboration.test_pledges import delivered, promised

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def forum(monkeypatch: pytest.MonkeyPatch) -> Iterator[Promising]:
    for made in measured(Promising()):
        Collaboration.objects.update(is_public=True)
        monkeypatch.setattr(timezone, "now", lambda: NOW)
        yield made


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_a_contribution_goes_its_way_through_the_pages(forum: Promising) -> None:
    owner, officer = signed_in(forum.owner), signed_in(forum.officer)
    address = f"/kerja-sama/masa/{forum.period.pk}/sumbangan/baru/"
    filled = {"giver": forum.of(forum.company).pk, "receiver": forum.of(forum.office).pk, "kind": "funding", "text": "Bahan",
              "amount": "", "promised_on": "01-11-2026"}  # fmt: skip
    refused = owner.post(address, filled)
    assert refused.status_code == 422 and "Isi jumlah rupiahnya." in refused.content.decode()
    assert owner.post(address, filled | {"amount": "5000000"}).status_code == 302
    page = f"/kerja-sama/sumbangan/{Pledge.objects.get().pk}/"
    assert officer.post(f"{page}serahkan/", {"on": "02-11-2026"}).status_code == 404
    assert owner.post(f"{page}serahkan/", {"on": "02-11-2026"}).status_code == 302
    assert owner.post(f"{page}terima/", {"on": "02-11-2026"}).status_code == 404
    assert "Benarkan sudah diterima" in text_of(officer, page) and "Benarkan" not in text_of(Client(), page)
    assert officer.post(f"{page}terima/", {"on": "02-11-2026"}).status_code == 302
    assert Contribution.objects.get().delivered_on == "2026-11-02"
    assert officer.post(f"{page}pakai/", {"on": "03-11-2026"}).status_code == 302
    assert "dipakai" in text_of(Client(), page)


def test_the_tab_tells_how_unevenly_the_parties_give(forum: Promising) -> None:
    tab = f"/kerja-sama/masa/{forum.period.pk}/janji/"
    assert "diterima dari" not in text_of(Client(), tab)
    delivered(forum)
    assert "Rp30.000.000 sudah diterima, semuanya dari PT Uji." in text_of(Client(), tab)
    assert "Catat sumbangan" in text_of(signed_in(forum.owner), tab) and "Catat sumbangan" not in text_of(Client(), tab)


def test_the_network_is_drawn_without_a_script_and_stands_in_a_table(forum: Promising) -> None:
    address = f"/kerja-sama/masa/{forum.period.pk}/jaringan/"
    assert "Belum ada yang tercatat dikerjakan bersama" in text_of(Client(), address)
    forum.held(forum.office, forum.company)
    delivered(forum)
    promised(forum, to=forum.group)
    page = Client().get(address).content.decode()
    assert (
        page.count("<circle") == 3
        and page.count("<line") == 1
        and "style=" not in page
        and "<script" not in page.split("<svg")[1]
    )
    shown = text_of(Client(), address)
    assert "Dinas Uji PT Uji 1 0 0 1 0" in shown and "Belum tercatat bekerja dengan pihak lain Kelompok Uji" in shown


def test_the_list_keeps_its_queries(forum: Promising) -> None:
    def asked(address: str) -> int:
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(address).status_code == 200
        return len(queries)

    addresses = [f"/kerja-sama/masa/{forum.period.pk}/{part}/" for part in ("janji", "jaringan")]
    delivered(forum)
    before = [asked(one) for one in addresses]
    for _n in range(2):
        delivered(forum)
    assert [asked(one) for one in addresses] == before
