"""The yearly plan: on one screen, as a file that comes back, and copied by hand."""

import io
from collections.abc import Sequence

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balai.access.roles import Role
from balai.demand.actions import Wanted, move_job_order, write_job_order
from balai.demand.models import JobOrderUnit
from balai.institutions.enums import InstitutionKind
from balai.kernel.tables import open_table
from balai.planning.actions.propose import Answer, answer_package
from balai.planning.actions.rounds import NewRound, open_round
from balai.planning.models import Package, PlanningRound
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, WHY

pytestmark = [pytest.mark.data, pytest.mark.django_db]
TITLES = ("No", "Nama BLK", "Program Pelatihan", "Nama Kegiatan", "Jumlah Peserta", "Anggaran (Rp)", "Keterangan")


def planning(at: rows.Place, year: int = 2026) -> PlanningRound:
    return open_round(by=at.by_office, funder=at.office, plan=NewRound(year), now=NOW)


def table(lines: Sequence[Sequence[object]]) -> SimpleUploadedFile:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "RENCANA PELATIHAN TAHUN ANGGARAN 2026")
    for n, cells in enumerate([TITLES, *lines], start=2):
        sheet.write_row(n, 0, cells)
    book.close()
    return SimpleUploadedFile("rencana.xlsx", target.getvalue())


def test_money_proposals_capacity_and_decisions_stand_on_one_screen(client: Client) -> None:
    at = rows.place(equipped=False)
    made = planning(at)
    at.centre.rooms.create(name="Bengkel", kind="workshop", seats=16)
    at.centre.instructors.create(full_name="Instruktur Contoh")
    rows.funded(at, title="Garmen lama", cost=40_000_000)
    waits = rows.proposed(at, title="Garmen baru")
    client.force_login(at.officer)
    page = client.get(f"/perencanaan/{made.pk}/").content.decode()
    for words in ("Garmen lama", "Garmen baru", "Rp100.000.000", "Rp40.000.000", "Rp60.000.000", at.centre.name):
        assert words in page
    answer = {"dari": "perencanaan", "step": "refuse", "answer": "Sudah ada kelas serupa tahun ini."}
    assert client.post(f"/paket/{waits.pk}/", answer).url == f"/perencanaan/{made.pk}/"
    closed = client.post(f"/perencanaan/{made.pk}/tutup/", {"words": "Rencana disepakati bersama."}, follow=True)
    assert "ditutup" in closed.content.decode()
    assert PlanningRound.objects.get().state == "closed"


