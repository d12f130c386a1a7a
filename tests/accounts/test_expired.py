"""A form sent after the sign-in ran out: back to the page it stood on, with the truth about what was sent."""

import pytest
from django.test import Client

from tests import factories
from tests.accounts.support import PASSWORD

pytestmark = [pytest.mark.data, pytest.mark.django_db]
FORM = "/kelas/sekaligus/?apa=rank"
HOME = "http://testserver"


def ran_out(address: str, referer: str = "", **headers: str) -> tuple[Client, str]:
    """A browser whose session is gone, and where its form leads."""
    client = Client()
    factories.user("sari", password=PASSWORD)
    said = {"referer": referer} if referer else {}
    answer = client.post(address, {"reason": "Panjang dan diketik pelan-pelan."}, headers=said | headers)
    assert answer.status_code == 302
    return client, answer["Location"]


def sign_in(client: Client, door: str) -> str:
    """Through the page of the door, as a browser does; where it leads."""
    page = client.get(door).content.decode()
    assert "yang terakhir Anda kirim belum tersimpan" in page
    onward = page.split('name="next" value="')[1].split('"')[0].replace("&amp;", "&")
    answer = client.post("/masuk/", {"login": "sari", "password": PASSWORD, "next": onward})
    return str(answer["Location"])


def test_a_button_that_only_takes_what_is_sent_leads_back_to_the_page_it_stands_on() -> None:
    client, door = ran_out("/kelas/1/seleksi/umumkan/", referer=f"{HOME}{FORM}")
    assert door == "/masuk/?next=/kelas/sekaligus/%3Fapa%3Drank"
    assert sign_in(client, door) == FORM
    told = client.get("/akun/").content.decode()
    assert "jadi isinya belum tersimpan" in told
    assert "jadi isinya belum tersimpan" not in client.get("/akun/").content.decode()


@pytest.mark.parametrize("referer", ["", "https://tempat-lain.example/jebakan/", "javascript:alert(1)"])
def test_without_a_page_of_ours_it_leads_to_the_address_itself(referer: str) -> None:
    client, door = ran_out(FORM, referer=referer)
    assert sign_in(client, door) == FORM


def test_nothing_that_was_typed_is_kept_for_whoever_signs_in_next() -> None:
    client, _door = ran_out(FORM, referer=f"{HOME}{FORM}")
    assert "pelan-pelan" not in str(dict(client.session.items()))


def test_a_page_that_was_only_opened_and_an_ordinary_sign_in_say_nothing() -> None:
    factories.user("sari", password=PASSWORD)
    client = Client()
    door = client.get("/akun/")["Location"]
    assert door == "/masuk/?next=/akun/" and "belum tersimpan" not in client.get(door).content.decode()
    client.post("/masuk/", {"login": "sari", "password": PASSWORD})
    assert "belum tersimpan" not in client.get("/akun/").content.decode()


def test_a_part_of_a_page_that_asks_by_itself_takes_the_whole_page_to_the_door() -> None:
    answer = Client().get(FORM, headers={"hx-request": "true", "hx-current-url": f"{HOME}/kelas/sekaligus/7/"})
    assert answer["HX-Redirect"] == "/masuk/?next=/kelas/sekaligus/7/" and not answer.content
