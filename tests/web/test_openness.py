"""What the house tells about itself: the audit trail, the data it holds, and the headers every page carries."""

import pytest
from django.db import transaction
from django.test import Client

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.audit.record import record
from balai.web.privacy.held import declarations, held
from balai.web.privacy.words import OTHER, WHAT
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def operator() -> Client:
    client = Client()
    client.force_login(factories.desk(factories.institution(), Role.OPERATOR).user)
    return client


def wrote(count: int, actor: str = "cli", verb: str = "people.register") -> None:
    at = factories.institution()
    with transaction.atomic():
        for _one in range(count):
            record(actor, verb, at)


def test_the_trail_shows_each_entry_once_over_its_pages(operator: Client) -> None:
    wrote(120)
    seen: list[int] = []
    url = "/audit/"
    while url:
        answer = operator.get(url)
        seen += [entry.pk for entry in answer.context["page"].rows]
        url = answer.context["older"] and "/audit/" + answer.context["older"]
    assert seen == list(Entry.objects.order_by("-pk").values_list("pk", flat=True))


def test_the_trail_is_narrowed_by_who_what_and_whom(operator: Client) -> None:
    wrote(2)
    wrote(3, "user:7", "institutions.register")
    last = Entry.objects.latest("pk")
    asked = {
        "actor=user:7": 3,
        "verb=people.": 2,
        f"subject=institutions.institution:{last.subject_id}": 3,
        "subject=institutions.institution": 5,
        "actor=user:7&verb=people.": 0,
    }
    assert {query: len(operator.get(f"/audit/?{query}").context["page"].rows) for query in asked} == asked


@pytest.mark.parametrize("query", ["sesudah=rusak", "verb=a'b", "subject=%3Cx%3E"])
def test_nonsense_in_the_address_is_answered_with_a_page(operator: Client, query: str) -> None:
    assert operator.get(f"/audit/?{query}").status_code == 200


def test_the_trail_is_checked_on_a_button_and_a_fault_is_named(operator: Client) -> None:
    wrote(2)
    assert "Jejak audit utuh" in operator.post("/audit/periksa/").content.decode()
    from django.db import connection

    from balai.audit import triggers

    triggers.remove(connection)
    Entry.objects.filter(pk=Entry.objects.earliest("pk").pk).update(verb="people.forge")
    triggers.install(connection)
    page = operator.post("/audit/periksa/").content.decode()
    assert "tidak utuh" in page
    assert "isinya sudah diubah" in page


def test_only_those_who_answer_for_the_system_read_the_trail() -> None:
    client = Client()
    client.force_login(factories.desk(factories.institution(), Role.CENTRE_ADMIN).user)
    assert client.get("/audit/").status_code == 403
    assert client.post("/audit/periksa/").status_code == 403


def test_every_personal_field_is_told_in_words_with_its_term() -> None:
    missing = sorted(
        {f"{label} ({purpose})" for label, purpose, _one in declarations() if (label, purpose) not in WHAT}
    )
    assert missing == [], "Add what these hold, in Indonesian, to web/privacy/words.py"
    page = Client().get("/privasi/").content.decode()
    assert all(row.term in page for purpose in held() for row in purpose.rows)
    assert str(OTHER) not in page


def test_special_categories_are_marked() -> None:
    special = {row.what for purpose in held() for row in purpose.rows if row.specific}
    assert "ragam disabilitas, bila Anda memberitahukannya" in special


def test_every_page_carries_the_headers_that_guard_it() -> None:
    headers = Client().get("/privasi/").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_robots_keep_out_of_what_belongs_to_a_person() -> None:
    answer = Client().get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain"
    assert "Disallow: /akun/" in answer.content.decode()


def test_a_nul_in_the_address_is_answered_with_a_page_that_says_so(operator: Client) -> None:
    answer = operator.get("/audit/?actor=%00")
    assert (answer.status_code, "text/html" in answer.headers["Content-Type"]) == (400, True)


def test_an_address_for_buttons_answers_with_a_sentence(operator: Client) -> None:
    seen = operator.get("/pendaftaran/ADAADAADAADA/kode/")
    assert seen.status_code == 405 and seen["Allow"] == "POST"
    assert "hanya menerima kiriman dari sebuah tombol" in seen.content.decode()


def test_a_machine_that_asks_in_the_wrong_way_is_told_in_its_form() -> None:
    seen = Client().get("/api/v1/batches/1/applications")
    assert (seen.status_code, seen.json()["code"]) == (405, "wrong_method") and "POST" in seen["Allow"]
