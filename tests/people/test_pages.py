"""Pages about people: who sees what, the NIK never in an address, every page answers, lists stay flat."""

import re
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.accounts.models import User
from balai.audit.models import Entry
from balai.imports.models import ImportRow, ImportRun
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.people.actions.involve import involve
from balai.people.actions.register import correct_person, register_person
from balai.people.actions.rights import ask_for_right
from balai.people.enums import RequestKind
from balai.people.models import (
    CallListItem,
    ClaimRequest,
    DuplicatePair,
    Involvement,
    MergeRecord,
    Person,
    Reveal,
    RightsRequest,
)
from balai.people.queries.consents import current_texts
from balai.people.rules.details import PersonDetails
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
NIK = "9901014506900001"


class Office:
    """A labour office in its regency, an officer signed in."""

    def __init__(self, role: Role = Role.LABOUR_OFFICER) -> None:
        self.regency = factories.regency(f"Uji {factories.number()}")
        self.institution: Institution = factories.institution(kind=InstitutionKind.LABOUR_OFFICE, region=self.regency)
        self.user: User = factories.desk(self.institution, role).user
        self.client = Client()
        self.client.force_login(self.user)

    def person(self, **said: Any) -> Person:
        details = PersonDetails(**{"full_name": "Siti Aminah", "home_region": self.regency, **said})
        return register_person(by=CLI, details=details, now=NOW, institution=self.institution).person

    def get(self, name: str, *args: Any) -> str:
        answer = self.client.get(reverse(f"people:{name}", args=args))
        assert answer.status_code == 200, (name, answer.status_code)
        return answer.content.decode()

    def post(self, name: str, *args: Any, **form: Any) -> Any:
        return self.client.post(reverse(f"people:{name}", args=args), form, follow=True)


@pytest.fixture
def office(settings: Any) -> Office:
    settings.BALAI_SECOND_FACTOR = False
    return Office()


PERSON_PAGES = ("one", "edit", "national_id", "reveal", "needs", "consents", "papers")
LISTS = ("list", "register", "pairs", "requests", "calls", "past_term", "import")


@pytest.mark.parametrize("name", LISTS)
def test_lists_answer_when_empty(office: Office, name: str) -> None:
    assert "<h1>" in office.get(name)


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_pages_of_a_person_answer_with_the_number_masked(office: Office, name: str) -> None:
    page = office.get(name, office.person(nik=NIK).pk)
    assert NIK not in page and "Siti Aminah" in page


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_an_officer_of_another_regency_finds_nothing(office: Office, name: str) -> None:
    elsewhere = Office()
    address = reverse(f"people:{name}", args=[office.person().pk])
    assert elsewhere.client.get(address).status_code == 404


def test_a_counsellor_does_not_get_to_the_whole_number(office: Office) -> None:
    person = office.person(nik=NIK)
    office.client.force_login(factories.desk(office.institution, Role.COUNSELLOR).user)
    assert office.client.get(reverse("people:one", args=[person.pk])).status_code == 200
    assert office.client.get(reverse("people:reveal", args=[person.pk])).status_code == 404


def test_a_pair_across_regencies_is_judged_where_the_older_record_is(office: Office) -> None:
    elsewhere = Office()
    older = office.person(birth_date=date(1990, 6, 5))
    newer = elsewhere.person(birth_date=date(1990, 6, 5), phone="081234567890", home_street="Jalan Rahasia 7")
    pair = DuplicatePair.objects.get()
    assert "Tidak ada catatan yang tampak ganda" in elsewhere.get("pairs")
    assert elsewhere.client.get(reverse("people:pair", args=[pair.pk])).status_code == 404
    assert f'data-id="{pair.pk}"' in office.get("pairs")
    page = office.get("pair", pair.pk)
    assert "+6281234567890" not in page and "Rahasia" not in page and "890" in page
    assert reverse("people:one", args=[newer.pk]) not in page
    office.post("pair", pair.pk, keep=str(older.pk))
    newer.refresh_from_db()
    assert newer.merged_into_id == older.pk
    elsewhere.post("unmerge", MergeRecord.objects.get().pk)
    newer.refresh_from_db()
    assert newer.merged_into_id is None


