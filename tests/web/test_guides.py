"""Guides: one for every role of the demonstration's network, and every address in them leads to a page."""

import re

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext

from balai.access.roles import Role
from balai.config.demo.accounts import ACCOUNTS
from balai.web.guides.practice import ACCOUNTS as PRACTICE_ACCOUNTS
from balai.web.guides.practice import PRACTISED
from balai.web.guides.shape import Guide
from balai.web.guides.shelf import GUIDES
from tests.factories import desk, institution, user
from tools.messages import sentences

pytestmark = [pytest.mark.data, pytest.mark.django_db]
SHARED = {  # roles whose guide is practised with another account
    "pengelola-blkk": "balai-latihan",
    "bpvp": "balai-latihan",
    "lsp": "asesor-dan-lsp",
    "kemnaker": "provinsi-dan-kementerian",
    "tks": "pendamping",
}


def test_every_account_of_the_demonstration_has_a_guide() -> None:
    guided = {guide.account for guide in GUIDES} | set(SHARED)
    assert guided == {account.username for account in ACCOUNTS}
    assert set(SHARED.values()) <= {guide.slug for guide in GUIDES}
    assert {account.role for account in ACCOUNTS if account.role} == set(Role.values)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_a_guide_is_read_by_a_stranger_and_its_addresses_exist(client: Client, guide: Guide) -> None:
    answer = client.get(f"/panduan/{guide.slug}/").content.decode()
    assert str(guide.things[0].title) in answer
    assert 2 <= len(guide.things) <= 3
    for thing in guide.things:
        assert thing.steps
        assert resolve(thing.address)
        assert f'href="{thing.address}"' in answer


def test_the_list_and_the_practice_page_name_every_guide(client: Client) -> None:
    for address in ("/panduan/", "/panduan/latihan/"):  # without a practice room each leads to its guide
        answer = client.get(address).content.decode()
        assert all(f'href="/panduan/{guide.slug}/"' in answer for guide in GUIDES)


def test_a_guide_that_does_not_exist_is_said_to_be_missing(client: Client) -> None:
    assert client.get("/panduan/tidak-ada/").status_code == 404


QUOTED = re.compile("“([^”]+)”")
NAMED = re.compile(r"\b(?:[Tt]ekan|[Bb]uka|[Pp]ilih|[Ll]alu) [A-Z]")
"""A button named without quotes: then nothing would tie the guide to the page."""


def words_of(guide: Guide) -> list[str]:
    steps = [step for thing in guide.things for step in thing.steps]
    return [str(words) for words in (guide.today, *steps, *(trouble.remedy for trouble in guide.troubles))]


@pytest.fixture(scope="module")
def names_on_pages() -> set[str]:
    """Every sentence the product can show, guides apart, in Indonesian."""
    return {
        sentence.text
        for sentence in sentences().values()
        if any(not file.startswith("balai/web/guides/") for file in sentence.files)
    }


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_what_a_guide_tells_to_press_is_written_on_a_page(guide: Guide, names_on_pages: set[str]) -> None:
    for words in words_of(guide):
        assert not NAMED.search(words), f"name the button “so”: {words}"
        assert set(QUOTED.findall(words)) <= names_on_pages, words


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_in_english_a_guide_names_the_buttons_as_the_english_pages_do(guide: Guide) -> None:
    in_indonesian = [QUOTED.findall(words) for words in words_of(guide)]
    with translation.override("en"):
        expected = [[gettext(name) for name in names] for names in in_indonesian]
        assert [QUOTED.findall(words) for words in words_of(guide)] == expected


def test_a_button_of_a_guide_stands_out(client: Client) -> None:
    answer = client.get("/panduan/operator/").content.decode()
    assert "<b>Simpan aturan</b>" in answer and "“Simpan aturan”" not in answer


def test_the_account_of_every_role_is_the_one_of_the_invented_network() -> None:
    assert {account.username for account in ACCOUNTS} == PRACTISED
    assert {account.role: account.username for account in ACCOUNTS if account.role} == PRACTICE_ACCOUNTS


ROOM = "https://latihan.kantor.example"


class TestPractice:
    def test_the_real_one_lets_nobody_in_without_a_password(self, client: Client, django_user_model: type) -> None:
        django_user_model.objects.create_user("konselor", full_name="Siti")  # type: ignore[attr-defined]
        assert client.get("/panduan/latihan/konselor/").status_code == 404
        assert client.post("/panduan/latihan/konselor/").status_code == 404
        assert "_auth_user_id" not in client.session

    def test_a_role_sits_down_at_its_account_inside(self, client: Client, settings, django_user_model: type) -> None:
        settings.BALAI_DEMONSTRATION = settings.BALAI_PRACTICE = True
        users = django_user_model.objects  # type: ignore[attr-defined]
        before, siti = users.create_user("dinas"), users.create_user("konselor", full_name="Siti Latihan")
        users.create_user("orang-lain")
        client.force_login(before)
        page = client.get("/panduan/latihan/konselor/").content.decode()
        assert "Berlatih sebagai Siti Latihan" in page
        assert "<title>Latihan: " in page and "Latihan: semua orang dan angka di sini rekaan." in page
        assert client.session["_auth_user_id"] == str(before.pk), "looking signs nobody in"
        assert client.post("/panduan/latihan/konselor/").headers["Location"] == "/meja/"
        assert client.session["_auth_user_id"] == str(siti.pk)
        assert client.post("/panduan/latihan/orang-lain/").status_code == 404

    def test_the_real_one_leads_there_from_guides_desk_and_empty_places(self, client: Client, settings) -> None:
        settings.BALAI_PRACTICE_URL = ROOM
        assert f'href="{ROOM}/panduan/latihan/konselor/"' in client.get("/panduan/pengantar-kerja/").content.decode()
        assert f'href="{ROOM}/panduan/latihan/instruktur/"' in client.get("/panduan/latihan/").content.decode()
        assert ROOM not in client.get("/pelatihan/").content.decode(), "a stranger looks for a class, not for practice"
        client.force_login(desk(institution(), Role.LABOUR_OFFICER).user)
        for address in ("/meja/", "/kelas/"):
            page = client.get(address).content.decode()
            assert page.count(f'href="{ROOM}/panduan/latihan/dinas/"') == 1
        client.force_login(user("warga"))
        assert f'href="{ROOM}/panduan/latihan/peserta/"' in client.get("/meja/").content.decode()

    def test_without_a_room_nothing_points_there(self, client: Client) -> None:
        client.force_login(user("warga"))
        assert "Coba dulu di ruang latihan" not in client.get("/meja/").content.decode()
        assert "balai practice" in client.get("/panduan/latihan/").content.decode()
