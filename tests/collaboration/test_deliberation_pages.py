"""Matters, obstacles and mandates on their pages: doors only for who may act, and what strangers do not see."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.accounts.models import User
from balai.collaboration.actions.deliberation import Said, say_interest
from balai.collaboration.models import Ballot, Interest, Mandate, Matter, Obstacle, Vote
from balai.institutions.models import Institution
from tests.collaboration.deliberating import Table
from tests.collaboration.test_convening import NOW

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture(autouse=True)
def now() -> object:
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        yield NOW


def at(table: Table, body: Institution) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=table.actor(body).user_id))
    return client


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_from_a_matter_to_its_decision_on_pages(table: Table) -> None:
    secretary, company, union = (at(table, body) for body in (table.office, table.company, table.union))
    secretary.post(f"/kerja-sama/masa/{table.period.pk}/pokok/baru/", {"title": "Jadwal magang", "text": ""})
    matter = Matter.objects.get()
    page = f"/kerja-sama/pokok/{matter.pk}/"
    company.post(
        f"{page}kepentingan/", {"member": table.of(table.company).pk, "needs": "Empat magang", "differs": "Waktu"}
    )
    company.post(f"{page}usul/", {"member": table.of(table.company).pk, "text": "Mulai Januari"})
    option = matter.options.get()
    union.post(
        f"{page}alasan/",
        {"member": table.of(table.union).pk, "chosen": option.pk, "leans": "negative", "text": "Terlalu cepat"},
    )
    told = {"question": "Magang dimulai Januari.", "option": option.pk, "kind": "substantive", "rule": "consensus", "quorum": "2",
            "day": "22-11-2026", "hour": "12.00", "meeting": ""}  # fmt: skip
    assert company.get(f"{page}tanya/").status_code == 404
    refused = secretary.post(f"{page}tanya/", told | {"rule": "majority"})
    assert refused.status_code == 422 and "coba mufakat dahulu" in text(refused)
    secretary.post(f"{page}tanya/", told)
    ballot = Ballot.objects.get()
    vote = f"/kerja-sama/putusan/{ballot.pk}/suara/"
    company.post(vote, {"voice": "for", "reason": "", "member": table.of(table.company).pk})
    union.post(vote, {"voice": "against", "reason": "Anggota belum ditanya", "member": table.of(table.union).pk})
    assert Vote.objects.count() == 2 and company.get(vote).status_code == 404
    seen = text(company.get(page))
    assert "Sejauh ini: 1 setuju, 1 menolak" in seen and "Anggota belum ditanya" in seen and "Terlalu cepat" in seen
    assert secretary.get(f"/kerja-sama/putusan/{ballot.pk}/tutup/").status_code == 404
    with mock.patch("django.utils.timezone.now", return_value=NOW + timedelta(days=3)):
        late = at(table, table.office)
        late.post(f"/kerja-sama/putusan/{ballot.pk}/tutup/", {})
        assert "Belum mufakat: 1 setuju, 1 menolak" in text(late.get(page))


def test_nobody_votes_or_confirms_for_a_party_without_a_desk(table: Table) -> None:
    ballot = table.asked()
    secretary, group = at(table, table.office), table.of(table.group)
    page = text(secretary.get(f"/kerja-sama/putusan/{ballot.pk}/suara/"))
    assert "Kelompok Uji" not in page
    secretary.post(f"/kerja-sama/putusan/{ballot.pk}/suara/", {"voice": "for", "reason": "", "member": group.pk})
    assert not Vote.objects.filter(member=group).exists()
    say_interest(by=table.secretary, matter=ballot.matter, member=group, said=Said("Modal"), now=NOW)
    assert secretary.get(f"/kerja-sama/pokok/{ballot.matter_id}/benarkan/").status_code == 404


def test_a_party_confirms_what_was_written_down_for_it(table: Table) -> None:
    matter = table.matter()
    say_interest(by=table.secretary, matter=matter, member=table.of(table.company), said=Said("Enam"), now=NOW)
    company = at(table, table.company)
    assert "belum dibenarkan" in text(company.get(f"/kerja-sama/pokok/{matter.pk}/"))
    company.post(f"/kerja-sama/pokok/{matter.pk}/benarkan/", {"member": table.of(table.company).pk})
    assert Interest.objects.get().confirmed_at == NOW


def test_strangers_read_the_result_of_a_published_forum_and_not_who_needed_what(table: Table) -> None:
    matter = table.without_consensus()
    ballot = table.asked(matter, rule="majority")
    for body in (table.office, table.company, table.centre):
        table.votes(ballot, body)
    table.votes(ballot, table.union, "against", "Belum ditanya.")
    table.after(ballot)
    table.period.collaboration.is_public = True
    table.period.collaboration.save()
    page = text(Client().get(f"/kerja-sama/masa/{table.period.pk}/pertemuan/"))
    assert "Disetujui: 3 setuju, 1 menolak" in page and "Belum ditanya." not in page and "Pokok bahasan" not in page
    outsider = Client()
    from tests import factories as make

    who = make.actor(make.institution(name="LPK Luar"), "employer")
    outsider.force_login(User.objects.get(pk=who.user_id))
    assert outsider.get(f"/kerja-sama/pokok/{matter.pk}/").status_code == 404
    assert outsider.get(f"/kerja-sama/masa/{table.period.pk}/tugas/").status_code == 404
    inside = text(at(table, table.company).get(f"/kerja-sama/masa/{table.period.pk}/pertemuan/"))
    assert "Pokok bahasan" in inside and f"/kerja-sama/pokok/{matter.pk}/" in inside


def test_an_obstacle_from_its_raising_to_its_end_on_pages(table: Table) -> None:
    company, centre = at(table, table.company), at(table, table.centre)
    tab = f"/kerja-sama/masa/{table.period.pk}/hambatan/"
    assert "Belum ada hambatan yang dicatat di sini" in text(company.get(tab))
    company.post(f"/kerja-sama/masa/{table.period.pk}/hambatan/baru/",
                 {"member": table.of(table.company).pk, "text": "Dana terlambat", "subject": "funding"})  # fmt: skip
    page = f"/kerja-sama/hambatan/{Obstacle.objects.get().pk}/"
    secretary = at(table, table.office)
    secretary.post(f"{page}tangani/", {"member": table.of(table.centre).pk, "due": "25-11-2026"})
    assert company.get(f"{page}jawab/").status_code == 404
    centre.post(f"{page}jawab/", {"member": table.of(table.centre).pk, "accepts": "yes", "reason": ""})
    centre.post(f"{page}langkah/", {"text": "Surat ke pusat", "on": "20-11-2026"})
    assert "Surat ke pusat" in text(company.get(page)) and "sedang ditangani" in text(company.get(tab))
    assert Client().get(page).status_code == 404
    centre.post(f"{page}selesai/", {"how": "Dana turun"})
    assert "Dana turun" in text(company.get(page)) and Obstacle.objects.get().state == "settled"


def test_a_mandate_is_written_commented_agreed_and_judged_on_its_page(table: Table) -> None:
    company, union, secretary = (at(table, body) for body in (table.company, table.union, table.office))
    meeting = table.held().meeting
    page = f"/kerja-sama/masa/{table.period.pk}/tugas/"
    company.post(f"{page}baru/", {"member": table.of(table.company).pk, "text": "Tempat magang", "basis": ""})
    acts = f"/kerja-sama/tugas/{Mandate.objects.get().pk}/"
    union.post(f"{acts}tanggapi/", {"member": table.of(table.union).pk, "text": "Berapa?"})
    assert company.get(f"{acts}sepakati/").status_code == 404
    secretary.post(f"{acts}sepakati/", {"meeting": meeting.pk})
    secretary.post(
        f"{acts}nilai/", {"meeting": meeting.pk, "performed": "partly", "because": "Empat dari enam", "evidence": ""}
    )
    seen = text(company.get(page))
    assert "Berapa?" in seen and "sebagian dijalankan" in seen and "Empat dari enam" in seen


@pytest.mark.parametrize("part", ["pertemuan", "hambatan"])
def test_lists_ask_the_same_for_one_row_and_three(table: Table, part: str) -> None:
    from tests.collaboration.test_obstacles import raised

    client, asked = at(table, table.company), []
    for more in (1, 2):
        for _row in range(more):
            raised(table)
            ballot = table.asked(quorum=1)
            table.votes(ballot, table.office)
            table.after(ballot)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/kerja-sama/masa/{table.period.pk}/{part}/")
        asked.append(len(queries))
    assert asked[0] == asked[1]
