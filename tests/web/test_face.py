"""The stylesheet's weight, what templates may not hold, and the frame around every page."""

import re
from pathlib import Path

import brotli
import pytest
from django.test import Client, override_settings

from tests.house.sources import CODE

CSS = CODE / "web/static/balai/balai.css"
BUDGET = 15_000
INLINE = (
    (re.compile(r"\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<style\b", re.I), "a style element"),
    (re.compile(r"<script\b(?![^>]*\bsrc=)", re.I), "an inline script"),
    (re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I), "an event attribute"),
    (re.compile(r"javascript:", re.I), "a javascript: address"),
)


def inline_parts(text: str) -> list[str]:
    return [name for pattern, name in INLINE if pattern.search(text)]


def test_no_template_has_inline_style_or_script() -> None:
    templates = [p for p in (*CODE.rglob("*.html"), *CODE.rglob("*.svg")) if {"templates", "static"} & set(p.parts)]
    assert len(templates) > 20
    assert {str(path): found for path in templates if (found := inline_parts(path.read_text()))} == {}


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color:red">',
        "<script>go()</script>",
        '<a onclick="go()">',
        "<style>p{}</style>",
        '<a href="javascript:x">',
    ],
)
def test_the_walker_sees_inline_parts(text: str) -> None:
    assert inline_parts(text)
    assert inline_parts('<script src="/static/a.js" defer></script><p class="style">') == []


def test_the_stylesheet_stays_light() -> None:
    assert len(brotli.compress(CSS.read_bytes())) <= BUDGET


def test_the_stylesheet_fetches_nothing() -> None:
    assert "url(" not in CSS.read_text()
    assert "@import" not in CSS.read_text()


def test_no_class_is_used_without_a_rule() -> None:
    """Literal classes of the shared templates; pages may not invent their own style either."""
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", CSS.read_text()))
    used: dict[str, Path] = {}
    for path in (CODE / "web/templates/ui").glob("*.html"):
        for value in re.findall(r'class="([^"]*)"', path.read_text()):
            used |= {name: path for name in re.sub(r"{[{%].*?[%}]}|<!--.*?-->", " ", value).split()}
    assert {name for name in used if name not in known} == set()


@pytest.mark.data
@pytest.mark.django_db
class TestFrame:
    def test_strangers_see_the_gallery_with_a_way_in(self, client: Client) -> None:
        page = client.get("/galeri/").content.decode()
        assert '<main id="isi"' in page
        assert 'href="#isi"' in page
        assert "/masuk/" in page
        assert "Keluar" not in page
        assert "Latihan:" not in page

    @override_settings(BALAI_DEMONSTRATION=True)
    def test_the_demonstration_says_so_on_every_page(self, client: Client) -> None:
        page = client.get("/galeri/").content.decode()
        assert "Latihan: semua orang di sini rekaan" in page and "<title>Latihan: " in page

    def test_the_frame_is_kept_apart_by_language_and_by_who_reads(
        self, client: Client, django_user_model: type
    ) -> None:
        assert "Masuk</a>" in client.get("/galeri/").content.decode()
        user = django_user_model.objects.create_user("contoh", full_name="Rahmah <i>")  # type: ignore[attr-defined]
        client.force_login(user)
        page = client.get("/galeri/").content.decode()
        assert "Masuk</a>" not in page
        assert page.count("Rahmah &lt;i&gt;") == 2
        assert "<!--" not in page, "every mark of the frame is filled"

    def test_a_page_weighs_little(self, client: Client) -> None:
        assert len(brotli.compress(client.get("/galeri/").content)) < 12_000

    def test_the_error_page_is_warm_and_whole(self, client: Client) -> None:
        answer = client.get("/tidak-ada-di-sini/")
        assert answer.status_code == 404
        assert "Halaman tidak ditemukan" in answer.content.decode()

    def test_language_is_kept_in_a_cookie_for_strangers(self, client: Client) -> None:
        answer = client.post("/bahasa/", {"language": "en", "next": "/galeri/"})
        assert answer.headers["Location"] == "/galeri/"
        assert answer.cookies["django_language"].value == "en"
        assert '<html lang="en">' in client.get("/galeri/").content.decode()

    def test_language_switch_leads_nowhere_else(self, client: Client) -> None:
        answer = client.post("/bahasa/", {"language": "xx", "next": "https://example.org/"})
        assert answer.headers["Location"] == "/"
        assert "django_language" not in answer.cookies

    def test_language_is_kept_in_the_account_of_those_signed_in(self, client: Client, django_user_model: type) -> None:
        user = django_user_model.objects.create_user("contoh", password="x")  # type: ignore[attr-defined]
        client.force_login(user)
        client.post("/bahasa/", {"language": "en", "next": "/galeri/"})
        user.refresh_from_db()
        assert user.language == "en"
        page = client.get("/galeri/").content.decode()
        assert '<html lang="en">' in page
        assert 'class="account"' in page
