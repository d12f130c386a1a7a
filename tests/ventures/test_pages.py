"""The pages of groups and visits."""

import pytest
import time_machine
from django.test import Client

from balai.access.roles import Role
from balai.ventures.models import Advice, BusinessGroup, GroupMember, MonitoringVisit
from tests import factories as make
from tests.outcomes.rows import finished_class
from tests.ventures.rows import NOW, group, office

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(at, role: Role = Role.LABOUR_OFFICER) -> Client:
    client = Client()
    client.force_login(make.desk(at, role).user)
    return client


def test_a_group_is_formed_joined_visited_and_shown_to_the_public() -> None:
    at = office()
    person = make.person("Rahmah", registered_by=at)
    clerk = signed_in(at)
    clerk.post("/kelompok/baru/", {"name": "Kelompok Melati", "business": "keripik", "formed_on": "10-01-2026"})
    one = BusinessGroup.objects.get()
    assert "Rahmah" in clerk.get(f"/kelompok/{one.pk}/anggota/?daftar=terdaftar").content.decode()
    clerk.post(f"/kelompok/{one.pk}/anggota/?orang={person.pk}", {"role": "head", "agreed": "on"})
    page = clerk.get(f"/kelompok/{one.pk}/").content.decode()
    assert "Rahmah" in page and "menurut petugas" in page
    planned = MonitoringVisit.objects.filter(group=one).earliest("planned_on")
    assert f'data-id="{planned.pk}"' in clerk.get("/kunjungan/").content.decode()
    visit = {
        "visited_on": "02-03-2026", "group_state": "running", "progress": "Jualan mulai lancar", "problems": "",
        "advice_1": "Urus izin usaha", "owner_1": str(at.pk), "due_1": "30-03-2026", "due_2": "30-03-2026", "due_3": "",
    }  # fmt: skip
    assert signed_in(at, Role.MENTOR).post(f"/kunjungan/{planned.pk}/", visit).status_code == 302
    assert "Jualan mulai lancar" in clerk.get(f"/kunjungan/{planned.pk}/").content.decode()
    advice = Advice.objects.get()
    assert (
        "bukan hanya bahwa saran" in clerk.post(f"/kunjungan/saran/{advice.pk}/", {"result": "sudah"}).content.decode()
    )
    clerk.post(f"/kunjungan/saran/{advice.pk}/", {"result": "Izin usaha sudah terbit"})
    advice.refresh_from_db()
    assert advice.state == "done"
    shown = {"umum-product_note": "Keripik pisang manis", "umum-contact": "08123", "umum-agreed": "on"}
    clerk.post(f"/kelompok/{one.pk}/umum/", shown)
    public = Client().get("/produk/").content.decode()
    assert "Keripik pisang manis" in public and "Rahmah" not in public
    clerk.post(f"/kelompok/{one.pk}/umum/", {"turunkan": "1"})
    assert "Keripik pisang" not in Client().get("/produk/").content.decode()


def test_a_visit_with_nothing_in_it_says_what_is_missing() -> None:
    one = group()
    planned = MonitoringVisit.objects.filter(group=one).earliest("planned_on")
    mentor = signed_in(one.office, Role.MENTOR)
    page = mentor.post(f"/kunjungan/{planned.pk}/", {"visited_on": "02-03-2026"}).content.decode()
    assert "Tulis kemajuan atau masalah" in page
    page = mentor.post(
        f"/kunjungan/{planned.pk}/", {"visited_on": "31-02-2026", "advice_1": "Urus izin"}
    ).content.decode()
    assert "hari-bulan-tahun" in page and "Isi tanggal paling lambat" in page