def test_the_address_on_the_card_stands_beside_the_living_one(office: Office) -> None:
    person = office.person(birth_date=date(1990, 6, 5))
    form = {"full_name": "Siti Aminah", "birth_date": "05-06-1990", "home_regency": office.regency.name}
    office.post("edit", person.pk, **form, id_regency=office.regency.name, id_street="Jalan Lama 3", id_rt="7")
    person.refresh_from_db()
    assert (person.id_region, person.id_street, person.id_rt) == (office.regency, "Jalan Lama 3", "007")
    assert person.home_regency == office.regency
    assert "Jalan Lama 3" in office.get("one", person.pk) and 'value="Jalan Lama 3"' in office.get("edit", person.pk)
    wrong = office.client.post(reverse("people:edit", args=[person.pk]), form | {"id_regency": "Antah Berantah"})
    assert "Tempat ini tidak ditemukan" in wrong.content.decode()


def test_the_list_shows_only_ones_own_and_searches_by_the_beginning_of_a_name(office: Office) -> None:
    office.person()
    Office().person(full_name="Orang Jauh")
    office.person(full_name="Budi")
    page = office.get("list")
    assert "Siti Aminah" in page and "Budi" in page and "Orang Jauh" not in page
    found = office.client.get(reverse("people:list"), {"nama": "siti a"}).content.decode()
    assert "Siti Aminah" in found and "Budi" not in found


def test_a_number_is_searched_by_post_and_never_stands_in_an_address(office: Office) -> None:
    person = office.person(nik=NIK, phone="081234567890")
    for written in (NIK, "9901 0145 0690 0001", "0812 3456 7890"):
        answer = office.post("search", written=written)
        assert answer.redirect_chain == [(reverse("people:one", args=[person.pk]), 302)]
    assert NIK not in str(office.post("search", written="9901014506900009").redirect_chain)


