"""My account: password, address, devices."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balai.accounts.actions.forgetting import forget
from balai.accounts.models import OneTimeCode, SignIn
from balai.notifications.models import Message
from tests import factories
from tests.accounts.support import PASSWORD, is_in, last_code, signed_in

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PHONE = "+6281234005600"


def test_the_page_shows_devices_and_ends_the_others() -> None:
    user = factories.user("sari", phone=PHONE, password=PASSWORD)
    other = signed_in(user)
    client = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537"})
    client.post("/masuk/", {"login": "sari", "password": PASSWORD})
    page = client.get("/akun/").content.decode()
    assert "Chrome di Android" in page
    assert page.count("<li data-id=") == 2
    client.post("/akun/keluar-semua/")
    assert other.get("/akun/").status_code == 302
    assert client.get("/akun/").status_code == 200
    assert SignIn.objects.filter(user=user).count() == 1


def test_a_new_password_needs_the_old_one_and_keeps_this_device() -> None:
    user = factories.user("sari", phone=PHONE, password=PASSWORD)
    other, client = signed_in(user), signed_in(user)
    wrong = client.post("/akun/sandi/", {"old": "salah", "password": "gunung-tinggi-5"}).content.decode()
    assert "“Kata sandi sekarang” tidak cocok" in wrong
    client.post("/akun/sandi/", {"old": PASSWORD, "password": "gunung-tinggi-5"})
    assert client.get("/akun/").status_code == 200
    assert other.get("/akun/").status_code == 302
    assert Message.objects.filter(address=PHONE, kind="accounts.password_changed").exists()


def test_a_new_phone_counts_once_its_code_came_back_and_the_old_one_is_told() -> None:
    user = factories.user(PHONE, phone=PHONE, password=PASSWORD)
    client = signed_in(user)
    client.post("/akun/alamat/", {"address": "0813-1111-2222"})
    user.refresh_from_db()
    assert user.phone == PHONE
    client.post("/akun/alamat/kode/", {"code": last_code("+6281311112222")})
    user.refresh_from_db()
    assert (user.phone, user.username) == ("+6281311112222", "+6281311112222")
    told = Message.objects.get(kind="accounts.address_changed")
    assert told.address == PHONE
    assert "81311112222" not in told.body


def test_an_address_of_somebody_else_is_neither_taken_nor_betrayed() -> None:
    factories.user("budi", phone="+6281311112222")
    user = factories.user("sari", phone=PHONE, password=PASSWORD)
    client = signed_in(user)
    assert client.post("/akun/alamat/", {"address": "0813-1111-2222"}).headers["Location"] == "/akun/alamat/kode/"
    client.post("/akun/alamat/kode/", {"code": "123456"})
    user.refresh_from_db()
    assert user.phone == PHONE


@pytest.mark.parametrize("address", ["/akun/", "/akun/sandi/", "/akun/alamat/", "/akun/pengaman/"])
def test_strangers_are_sent_to_the_door(address: str) -> None:
    assert Client().get(address).headers["Location"] == f"/masuk/?next={address}"


def test_an_account_that_was_closed_is_not_entered() -> None:
    factories.user("sari", password=PASSWORD, is_active=False)
    client = Client()
    client.post("/masuk/", {"login": "sari", "password": PASSWORD})
    assert not is_in(client)


def test_a_number_an_officer_wrote_down_can_be_made_sure() -> None:
    user = factories.user("sari", phone=PHONE, password=PASSWORD)
    client = signed_in(user)
    client.post("/akun/alamat/", {"address": PHONE})
    client.post("/akun/alamat/kode/", {"code": last_code(PHONE)})
    user.refresh_from_db()
    assert user.phone_verified_at is not None
    assert not Message.objects.filter(kind="accounts.address_changed").exists()
    again = client.post("/akun/alamat/", {"address": PHONE}).content.decode()
    assert "sudah tercatat pada akun Anda" in again


def test_devices_and_codes_that_are_over_are_forgotten() -> None:
    user = factories.user("sari", phone=PHONE, password=PASSWORD)
    over, here = signed_in(user), signed_in(user)
    here.post("/akun/alamat/", {"address": "0813-1111-2222"})
    over.post("/keluar/")
    forget(timezone.now())
    assert (SignIn.objects.count(), OneTimeCode.objects.count()) == (1, 1)
    forget(timezone.now() + timedelta(days=31))
    assert (SignIn.objects.count(), OneTimeCode.objects.count()) == (0, 0)
    assert here.get("/akun/").status_code == 302


def test_the_language_of_the_account_is_chosen_here() -> None:
    user = factories.user("sari", password=PASSWORD)
    client = signed_in(user)
    assert client.post("/bahasa/", {"language": "en", "next": "/akun/"}).headers["Location"] == "/akun/"
    user.refresh_from_db()
    assert user.language == "en"
    assert 'lang="en" type="submit" aria-pressed="true"' in client.get("/akun/").content.decode()
