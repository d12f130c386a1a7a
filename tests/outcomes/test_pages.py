"""The pages of follow-up: what is shown to whom, and that one tap records it."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from balai.access.roles import Role
from balai.kernel.registry import Reader, road_of
from balai.outcomes import links
from balai.outcomes.models import ContactAttempt, FollowUp, OutcomeStatement
from balai.people.enums import ConsentPurpose
from balai.placement.actions.words import state_placement
from tests import factories as make
from tests.outcomes.rows import NOW, TODAY, consent, finished_class, follow_up, graduate, officer, said

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def one() -> FollowUp:
    return follow_up(graduate(finished_class(), make.person("Rahmah", phone="+6281234567890")))


@pytest.fixture
def clerk(client: Client, one: FollowUp) -> Client:
    client.force_login(make.desk(one.enrolment.batch.centre, Role.CENTRE_ADMIN).user)
    return client


def test_the_call_list_says_whom_and_how(clerk: Client, one: FollowUp) -> None:
    page = clerk.get("/tindak-lanjut/").content.decode()
    assert f'data-id="{one.pk}"' in page
    assert 'href="tel:+6281234567890"' in page and "https://wa.me/6281234567890" in page


def test_the_list_costs_the_same_at_one_row_and_at_three(
    clerk: Client, one: FollowUp, django_assert_num_queries: Callable, django_assert_max_num_queries: Callable
) -> None:
    clerk.get("/tindak-lanjut/")
    with django_assert_max_num_queries(30) as first:
        clerk.get("/tindak-lanjut/")
    for _ in range(2):
        follow_up(graduate(one.enrolment.batch))
    with django_assert_num_queries(len(first)):
        clerk.get("/tindak-lanjut/")


def test_no_answer_is_one_tap(clerk: Client, one: FollowUp) -> None:
    assert "Tidak menjawab" in clerk.get(f"/tindak-lanjut/{one.pk}/").content.decode()
    clerk.post(f"/tindak-lanjut/{one.pk}/usaha/", {"usaha-channel": "call", "usaha-result": "no_answer"})
    attempt = ContactAttempt.objects.get()
    assert attempt.follow_up == one
    clerk.post(f"/tindak-lanjut/{one.pk}/usaha/{attempt.pk}/tarik/")
    attempt.refresh_from_db()
    assert attempt.withdrawn_reason == "salah catat"


def test_what_was_said_is_recorded_and_corrected(clerk: Client, one: FollowUp) -> None:
    spoken = {
        "status": "employed",
        "source": "phone",
        "as_of": "30-06-2026",
        "occupation": "Operator jahit",
        "related": "ya",
    }
    assert clerk.post(f"/tindak-lanjut/{one.pk}/", spoken).status_code == 302
    old = OutcomeStatement.objects.get()
    assert (old.status, old.related_to_training) == ("employed", True)
    page = clerk.get(f"/tindak-lanjut/{one.pk}/keterangan/{old.pk}/").content.decode()
    assert "Operator jahit" in page
    clerk.post(
        f"/tindak-lanjut/{one.pk}/keterangan/{old.pk}/", spoken | {"status": "apprentice", "reason": "Ternyata magang"}
    )
    assert OutcomeStatement.objects.live().get().status == "apprentice"


def test_a_wrong_day_is_answered_with_a_sentence_at_its_field(clerk: Client, one: FollowUp) -> None:
    page = clerk.post(f"/tindak-lanjut/{one.pk}/", {"status": "employed", "source": "phone", "as_of": "30-07-2026"})
    assert "belum terjadi" in page.content.decode()
    page = clerk.post(f"/tindak-lanjut/{one.pk}/", {"source": "phone", "as_of": "07/30/2026"})
    assert "tulis sebagai hari-bulan-tahun" in page.content.decode()
    assert not OutcomeStatement.objects.exists()


def test_the_end_of_the_ladder_closes_with_a_reason_and_reopens(clerk: Client, one: FollowUp) -> None:
    for channel in ("call", "call", "visit"):
        clerk.post(f"/tindak-lanjut/{one.pk}/usaha/", {"usaha-channel": channel, "usaha-result": "no_answer"})
    assert "Semua cara sudah dicoba" in clerk.get(f"/tindak-lanjut/{one.pk}/").content.decode()
    clerk.post(f"/tindak-lanjut/{one.pk}/tutup/", {"tutup-reason": "Pindah, tidak ada yang tahu"})
    one.refresh_from_db()
    assert one.state == "unknown"
    assert "Tetap belum diketahui" in clerk.get(f"/tindak-lanjut/{one.pk}/").content.decode()
    clerk.post(f"/tindak-lanjut/{one.pk}/tutup/", {"tutup-reason": "Ada nomor baru"})
    one.refresh_from_db()
    assert one.state == "due"


def test_class_and_results_draw_three_parts(clerk: Client, one: FollowUp) -> None:
    said(one, "employed")
    follow_up(graduate(one.enrolment.batch))
    for address in (f"/tindak-lanjut/kelas/{one.enrolment.batch_id}/", "/tindak-lanjut/hasil/"):
        page = clerk.get(address).content.decode()
        assert "Antara 50 dan 100 dari 100 lulusan bekerja." in page
        assert "1 dari 2 orang belum diketahui." in page


def test_the_employers_word_is_taken_over_by_one_tap(clerk: Client, one: FollowUp) -> None:
    from tests.placement.rows import company, office, placed

    employer = company()
    made = placed(office(), employer)
    made.person = one.enrolment.person
    made.save()
    boss = make.actor(employer, Role.EMPLOYER)
    state_placement(by=boss, placement=made, side="employer", says="works", as_of=TODAY, now=NOW)
    assert "Pakai kata pemberi kerja" in clerk.get(f"/tindak-lanjut/{one.pk}/").content.decode()
    clerk.post(f"/tindak-lanjut/{one.pk}/kata-pemberi-kerja/")
    word = OutcomeStatement.objects.get()
    assert (word.status, word.source, word.as_of) == ("employed", "employer", TODAY)


def test_a_message_carries_a_link_that_opens_the_question(clerk: Client, one: FollowUp) -> None:
    from balai.notifications.models import Message

    consent(one.enrolment.person, ConsentPurpose.REMINDERS)
    clerk.post(f"/tindak-lanjut/{one.pk}/pesan/")
    body = Message.objects.get(kind="outcomes.ask").body
    path = "/kabar/" + body.split("/kabar/")[1].split(" ")[0]
    page = Client().get(path).content.decode()
    assert "Apa kabar, Rahmah?" in page
    assert "6281234567890" not in page


def test_an_alumnus_answers_by_link_without_account(one: FollowUp) -> None:
    address = f"/kabar/{links.sign(one.pk)}/"
    visitor = Client()
    assert "pilih salah satu" in visitor.post(address, {}).content.decode()
    assert visitor.post(address, {"status": "self_employed"}).status_code == 302
    assert OutcomeStatement.objects.get().source == "self"
    assert visitor.get("/kabar/12~x~y/").status_code == 410


def test_an_alumnus_with_an_account_answers_from_the_desk(client: Client, one: FollowUp) -> None:
    one.enrolment.person.user = make.user()
    one.enrolment.person.save()
    client.force_login(one.enrolment.person.user)
    assert "Kabari kami" in client.get("/meja/").content.decode()
    client.post("/kabar/", {"status": "employed", "occupation": "Penjahit"})
    assert OutcomeStatement.objects.get().follow_up == one
    assert "Penjahit" in client.get("/kabar/").content.decode()
    client.force_login(make.user())
    assert "belum terhubung" in client.get("/kabar/").content.decode()


def test_strangers_and_other_offices_see_nothing(client: Client, one: FollowUp) -> None:
    assert client.get("/tindak-lanjut/").status_code == 302
    client.force_login(make.desk(make.institution(), Role.CENTRE_ADMIN).user)
    assert f'data-id="{one.pk}"' not in client.get("/tindak-lanjut/").content.decode()
    for address in (f"/tindak-lanjut/{one.pk}/", f"/tindak-lanjut/{one.pk}/keterangan/1/"):
        assert client.get(address).status_code == 404
    client.force_login(make.desk(make.institution(), Role.EMPLOYER).user)
    assert client.get("/tindak-lanjut/").status_code == 403


def test_the_road_says_call_to_the_office_and_tell_us_to_the_alumnus(
    client: Client, one: FollowUp, clerk: Client
) -> None:
    person = one.enrolment.person
    person.user = make.user("alumni")
    person.save()
    office = [s for s in road_of(person.pk, TODAY, Reader(officer(one.enrolment.batch))) if s.order == 41]
    own = [s for s in road_of(person.pk, TODAY, Reader(None, oneself=True)) if s.order == 41]
    assert "hubungi hari ini" in office[0].title and office[0].url == "outcomes:follow_up"
    assert "kabar Anda" in own[0].title and own[0].url == "kabar:own"
    client.force_login(person.user)
    page = client.get("/saya/").content.decode()
    assert "hubungi hari ini" not in page and 'href="/kabar/"' in page
