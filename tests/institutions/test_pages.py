"""The pages of this room: what each actor sees and may do, and forms that say what is wrong."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.accounts.models import User
from balai.audit.models import Entry
from balai.documents.actions.store import place_of
from balai.imports.models import ImportRow, ImportRun
from balai.institutions.actions.invite import Invitee, invite_to_desk
from balai.institutions.actions.names import rename_institution
from balai.institutions.enums import InstitutionKind, Standing
from balai.institutions.models import (
    Agreement,
    Equipment,
    Handover,
    Institution,
    InstitutionName,
    Instructor,
    InstructorCertificate,
    Membership,
    Proxy,
)
from balai.kernel.tables import open_table
from tests import factories as make
from tests.institutions.test_import_list import a_list, row, village  # noqa: F401 a fixture

pytestmark = [pytest.mark.data, pytest.mark.django_db]
K = InstitutionKind


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def office_in(region) -> Membership:
    return make.desk(make.institution("Dinas Contoh", kind=K.LABOUR_OFFICE, region=region), Role.LABOUR_OFFICER)


@pytest.fixture
def centre() -> Membership:
    return make.desk(make.institution("BLK Contoh"), Role.CENTRE_ADMIN, make.user(full_name="Rahmi"))


def page(name: str, *args: object) -> str:
    return reverse(f"institutions:{name}", args=args)


def test_strangers_see_verified_bodies_only() -> None:
    seen, hidden = make.institution("BLK Terlihat"), make.institution("PT Tersembunyi", standing=Standing.UNVERIFIED)
    text = Client().get(page("list")).content.decode()
    assert "BLK Terlihat" in text and "PT Tersembunyi" not in text
    assert Client().get(page("page", seen.pk)).status_code == 200
    assert Client().get(page("page", hidden.pk)).status_code == 404


def test_a_body_is_found_under_a_former_name_and_narrowed_by_place() -> None:
    body = make.institution("BLK Padang")
    other = make.institution("BLK Lain", region=make.regency("Seberang"))
    InstitutionName.objects.create(institution=body, name="BLK Padang", kind="official")
    rename_institution(by=CLI, institution_id=body.pk, name="BPVP Padang", on_day=date(2022, 1, 1))
    text = Client().get(page("list"), {"q": "blk padang"}).content.decode()
    assert "BPVP Padang" in text and other.name not in text
    text = Client().get(page("list"), {"region": "Kab. Seberang"}).content.decode()
    assert other.name in text and "BPVP Padang" not in text


def test_an_unclear_place_in_the_filter_is_explained_not_an_error() -> None:
    answer = Client().get(page("list"), {"region": "Antahberantah"})
    assert answer.status_code == 200 and "tidak ada di daftar wilayah" in answer.content.decode()


def test_the_list_goes_on_without_repeating(django_assert_max_num_queries) -> None:
    for n in range(30):
        make.institution(f"LPK {n:02}")
    with django_assert_max_num_queries(6):
        first = Client().get(page("list"))
    older = first.context["older"]
    second = Client().get(page("list") + older)
    names = [r.name for r in (*first.context["rows"], *second.context["rows"])]
    assert len(names) == len(set(names)) == 30


def test_the_page_costs_as_much_with_many_rows_as_with_one(centre, django_assert_max_num_queries) -> None:
    body = centre.institution
    for n in range(4):
        teacher = Instructor.objects.create(institution=body, full_name=f"Instruktur {n}")
        InstructorCertificate.objects.create(instructor=teacher, kind="technical", valid_until=date(2025, 1, 1))
        Equipment.objects.create(institution=body, name=f"Mesin {n}", kind="equipment", condition="broken")
        Agreement.objects.create(kind="mou", title=f"MoU {n}", kept_by=body)
    client = signed_in(centre.user)
    with django_assert_max_num_queries(30):
        text = client.get(page("page", body.pk)).content.decode()
    assert "Mesin 3" in text and "MoU 3" in text and "Instruktur 3" in text and "habis" in text


def test_certificate_numbers_and_desks_are_for_those_who_keep_them(centre) -> None:
    teacher = Instructor.objects.create(institution=centre.institution, full_name="Instruktur Las")
    InstructorCertificate.objects.create(instructor=teacher, kind="technical", number="REG-77", scheme="Las")
    address = page("page", centre.institution_id)
    assert "REG-77" in signed_in(centre.user).get(address).content.decode()
    other = signed_in(make.user()).get(address).content.decode()
    assert "REG-77" not in other and "Rahmi" not in other
    assert "Instruktur Las" not in Client().get(address).content.decode()


EDITS = ["edit", "rename", "alias", "room_new", "equipment_new", "instructor_new", "agreement_new", "mandate"]


@pytest.mark.parametrize("name", EDITS)
def test_edit_pages_open_to_the_body_and_to_nobody_else(centre, name: str) -> None:
    address = page(name, centre.institution_id)
    assert signed_in(centre.user).get(address).status_code == 200
    assert signed_in(make.desk(make.institution(), Role.CENTRE_ADMIN).user).get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("name", EDITS)
def test_an_empty_form_names_its_fields(centre, name: str) -> None:
    answer = signed_in(centre.user).post(page(name, centre.institution_id), {})
    assert answer.status_code == 422 and "perbaiki" in answer.content.decode()


def test_somebody_registers_their_company_and_the_office_verifies_it() -> None:
    region = make.regency("Contoh Baru")
    officer, owner = office_in(region), make.user()
    said = {"name": "PT Baru", "kind": K.COMPANY, "sector": "private", "region": "Kab. Contoh Baru", "claim_desk": "on"}
    answer = signed_in(owner).post(page("new"), said, follow=True)
    body = Institution.objects.get(name="PT Baru")
    assert answer.status_code == 200 and body.region == region and "belum diperiksa" in answer.content.decode()
    office = signed_in(officer.user)
    assert "Periksa PT Baru" in office.get(reverse("desk")).content.decode()
    assert office.post(page("verify", body.pk), {"step": "refuse", "reason": ""}).status_code == 422
    office.post(page("verify", body.pk), {"step": "verify", "reason": ""})
    body.refresh_from_db()
    assert body.is_verified
    change = body.standing_changes.get()
    office.post(page("undo", body.pk, change.pk), {"reason": "Salah pilih."})
    body.refresh_from_db()
    assert body.standing == Standing.UNVERIFIED


def test_verify_shows_what_it_may_be_the_same_as() -> None:
    known = make.institution("LPK Melati", licence="563/1/2021")
    body = make.institution("Melati", region=known.region, licence="563/1/2021", standing=Standing.UNVERIFIED)
    text = signed_in(office_in(known.region).user).get(page("verify", body.pk)).content.decode()
    assert "Mungkin sama dengan" in text and "LPK Melati" in text


def test_room_thing_and_repair(centre) -> None:
    client, pk = signed_in(centre.user), centre.institution_id
    client.post(
        page("room_new", pk), {"name": "Bengkel las", "kind": "workshop", "seats": 16, "condition": "too_small"}
    )
    room = centre.institution.rooms.get()
    said = {"name": "Proyektor", "kind": "media", "room": room.pk, "condition": "worn", "condition_on": "01-03-2026"}
    client.post(page("equipment_new", pk), said)
    thing = Equipment.objects.get()
    assert (thing.room, thing.condition_on) == (room, date(2026, 3, 1))
    client.post(page("repair", pk, thing.pk))
    assert "Perbaiki Proyektor" in client.get(reverse("desk")).content.decode()
    client.post(page("repair", pk, thing.pk))
    thing.refresh_from_db()
    assert thing.condition == "good" and not thing.awaits_repair
    assert client.post(page("room_new", pk), {"name": "Bengkel las", "kind": "room"}).status_code == 422
    client.post(page("remove", pk, "ruang", room.pk))
    assert "Bengkel las" not in client.get(page("page", pk)).context["profile"].rooms


def test_a_certificate_near_its_end_is_on_the_desk_until_renewed(centre) -> None:
    client, pk = signed_in(centre.user), centre.institution_id
    client.post(page("instructor_new", pk), {"full_name": "Sutan"})
    teacher = Instructor.objects.get()
    soon = timezone.localdate() + timedelta(days=20)
    client.post(page("certificate_new", pk, teacher.pk), {"kind": "technical", "valid_until": f"{soon:%d-%m-%Y}"})
    assert "Perbarui sertifikat Sutan" in client.get(reverse("desk")).content.decode()
    old = InstructorCertificate.objects.get()
    later = soon + timedelta(days=1000)
    renewed = {"kind": "technical", "valid_until": f"{later:%d-%m-%Y}"}
    client.post(page("certificate_renew", pk, teacher.pk, old.pk), renewed)
    assert "Perbarui sertifikat Sutan" not in client.get(reverse("desk")).content.decode()


def test_an_agreement_keeps_its_dates_as_the_source_says_them(centre) -> None:
    partner = make.institution("PT Mitra")
    said = {
        "kind": "mou",
        "title": "Kerja sama",
        "valid_from_text": "2019",
        "valid_to_text": "09-2021",
        "parties": "PT Mitra",
    }
    client = signed_in(centre.user)
    client.post(page("agreement_new", centre.institution_id), said)
    made = Agreement.objects.get()
    assert (made.valid_from, made.valid_to, made.valid_from_text) == (date(2019, 1, 1), date(2021, 9, 30), "2019")
    assert set(made.parties.values_list("institution_id", flat=True)) == {partner.pk, centre.institution_id}
    wrong = client.post(page("agreement_new", centre.institution_id), said | {"valid_from_text": "31-02-2019"})
    assert wrong.status_code == 422


def test_invite_show_the_link_once_and_take_the_desk(centre) -> None:
    client, pk = signed_in(centre.user), centre.institution_id
    answer = client.post(page("desks", pk), {"role": Role.INSTRUCTOR, "email": "baru@contoh.test"}, follow=True)
    link = answer.context["link"]
    assert "/undangan/" in link and not client.get(page("desks", pk)).context["link"]
    visitor = Client()
    weak = visitor.post(link, {"full_name": "Budi", "password": "12345678"})
    assert weak.status_code == 422
    done = visitor.post(link, {"full_name": "Budi", "password": "kain-songket-biru"}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("desk") and "BLK Contoh" in done.content.decode()
    assert Client().get(link).status_code == 410
    assert Client().get("/undangan/bukan-tautan/").status_code == 410


def test_the_page_of_an_invitation_stays_out_of_search_engines_and_referrers(centre) -> None:
    _, link = invite_to_desk(
        by=CLI, institution_id=centre.institution_id, invitee=Invitee(role=Role.INSTRUCTOR, email="x@contoh.test"),
        link=lambda s: reverse("invitation", args=[s]), now=timezone.now(),
    )  # fmt: skip
    answer = Client().get(link)
    assert answer["Referrer-Policy"] == "no-referrer" and answer["Cache-Control"] == "no-store"
    signed = signed_in(make.user())
    assert signed.post(link, follow=True).status_code == 200
    assert Membership.objects.filter(role=Role.INSTRUCTOR).count() == 1


def test_mutasi_is_previewed_and_then_done_in_one_act(centre) -> None:
    colleague = make.desk(centre.institution, Role.INSTRUCTOR, make.user(full_name="Budi"))
    client = signed_in(centre.user)
    address = page("handover", centre.institution_id, centre.pk)
    said = {"to_user": colleague.user_id, "on_day": f"{timezone.localdate():%d-%m-%Y}"}
    shown = client.post(address, said)
    assert shown.status_code == 200 and "Catat mutasi sekarang" in shown.content.decode()
    assert not Handover.objects.exists()
    client.post(address, said | {"confirm": "1"})
    assert Handover.objects.get().to_user == colleague.user


def a_letter() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(target, "PNG")
    target.seek(0)
    target.name = "surat.png"
    return target


def test_acting_for_a_body_without_account_with_its_letter(settings, tmp_path) -> None:
    settings.BALAI_FILES = tmp_path
    body = make.institution("LPK Tanpa Akun", kind=K.PRIVATE_TRAINING_PROVIDER)
    desk = office_in(body.region)
    client, today = signed_in(desk.user), timezone.localdate()
    said = {
        "acting": desk.institution_id, "reason": "Belum punya surel.", "valid_from": f"{today:%d-%m-%Y}",
        "valid_to": f"{today + timedelta(days=30):%d-%m-%Y}",
    }  # fmt: skip
    assert client.post(page("proxy", body.pk), said).status_code == 422
    client.post(page("proxy", body.pk), said | {"letter": a_letter()})
    proxy = Proxy.objects.get()
    letter = client.get(page("proxy_letter", proxy.pk))
    assert (
        letter["Content-Type"] == "image/jpeg"
        and signed_in(make.user()).get(page("proxy_letter", proxy.pk)).status_code == 404
    )
    client.post(page("start_acting", proxy.pk))
    assert "bertindak atas nama" in client.get(page("page", body.pk)).content.decode()
    client.post(page("alias", body.pk), {"name": "LPK Lain"})
    assert Entry.objects.get(verb="institutions.add_alias").on_behalf_of == body.pk
    Proxy.objects.update(valid_to=today - timedelta(days=1), valid_from=today - timedelta(days=2))
    text = client.get(page("page", body.pk)).content.decode()
    assert "Anda bertindak atas nama" not in text
    assert "on_behalf_of" not in client.session


def test_putting_the_hat_off_needs_a_button_not_a_link(settings) -> None:
    client = signed_in(make.user())
    assert client.get(reverse("stop_acting")).status_code == 200
    assert client.post(reverse("stop_acting")).status_code == 302


def test_a_list_from_upload_to_decision(village, settings, tmp_path) -> None:  # noqa: F811
    settings.BALAI_FILES = tmp_path
    desk = office_in(village.regency)
    client = signed_in(desk.user)
    nik = "9901014506900001"
    content = a_list(
        row(1, "LPK Melati", tax=nik), row(2, "", tax=nik), row(3, "LPK Anggrek", village="Mekarr", tax=nik)
    )  # fmt: skip
    upload = io.BytesIO(content)
    upload.name = "daftar.xlsx"
    start = reverse("institution_imports:upload")
    answer = client.post(start, {"institution": desk.institution_id, "file": upload})
    run = ImportRun.objects.get()
    columns = reverse("institution_imports:columns", args=[run.pk])
    assert answer["Location"] == columns
    page_of_columns = client.get(columns)
    assert nik not in page_of_columns.content.decode() and "••01" in page_of_columns.content.decode()
    form = page_of_columns.context["form"]
    said = {f"column_{m.column}": m.field or "" for m in form.found.matches}
    assert client.post(columns, {k: "" for k in said}).status_code == 422
    check = reverse("institution_imports:check", args=[run.pk])
    assert client.post(columns, said)["Location"] == check
    shown = client.get(check)
    assert (shown.context["answer"].accepted, Institution.objects.filter(name="LPK Melati").count()) == (1, 0)
    result = client.post(check, follow=True)
    assert result.context["run"].total == 3 and not list(tmp_path.rglob("*.sealed"))
    table = client.get(reverse("institution_imports:refused", args=[run.pk]))
    assert table.content[:2] == b"PK" and nik not in str(open_table(table.content, "x").main_sheet().head())
    asked = ImportRow.objects.waiting().get()
    question = reverse("institution_imports:question", args=[asked.pk])
    assert "LPK Anggrek" in client.get(question).content.decode()
    assert nik not in client.get(question).content.decode()
    client.post(question, {"act": "new", "kind": K.PRIVATE_TRAINING_PROVIDER, "region_id": village.pk})
    assert Institution.objects.get(name="LPK Anggrek").region == village
    client.post(reverse("institution_imports:undo", args=[asked.pk]))
    assert not Institution.objects.filter(name="LPK Anggrek").exists()


def test_a_file_that_is_no_list_is_explained(centre) -> None:
    desk = office_in(make.regency())
    client = signed_in(desk.user)
    upload = io.BytesIO(b"\x89PNG\r\n\x1a\nxxxx")
    upload.name = "foto.xlsx"
    answer = client.post(reverse("institution_imports:upload"), {"institution": desk.institution_id, "file": upload})
    assert answer.status_code == 422
    assert signed_in(centre.user).get(reverse("institution_imports:upload")).status_code == 403


def test_bodies_of_a_list_wait_as_one_thing_and_are_taken_in_together() -> None:
    region = make.regency()
    officer = office_in(region)
    more = {"region": region, "standing": Standing.UNVERIFIED, "source": "import abc"}
    bodies = [make.institution(f"LPK {n}", **more) for n in range(3)]
    elsewhere = make.institution("LPK Jauh", standing=Standing.UNVERIFIED, source="import abc")
    client = signed_in(officer.user)
    desk = client.get(reverse("desk")).content.decode()
    assert "3 lembaga yang ditulis orang lain" in desk and "Periksa LPK 1" not in desk
    client.post(page("waiting"), {"ids": [bodies[0].pk, bodies[1].pk, elsewhere.pk, "x"]})
    standings = [Institution.objects.get(pk=b.pk).standing for b in (*bodies, elsewhere)]
    assert standings == [Standing.VERIFIED, Standing.VERIFIED, Standing.UNVERIFIED, Standing.UNVERIFIED]
    assert signed_in(make.user()).get(page("waiting")).status_code == 403


def test_the_scan_of_an_agreement_opens_for_its_parties_only(settings, tmp_path, centre: Membership) -> None:
    settings.BALAI_FILES = tmp_path
    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(picture, "PNG")
    picture.seek(0)
    picture.name = "mou.png"
    other = make.desk(make.institution("PT Mitra", kind=K.COMPANY), Role.EMPLOYER)
    web = signed_in(centre.user)
    form = {"kind": "mou", "title": "Kerja sama magang", "parties": "PT Mitra", "scan": picture}
    web.post(page("agreement_new", centre.institution_id), form)
    one = Agreement.objects.get()
    assert one.scan is not None
    mine = page("agreement_scan", centre.institution_id, one.pk)
    theirs = page("agreement_scan", other.institution_id, one.pk)
    answer = web.get(mine)
    assert answer["Content-Type"] == "image/jpeg" and "no-store" in answer["Cache-Control"]
    assert signed_in(other.user).get(theirs).status_code == 200
    assert mine in web.get(page("page", centre.institution_id)).content.decode()
    stranger = signed_in(make.desk(make.institution(), Role.CENTRE_ADMIN).user)
    assert stranger.get(mine).status_code == 404
    shown = stranger.get(page("page", centre.institution_id)).content.decode()
    assert mine not in shown and "dibuka oleh para pihaknya" in shown
    assert Client().get(mine).status_code == 302
    place_of(one.scan.pk).unlink()
    assert web.get(mine).status_code == 404