def test_the_page_asks_as_often_for_three_packages_as_for_one(client: Client, django_assert_max_num_queries) -> None:
    at = rows.place()
    made = planning(at)
    client.force_login(at.officer)
    counts = []
    for number in (1, 3):
        while Package.objects.count() < number:
            rows.funded(at, title=f"Paket {make.number()}")
        with django_assert_max_num_queries(60) as asked:
            client.get(f"/perencanaan/{made.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_file_of_the_office_becomes_drafts_and_a_second_time_changes_nothing(client: Client) -> None:
    at = rows.place()
    made = planning(at)
    lines = [
        (1, at.centre.name, "Operator Garmen", "Garmen A", 16, "Rp96.000.000", "Pabrik meminta."),
        (2, at.centre.name, "Operator Garmen", "Garmen B", "enam belas", 90_000_000, ""),
        (3, "Balai Yang Tidak Ada", "Operator Garmen", "Garmen C", 16, 90_000_000, ""),
        (4, at.centre.name, "Program Tak Dikenal", "Garmen D", 16, 90_000_000, ""),
        ("", "Jumlah", "", "", 64, 360_000_000, ""),
    ]
    client.force_login(at.officer)
    take = lambda sent: client.post(f"/perencanaan/{made.pk}/impor/", {"file": table(sent)})  # noqa: E731
    answers = take(lines).context["answers"]
    assert [one.state for one in answers] == ["new", "refused", "refused", "refused"]
    assert "“enam belas” bukan bilangan bulat" in answers[1].reason
    assert "Balai Yang Tidak Ada" in answers[2].reason
    draft = Package.objects.get()
    assert (draft.state, draft.title, draft.seats, draft.cost) == ("draft", "Garmen A", 16, 96_000_000)
    assert [one.state for one in take(lines[:1]).context["answers"]] == ["same"]
    cheaper = [(1, at.centre.name, "Operator Garmen", "Garmen A", 16, 80_000_000, "")]
    assert [one.state for one in take(cheaper).context["answers"]] == ["changed"]
    Package.objects.update(state="proposed")
    assert "sudah dikirim" in take(lines[:1]).context["answers"][0].reason


def test_the_file_taken_home_is_read_back_unchanged(client: Client) -> None:
    at = rows.place()
    made = planning(at)
    rows.proposed(at, title="=1+1 angkatan I")
    client.force_login(at.officer)
    book = client.get(f"/perencanaan/{made.pk}/berkas/")
    assert "rencana-2026-" in book["Content-Disposition"]
    cells = [row.cells for row in open_table(book.content, "rencana.xlsx").main_sheet().rows()]
    assert cells[2][3:6] == ["=1+1 angkatan I", 16, 60_000_000]
    sent = SimpleUploadedFile("rencana.xlsx", book.content)
    answers = client.post(f"/perencanaan/{made.pk}/impor/", {"file": sent}).context["answers"]
    assert [one.state for one in answers] == ["same"]


def test_last_years_plan_is_copied_and_changed_on_one_page(client: Client) -> None:
    at = rows.place()
    old = rows.funded(at)
    made = planning(at, 2027)
    client.force_login(at.officer)
    said = {f"pick_{old.pk}": "on", f"seats_{old.pk}": "20", f"cost_{old.pk}": "75.000.000"}
    assert client.post(f"/perencanaan/{made.pk}/salin/", said).status_code == 302
    draft = Package.objects.get(copied_from=old)
    assert (draft.year, draft.seats, draft.cost, draft.state) == (2027, 20, 75_000_000, "draft")
    client.force_login(at.admin)
    assert "perlu menunjuk kebutuhan" in client.get(f"/paket/{draft.pk}/").content.decode()
    said = {"title": draft.title, "seats": 20, "cost": "75.000.000", "reason": REASON, "no_need_why": WHY}
    assert client.post(f"/paket/{draft.pk}/perbaiki/", said).status_code == 302
    assert client.post(f"/paket/{draft.pk}/kirim/").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "proposed"


def test_a_centre_reads_units_on_the_page_and_the_nearest_words_stand_first(client: Client) -> None:
    at = rows.place()
    employer = make.institution("PT Contoh", kind=InstitutionKind.COMPANY, region=at.regency)
    boss = make.actor(employer, Role.EMPLOYER)
    order = write_job_order(by=boss, employer=employer, wanted=Wanted("Penjahit kemeja", 4), today=TODAY)
    move_job_order(by=boss, job_order=order, step="publish", today=TODAY)
    client.force_login(at.admin)
    assert "Penjahit kemeja" in client.get("/permintaan/padankan/").content.decode()
    unit = at.curriculum.units.get().unit
    page = client.get(f"/permintaan/{order.pk}/padankan/")
    assert [pk for pk, _label in page.context["form"].fields["units"].choices] == [unit.pk]
    assert client.post(f"/permintaan/{order.pk}/padankan/", {"units": [str(unit.pk)]}).status_code == 302
    assert JobOrderUnit.objects.get().centre == at.centre


def test_what_was_paid_and_the_cost_of_a_place_are_read_on_the_page(client: Client) -> None:
    at = rows.place()
    package = rows.proposed(at)
    answer_package(by=at.by_office, package=package, answer=Answer("accept", REASON, rows.line(at)), now=NOW)
    client.force_login(at.admin)
    said = {"amount": "6.000.000", "paid_on": "02-03-2026", "note": "Bahan praktik, kuitansi 12", "post": "materials"}
    assert client.post(f"/paket/{package.pk}/belanja/", said).status_code == 302
    page = client.get(f"/paket/{package.pk}/belanja/").content.decode()
    assert "Rp6.000.000" in page
    assert "Rp3.750.000" in page
    assert page.count("belum diketahui") >= 2
    paid = package.spendings.get().pk
    client.post(f"/paket/{package.pk}/belanja/{paid}/tarik/", {"reason": "Salah menulis jumlahnya."})
    assert package.spendings.get().taken_back_at is not None
    client.force_login(rows.place().admin)
    assert client.get(f"/paket/{package.pk}/belanja/").status_code == 404


def test_a_guide_of_state_money_is_written_on_its_page(client: Client) -> None:
    at = rows.place()
    state, own = rows.line(at, source="apbn"), rows.line(at)
    client.force_login(at.officer)
    said = {"number": "POK 1/2026", "handed_by": "BPVP Contoh", "received_on": "02-03-2026", "changes": ""}
    assert client.post(f"/dana/{state.pk}/petunjuk/", said).status_code == 302
    assert "Versi 1: POK 1/2026" in client.get(f"/dana/{state.pk}/").content.decode()
    assert client.get(f"/dana/{own.pk}/petunjuk/").status_code == 404
