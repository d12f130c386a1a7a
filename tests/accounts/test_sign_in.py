"""The door: whatever somebody calls themselves by, the same answer for strangers, and a limit."""

from typing import Any

import pytest
from django.test import Client

from balai.access.roles import Role
from tests import factories
from tests.accounts.support import PASSWORD, is_in

pytestmark = pytest.mark.data


def sign_in(login: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/masuk/", {"login": login, "password": password})
    return client


@pytest.mark.parametrize(
    "typed", ["sari", "SARI", "0812-3400-5600", "+62 812 3400 5600", "6281234005600", "Sari@contoh.id"]
)
@pytest.mark.django_db
def test_signs_in_by_any_name(typed: str) -> None:
    factories.user("sari", phone="+6281234005600", email="sari@contoh.id", password=PASSWORD)
    assert is_in(sign_in(typed))


@pytest.mark.django_db
def test_a_stranger_and_a_wrong_password_get_the_same_answer() -> None:
    factories.user("sari", password=PASSWORD)
    answers = [
        Client().post("/masuk/", {"login": login, "password": "salah-sama-sekali"}).content.decode()
        for login in ("sari", "tidakada")
    ]
    notes = [a[a.index('role="alert"') : a.index("</ul>", a.index('role="alert"'))] for a in answers]
    assert notes[0] == notes[1]
    assert "tidak cocok" in notes[0]


@pytest.mark.django_db
def test_too_many_tries_meet_one_limit_for_all_spellings() -> None:
    factories.user("sari", phone="+6281234005600", password=PASSWORD)
    for typed in ("sari", "081234005600", "+6281234005600", "SARI", "sari"):
        assert not is_in(sign_in(typed, "salah"))
    assert not is_in(sign_in("081234005600"))


@pytest.mark.django_db
def test_a_user_name_that_is_the_number_of_somebody_else_does_not_win() -> None:
    factories.user("+6281234005600", password="gunung-tinggi-5")
    owner = factories.user("sari", phone="+6281234005600", password=PASSWORD)
    assert sign_in("081234005600").session["_auth_user_id"] == str(owner.pk)


@pytest.mark.django_db
def test_empty_form_names_its_fields() -> None:
    text = Client().post("/masuk/", {}).content.decode()
    assert "“Kata sandi” belum diisi." in text
    assert "atau surel” belum diisi." in text


@pytest.mark.django_db
def test_goes_back_to_where_it_was_asked_and_never_outside() -> None:
    factories.user("sari", password=PASSWORD)
    data = {"login": "sari", "password": PASSWORD}
    assert Client().post("/masuk/?next=/aturan/", data).headers["Location"] == "/aturan/"
    assert Client().post("/masuk/?next=https://jahat.example/", data).headers["Location"] == "/meja/"


@pytest.mark.django_db
def test_signing_out_needs_a_post() -> None:
    factories.user("sari", password=PASSWORD)
    client = sign_in("sari")
    assert client.get("/keluar/").status_code == 200
    assert is_in(client)
    client.post("/keluar/")
    assert not is_in(client)


@pytest.mark.django_db
def test_the_password_of_the_demonstration_opens_nothing_outside_it(settings: Any) -> None:
    factories.user("operator", password="balai-demo")
    assert not is_in(sign_in("operator", "balai-demo"))
    settings.BALAI_DEMONSTRATION = True
    assert is_in(sign_in("operator", "balai-demo"))


@pytest.mark.parametrize(("role", "days"), [(Role.CENTRE_ADMIN, 0.5), (None, 30)])
@pytest.mark.django_db
def test_staying_signed_in_is_short_for_who_sees_others(role: Role | None, days: float) -> None:
    user = factories.user("sari", password=PASSWORD)
    if role:
        factories.desk(factories.institution(), role, user)
    client = Client()
    client.post("/masuk/", {"login": "sari", "password": PASSWORD, "remember": "on"})
    assert client.session.get_expiry_age() == days * 86_400
