"""The pages of counselling, without JavaScript."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.roles import Role
from balai.counselling.models import CaseFile, CounsellingSession, GroupSession, RouteRecommendation
from balai.counselling.privacy import HOOKS
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.people.models import Person
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def office() -> Institution:
    return factories.institution(kind=InstitutionKind.LABOUR_OFFICE)


@pytest.fixture
def client(office: Institution) -> Client:
    made = Client()
    made.force_login(factories.desk(office, Role.COUNSELLOR).user, "django.contrib.auth.backends.ModelBackend")
    return made


def text(answer: Any) -> str:
    return str(answer.content.decode())


def said(**more: Any) -> dict[str, Any]:
    day = f"{timezone.localdate():%d-%m-%Y}"
    return {"held_on": day, "mode": "phone", "routes": ["training", "work"], "reason": "minat menjahit kuat"} | more


def test_a_session_with_two_routes_opens_the_file(client: Client, office: Institution) -> None:
    person = factories.person("Rahmah", registered_by=office)
    address = f"/konseling/orang/{person.pk}/"
    assert "Sesi dengan Rahmah" in text(client.get(address))
    assert "Alasan jalur belum ditulis" in text(client.post(address, said(reason="ya")))
    done = client.post(address, said(), follow=True)
    assert "minat menjahit kuat" in text(done) and CaseFile.objects.get().person == person
    listed = text(client.get("/konseling/"))
    assert "Belum ada berkas" in text(client.get("/konseling/tinjau/"))
    assert f'data-id="{CaseFile.objects.get().pk}"' in listed and "pelatihan" in listed


def test_a_route_ends_with_a_reason_and_comes_back_and_the_file_closes(client: Client, office: Institution) -> None:
    person = factories.person("Rahmah", registered_by=office)
    client.post(f"/konseling/orang/{person.pk}/", said(routes=["training"]))
    file, route = CaseFile.objects.get(), RouteRecommendation.objects.get()
    address = f"/konseling/{file.pk}/"
    client.post(f"{address}jalur/{route.pk}/cabut/", {"reason": "sudah bekerja sekarang"})
    assert "tidak berlaku lagi" in text(client.get(address))
    client.post(f"{address}jalur/{route.pk}/pulihkan/")
    route.refresh_from_db()
    assert route.superseded_on is None
    assert "Alasan jalur belum" in text(client.post(f"{address}tutup/", {"summary": ""}, follow=True))
    client.post(f"{address}tutup/", {"summary": "bekerja di garmen"})
    assert "Buka kembali" in text(client.get(address))
    client.post(f"{address}buka/")
    file.refresh_from_db()
    assert file.state == "open"


def test_people_elsewhere_are_not_here(client: Client) -> None:
    stranger = factories.person("Orang Jauh")
    assert client.get(f"/konseling/orang/{stranger.pk}/").status_code == 404
    assert "Orang Jauh" not in text(client.get("/konseling/?cari=orang&daftar=semua"))


def group(client: Client, **fields: Any) -> Any:
    base = {
        "title": "Bimbingan jabatan",
        "held_on": f"{timezone.localdate():%d-%m-%Y}",
        "reason": "minat menjahit kuat",
    }
    answer: Any = client.post("/konseling/kelompok/", base | fields, follow=True)
    return answer


def test_the_group_screen_finds_people_keeps_what_is_typed_and_saves_once(client: Client, office: Institution) -> None:
    known = [factories.person(f"Siti {n}", registered_by=office) for n in range(3)]
    assert text(client.get("/konseling/kelompok/")).count('name="name-') == 5
    typed = {"rows": "5", "name-0": "Orang Baru", "routes-0": "work"}
    looked = text(group(client, temukan="1", cari="siti", **typed))
    assert looked.count('name="orang"') == 3 and 'value="Orang Baru"' in looked and "minat menjahit kuat" in looked
    added = text(group(client, masukkan="1", orang=[str(p.pk) for p in known], **typed))
    assert added.count('name="person-') == 3 and 'value="Orang Baru"' in added
    assert text(group(client, tambah="1", **typed)).count('name="name-') == 10
    rows = {f"person-{n}": str(p.pk) for n, p in enumerate(known)} | {f"routes-{n}": "training" for n in range(3)}
    done = group(client, simpan="1", rows="5", **rows, **{"name-3": "Orang Baru", "routes-3": ["work", "training"]})
    assert "4 orang tercatat" in text(done)
    assert (GroupSession.objects.count(), CounsellingSession.objects.count(), Person.objects.count()) == (1, 4, 4)


def test_a_typed_name_that_is_on_record_is_asked_about(client: Client, office: Institution) -> None:
    known = factories.person("Siti Aminah", registered_by=office)
    row = {"rows": "1", "name-0": "siti  aminah", "routes-0": "training"}
    asked = text(group(client, simpan="1", **row))
    assert "Nama ini sudah tercatat" in asked and str(known.pk) in asked and not GroupSession.objects.exists()
    group(client, simpan="1", **row, **{"who-0": str(known.pk)})
    assert CaseFile.objects.get().person == known
    group(client, simpan="1", **row, **{"who-0": "baru"})
    assert Person.objects.count() == 2


def test_a_wrong_row_saves_nothing_and_says_where(client: Client) -> None:
    rows = {"rows": "2", "name-0": "Baik", "name-1": "Salah", "phone-1": "12"}
    answer = text(group(client, simpan="1", **rows))
    assert "Nomor telepon tidak terbaca" in answer and 'value="Baik"' in answer and not Person.objects.exists()
    assert "hari-bulan-tahun" in text(group(client, simpan="1", rows="1", **{"name-0": "Baik", "born-0": "kapan"}))
    assert "Belum ada orang" in text(group(client, simpan="1", rows="3"))


def test_the_list_costs_the_same_with_one_row_and_with_many(client: Client, office: Institution) -> None:
    costs = []
    for number in (1, 3):
        for _n in range(number):
            client.post(f"/konseling/orang/{factories.person(registered_by=office).pk}/", said())
        with CaptureQueriesContext(connection) as asked:
            answer = text(client.get("/konseling/"))
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 12 and len(re.findall(r'<tr data-id="\d+"', answer)) == 4


def test_common_routes_reach_those_who_have_none_of_their_own(client: Client) -> None:
    rows = {"rows": "2", "name-0": "Satu", "name-1": "Dua", "routes-1": "work"}
    group(client, simpan="1", routes=["training", "certification"], **rows)
    routes = RouteRecommendation.objects.order_by("session__case_file__person__full_name", "route")
    found = [(r.session.case_file.person.full_name, r.route) for r in routes]
    assert found == [("Dua", "work"), ("Satu", "certification"), ("Satu", "training")]


def test_a_row_half_written_is_not_lost_and_enter_in_the_search_box_only_searches(
    client: Client, office: Institution
) -> None:
    factories.person("Siti Aminah", registered_by=office)
    answer = text(group(client, simpan="1", rows="2", **{"name-0": "Baik", "phone-1": "0812-3456-7890"}))
    assert "Baris ini belum bernama" in answer and not GroupSession.objects.exists()
    looked = text(group(client, enter="1", cari="siti", rows="1", **{"name-0": "Baik"}))
    assert "Siti Aminah" in looked and not GroupSession.objects.exists()
    group(client, enter="1", cari=" ", rows="1", **{"name-0": "Baik"})
    assert GroupSession.objects.count() == 1


def test_two_rows_of_a_name_on_record_are_both_asked_about(client: Client, office: Institution) -> None:
    factories.person("Siti Aminah", registered_by=office)
    rows = {"rows": "2", "name-0": "Siti Aminah", "name-1": "siti aminah"}
    assert text(group(client, simpan="1", **rows)).count('<select name="who-') == 2


def test_a_slip_is_corrected_and_the_earlier_words_stay(client: Client, office: Institution) -> None:
    person = factories.person("Rahmah", registered_by=office)
    client.post(f"/konseling/orang/{person.pk}/", said(situation="belum lulus", notes="bicara"))
    row = CounsellingSession.objects.get()
    address = f"/konseling/sesi/{row.pk}/perbaiki/"
    assert "belum lulus" in text(client.get(address))
    assert "Belum ada kata yang berubah" in text(client.post(address, {"situation": "belum lulus", "notes": "bicara"}))
    page = text(client.post(address, {"situation": "sudah lulus", "notes": "bicara"}, follow=True))
    assert "sudah lulus" in page and "belum lulus" in page and "Sudah diperbaiki" in page
    colleague = Client()
    colleague.force_login(factories.desk(office, Role.COUNSELLOR).user, "django.contrib.auth.backends.ModelBackend")
    assert colleague.get(address).status_code == 404
    seen = text(colleague.get(f"/konseling/{row.case_file_id}/"))
    assert "belum lulus" in seen and address not in seen
    HOOKS.erase(person.pk)
    assert not row.earlier_words.exists()


def test_what_is_wrong_in_a_row_is_said_together_with_what_is_wrong_above(client: Client) -> None:
    answer = text(group(client, simpan="1", title="", rows="1", **{"name-0": "Baik", "born-0": "kapan"}))
    assert "belum diisi" in answer and "Tulis tanggal lahir" in answer
