"""Where no message to a telephone can leave, no page speaks of a code that never comes."""

from typing import Any

import pytest
from django.test import Client

from balai.accounts.models import OneTimeCode
from balai.notifications.models import Message
from tests import factories
from tests.accounts.support import PASSWORD

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NUMBER = "0812-3400-5600"
TRUE = "pesan ke telepon tidak dapat dikirim"


@pytest.fixture(autouse=True)
def no_gateway(settings: Any) -> None:
    settings.BALAI_SMS_GATEWAY, settings.BALAI_DEMONSTRATION = "", False


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_account_by_telephone_is_refused_at_its_field_and_by_e_mail_it_goes_on() -> None:
    client = Client()
    assert TRUE in text(client.get("/daftar/")).replace("Pesan", "pesan") and "petugas membuatkan akun" in text(
        client.get("/daftar/")
    )
    answer = client.post("/daftar/", {"full_name": "Sari", "address": NUMBER})
    assert "kodenya tidak akan sampai" in text(answer) and not OneTimeCode.objects.exists()
    assert client.post("/daftar/", {"full_name": "Sari", "address": "sari@contoh.id"}).status_code == 302
    assert Message.objects.get().address == "sari@contoh.id"


@pytest.mark.parametrize("known", [True, False])
def test_a_new_password_by_number_says_the_same_whether_it_has_an_account(known: bool) -> None:
    if known:
        factories.user("sari", phone="+6281234005600", password=PASSWORD)
    answer = Client().post("/lupa-sandi/", {"login": NUMBER})
    assert "kodenya tidak akan sampai" in text(answer) and not Message.objects.exists()


@pytest.mark.parametrize(("email", "sent"), [("sari@contoh.id", ["sari@contoh.id"]), ("", [])])
def test_a_new_password_by_name_goes_to_e_mail_or_nowhere_and_the_page_says_which(email: str, sent: list[str]) -> None:
    factories.user("sari", phone="+6281234005600", email=email, password=PASSWORD)
    said = text(Client().post("/lupa-sandi/", {"login": "sari"}, follow=True))
    assert "tidak mendapat kode" in said and "nomor atau surel yang tercatat" not in said
    assert list(Message.objects.values_list("address", flat=True)) == sent


def test_a_new_number_for_an_account_waits_for_an_office() -> None:
    client = Client()
    client.force_login(factories.user("sari"), "django.contrib.auth.backends.ModelBackend")
    assert "kodenya tidak akan sampai" in text(client.post("/akun/alamat/", {"address": NUMBER}))
    assert not OneTimeCode.objects.exists()


def test_with_a_gateway_a_number_is_as_good_as_ever(settings: Any) -> None:
    settings.BALAI_SMS_GATEWAY = "some.gateway.send"
    assert Client().post("/daftar/", {"full_name": "Sari", "address": NUMBER}).status_code == 302