def test_a_member_says_yes_for_themself_and_sees_no_other_names() -> None:
    one, held_by = group(), make.user()
    GroupMember.objects.create(group=one, person=make.person("Rahmah", user=held_by), joined_on=one.formed_on)
    GroupMember.objects.create(group=one, person=make.person("Zubaidah"), joined_on=one.formed_on)
    client = Client()
    client.force_login(held_by)
    assert "Benarkah Anda anggota" in client.get("/meja/").content.decode()
    page = client.get(f"/kelompok/{one.pk}/").content.decode()
    assert "Ya, saya setuju" in page and "Zubaidah" not in page
    mine, other = GroupMember.objects.get(person__user=held_by), GroupMember.objects.get(person__user=None)
    client.post(f"/kelompok/{one.pk}/anggota/{mine.pk}/")
    mine.refresh_from_db()
    assert mine.agreed_on is not None and not mine.agreed_as_told
    assert client.post(f"/kelompok/{one.pk}/anggota/{other.pk}/", {"keluar": "1"}).status_code == 404


def test_state_plan_and_cancel_from_the_groups_page() -> None:
    one = group()
    clerk = signed_in(one.office)
    page = clerk.post(
        f"/kelompok/{one.pk}/keadaan/", {"keadaan-state": "stopped", "keadaan-reason": ""}
    ).content.decode()
    assert "mengapa usaha tersendat atau berhenti" in page
    clerk.post(f"/kelompok/{one.pk}/keadaan/", {"keadaan-state": "stopped", "keadaan-reason": "Modal habis"})
    assert "Modal habis" in clerk.get(f"/kelompok/{one.pk}/").content.decode()
    clerk.post(f"/kelompok/{one.pk}/rencana/", {"rencana-planned_on": "10-03-2026"})
    made = MonitoringVisit.objects.get(planned_on="2026-03-10")
    clerk.post(f"/kunjungan/{made.pk}/batal/", {"batal-reason": "Kelompok pindah"})
    made.refresh_from_db()
    assert made.state == "cancelled"


def test_lists_cost_the_same_at_one_row_and_at_three(django_assert_num_queries, django_assert_max_num_queries) -> None:
    one = group()
    clerk = signed_in(one.office)
    for address in ("/kelompok/", "/kunjungan/"):
        clerk.get(address)
        with django_assert_max_num_queries(30) as first:
            clerk.get(address)
        group(one.office), group(one.office)
        with django_assert_num_queries(len(first)):
            clerk.get(address)


def test_others_find_nothing() -> None:
    one = group()
    visit = MonitoringVisit.objects.filter(group=one).earliest("pk")
    client = signed_in(office())
    for address in (f"/kelompok/{one.pk}/", f"/kunjungan/{visit.pk}/", "/kunjungan/saran/1/"):
        assert client.get(address).status_code == 404
    assert f'data-id="{one.pk}"' not in client.get("/kelompok/").content.decode()
    assert Client().get("/kelompok/").status_code == 302


def test_mentor_class_and_place_are_chosen_and_changed() -> None:
    at = office()
    desk = make.desk(at, Role.MENTOR, make.user("pendamping1", full_name="Bu Rina"))
    stranger = make.desk(make.institution(), Role.MENTOR)
    batch = finished_class(centre=at)
    place = make.regency(f"Tempat {make.mark()} Jaya")
    clerk = signed_in(at)
    page = clerk.get("/kelompok/baru/").content.decode()
    assert "Bu Rina" in page and batch.title in page
    data = {"name": "Kelompok Melati", "business": "keripik", "formed_on": "10-01-2026", "mentor": str(desk.pk),
            "batch": str(batch.pk), "place_regency": place.name}  # fmt: skip
    page = clerk.post("/kelompok/baru/", data | {"mentor": str(stranger.pk)}).content.decode()
    assert 'class="field wrong"' in page and not BusinessGroup.objects.exists()
    clerk.post("/kelompok/baru/", data)
    one = BusinessGroup.objects.get()
    assert (one.mentor, one.batch, one.region) == (desk.user, batch, place)
    assert one.mentoring_institution == at
    assert "Bu Rina" in clerk.get(f"/kelompok/{one.pk}/").content.decode()
    del data["formed_on"]
    clerk.post(f"/kelompok/{one.pk}/ubah/", data | {"mentor": "", "batch": "", "name": "Kelompok Mawar"})
    one.refresh_from_db()
    assert (one.name, one.mentor, one.batch, f"{one.formed_on}") == ("Kelompok Mawar", None, None, "2026-01-10")
    assert signed_in(office()).get(f"/kelompok/{one.pk}/ubah/").status_code == 404
