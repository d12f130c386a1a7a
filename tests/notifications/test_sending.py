"""Messages to telephones: handed to a provider over HTTP, tried again, refused, and never called sent where nothing is sent."""

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from balai.access.actor import PUBLIC
from balai.admissions.actions.phone import resend_code
from balai.kernel.refusal import Refused
from balai.notifications import outbox
from balai.notifications.models import Message
from balai.notifications.provider import Provider, ProviderUnreadable, provider_of
from balai.notifications.send import TO_LOG, let_go_of_stale, reaches_phones, send_waiting
from tests.admissions.rows import applied, open_class

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PHONE, SAID = "+6289900000001", 'Kode "123 456" & kawan\nbaris dua'
SECRET = "Bearer rahasia-sekali"


@dataclass
class Received:
    """What the provider was told, and what it answers: a status, or "silence"."""

    url: str = ""
    answers: list[int | str] = field(default_factory=list)
    says: str = "{}"
    got: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture
def provider() -> Iterator[Received]:
    received, over = Received(), threading.Event()

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            received.got.append({"path": self.path, "headers": dict(self.headers), "body": body})
            answer = received.answers.pop(0) if received.answers else 200
            if isinstance(answer, str):
                over.wait(5)
                return
            self.send_response(answer)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(received.says.encode())

        do_GET = do_POST

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    received.url = f"http://127.0.0.1:{server.server_port}/kirim"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield received
    over.set()
    server.shutdown()
    server.server_close()


def configured(settings: Any, received: Received, **said: Any) -> None:
    settings.BALAI_SMS_PROVIDER = Provider(
        url=received.url, headers={"Authorization": SECRET}, key_header="Idempotency-Key", seconds=0.4, **said
    )


def state() -> tuple[bool, bool, int, str]:
    row = Message.objects.get()
    return row.sent_at is not None, row.failed_at is not None, row.attempts, row.last_error


def test_a_message_is_handed_over_as_the_operator_wrote_it(provider: Received, settings: Any) -> None:
    configured(settings, provider, body='{"to": "{number}", "message": "{text}"}')
    outbox.put("uji", PHONE, SAID)
    assert send_waiting(timezone.now()) == 1 and state() == (True, False, 1, "")
    (got,) = provider.got
    assert json.loads(got["body"]) == {"to": PHONE[1:], "message": SAID}
    assert got["headers"]["Authorization"] == SECRET and got["headers"]["Content-Type"] == "application/json"
    assert send_waiting(timezone.now()) == 0 and len(provider.got) == 1


def test_a_form_and_an_address_carry_the_words_unbroken(provider: Received, settings: Any) -> None:
    provider.url += "?ke={address}"
    configured(settings, provider, body="teks={text}")
    settings.BALAI_SMS_PROVIDER.headers["Content-Type"] = "application/x-www-form-urlencoded"
    outbox.put("uji", PHONE, "a&b={key}")
    assert send_waiting(timezone.now()) == 1
    assert provider.got[0]["path"] == "/kirim?ke=%2B6289900000001"
    assert provider.got[0]["body"] == "teks=a%26b%3D%7Bkey%7D"
    assert "Content-Type" in provider.got[0]["headers"] and "json" not in provider.got[0]["headers"]["Content-Type"]


@pytest.mark.parametrize(
    ("answer", "why"), [(500, "status_500"), (302, "status_302"), (401, "status_401"), ("silence", "timeout")]
)
def test_what_failed_is_tried_again_later_under_the_same_key(
    provider: Received, settings: Any, caplog: pytest.LogCaptureFixture, answer: int | str, why: str
) -> None:
    caplog.set_level(logging.DEBUG)
    configured(settings, provider)
    provider.answers = [answer]
    now = timezone.now()
    outbox.put("uji", PHONE, SAID)
    assert send_waiting(now) == 0 and state() == (False, False, 1, why)
    assert send_waiting(now + timedelta(seconds=119)) == 0 and len(provider.got) == 1
    assert send_waiting(now + timedelta(minutes=2)) == 1 and state() == (True, False, 2, "")
    first, again = (got["headers"]["Idempotency-Key"] for got in provider.got)
    assert first == again and first.startswith("balai-")
    assert {got["path"] for got in provider.got} == {"/kirim"}
    assert "Kode" not in caplog.text and PHONE not in caplog.text and SECRET not in caplog.text


def test_a_refused_number_is_not_tried_again_and_others_still_go(provider: Received, settings: Any) -> None:
    configured(settings, provider)
    provider.answers = [422, 200]
    outbox.put("uji", PHONE, SAID)
    outbox.put("uji", "+6289900000002", SAID)
    assert send_waiting(timezone.now()) == 1
    first, second = Message.objects.order_by("pk")
    assert (first.last_error, first.sent_at) == ("refused_422", None) and first.failed_at is not None
    assert (second.last_error, second.failed_at) == ("", None) and second.sent_at is not None
    assert send_waiting(timezone.now() + timedelta(hours=1)) == 0 and len(provider.got) == 2


