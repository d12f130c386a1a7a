"""The pages of applying and selecting, as browsers without JavaScript use them."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.admissions.actions.leave import withdraw
from balai.admissions.actions.seats import confirm
from balai.admissions.actions.select import decide, publish_result
from balai.admissions.desk import waiting
from balai.admissions.enums import Outcome
from balai.admissions.models import Application, SelectionScore
from balai.admissions.rules.deciding import Decision
from balai.institutions.desks import actor_for
from balai.planning.models import Batch
from tests import factories
from tests.admissions.rows import AFTER, NOW, admin_of, applied, last_code, open_class, scored, verified

pytestmark = [pytest.mark.usefixtures("at_noon"), pytest.mark.data, pytest.mark.django_db]
NIK = "9901014506900001"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def signed_in(batch: Batch, role: Role = Role.CENTRE_ADMIN) -> Client:
    return as_user(factories.desk(batch.centre, role).user)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


STEPS: list[dict[str, str]] = [
    {"full_name": "Rahmah", "birth_date": "05-06-1990", "sex": "P"},
    {"nik": NIK, "education": "senior"},
    {"region_code": ""},
    {"phone": "0812-3456-7890", "aim": "job", "motivation": "Ingin menjahit."},
]


def fill(client: Client, batch: Batch) -> None:
    for number, said in enumerate(STEPS, 1):
        answer = client.post(f"/pelatihan/{batch.pk}/daftar/{number}/", said)
        assert (answer.status_code, answer["Location"]) == (302, f"/pelatihan/{batch.pk}/daftar/{number + 1}/"), text(
            answer
        )


def test_a_stranger_applies_step_by_step_and_keeps_a_code() -> None:
    batch, client = open_class(), Client()
    assert "Siapa Anda?" in text(client.get(f"/pelatihan/{batch.pk}/daftar/"))
    fill(client, batch)
    assert 'value="Rahmah"' in text(client.get(f"/pelatihan/{batch.pk}/daftar/1/"))
    review = text(client.get(f"/pelatihan/{batch.pk}/daftar/5/"))
    assert "Ingin menjahit." in review and "•••• 01" in review and NIK not in review
    assert "Centang" in text(client.post(f"/pelatihan/{batch.pk}/daftar/5/", {}))
    sent = client.post(f"/pelatihan/{batch.pk}/daftar/5/", {"consent": "on"})
    application = Application.objects.get()
    assert sent["Location"] == f"/pendaftaran/{application.code}/"
    page = client.get(sent["Location"])
    assert "•••• 890" in text(page) and page["Cache-Control"].count("no-store") == 1
    wrong = f"{(int(last_code()) + 1) % 10**6:06}"
    assert "Kode tidak cocok" in text(client.post(sent["Location"], {"code": wrong}))
    done = client.post(sent["Location"], {"code": last_code()}, follow=True)
    assert "Pendaftaran Anda tercatat" in text(done)


def test_sent_again_because_the_answer_was_lost_leads_to_the_same_status_also_after_closing() -> None:
    batch, client = open_class(), Client()
    fill(client, batch)
    last = f"/pelatihan/{batch.pk}/daftar/5/"
    first = client.post(last, {"consent": "on"})["Location"]
    code = Application.objects.get().code
    assert first == f"/pendaftaran/{code}/" and code not in str(dict(client.session.items()))
    assert client.post(last, {"consent": "on"})["Location"] == client.get(last)["Location"] == first
    Batch.objects.filter(pk=batch.pk).update(closes_at=NOW)
    assert client.post(last, {"consent": "on"})["Location"] == first and Application.objects.count() == 1


def test_the_next_of_a_family_applies_from_the_same_telephone() -> None:
    batch, client = open_class(), Client()
    fill(client, batch)
    client.post(f"/pelatihan/{batch.pk}/daftar/5/", {"consent": "on"})
    page = text(client.get(f"/pelatihan/{batch.pk}/daftar/"))
    assert "Siapa Anda?" in page and "Rahmah" not in page
    fill(client, batch)
    client.post(f"/pelatihan/{batch.pk}/daftar/5/", {"consent": "on"})
    assert Application.objects.values("key_digest").distinct().count() == 2


def test_what_was_typed_is_sealed_in_the_session_and_a_step_cannot_be_skipped() -> None:
    batch, client = open_class(), Client()
    assert client.get(f"/pelatihan/{batch.pk}/daftar/4/")["Location"].endswith("/daftar/1/")
    fill(client, batch)
    kept = str(dict(client.session.items()))
    assert f"daftar-{batch.pk}" in kept and NIK not in kept and "Rahmah" not in kept


def test_a_rule_says_no_on_the_screen_where_it_is_asked_with_other_classes() -> None:
    batch, other = open_class(minimum_age=40), open_class(title="Las Dasar")
    answer = text(Client().post(f"/pelatihan/{batch.pk}/daftar/1/", STEPS[0]))
    assert "kelas ini mulai 40 tahun" in answer and f"/pelatihan/{other.pk}/" in answer


def test_nobody_is_sent_to_a_class_that_would_say_no_as_well() -> None:
    batch, other = open_class(minimum_age=40), open_class(title="Las Dasar", minimum_age=50)
    answer = text(Client().post(f"/pelatihan/{batch.pk}/daftar/1/", STEPS[0]))
    assert f"/pelatihan/{other.pk}/" not in answer and "Temui pengantar kerja" in answer


def test_what_can_be_written_better_sends_nobody_to_another_class() -> None:
    batch, other = open_class(), open_class(title="Las Dasar")
    client = Client()
    fill(client, batch)
    for number, said in ((2, {"nik": "99010145069"}), (4, {"phone": "12"})):
        answer = text(client.post(f"/pelatihan/{batch.pk}/daftar/{number}/", STEPS[number - 1] | said))
        assert "errorlist" in answer or "perlu diperbaiki" in answer
        assert f"/pelatihan/{other.pk}/" not in answer and "Temui pengantar kerja" not in answer


def test_coming_back_goes_on_where_they_stopped() -> None:
    batch, client = open_class(), Client()
    start = f"/pelatihan/{batch.pk}/daftar/"
    client.post(start, STEPS[0])
    assert client.get(start)["Location"] == f"{start}2/"
    assert client.get(f"{start}1/").status_code == 200
    fill(client, batch)
    assert client.get(start)["Location"] == f"{start}5/"


def test_a_domicile_is_found_by_its_name() -> None:
    batch, client = open_class(), Client()
    place = factories.regency("Tanah Contoh", search_key="tanahcontoh")
    for number in (1, 2):
        client.post(f"/pelatihan/{batch.pk}/daftar/{number}/", STEPS[number - 1])
    assert "Tidak ada tempat" in text(client.get(f"/pelatihan/{batch.pk}/daftar/3/?cari=zzz"))
    found = text(client.get(f"/pelatihan/{batch.pk}/daftar/3/?cari=tanah contoh"))
    assert f'value="{place.code}"' in found
    answer = client.post(f"/pelatihan/{batch.pk}/daftar/3/?cari=tanah contoh", {"region_code": place.code})
    assert answer["Location"].endswith("/daftar/4/")


def test_a_closed_class_says_so_and_an_unknown_one_is_not_there() -> None:
    batch = open_class(state="selecting")
    assert "ditutup" in text(Client().get(f"/pelatihan/{batch.pk}/daftar/"))
    assert Client().get(f"/pelatihan/{open_class(state='draft').pk}/daftar/").status_code == 404


def test_somebody_with_a_record_sends_two_answers_only() -> None:
    user = factories.user()
    factories.person("Yusuf", user=user, birth_date=date(1990, 6, 5))
    batch, client = open_class(), as_user(user)
    assert "Yusuf" in text(client.get(f"/pelatihan/{batch.pk}/daftar/"))
    answer = client.post(f"/pelatihan/{batch.pk}/daftar/", {"aim": "job", "consent": "on"}, follow=True)
    assert "Pendaftaran Anda tercatat" in text(answer)
    Batch.objects.filter(pk=batch.pk).update(closes_at=NOW)
    again = client.post(f"/pelatihan/{batch.pk}/daftar/", {"aim": "job", "consent": "on"})
    assert again["Location"] == f"/pendaftaran/{Application.objects.get().code}/"


def test_the_status_is_found_by_code_and_a_wrong_code_is_told() -> None:
    application = verified(open_class())
    code = application.code
    spaced = f"{code[:4]} {code[4:8].lower()}-{code[8:]}"
    assert Client().post("/pendaftaran/", {"code": spaced})["Location"] == f"/pendaftaran/{code}/"
    assert "tidak ditemukan" in text(Client().post("/pendaftaran/", {"code": "TIDAKADA"}))
    assert Client().get("/pendaftaran/TIDAKADA/").status_code == 404


def test_a_status_page_never_tells_that_a_clerk_compares() -> None:
    known, batch = verified(open_class(), "Siti", nik=NIK), open_class()
    doubtful = verified(batch, "Lain", nik=NIK)
    seen = [text(Client().get(f"/pendaftaran/{a.code}/")) for a in (known, doubtful)]
    notes = [re.findall(r'<p class="note[^>]*>(.*?)</p>', page) for page in seen]
    assert notes[0] == notes[1] != []


def test_leaving_asks_first() -> None:
    application, client = verified(open_class()), Client()
    assert "Ya, undurkan diri" in text(client.get(f"/pendaftaran/{application.code}/mundur/"))
    assert "mengundurkan diri" in text(client.post(f"/pendaftaran/{application.code}/mundur/", follow=True))
    assert "tidak bisa dilakukan" in text(client.post(f"/pendaftaran/{application.code}/mundur/", follow=True))


def test_the_clerk_sees_vouches_and_settles() -> None:
    known, batch = verified(open_class(), "Siti", nik=NIK), open_class()
    doubtful = verified(batch, "Siti Aminah", nik=NIK)
    client = signed_in(batch)
    list_ = text(client.get(f"/kelas/{batch.pk}/pendaftar/cocokkan/"))
    assert str(doubtful.pk) in list_ and "perlu dicocokkan" in list_
    address = f"/kelas/{batch.pk}/pendaftar/{doubtful.pk}/"
    assert "NIK ini tercatat dengan nama lain" in text(client.get(address)) and NIK not in text(client.get(address))
    client.post(address, {"answer": "same", "reason": "sudah dicocokkan dengan KTP"})
    doubtful.refresh_from_db()
    assert doubtful.person == known.person


def test_assisting_at_the_desk_asks_which_place_and_sends_once() -> None:
    batch = open_class()
    one, two = (factories.regency("Sungai", search_key="sungai") for _n in range(2))
    client = signed_in(batch)
    address = f"/kelas/{batch.pk}/pendaftar/baru/"
    key = re.search(r'name="key" value="(\w+)"', text(client.get(address)))
    assert key
    said = {
        "full_name": "Mak Ijah",
        "birth_date": "05-06-1970",
        "sex": "P",
        "place": "sungai",
        "consent": "on",
        "key": key[1],
    }
    asked = text(client.post(address, said))
    assert one.code in asked and two.code in asked and not Application.objects.exists()
    for _press in range(2):
        client.post(address, said | {"region_code": two.code})
    made = Application.objects.get()
    assert (made.state, made.region_code, made.verified_by) == ("verified", two.code, "clerk")


def test_lists_cost_the_same_with_one_row_and_with_many() -> None:
    batch = open_class(seats=16)
    client, clerk = signed_in(batch), admin_of(batch)
    addresses = [
        f"/kelas/{batch.pk}/pendaftar/",
        f"/kelas/{batch.pk}/seleksi/",
        f"/kelas/{batch.pk}/seleksi/interview/",
    ]
    costs: list[int] = []
    for _more in range(2):
        for _n in range(1 if not costs else 4):
            scored(verified(batch), clerk, 70, 80)
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address).status_code == 200
            costs.append(len(asked))
    assert costs[:3] == costs[3:] and max(costs) <= 30, costs


def test_scores_are_typed_for_the_whole_class_and_a_wrong_one_saves_nothing() -> None:
    batch = open_class()
    one, two = verified(batch), verified(batch)
    client, address = signed_in(batch), f"/kelas/{batch.pk}/seleksi/test/"
    wrong = text(client.post(address, {f"score-{one.pk}": "80", f"score-{two.pk}": "delapan"}))
    assert "antara 0 dan 100" in wrong and 'value="80"' in wrong and not SelectionScore.objects.exists()
    both = client.post(address, {f"score-{one.pk}": "80,5", f"absent-{one.pk}": "on"})
    assert "ditandai tidak hadir" in text(both)
    client.post(address, {f"score-{one.pk}": "80,5", f"absent-{two.pk}": "on"})
    kept = dict(SelectionScore.objects.values_list("application_id", "score"))
    assert str(kept[one.pk]) == "80.50" and kept[two.pk] is None


def test_the_list_is_decided_on_one_page_published_and_confirmed(at_noon: Any) -> None:
    batch = open_class()
    clerk = admin_of(batch)
    people = [scored(verified(batch), clerk, score, score) for score in (90, 80, 70, 60)]
    at_noon.move_to(AFTER)
    client, address = signed_in(batch), f"/kelas/{batch.pk}/seleksi/"
    page = text(client.get(address))
    assert page.count('<option value="select" selected') == 2 and page.count('value="reserve" selected') == 1
    chosen = dict(zip(people, ("select", "select", "reserve", "decline"), strict=True))
    sent = {"version": "0"} | {f"outcome-{a.pk}": outcome for a, outcome in chosen.items()}
    assert "Pilih aturan" in text(client.post(address, sent))
    client.post(address, sent | {f"rule-{people[3].pk}": "ranked_below"})
    again = client.post(address, sent | {f"rule-{people[3].pk}": "ranked_below"}, follow=True)
    assert "Putusan disimpan" in text(again)
    late = signed_in(batch).post(address, sent | {f"rule-{people[3].pk}": "ranked_below"}, follow=True)
    assert "Petugas lain baru saja" in text(late)
    assert "Diterima" not in text(Client().get(f"/pendaftaran/{people[0].code}/"))
    client.post(f"{address}umumkan/")
    winner = Client()
    assert "Daftar ulang sekarang" in text(winner.get(f"/pendaftaran/{people[0].code}/"))
    assert "nilai di bawah batas" in text(winner.get(f"/pendaftaran/{people[3].code}/"))
    done = winner.post(f"/pendaftaran/{people[0].code}/daftar-ulang/", follow=True)
    assert "Anda sudah daftar ulang" in text(done)
    client.post(f"{address}{people[1].pk}/gugur/")
    people[2].refresh_from_db()
    assert people[2].state == "selected"
    assert "Hasil sudah diumumkan" in text(client.get(address))


def test_selection_belongs_to_the_class_and_its_list_to_those_who_may_see_it() -> None:
    batch = open_class()
    application = verified(batch)
    elsewhere = signed_in(open_class())
    assert elsewhere.get(f"/kelas/{batch.pk}/seleksi/").status_code == 404
    assert str(application.pk) not in text(elsewhere.get(f"/kelas/{batch.pk}/pendaftar/"))
    assert elsewhere.get(f"/kelas/{batch.pk}/pendaftar/{application.pk}/").status_code == 404
    assert elsewhere.post(f"/kelas/{batch.pk}/pendaftar/{application.pk}/mundur/").status_code == 404
    assert signed_in(batch, Role.INSTRUCTOR).get(f"/kelas/{batch.pk}/seleksi/").status_code == 403
    assert Client().get(f"/kelas/{batch.pk}/seleksi/").status_code == 302


def desk_of(actor: Actor, now: datetime) -> list[str]:
    return [reverse(item.url, args=item.args) for item in waiting(actor, now)]


def test_the_desk_leads_to_the_work() -> None:
    known, batch = verified(open_class(), "Siti", nik=NIK), open_class()
    verified(batch, "Lain", nik=NIK)
    winner, clerk, user = verified(batch), admin_of(batch), factories.user()
    seat, selecting = f"/pendaftaran/{winner.code}/", f"/kelas/{batch.pk}/seleksi/"
    assert desk_of(clerk, NOW) == [f"/kelas/{batch.pk}/pendaftar/cocokkan/"] and known.pk
    assert desk_of(clerk, AFTER)[-1] == selecting
    assert winner.person is not None
    winner.person.user = user
    winner.person.save()
    me = actor_for(user, NOW.date())
    decide(by=clerk, batch=batch, decisions=[Decision(winner.pk, Outcome.SELECT)], version=0, now=AFTER)
    assert seat not in desk_of(me, AFTER)
    publish_result(by=clerk, batch=batch, now=AFTER)
    assert desk_of(me, AFTER) == [seat] and selecting not in desk_of(clerk, AFTER)
    assert desk_of(clerk, AFTER + timedelta(days=5))[-1] == selecting
    withdraw(by=clerk, application=winner, now=AFTER)
    assert selecting not in desk_of(clerk, AFTER + timedelta(days=5))


def test_a_class_nobody_applies_to_calls_for_applicants_from_its_centre_and_recruiter() -> None:
    batch = open_class()
    clerk, elsewhere = admin_of(batch), admin_of(open_class(opens_at=NOW))
    asked, closed = f"/kelas/{batch.pk}/pendaftar/", f"/kelas/{batch.pk}/"
    at_once, days_later = NOW - timedelta(hours=12), NOW + timedelta(days=2)
    assert desk_of(clerk, at_once) == [] and desk_of(elsewhere, days_later) != [asked]
    assert desk_of(clerk, days_later) == [asked] and desk_of(clerk, AFTER) == [closed]
    applied(batch)
    assert asked not in desk_of(clerk, days_later) and closed not in desk_of(clerk, AFTER)


def test_a_class_that_began_is_left_at_its_roster_and_not_by_the_code() -> None:
    batch = open_class(seats=1, reserves=1)
    first, second = verified(batch, "Satu"), verified(batch, "Dua")
    clerk, outcomes = admin_of(batch), (Outcome.SELECT, Outcome.RESERVE)
    decisions = [Decision(a.pk, outcome) for a, outcome in zip((first, second), outcomes, strict=True)]
    decide(by=clerk, batch=batch, decisions=decisions, version=0, now=AFTER)
    publish_result(by=clerk, batch=batch, now=AFTER)
    confirm(by=clerk, application=first, now=AFTER)
    address = f"/pendaftaran/{first.code}/"
    assert f"{address}mundur/" in text(Client().get(address))
    for state, words in (("running", "Kelas berjalan"), ("finished", "Kelas selesai")):
        Batch.objects.filter(pk=batch.pk).update(state=state)
        page = text(Client().get(address))
        assert words in page and f"{address}mundur/" not in page and "Kelas mulai" not in page
        assert "sudah mulai" in text(Client().post(f"{address}mundur/", follow=True))
    second.refresh_from_db()
    assert second.state == "reserve"


def test_a_reserve_of_a_class_that_began_is_sent_on_and_not_left_waiting() -> None:
    batch, other = open_class(seats=1, reserves=1), open_class(title="Las Dasar")
    first, second = verified(batch, "Satu"), verified(batch, "Dua")
    clerk, outcomes = admin_of(batch), (Outcome.SELECT, Outcome.RESERVE)
    decisions = [Decision(a.pk, outcome) for a, outcome in zip((first, second), outcomes, strict=True)]
    decide(by=clerk, batch=batch, decisions=decisions, version=0, now=AFTER)
    publish_result(by=clerk, batch=batch, now=AFTER)
    Batch.objects.filter(pk=other.pk).update(closes_at=AFTER + timedelta(days=400))
    address, waits = f"/pendaftaran/{second.code}/", "Bila seseorang mundur"
    assert waits in text(Client().get(address))
    for state, words in (("running", "kursinya terisi"), ("finished", "sudah selesai")):
        Batch.objects.filter(pk=batch.pk).update(state=state)
        page = text(Client().get(address))
        assert words in page and waits not in page and "Daftar ulang" not in page and "sedang berjalan" not in page
        assert f"/pelatihan/{other.pk}/" in page


BODY = {
    "nik": NIK, "full_name": "Rahmah", "birth_date": "1990-06-05", "sex": "P", "phone": "081234567890", "region_code": "",
    "education": "senior", "motivation": "Ingin menjahit", "consent": True,
}  # fmt: skip


def call(batch_id: int, body: dict[str, Any], key: str | None = "kunci-1") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    address = f"/api/v1/batches/{batch_id}/applications"
    answer: Any = Client().post(address, body, content_type="application/json", headers=headers)
    return answer


def test_the_interface_answers_a_code_and_the_same_for_the_same_key() -> None:
    batch = open_class()
    first, again, other = call(batch.pk, BODY), call(batch.pk, BODY), call(batch.pk, BODY, "kunci-2")
    assert [a.status_code for a in (first, again, other)] == [201, 201, 201]
    assert first.content == again.content != other.content and Application.objects.count() == 2
    code = Application.objects.order_by("pk").first().code  # type: ignore[union-attr]
    state = Client().get(f"/api/v1/applications/{code}").json()
    assert (state["code"], state["state"], state["rule"], state["batch"]) == (code, "claimed", "", batch.pk)
    assert Client().get("/api/v1/applications/TIDAKADA").status_code == 404


@pytest.mark.parametrize(
    ("change", "key", "status", "code"),
    [
        ({"birth_date": "2015-01-01"}, "k", 409, "too_young"),
        ({"nik": "12"}, "k", 409, "nik_wrong_length"),
        ({"consent": False}, "k", 409, "consent_missing"),
        ({"birth_date": "kemarin"}, "k", 422, "invalid"),
        ({"sex": "X"}, "k", 422, "invalid"),
        ({}, None, 422, "invalid"),
    ],
)
def test_the_interface_refuses_with_the_rule(change: Any, key: str | None, status: int, code: str) -> None:
    answer = call(open_class(minimum_age=17).pk, BODY | change, key)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Application.objects.exists()


def test_an_unknown_class_is_refused() -> None:
    assert call(10**6, BODY).json()["code"] == "batch_unknown"


def test_who_only_reads_a_selection_is_led_to_the_public_way_of_selecting() -> None:
    """The page where the way is fixed is closed to them."""
    batch = open_class()
    told = signed_in(batch, Role.COUNSELLOR).get(f"/kelas/{batch.pk}/seleksi/").content.decode()
    assert f"/pelatihan/{batch.pk}/seleksi/" in told and "/seleksi/cara/" not in told
    assert "/seleksi/cara/" in signed_in(batch).get(f"/kelas/{batch.pk}/seleksi/").content.decode()


def test_taking_back_on_a_code_that_was_never_verified_is_answered_with_a_sentence() -> None:
    one = applied(open_class())
    page = Client().post(f"/pendaftaran/{one.code}/kontak/", {"tarik": "1"}, follow=True)
    assert page.redirect_chain == [(f"/pendaftaran/{one.code}/", 302)]
    assert "belum diperiksa" in page.content.decode() and "Persetujuan ditarik" not in page.content.decode()
