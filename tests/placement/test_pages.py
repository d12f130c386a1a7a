"""The pages of referral and placement."""

import pytest
import time_machine
from django.test import Client

from balai.access.roles import Role
from balai.placement.actions.words import link_for
from balai.placement.models import Placement, PlacementStatement, Referral
from tests import factories as make
from tests.placement.rows import NOW, company, job_order, office, placed, referred

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(at, role: Role = Role.COUNSELLOR) -> Client:
    client = Client()
    client.force_login(make.desk(at, role).user)
    return client


def test_from_order_to_person_to_referral_with_consent_on_the_same_screen() -> None:
    at, order = office(), job_order()
    person = make.person("Rahmah", registered_by=at)
    clerk = signed_in(at)
    assert order.title in clerk.get("/rujukan/baru/").content.decode()
    assert "Rahmah" in clerk.get(f"/rujukan/baru/?lowongan={order.pk}&daftar=terdaftar").content.decode()
    address = f"/rujukan/baru/?lowongan={order.pk}&orang={person.pk}"
    assert "Bacakan, lalu catat jawabannya" in clerk.get(address).content.decode()
    assert "belum setuju profilnya" in clerk.post(address, {"note": ""}).content.decode()
    assert clerk.post(address, {"note": "", "consent_means": "spoken"}).status_code == 302
    one = Referral.objects.get()
    assert f'data-id="{one.pk}"' in clerk.get("/rujukan/").content.decode()


@pytest.mark.parametrize("bad", ["lowongan=abc", "lowongan=9999999", "orang=abc", "lowongan=²"])
def test_an_address_that_means_nothing_asks_again(bad: str) -> None:
    assert signed_in(office()).get(f"/rujukan/baru/?{bad}").status_code == 200


def test_the_employer_sees_the_person_answers_and_the_office_places() -> None:
    at, order = office(), job_order()
    one = referred(at, order, make.person("Rahmah", registered_by=at, phone="+6281234567890"))
    boss, clerk = signed_in(order.employer, Role.EMPLOYER), signed_in(at)
    assert "+6281234567890" in boss.get(f"/rujukan/{one.pk}/").content.decode()
    assert "Alasan belum diisi" in boss.post(f"/rujukan/{one.pk}/jawab/", {"step": "decline"}).content.decode()
    boss.post(f"/rujukan/{one.pk}/jawab/", {"step": "accept"})
    assert "Catat penempatan" in clerk.get(f"/rujukan/{one.pk}/").content.decode()
    filled = {"employer_name": order.employer.name, "title": "Operator", "starts_on": "02-03-2026", "kind": "akl"}
    clerk.post(f"/rujukan/{one.pk}/tempatkan/", filled)
    made = Placement.objects.get()
    assert (made.employer, made.referral) == (order.employer, one)
    assert "Benarkan: Rahmah" in boss.get("/meja/").content.decode()
    boss.post(f"/penempatan/{made.pk}/benarkan/", {"says": "works"})
    assert "dibenarkan pemberi kerja" in clerk.get(f"/penempatan/{made.pk}/").content.decode()


def test_a_declined_person_is_no_longer_shown_to_the_employer() -> None:
    at, order = office(), job_order()
    one = referred(at, order, make.person(registered_by=at, phone="+6281234567890"))
    boss = signed_in(order.employer, Role.EMPLOYER)
    boss.post(f"/rujukan/{one.pk}/jawab/", {"step": "decline", "reason": "Belum bisa mesin obras"})
    assert "+6281234567890" not in boss.get(f"/rujukan/{one.pk}/").content.decode()
    boss.post(f"/rujukan/{one.pk}/batal/", {"batal-reason": "Salah tekan"})
    one.refresh_from_db()
    assert one.state == "referred"


def test_a_workplace_not_on_file_is_kept_as_told() -> None:
    at = office()
    person = make.person(registered_by=at)
    clerk = signed_in(at)
    address = f"/penempatan/baru/?orang={person.pk}"
    filled = {"employer_name": "Warung Bu Contoh", "starts_on": "01-03-2026", "kind": "akl"}
    clerk.post(address, filled)
    made = Placement.objects.get()
    assert (made.employer, made.employer_name) == (None, "Warung Bu Contoh")
    assert "sudah dicatat" in clerk.post(address, filled).content.decode()
    page = clerk.get("/penempatan/?tab=semua").content.decode()
    assert f'data-id="{made.pk}"' in page


def test_both_sides_stand_beside_each_other_and_a_mistake_is_taken_back() -> None:
    at, employer = office(), company()
    one = placed(at, employer)
    clerk, boss = signed_in(at), signed_in(employer, Role.EMPLOYER)
    boss.post(f"/penempatan/{one.pk}/", {"as_of": "02-03-2026", "says": "never_started", "note": "Tidak datang"})
    clerk.post(f"/penempatan/{one.pk}/", {"as_of": "02-03-2026", "says": "works"})
    assert sorted(PlacementStatement.objects.values_list("side", "says")) == [
        ("employer", "never_started"),
        ("office", "works"),
    ]
    assert "Tidak datang" in clerk.get(f"/penempatan/{one.pk}/").content.decode()
    clerk.post(f"/penempatan/{one.pk}/berhenti/", {"henti-ends_on": "02-03-2026"})
    clerk.post(f"/penempatan/{one.pk}/tarik/", {"tarik-reason": "Salah orang"})
    assert "Penempatan ini ditarik" in clerk.get(f"/penempatan/{one.pk}/").content.decode()
    clerk.post(f"/penempatan/{one.pk}/tarik/")
    assert Placement.objects.live().get().pk == one.pk


def test_an_employer_without_account_answers_once_by_link() -> None:
    one = placed(office(), company())
    address = f"/penempatan/jawab/{link_for(one)}/"
    visitor = Client()
    assert "bekerja di sini?" in visitor.get(address).content.decode()
    assert "Terima kasih" in visitor.post(address, {"says": "works"}).content.decode()
    assert visitor.get(address).status_code == 410
    assert visitor.get("/penempatan/jawab/abc/").status_code == 410


def test_others_find_nothing() -> None:
    one, two = placed(office(), company()), referred(office())
    for at, role in ((company(), Role.EMPLOYER), (office(), Role.COUNSELLOR)):
        client = signed_in(at, role)
        assert client.get(f"/penempatan/{one.pk}/").status_code == 404
        assert client.get(f"/rujukan/{two.pk}/").status_code == 404
        assert f'data-id="{one.pk}"' not in client.get("/penempatan/?tab=semua").content.decode()
    assert Client().get("/penempatan/").status_code == 302