def test_a_provider_that_answers_200_to_everything_is_read(provider: Received, settings: Any) -> None:
    configured(settings, provider, says='"status":true')
    provider.says = '{"status":false}'
    outbox.put("uji", PHONE, SAID)
    assert send_waiting(timezone.now()) == 0 and state()[3] == "answer_without_success"
    provider.says = '{"status":true}'
    assert send_waiting(timezone.now() + timedelta(minutes=3)) == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_provider_that_is_silent(provider: Received, settings: Any) -> None:
    """While it is waited for no transaction is open, so a page writes and a second worker takes nothing twice."""
    configured(settings, provider)
    settings.BALAI_SMS_GATEWAY = f"{__name__}.noting"
    noted.clear()
    outbox.put("uji", PHONE, SAID)
    assert send_waiting(timezone.now()) == 1
    assert noted == [(False, 0)]


noted: list[tuple[bool, int]] = []


def noting(channel: str, address: str, body: str, key: str) -> None:
    noted.append((connection.in_atomic_block, send_waiting(timezone.now())))


@pytest.mark.parametrize("gateway", ["", TO_LOG])
class TestWithoutAGateway:
    @pytest.fixture(autouse=True)
    def none(self, settings: Any, gateway: str) -> None:
        settings.BALAI_SMS_GATEWAY, settings.BALAI_SMS_PROVIDER = gateway, None

    def test_a_message_waits_is_counted_and_is_let_go_after_a_day(self) -> None:
        outbox.put("uji", PHONE, SAID)
        outbox.put("uji", "orang@kantor.example", "isi", subject="judul")
        now = timezone.now()
        assert not reaches_phones() and send_waiting(now) == 1
        kept = Message.objects.get(channel="sms")
        assert (kept.sent_at, kept.attempts) == (None, 0)
        told = Client().get("/readyz").json()["messages"]
        assert told == {"phones": "no_gateway", "phone_waiting": 1, "email_waiting": 0, "failed_in_7_days": 0}
        assert let_go_of_stale(now) == 0 and let_go_of_stale(now + timedelta(hours=25)) == 1
        kept.refresh_from_db()
        assert (kept.sent_at, kept.last_error) == (None, "no_gateway") and kept.failed_at is not None

    def test_the_applicant_is_not_told_that_a_code_was_sent(self, settings: Any) -> None:
        application = applied(open_class())
        page = Client().get(f"/pendaftaran/{application.code}/").content.decode()
        assert "Datang ke balai dengan KTP" in page and "KTP diperiksa petugas" in page
        assert "Kode pendaftaran dikirim" not in page and 'name="code"' not in page and "kirim-lagi" not in page
        with pytest.raises(Refused) as no:
            resend_code(by=PUBLIC, application=application, now=datetime.now(tz=timezone.get_current_timezone()))
        assert no.value.code == "phones_not_reached"


def test_an_old_code_does_not_arrive_the_day_a_gateway_is_put_in(provider: Received, settings: Any) -> None:
    configured(settings, provider)
    outbox.put("uji", PHONE, SAID)
    assert send_waiting(timezone.now() + timedelta(hours=25)) == 0 and provider.got == []


def test_the_demonstration_says_that_nothing_leaves_and_shows_the_words(settings: Any) -> None:
    settings.BALAI_DEMONSTRATION, settings.BALAI_SMS_GATEWAY = True, TO_LOG
    page = Client().get(f"/pendaftaran/{applied(open_class()).code}/").content.decode()
    assert "Ini peragaan" in page and Message.objects.get(kind="admissions.phone_code").body in page
    assert Client().get("/readyz").json()["messages"]["phones"] == "demonstration"


def test_send_again_answers_the_same_whether_a_message_went_or_not() -> None:
    application = applied(open_class(), phone="0812-9999-0001")
    client = Client()
    answers = set()
    for _time in range(6):
        answer = client.post(f"/pendaftaran/{application.code}/kode/", follow=True)
        answers.add("kecuali nomor ini hari ini sudah mendapat jatahnya" in answer.content.decode())
    today = Message.objects.filter(kind="admissions.phone_code").order_by("pk")[
        1:
    ]  # the first went when applying, in March
    assert answers == {True} and len(today) == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BALAI_SMS_URL", "penyedia.example/kirim"), ("BALAI_SMS_HEADERS", "Authorization: x"), ("BALAI_SMS_HEADERS", "[]"),
        ("BALAI_SMS_SUCCESS", "oke"), ("BALAI_SMS_TIMEOUT", "0"), ("BALAI_SMS_TIMEOUT", "600"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_is_named_at_the_start(name: str, value: str) -> None:
    with pytest.raises(ProviderUnreadable, match=name):
        provider_of({"BALAI_SMS_URL": "https://penyedia.example/kirim", name: value})


def test_the_settings_are_read_and_a_token_is_not_shown() -> None:
    assert provider_of({}) is None
    read = provider_of({
        "BALAI_SMS_URL": "https://penyedia.example/kirim", "BALAI_SMS_HEADERS": json.dumps({"Authorization": SECRET}),
        "BALAI_SMS_SUCCESS": "200, 204", "BALAI_SMS_METHOD": "put", "BALAI_SMS_TIMEOUT": "5",
    })  # fmt: skip
    assert read is not None and (read.method, read.succeeded, read.seconds) == ("PUT", frozenset({200, 204}), 5.0)
    assert SECRET not in repr(read)
