"""A new account and a new password, by a code to a phone or an e-mail."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balai.accounts.actions.create import create_account
from balai.accounts.actions.password import set_password_by_code
from balai.accounts.models import OneTimeCode, SignIn, User
from balai.accounts.queries import link_token
from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from tests import factories
from tests.accounts.support import PASSWORD, is_in, last_code, signed_in

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PHONE = "+6281234005600"


def ask(client: Client, address: str, name: str = "Sari") -> str:
    answer = client.post("/daftar/", {"full_name": name, "address": address})
    return str(answer.headers.get("Location", answer.content.decode()))


@pytest.mark.parametrize(("typed", "kept"), [("0812-3400-5600", PHONE), ("Sari@Contoh.ID", "sari@contoh.id")])
def test_signs_up_with_a_code(typed: str, kept: str) -> None:
    client = Client()
    assert ask(client, typed) == "/daftar/kode/"
    client.post("/daftar/kode/", {"code": last_code(kept), "password": PASSWORD})
    assert is_in(client)
    user = User.objects.get(full_name="Sari")
    assert kept in (user.phone, user.email)
    assert (user.phone_verified_at is not None) == (user.phone == PHONE)
    assert Entry.objects.filter(verb="accounts.create", subject_id=str(user.pk)).exists()
    assert is_in(signed_in(user))


def test_nobody_learns_that_an_address_has_an_account() -> None:
    factories.user("sari", email="sari@contoh.id", password=PASSWORD)
    known, unknown = Client(), Client()
    assert ask(known, "sari@contoh.id") == ask(unknown, "budi@contoh.id")
    pages = [c.get("/daftar/kode/").content.decode() for c in (known, unknown)]
    masked = [
        p[p.index("<h1>") : p.index("<form method")].replace(a, "")
        for p, a in zip(pages, ("sari@contoh.id", "budi@contoh.id"), strict=True)
    ]
    assert masked[0] == masked[1]
    assert Message.objects.filter(address="sari@contoh.id", kind="accounts.has_account").count() == 1
    assert not Message.objects.filter(address="sari@contoh.id", kind="accounts.code").exists()
    for guess in ("000000", "123456"):
        known.post("/daftar/kode/", {"code": guess, "password": PASSWORD})
    assert User.objects.count() == 1


def test_five_wrong_codes_end_it() -> None:
    client = Client()
    ask(client, PHONE)
    right = last_code(PHONE)
    wrong = "111111" if right != "111111" else "222222"
    for _try in range(5):
        assert "tidak cocok" in client.post("/daftar/kode/", {"code": wrong, "password": PASSWORD}).content.decode()
    assert "sudah habis" in client.post("/daftar/kode/", {"code": right, "password": PASSWORD}).content.decode()
    assert not User.objects.exists()


def test_a_code_is_over_after_its_minutes() -> None:
    client = Client()
    ask(client, PHONE)
    OneTimeCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    client.post("/daftar/kode/", {"code": last_code(PHONE), "password": PASSWORD})
    assert not User.objects.exists()


def test_a_weak_password_is_said_and_the_code_still_counts() -> None:
    client = Client()
    ask(client, PHONE)
    code = last_code(PHONE)
    for weak in ("12345678", "balai-demo", "pendek"):
        assert 'class="field wrong"' in client.post("/daftar/kode/", {"code": code, "password": weak}).content.decode()
    client.post("/daftar/kode/", {"code": code, "password": PASSWORD})
    assert is_in(client)


@pytest.mark.parametrize("nonsense", ["", "halo", "0812", "a@", "\x00", "9" * 400])
def test_an_address_that_is_none_is_said_at_its_field(nonsense: str) -> None:
    assert 'class="field wrong"' in ask(Client(), nonsense)
    assert not OneTimeCode.objects.exists()


def test_codes_to_one_address_are_limited() -> None:
    answers = [ask(Client(), PHONE) for _time in range(6)]
    assert answers[:5] == ["/daftar/kode/"] * 5
    assert "Terlalu banyak kode" in answers[5]
    assert Message.objects.count() == 5


def test_a_new_password_by_code_signs_every_device_out() -> None:
    user = factories.user("sari", phone=PHONE, password=PASSWORD)
    elsewhere = signed_in(user)
    client = Client()
    client.post("/lupa-sandi/", {"login": "0812 3400 5600"})
    client.post("/lupa-sandi/kode/", {"code": last_code(PHONE), "password": "gunung-tinggi-5"})
    assert elsewhere.get("/akun/").status_code == 302
    assert not SignIn.objects.filter(user=user).exists()
    assert is_in(signed_in(user, "gunung-tinggi-5"))


def test_asking_for_a_stranger_looks_the_same_and_sends_nothing() -> None:
    client = Client()
    assert client.post("/lupa-sandi/", {"login": "tidakada"}).headers["Location"] == "/lupa-sandi/kode/"
    client.post("/lupa-sandi/kode/", {"code": "123456", "password": PASSWORD})
    assert not Message.objects.exists()


def test_a_code_asked_for_one_thing_opens_no_other() -> None:
    factories.user("sari", phone=PHONE, password=PASSWORD)
    client = Client()
    client.post("/lupa-sandi/", {"login": PHONE})
    assert client.get("/daftar/kode/").headers["Location"] == "/daftar/"


def test_a_code_is_spent_once() -> None:
    factories.user("sari", phone=PHONE, password=PASSWORD)
    client = Client()
    client.post("/lupa-sandi/", {"login": PHONE})
    client.post("/lupa-sandi/kode/", {"code": last_code(PHONE), "password": "gunung-tinggi-5"})
    row = OneTimeCode.objects.get()
    with pytest.raises(Refused) as refused:
        set_password_by_code(code_id=row.pk, password="laut-dalam-99", now=timezone.now())
    assert refused.value.code == "code_over"


def test_the_first_link_works_once() -> None:
    user = create_account(by="cli", full_name="Agus", email="agus@contoh.id", password=None, now=timezone.now())
    link = f"/akun/mulai/{user.pk}/{link_token(user)}/"
    assert Client().post(link, {"password": "balai-demo"}).status_code == 200
    assert Client().post(link, {"password": PASSWORD}).headers["Location"] == "/masuk/"
    assert Client().get(link).status_code == 410
    assert is_in(signed_in(user))


def test_two_accounts_for_one_e_mail_are_refused_by_the_database() -> None:
    create_account(by="cli", full_name="Sari", password=PASSWORD, now=timezone.now(), email="Sari@contoh.id")
    with pytest.raises(Refused) as refused:
        create_account(by="cli", full_name="Budi", password=PASSWORD, now=timezone.now(), email="sari@contoh.id")
    assert refused.value.code == "address_taken"


def test_the_demonstration_shows_what_it_does_not_send(settings: Any) -> None:
    client = Client()
    ask(client, PHONE)
    assert last_code(PHONE) not in client.get("/daftar/kode/").content.decode()
    settings.BALAI_DEMONSTRATION = True
    assert last_code(PHONE) in client.get("/daftar/kode/").content.decode()
