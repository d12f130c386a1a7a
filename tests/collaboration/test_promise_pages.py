"""The pages of promises: who sees what until when, which acts are offered, and every act done through its form."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.collaboration.actions.promise_words import give_cause, give_view
from balai.collaboration.models import Attestation, Collaboration, Promise, PromiseReply
from balai.collaboration.queries.delay_causes import causes_of
from balai.institutions.models import Institution
from tests import factories as make
from tests.authority.furnish import picture
from tests.collaboration.promising import CODE, DUE, SINCE, Promising, measured, on
from tests.collaboration.test_convening import NOW

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def forum(monkeypatch: pytest.MonkeyPatch) -> Iterator[Promising]:
    for made in measured(Promising()):
        Collaboration.objects.update(is_public=True)
        seen_on(monkeypatch, date(2026, 11, 21))
        yield made


def seen_on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Pages are read on that day."""
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: day)


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def tab(forum: Promising) -> str:
    return f"/kerja-sama/masa/{forum.period.pk}/janji/"


def test_a_promise_goes_its_way_through_the_pages(forum: Promising) -> None:
    secretary, owner = signed_in(forum.secretary), signed_in(forum.owner)
    assert "Usulkan janji" in text_of(secretary, tab(forum)) and "Usulkan janji" not in text_of(Client(), tab(forum))
    address = f"/kerja-sama/masa/{forum.period.pk}/janji/baru/"
    filled = {"text": "Melatih 20 orang", "promiser": forum.of(forum.company).pk, "receivers": [forum.of(forum.office).pk],
              "measure": CODE, "target": "20", "since": "01-09-2026", "due": "30-11-2026"}  # fmt: skip
    wrong = secretary.post(address, filled | {"target": "dua puluh", "due": "01-08-2026"})
    assert wrong.status_code == 422 and "“Sasaran”: tulis angka saja." in unescape(wrong.content.decode())
    assert "Tenggat harus sama dengan atau sesudah" in unescape(
        secretary.post(address, filled | {"due": "01-08-2026"}).content.decode()
    )
    assert secretary.post(address, filled).status_code == 302
    promise = Promise.objects.get()
    page = f"/kerja-sama/janji/{promise.pk}/"
    assert Client().get(page).status_code == 404  # nobody's word yet
    assert "Berikan janji ini" in text_of(owner, page) and "Berikan janji ini" not in text_of(secretary, page)
    assert secretary.post(f"{page}beri/", {"member": promise.promiser_id}).status_code == 404
    assert owner.post(f"{page}beri/", {"member": promise.promiser_id}).status_code == 302
    assert "diberikan" in text_of(Client(), page)


def test_what_is_asked_privately_is_read_by_both_sides_alone(forum: Promising, monkeypatch: pytest.MonkeyPatch) -> None:
    promise = forum.given()
    forum.ledger.write(forum.company, 4, SINCE)
    page = f"/kerja-sama/janji/{promise.pk}/"
    seen_on(monkeypatch, DUE + timedelta(days=1))
    outside = (
        Client(),
        signed_in(make.actor(make.institution(), Role.LABOUR_OFFICER)),
        signed_in(make.actor(forum.group, Role.PARTNER)),
    )
    before = [(text_of(one, page), text_of(one, tab(forum))) for one in outside]
    forum.night(DUE + timedelta(days=1))
    promise.refresh_from_db()
    give_cause(by=forum.owner, promise=promise, cause="transfer", text="Kepala personalia pindah", now=NOW)
    give_view(by=forum.officer, promise=promise, member=forum.of(forum.office), text="Kami menunggu", now=NOW)
    after = [(text_of(one, page), text_of(one, tab(forum))) for one in outside]
    assert before == after and "4 dari" not in str(after) and "Kami menunggu" not in str(after)
    assert "Hak jawab" not in str(after) and "hasilnya ditulis di sini sesudah ditetapkan" in after[0][0]
    for actor in (forum.owner, forum.officer):
        inside = text_of(signed_in(actor), page)
        assert "Kepala personalia pindah" in inside and "Kami menunggu" in inside and "4 dari 20" in inside
    asking = f"{tab(forum)}?keadaan=terlambat"
    assert "Melatih dua puluh" not in text_of(Client(), asking)


