"""Pages of what is offered: who sees which rows, what a form says when it is filled in wrong, how much a list asks."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.access.roles import Role
from balai.accounts.models import User
from balai.demand.actions import Wanted, move_job_order, write_job_order
from balai.demand.models import JobOrder
from balai.funding.models import FundLine
from balai.institutions.enums import InstitutionKind
from balai.planning.actions.batches import move_batch
from balai.planning.models import Batch, Package
from balai.programmes.models import Curriculum, Programme
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, WHY

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def ids(client: Client, address: str) -> set[str]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return set(part.split('"')[0] for part in answer.content.decode().split('data-id="')[1:])


def announced(at: rows.Place, **stated) -> Batch:
    return move_batch(by=at.by_office, batch=rows.draft(at, **stated), step="announce", now=NOW)


def test_a_stranger_sees_announced_classes_and_no_draft() -> None:
    at = rows.place()
    shown, draft = announced(at, title="Kelas Terbuka"), rows.draft(at)
    stranger = signed_in()
    assert ids(stranger, "/pelatihan/") == {str(shown.pk)}
    page = stranger.get(f"/pelatihan/{shown.pk}/").content.decode()
    assert "Kelas Terbuka" in page and "gratis" in page and "23.59 WIB" in page
    assert stranger.get(f"/pelatihan/{draft.pk}/").status_code == 404
    assert stranger.get(f"/kelas/{shown.pk}/")["Location"].startswith("/masuk/")


def test_the_catalogue_is_filtered_by_words_field_and_place() -> None:
    at, elsewhere = rows.place(), rows.place()
    here, there = announced(at, title="Menjahit kemeja"), announced(elsewhere, title="Mengelas pipa")
    stranger = signed_in()
    assert ids(stranger, "/pelatihan/?q=mengelas") == {str(there.pk)}
    assert ids(stranger, f"/pelatihan/?place={at.regency.pk}") == {str(here.pk)}
    assert ids(stranger, "/pelatihan/?field=Menjahit") == {str(here.pk), str(there.pk)}
    assert ids(stranger, "/pelatihan/?kapan=lewat&q=kemeja") == set()


def test_times_are_those_of_the_centre() -> None:
    batch = announced(rows.place("Asia/Jayapura"))
    assert "23.59 WIT" in signed_in().get(f"/pelatihan/{batch.pk}/").content.decode()


def test_every_desk_sees_its_own_classes_and_packages() -> None:
    at, other = rows.place(), rows.place()
    mine, theirs = announced(at), announced(other)
    for user in (at.admin, at.officer):
        assert ids(signed_in(user), "/kelas/") == {str(mine.pk)}
        assert ids(signed_in(user), "/paket/?keadaan=disetujui") == {str(mine.package_id)}
        assert signed_in(user).get(f"/kelas/{theirs.pk}/").status_code == 404
        assert signed_in(user).get(f"/paket/{theirs.package_id}/").status_code == 404
    assert signed_in(make.desk(at.centre, Role.INSTRUCTOR).user).get("/paket/").status_code == 403


def test_from_proposal_to_announcement_on_the_pages() -> None:
    at = rows.place()
    money = rows.line(at)
    centre, office = signed_in(at.admin), signed_in(at.officer)
    at.office.functions.create(function="funder")
    proposal = {"centre": at.centre.pk, "curriculum": at.curriculum.pk, "title": "Garmen", "year": 2026, "seats": 16,
                "cost": "Rp96.000.000", "funder": at.office.pk, "reason": REASON, "no_need_why": WHY}  # fmt: skip
    assert centre.post("/paket/baru/", proposal).status_code == 302
    package = Package.objects.get()
    assert package.cost == 96_000_000
    assert "Jawab usulan" in office.get(f"/paket/{package.pk}/").content.decode()
    office.post(f"/paket/{package.pk}/", {"step": "accept", "fund_line": money.pk, "answer": REASON})
    plan = {"title": "Garmen I", "opens_on": "01-03-2026", "closes_on": "20-03-2026", "starts_on": "01-04-2026",
            "ends_on": "15-05-2026", "seats": 16, "reserves": 2, "minimum_age": 17, "residents_only": "on"}  # fmt: skip
    assert centre.post(f"/paket/{package.pk}/kelas/", plan).status_code == 302
    batch = Batch.objects.get()
    assert (batch.residents_of, batch.recruiter) == (at.regency, at.office)
    centre.post(f"/kelas/{batch.pk}/langkah/", {"step": "announce"})
    assert Batch.objects.get().state == "draft"
    office.post(f"/kelas/{batch.pk}/langkah/", {"step": "announce"})
    assert Batch.objects.get().state == "announced"
    assert centre.post(f"/kelas/{batch.pk}/langkah/", {"step": "cancel"}).status_code == 404
    centre.post(f"/kelas/{batch.pk}/batal/", {"reason": REASON})
    assert Batch.objects.get().state == "cancelled"
    centre.post(f"/kelas/{batch.pk}/pulihkan/")
    assert Batch.objects.get().state == "announced"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"closes_on": "2026-03-20"}, "hari-bulan-tahun"),
        ({"closes_on": "01-02-2026"}, "ditutup sebelum dibuka"),
        ({"starts_on": "20-03-2026"}, "sebelum pendaftaran ditutup"),
        ({"ends_on": "01-03-2026"}, "berakhir sebelum mulai"),
        ({"minimum_age": 40, "maximum_age": 17}, "lebih kecil daripada umur paling muda"),
        ({"seats": "banyak"}, "tulis angka saja"),
        ({"title": ""}, "belum diisi"),
    ],
)
def test_a_wrong_class_form_says_what_to_do_and_saves_nothing(wrong, words) -> None:
    at = rows.place()
    package = rows.funded(at)
    plan = {"title": "Garmen I", "opens_on": "01-03-2026", "closes_on": "20-03-2026", "starts_on": "01-04-2026",
            "ends_on": "15-05-2026", "seats": 16, "reserves": 2}  # fmt: skip
    answer = signed_in(at.admin).post(f"/paket/{package.pk}/kelas/", plan | wrong)
    assert answer.status_code == 200 and words in answer.content.decode()
    assert Batch.objects.count() == 0


def test_an_answer_and_its_figures_say_the_same() -> None:
    at = rows.place()
    money, package = rows.line(at), rows.proposed(at)
    office = signed_in(at.officer)
    answer = {"fund_line": money.pk, "answer": REASON}
    for said, words in (
        ({"step": "change"}, "Tulis kursi atau biaya yang disetujui"),
        ({"step": "accept", "seats": 12}, "Ada kursi atau biaya lain yang Anda tulis"),
        ({"step": "change", "seats": 12, "answer": "Baik"}, "Alasan terlalu pendek"),
    ):
        assert words in office.post(f"/paket/{package.pk}/", answer | said).content.decode()
    package.refresh_from_db()
    assert package.state == "proposed"
    assert office.post(f"/paket/{package.pk}/", answer | {"step": "change", "seats": 12}).status_code == 302
    package.refresh_from_db()
    assert (package.state, package.seats) == ("changed", 12)
    late = office.post(f"/paket/{package.pk}/", answer | {"step": "refuse"}, follow=True).content.decode()
    assert "Jawaban Anda tidak disimpan" in late
    assert office.post(f"/paket/{package.pk}/", answer | {"step": "change", "seats": 12}).status_code == 302  # cut line
    package.refresh_from_db()
    assert (package.state, package.seats) == ("changed", 12)


def test_what_was_refused_is_marked_so_and_can_be_asked_again_without_typing_it_twice() -> None:
    at = rows.place()
    at.office.functions.create(function="funder")
    package = rows.proposed(at)
    office, centre = signed_in(at.officer), signed_in(at.admin)
    office.post(f"/paket/{package.pk}/", {"step": "refuse", "answer": REASON})
    page = centre.get(f"/paket/{package.pk}/").content.decode()
    again = f"/paket/baru/?dari={package.pk}"
    assert 'class="stopped"' in page and again in page
    assert again not in office.get(f"/paket/{package.pk}/").content.decode()
    form = centre.get(again).context["form"]
    kept = {name: form.initial[name] for name in ("title", "seats", "cost", "funder", "reason")}
    assert kept == {"title": package.title, "seats": package.seats, "cost": package.cost, "funder": at.office.pk,
                    "reason": package.reason}  # fmt: skip
    stranger = signed_in(rows.place().admin)
    assert "title" not in stranger.get(again).context["form"].initial


def test_money_and_programmes_on_the_pages() -> None:
    at = rows.place()
    office, centre = signed_in(at.officer), signed_in(at.admin)
    line = {"funder": at.office.pk, "title": "APBD", "source": "apbd_regency", "year": 2026, "ceiling": "480.000.000"}
    assert office.post("/dana/baru/", line).status_code == 302
    money = FundLine.objects.get()
    assert "tulis jumlah rupiah" in office.post("/dana/baru/", line | {"ceiling": "banyak"}).content.decode()
    assert "sudah ada" in office.post("/dana/baru/", line).content.decode()
    office.post(f"/dana/{money.pk}/", {"ceiling": "500000000", "legal_basis": "DPA perubahan"})
    assert FundLine.objects.get().ceiling == 500_000_000
    assert centre.get(f"/dana/{money.pk}/").status_code == 404
    new = {"owner": at.centre.pk, "title": "Las", "field_name": "Teknik Las", "sector": "other", "delivery": "on_site"}
    assert centre.post("/program/baru/", new).status_code == 302
    programme = Programme.objects.get(title="Las")
    pasted = {"units": "Mengelas; banyak", "valid_from": "01-03-2026"}
    assert "Baris 1" in centre.post(f"/program/{programme.pk}/kurikulum/", pasted).content.decode()
    centre.post(f"/program/{programme.pk}/kurikulum/", pasted | {"units": "Mengelas; 8; 40"})
    assert Curriculum.objects.get(programme=programme).lesson_hours() == 48
    assert signed_in(at.officer).get(f"/program/{programme.pk}/kurikulum/").status_code == 403


def test_vacancies_on_the_pages() -> None:
    place = make.regency()
    employer = make.institution("PT Contoh", kind=InstitutionKind.COMPANY, region=place)
    boss = make.desk(employer, Role.EMPLOYER).user
    form = {"employer": employer.pk, "title": "Penjahit", "count": 3, "maximum_age": 30}
    assert "perlu alasan" in signed_in(boss).post("/permintaan/baru/", form).content.decode()
    signed_in(boss).post("/permintaan/baru/", form | {"maximum_age": ""})
    order = JobOrder.objects.get()
    assert ids(signed_in(), "/lowongan/") == set()
    signed_in(boss).post(f"/permintaan/{order.pk}/langkah/", {"step": "publish"})
    assert ids(signed_in(), "/lowongan/") == {str(order.pk)}
    assert ids(signed_in(boss), "/permintaan/") == {str(order.pk)}
    rival = make.desk(make.institution(kind=InstitutionKind.COMPANY), Role.EMPLOYER).user
    assert ids(signed_in(rival), "/permintaan/") == set()
    assert signed_in(rival).get(f"/permintaan/{order.pk}/").status_code == 404
    assert signed_in(rival).post(f"/permintaan/{order.pk}/langkah/", {"step": "fill"}).status_code == 404


@pytest.mark.parametrize("address", ["/pelatihan/", "/kelas/", "/paket/?keadaan=disetujui", "/dana/", "/program/"])
def test_a_list_asks_the_same_at_one_and_at_three_rows(address: str) -> None:
    at = rows.place()
    announced(at)
    client = signed_in(at.officer if address == "/dana/" else at.admin)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(2):
        announced(at)
        Programme.objects.create(owner=at.centre, field=at.curriculum.programme.field, title="Lain")
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one)


def test_lists_go_on_where_the_page_before_ended() -> None:
    employer = make.institution(kind=InstitutionKind.COMPANY)
    by = make.actor(employer, Role.EMPLOYER)
    made = [write_job_order(by=by, employer=employer, wanted=Wanted(f"Kerja {n}", 1), today=TODAY) for n in range(15)]
    for order in made:
        move_job_order(by=by, job_order=order, step="publish", today=date(2026, 3, 1))
    stranger = signed_in()
    page = stranger.get("/lowongan/")
    first = ids(stranger, "/lowongan/")
    rest = ids(stranger, "/lowongan/" + page.context["older"])
    assert len(first) == 12 and len(rest) == 3 and not first & rest


def test_an_instructor_finds_no_door_that_stays_shut_and_no_zero_that_is_only_unseen() -> None:
    at = rows.place()
    batch = announced(at)
    taught = f"/kelas/{batch.pk}/"
    page = signed_in(make.desk(at.centre, Role.INSTRUCTOR).user).get(taught).content.decode()
    assert f"{taught}pendaftar/" not in page and f"{taught}seleksi/" not in page and "0 pendaftar" not in page
    page = signed_in(make.desk(at.office, Role.LABOUR_OFFICER).user).get(taught).content.decode()
    assert f"{taught}pendaftar/" in page and f"{taught}seleksi/" in page and "0 pendaftar" in page


def doors(user: User, batch: Batch) -> set[str]:
    page = signed_in(user).get(f"/kelas/{batch.pk}/").content.decode()
    return {part.split('"')[0] for part in page.split(f'href="/kelas/{batch.pk}/')[1:]}


def test_a_draft_shows_the_doors_that_make_it_ready() -> None:
    at = rows.place()
    batch = rows.draft(at)
    for user in (at.admin, at.officer):
        assert {"seleksi/cara/", "jadwal/", "kecocokan/"} <= doors(user, batch)
        assert not {"pendaftar/", "hasil/", "berkas/"} & doors(user, batch)


def test_a_funder_that_does_not_select_has_no_door_to_the_selection() -> None:
    """It may select at home; here the page would not exist for it."""
    at = rows.place()
    unit = make.institution(kind=InstitutionKind.CENTRAL_TRAINING_UNIT)
    officer = make.desk(unit, Role.CENTRAL_UNIT_OFFICER).user
    batch = announced(at)
    Package.objects.filter(pk=batch.package_id).update(funder=unit)
    found = doors(officer, batch)
    assert "berkas/" in found and "seleksi/" not in found
    for door in found:
        assert signed_in(officer).get(f"/kelas/{batch.pk}/{door}").status_code == 200, door


def test_the_desk_asks_the_centre_to_make_a_draft_ready_and_its_recruiter_to_announce_it() -> None:
    at = rows.place()
    rows.draft(at, title="Kelas Rancangan")
    told = [signed_in(user).get("/meja/").content.decode() for user in (at.admin, at.officer)]
    assert "Siapkan kelas Kelas Rancangan" in told[0] and f"{at.office.name} mengumumkannya" in told[0]
    assert "Umumkan kelas Kelas Rancangan" in told[1] and "Siapkan kelas" not in told[1]


def test_the_guide_in_force_stands_on_the_pages_of_package_and_class() -> None:
    at = rows.place()
    batch = rows.draft(at)
    line = FundLine.objects.get(pk=batch.package.fund_line_id)
    for version, number in ((1, "POK 7"), (2, "POK 7 revisi")):
        line.guides.create(version=version, number=number, handed_by="Unit", received_on=TODAY, written_by="cli")
    for address in (f"/kelas/{batch.pk}/", f"/paket/{batch.package_id}/"):
        page = signed_in(at.admin).get(address).content.decode()
        assert "(POK) POK 7 revisi, versi 2." in page and "versi 1." not in page
