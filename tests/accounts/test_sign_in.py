"""The door: whatever somebody calls themselves by, the same answer for strangers, and a limit."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories

pytestmark = pytest.mark.data
PASSWORD = "rumah-panjang-77"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def sign_in(login: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/masuk/", {"login": login, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


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
def test_two_accounts_with_one_email_are_not_guessed_between() -> None:
    factories.user("sari", email="keluarga@contoh.id", password=PASSWORD)
    factories.user("budi", email="keluarga@contoh.id", password=PASSWORD)
    assert not is_in(sign_in("keluarga@contoh.id"))
    assert is_in(sign_in("budi"))


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