def test_late_stands_with_both_words_or_with_none(forum: Promising, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = forum.late()
    spoken = forum.asked(text="Menerima sepuluh peserta magang")
    give_cause(by=forum.owner, promise=spoken, cause="budget_revision", text="", now=NOW)
    forum.night(DUE + timedelta(days=40))
    shown = text_of(Client(), f"/kerja-sama/janji/{silent.pk}/")
    assert "terlambat" in shown and "belum menjawab" in shown
    assert "anggaran direvisi" in text_of(Client(), f"/kerja-sama/janji/{spoken.pk}/")
    assert "Melatih dua puluh" in text_of(
        Client(), f"{tab(forum)}?keadaan=terlambat&pihak={forum.of(forum.company).pk}"
    )
    assert "Tidak ada janji yang cocok" in text_of(Client(), f"{tab(forum)}?pihak={forum.of(forum.group).pk}")


def test_each_act_is_offered_to_its_side(forum: Promising, monkeypatch: pytest.MonkeyPatch) -> None:
    promise = forum.asked()
    page = f"/kerja-sama/janji/{promise.pk}/"
    owner, officer = signed_in(forum.owner), signed_in(forum.officer)
    offered = {name: [slug for slug in ("beri", "tarik", "sebab", "pandangan", "buktikan", "ubah", "jawab", "gagal")
                      if f'href="{page}{slug}/"' in one.get(page).content.decode()]
               for name, one in (("owner", owner), ("officer", officer), ("stranger", Client()))}  # fmt: skip
    assert offered == {"owner": ["sebab", "ubah", "gagal"], "officer": ["pandangan", "ubah"], "stranger": []}
    assert owner.post(f"{page}pandangan/", {"member": forum.of(forum.office).pk, "text": "x"}).status_code == 404
    company, office = forum.of(forum.company).pk, forum.of(forum.office).pk
    assert owner.post(f"{page}sebab/", {"member": company, "cause": "other", "text": ""}).status_code == 422
    assert owner.post(f"{page}sebab/", {"member": company, "cause": "late_guideline", "text": ""}).status_code == 302
    assert officer.post(f"{page}pandangan/", {"member": office, "text": "Kami menunggu"}).status_code == 302
    assert PromiseReply.objects.count() == 2
    changed = {"member": company, "target": "15", "due": f"{timezone.now():%d-%m-%Y}", "reason": "Anggaran direvisi"}
    changed["due"] = (timezone.now() + timedelta(days=60)).strftime("%d-%m-%Y")
    assert owner.post(f"{page}ubah/", changed).status_code == 302
    assert "Jawab permintaan perubahan" in text_of(officer, page)
    assert officer.post(f"{page}jawab/", {"member": office, "agrees": "yes", "text": ""}).status_code == 302
    promise.refresh_from_db()
    assert promise.state == "renegotiated" and "sasaran 15" in text_of(Client(), page)


def test_the_other_party_attests_on_its_page(forum: Promising) -> None:
    promise = forum.attested()
    page = f"/kerja-sama/janji/{promise.pk}/"
    shown = text_of(Client(), page)
    assert "bukan nol" in shown
    owner, officer = signed_in(forum.owner), signed_in(forum.officer)
    filled = {"member": forum.of(forum.office).pk, "number": "8", "on": "10-11-2026", "text": "Dua kelas"}
    assert owner.post(f"{page}buktikan/", filled).status_code == 404
    assert officer.post(f"{page}buktikan/", filled).status_code == 302
    assert Attestation.objects.get().number == 8 and "8 dari 20" in text_of(Client(), page)
    assert officer.get(f"{page}surat/{Attestation.objects.get().pk}/").status_code == 404


def test_records_behind_the_number_and_what_could_not_be_judged(forum: Promising) -> None:
    promise = forum.given()
    forum.ledger.write(forum.company, 3, SINCE, by=forum.owner.name)
    forum.ledger.unknown = 2
    shown = text_of(Client(), f"/kerja-sama/janji/{promise.pk}/")
    assert "3 dari 20" in shown and "2 catatan tidak bisa dinilai" in shown
    assert "ditulis oleh PT Uji sendiri" in shown and shown.count("catatan , 1 September 2026") == 3


def test_causes_are_counted_without_names_and_not_below_three_bodies(forum: Promising) -> None:
    first = forum.asked()
    give_cause(by=forum.owner, promise=first, cause="transfer", text="Ibu Rekaan pindah", now=NOW)
    forum.night(DUE + timedelta(days=16))
    assert causes_of(2026).lines == [] and causes_of(2026).withheld
    for _n in range(2):
        other = Promising()
        other.ledger = forum.ledger
        give_cause(by=other.owner, promise=other.asked(), cause="transfer", text="", now=NOW)
    forum.night(DUE + timedelta(days=40))
    found = causes_of(2026)
    assert [(line.cause, line.promises, line.bodies) for line in found.lines] == [
        ("transfer", 3, 3)
    ] and not found.withheld
    shown = text_of(Client(), "/kerja-sama/sebab/?tahun=2026")
    assert "Pejabat pindah tugas" in shown and "Rekaan" not in shown and "PT Uji" not in shown
    assert text_of(Client(), "/kerja-sama/sebab/?tahun=xx")


def test_the_catalogue_says_what_counts(forum: Promising) -> None:
    assert "Dihitung orang yang dilatih." in text_of(Client(), "/kerja-sama/ukuran/")


def test_the_list_keeps_its_queries(forum: Promising) -> None:
    client = signed_in(forum.officer)

    def asked() -> int:
        client.get(tab(forum))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(tab(forum)).status_code == 200
        return len(queries)

    forum.given(to=(forum.office, forum.group))
    one = asked()
    for _n in range(2):
        forum.late(to=(forum.office, forum.group))
    assert asked() == one
    assert on(DUE).date() == DUE


def test_the_letter_is_for_both_sides_alone(forum: Promising) -> None:
    promise = forum.attested(to=(forum.group,))
    officer = signed_in(forum.officer)
    page = f"/kerja-sama/janji/{promise.pk}/"
    letter = SimpleUploadedFile("surat.png", picture(), "image/png")
    filled = {"member": forum.of(forum.group).pk, "number": "20", "on": "10-11-2026"}
    secretary = signed_in(forum.secretary)  # of the office that keeps the forum; the group has no desk
    refused = secretary.post(f"{page}buktikan/", filled)
    assert refused.status_code == 422 and "Lampirkan surat Kelompok Uji" in unescape(refused.content.decode())
    assert officer.post(f"{page}buktikan/", filled | {"letter": letter}).status_code == 302
    address = f"{page}surat/{Attestation.objects.get().pk}/"
    assert signed_in(forum.owner).get(address).status_code == 200
    assert signed_in(make.actor(make.institution(), Role.LABOUR_OFFICER)).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_body_that_was_renamed_is_shown_under_both_names(forum: Promising) -> None:
    promise = forum.given()
    Institution.objects.filter(pk=forum.company.pk).update(name="PT Baru")
    assert "PT Uji (sekarang bernama PT Baru)" in text_of(Client(), f"/kerja-sama/janji/{promise.pk}/")
