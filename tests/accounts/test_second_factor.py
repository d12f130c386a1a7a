"""Who can see other people's data shows two things at the door; everybody else may."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from balai.access.roles import Role
from balai.accounts.models import User
from tests import factories
from tests.accounts.support import PASSWORD, is_in, signed_in, totp

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.BALAI_SECOND_FACTOR = True


@pytest.fixture
def officer() -> User:
    user = factories.user("rina", email="rina@contoh.id", password=PASSWORD)
    factories.desk(factories.institution(), Role.CENTRE_ADMIN, user)
    return user


def set_up(client: Client) -> str:
    """Through the pages; the secret of the app."""
    secret = str(client.get("/akun/pengaman/pasang/").context["form"].secret)
    answer = client.post("/akun/pengaman/pasang/", {"code": totp(secret)})
    assert answer.headers["Location"] == "/akun/pengaman/kode-cadangan/"
    return secret


def test_an_officer_sets_it_up_before_anything_else(officer: User) -> None:
    client = signed_in(officer)
    assert client.get("/meja/").headers["Location"] == "/akun/pengaman/pasang/?next=%2Fmeja%2F"
    assert client.post("/bahasa/", {"language": "en"}).headers["Location"] == "/"
    set_up(client)
    assert client.get("/meja/").status_code == 200
    assert b"<code>" in client.get("/akun/pengaman/kode-cadangan/").content


def test_a_jobseeker_is_not_asked() -> None:
    assert signed_in(factories.user("sari", password=PASSWORD)).get("/meja/").status_code == 200


def test_the_password_alone_no_longer_opens(officer: User) -> None:
    secret = set_up(signed_in(officer))
    client = Client()
    client.post("/masuk/", {"login": "rina", "password": PASSWORD})
    assert not is_in(client)
    client.post("/masuk/kode/", {"code": "000000"})
    assert not is_in(client)
    client.post("/masuk/kode/", {"code": totp(secret, 1)})
    assert is_in(client)
    assert client.get("/meja/").status_code == 200


def test_a_code_from_paper_opens_once(officer: User) -> None:
    set_up(signed_in(officer))
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    doors = [Client(), Client()]
    for client in doors:
        client.post("/masuk/", {"login": "rina", "password": PASSWORD})
        client.post("/masuk/kode/", {"code": code})
    assert [is_in(client) for client in doors] == [True, False]


def test_a_session_that_never_showed_it_is_asked(officer: User) -> None:
    other = signed_in(officer)
    set_up(signed_in(officer))
    assert other.get("/meja/").headers["Location"].startswith("/akun/pastikan/kode/")


def test_who_needs_it_cannot_take_it_off(officer: User) -> None:
    client = signed_in(officer)
    set_up(client)
    page = client.post("/akun/pengaman/lepas/").content.decode()
    assert "tidak bisa dilepas sendiri" in page
    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_the_secret_is_sealed_in_the_database(officer: User) -> None:
    secret = set_up(signed_in(officer))
    kept = Authenticator.objects.get(user=officer, type="totp").data["secret"]
    assert secret not in kept


def test_an_hour_later_the_password_is_asked_again(officer: User) -> None:
    client = signed_in(officer)
    session = client.session
    session["account_authentication_methods"] = [
        one | {"at": one["at"] - 3600} for one in session["account_authentication_methods"]
    ]
    session.save()
    assert client.get("/akun/pengaman/pasang/").headers["Location"].startswith("/akun/pastikan/?next=")
    client.post("/akun/pastikan/?next=/akun/pengaman/pasang/", {"password": PASSWORD})
    assert client.get("/akun/pengaman/pasang/").status_code == 200