def test_the_list_asks_as_many_questions_for_three_people_as_for_one(
    office: Office, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    office.person()
    with django_assert_max_num_queries(14) as first:
        office.get("list")
    office.person(full_name="Dua")
    office.person(full_name="Tiga")
    with django_assert_num_queries(len(first.captured_queries)):
        office.get("list")


def test_paging_goes_on_where_it_stopped(office: Office) -> None:
    for number in range(30):
        office.person(full_name=f"Orang {number:02}")
    page = office.get("list")
    older = re.search(r'href="(\?[^"]*sesudah=[^"]+)"', page)
    assert older and "Orang 24" in page and "Orang 25" not in page
    rest = office.client.get(reverse("people:list") + older[1].replace("&amp;", "&")).content.decode()
    assert "Orang 25" in rest and "Orang 29" in rest and "Orang 24" not in rest


def test_registering_step_by_step(office: Office) -> None:
    said: dict[str, Any] = {"full_name": "Sukarni", "nik": NIK, "birth_date": "05-06-1990", "sex": "P"}
    second = office.post("register", step="1", **said)
    assert b"Langkah 2 dari 4" in second.content and not Person.objects.exists()
    said |= {"phone": "0812 3456 7890", "home_regency": office.regency.full_name, "aim": "job", "adjustments": ["ramp"]}
    office.post("register", step="4", **said)
    person = Person.objects.get()
    assert (person.full_name, person.phone, person.home_regency_id) == ("Sukarni", "+6281234567890", office.regency.pk)
    assert person.registered_by_id == office.institution.pk and person.adjustments.count() == 1


def test_a_wrong_answer_leads_back_to_its_step_with_a_sentence(office: Office) -> None:
    answer = office.post("register", step="4", full_name="Sukarni", nik="123")
    page = answer.content.decode()
    assert "Langkah 1 dari 4" in page and "NIK harus 16 angka" in page and not Person.objects.exists()


def test_a_known_nik_leads_the_officer_to_the_record(office: Office) -> None:
    person = office.person(nik=NIK)
    page = office.post("register", step="4", full_name="Lain", nik=NIK).content.decode()
    assert reverse("people:one", args=[person.pk]) in page and Person.objects.count() == 1


def test_an_unknown_place_is_a_sentence_at_its_field(office: Office) -> None:
    answer = office.post("edit", office.person().pk, full_name="Siti", home_regency="Antah Berantah")
    assert "Tempat ini tidak ditemukan" in answer.content.decode()


def test_the_number_is_shown_once_for_a_reason(office: Office) -> None:
    person = office.person(nik=NIK)
    short = office.post("reveal", person.pk, reason="cetak")
    assert "Alasan terlalu pendek" in short.content.decode() and not Reveal.objects.exists()
    shown = office.post("reveal", person.pk, reason="Mencetak kartu AK/I")
    assert "9901 0145 0690 0001" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert "9901 0145" not in office.get("reveal", person.pk)


def test_two_records_are_compared_merged_and_taken_apart(office: Office) -> None:
    first = office.person(birth_date=date(1990, 6, 5))
    second = office.person(birth_date=date(1990, 6, 5), phone="081234567890")
    pair = DuplicatePair.objects.get()
    assert "Siti Aminah" in office.get("pairs") and "Apakah ini orang yang sama" in office.get("pair", pair.pk)
    office.post("pair", pair.pk, keep=str(first.pk))
    second.refresh_from_db()
    assert second.merged_into_id == first.pk
    assert office.client.get(reverse("people:one", args=[second.pk])).headers["Location"].endswith(f"{first.pk}/")
    office.post("unmerge", MergeRecord.objects.get().pk)
    second.refresh_from_db()
    assert second.merged_into_id is None


def test_a_request_is_answered_with_a_reason(office: Office) -> None:
    request = ask_for_right(by=CLI, person=office.person(), kind=RequestKind.ERASE, details="Tolong", now=NOW)
    assert "Siti Aminah" in office.get("requests") and "Tolong" in office.get("answer_request", request.pk)
    short = office.post("answer_request", request.pk, state="declined", answer="tidak")
    assert "Jawaban terlalu pendek" in short.content.decode()
    office.post("answer_request", request.pk, state="granted", answer="")
    assert Person.objects.get().full_name == "-" and RightsRequest.objects.get().state == "granted"


class Owner(Office):
    def __init__(self) -> None:
        super().__init__()
        self.record = self.person(nik=NIK, phone="081234567890", birth_date=date(1990, 6, 5))
        self.officer, self.user = self.user, factories.user()
        self.client = Client()
        self.client.force_login(self.user)


def test_my_pages_show_my_road_my_data_and_who_sees_it(office: Office) -> None:
    owner = Owner()
    Person.objects.filter(pk=owner.record.pk).update(user=owner.user)
    other = factories.institution("Lembaga Lain")
    involve([owner.record.pk], other.pk, "placement.refer", date(2026, 3, 2))
    assert "Terdaftar di Balai" in owner.get("own")
    page = owner.get("own_data")
    assert "Lembaga Lain" in page and owner.institution.name in page and NIK not in page
    download = owner.post("download")
    assert download["Content-Type"].startswith("application/json") and NIK not in download.content.decode()
    assert download.json()["people"]["person"][0]["full_name"] == "Siti Aminah"
    owner.post("ask", kind="correct", details="Tanggal lahir salah")
    assert RightsRequest.objects.get().person_id == owner.record.pk
    assert "lisan" not in owner.get("consents", owner.record.pk)
    owner.post("consents", owner.record.pk, purpose="reminders", version="1")
    assert owner.record.consents.get().means == "screen"


def test_claiming_a_record_says_the_same_whether_it_exists_or_not(office: Office) -> None:
    owner = Owner()
    said = {"full_name": "Siti Aminah", "birth_date": "05-06-1990", "nik": NIK}
    known = owner.post("claim", **said)
    stranger = Owner.__new__(Owner)
    stranger.user, stranger.client = factories.user(), Client()
    stranger.client.force_login(stranger.user)
    unknown = stranger.post("claim", **(said | {"nik": "9901014506900077"}))
    texts = [re.sub(r'value="[^"]*"|orang\d+', "", answer.content.decode()) for answer in (known, unknown)]
    assert texts[0] == texts[1] and known.redirect_chain == unknown.redirect_chain
    assert [c.person_id for c in ClaimRequest.objects.order_by("asked_at")] == [owner.record.pk, None]


def upload(office: Office, text: str, name: str = "daftar.csv") -> Any:
    return office.post("import", file=SimpleUploadedFile(name, text.encode()))


LIST = "NIK;Nama;Tanggal Lahir;No HP\n9901014506900001;Siti;05-06-1990;081234567890\n12;Budi;05-06-1990;\n"


def test_a_list_is_shown_before_anything_is_saved_then_saved(office: Office) -> None:
    page = upload(office, LIST).content.decode()
    assert "NIK (nomor induk kependudukan)" in page and "Belum ada yang disimpan" in page
    assert NIK not in page and not Person.objects.exists()
    run = ImportRun.objects.get()
    done = office.post("import_save", run.pk).content.decode()
    assert Person.objects.get().registered_by_id == office.institution.pk and "ditolak" in done
    assert "sudah disimpan" in office.post("import_save", run.pk).content.decode()


def test_refused_rows_come_back_as_a_file_that_can_be_sent_again(office: Office, tmp_path: Any) -> None:
    upload(office, LIST)
    run = ImportRun.objects.get()
    office.post("import_save", run.pk)
    answer = office.client.get(reverse("people:import_refused", args=[run.pk]))
    file = tmp_path / "x.xlsx"
    file.write_bytes(answer.content)
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    rows = list(sheet.values)
    assert (
        rows[0][:4] == ("NIK", "Nama", "Tanggal Lahir", "No HP")
        and rows[1][1] == "Budi"
        and "16 angka" in str(rows[1][4])
    )
    again = office.post("import", file=SimpleUploadedFile("x.xlsx", answer.content))
    assert "16 angka" in again.content.decode()


def test_what_is_not_stored_of_an_accepted_row_is_said_before_it_is_saved(office: Office) -> None:
    rows = ["9,90101E+15;Siti;V;", f"{NIK};Ani;V;V", f"{NIK};Ina;V;V", ";Budi;V;V"]
    text = "NIK;Nama;L;P;Tanggal Lahir\n" + "".join(f"{row};05-06-1990\n" for row in rows)
    page = upload(office, text).content.decode()
    assert "1 baris, L: Kolom L dan P sama-sama bertanda" in page and "1 baris, NIK: NIK ini tersimpan" in page
    assert "sama-sama kosong" not in page


def test_columns_can_be_matched_by_hand(office: Office) -> None:
    upload(office, "Siapa;Kapan\nSiti;05-06-1990\nBudi;06-06-1990\n")
    run = ImportRun.objects.get()
    page = office.post(
        "import_run", run.pk, **{"kolom-full_name": "Siapa", "kolom-birth_date": "Kapan"}
    ).content.decode()
    assert "2 orang baru akan dicatat" in page


def test_a_question_is_decided_and_undoubled(office: Office) -> None:
    person = office.person(full_name="Siti", birth_date=date(1990, 6, 5), phone="081234567890")
    upload(office, LIST)
    office.post("import_save", ImportRun.objects.get().pk)
    row = ImportRow.objects.get(state="asked")
    page = office.get("decide_row", row.pk)
    assert "Ya, orang yang sama" in page and NIK not in page
    office.post("decide_row", row.pk, choice="same", person=str(person.pk))
    person.refresh_from_db()
    assert person.nik_tail == "01"
    assert "sudah diputuskan" in office.post("decide_row", row.pk, choice="same").content.decode()


def decided(office: Office, choice: str, **said: str) -> ImportRow:
    upload(office, LIST)
    office.post("import_save", ImportRun.objects.get().pk)
    row = ImportRow.objects.get(state="asked")
    office.post("decide_row", row.pk, choice=choice, **said)
    row.refresh_from_db()
    assert row.state == "decided"
    return row


def undone(office: Office, row: ImportRow) -> str:
    text: str = office.post("undo_row", row.pk).content.decode()
    row.refresh_from_db()
    return text


def test_the_same_person_after_all_another_one(office: Office) -> None:
    person = office.person(full_name="Siti", birth_date=date(1990, 6, 5), phone="081234567890")
    CallListItem.objects.create(person=person, institution=office.institution, listed_at=NOW)
    row = decided(office, "same", person=str(person.pk))
    assert "Batalkan keputusan" in office.get("decide_row", row.pk)
    assert "Baris 2" in office.get("import_run", row.run_id)
    assert "Keputusan dibatalkan" in undone(office, row)
    person.refresh_from_db()
    assert (row.state, row.decision, person.nik_index, person.nik_state) == ("asked", {}, None, "none")
    assert CallListItem.objects.waiting().filter(person=person).count() == 1
    entry = Entry.objects.get(verb="people.undo_row")
    assert entry.facts["choice"] == "same" and entry.facts["person"] == str(person.pk)
    office.post("decide_row", row.pk, choice="new")
    assert Person.objects.exclude(pk=person.pk).get().nik_tail == "01"


def test_an_office_that_knew_somebody_only_by_the_row_does_not_know_them_any_more(office: Office) -> None:
    person = Office().person(full_name="Siti", birth_date=date(1990, 6, 5), phone="081234567890")
    involve([person.pk], office.institution.pk, "admissions.apply", NOW.date())
    row = decided(office, "same", person=str(person.pk))
    assert Involvement.objects.current().filter(person=person, reason="people.import").exists()
    undone(office, row)
    assert [i.reason for i in Involvement.objects.current().filter(person=person)] == ["admissions.apply"]


def test_somebody_new_goes_again_and_a_skipped_row_asks_again(office: Office) -> None:
    office.person(full_name="Siti", birth_date=date(1990, 6, 5), phone="081234567890")
    row = decided(office, "new")
    assert Person.objects.count() == 2
    undone(office, row)
    assert Person.objects.count() == 1 and row.state == "asked"
    office.post("decide_row", row.pk, choice="skip")
    undone(office, row)
    assert row.state == "asked" and "belum diputuskan" in undone(office, row)


def test_what_somebody_has_worked_on_since_stays(office: Office) -> None:
    office.person(full_name="Siti", birth_date=date(1990, 6, 5), phone="081234567890")
    row = decided(office, "new")
    made = Person.objects.get(pk=row.decision["person"])
    correct_person(by=CLI, person=made, details=PersonDetails(full_name="Siti A", nik=NIK), now=NOW)
    assert "sudah dipakai atau diubah" in undone(office, row)
    assert row.state == "decided" and Person.objects.filter(pk=made.pk).exists()


def test_a_stranger_takes_no_decision_back(office: Office) -> None:
    office.person(full_name="Siti", birth_date=date(1990, 6, 5), phone="081234567890")
    row = decided(office, "new")
    assert Office().post("undo_row", row.pk).status_code == 404
    row.refresh_from_db()
    assert row.state == "decided"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n", b"", b"%PDF-1.4 x", b"PK\x03\x04broken"])
def test_a_file_that_is_no_list_gets_a_sentence(office: Office, content: bytes) -> None:
    answer = office.post("import", file=SimpleUploadedFile("x.xlsx", content))
    assert answer.status_code == 200 and "berkas" in answer.content.decode().lower() and not ImportRun.objects.exists()


@pytest.mark.parametrize("name", LISTS)
def test_whoever_has_no_such_task_is_kept_out(office: Office, name: str) -> None:
    stranger = Client()
    stranger.force_login(factories.user())
    assert stranger.get(reverse(f"people:{name}")).status_code == 403
    assert Client().get(reverse(f"people:{name}")).status_code == 302


def test_a_new_consent_text_is_published_and_older_yeses_are_asked_anew(office: Office) -> None:
    person = office.person(birth_date=date(1990, 6, 5))
    office.post("consents", person.pk, purpose="reminders", version="1", means="spoken")
    publish = reverse("people:publish_text", args=["reminders"])
    assert office.client.get(publish).status_code == 403
    operator = Client()
    operator.force_login(factories.desk(factories.institution(kind=InstitutionKind.MINISTRY), Role.OPERATOR).user)
    words = "Saya setuju menerima pengingat lewat telepon biasa saja, dan bisa berhenti kapan saja."
    assert "sama dengan yang berlaku" in operator.post(publish, _shown_text()).content.decode()
    assert "Teks terlalu pendek" in operator.post(publish, {"text": "ya"}).content.decode()
    operator.post(publish, {"text": words, "text_en": ""})
    told = Client().get(reverse("people:consent_texts")).content.decode()
    assert words in told and "melalui SMS atau WhatsApp" in told and publish not in told
    assert "tanyakan lagi" in office.get("one", person.pk)
    page = office.get("consents", person.pk)
    assert words in page and "Baca teks yang dulu disetujui" in page
    person.user = factories.user("pemilik")
    person.save()
    own = Client()
    own.force_login(person.user)
    assert "Teks persetujuan berganti" in own.get("/saya/").content.decode()
    own.post(reverse("people:consents", args=[person.pk]), {"purpose": "reminders", "version": "2"})
    assert [c.text.version for c in person.consents.filter(withdrawn_at=None)] == [2]
    assert person.consents.count() == 2
    assert "Teks persetujuan berganti" not in own.get("/saya/").content.decode()


def _shown_text() -> dict[str, str]:
    text = current_texts()["reminders"]
    return {"text": text.text, "text_en": text.text_en}
