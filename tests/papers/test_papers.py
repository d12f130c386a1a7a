"""Papers of a class: made from the records, read back from the PDF, kept, signed, filed, read."""

import io
import json
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.conf import LazySettings
from python_calamine import CalamineWorkbook

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.admissions.models import Selection
from balai.audit.models import Entry
from balai.documents.actions.store import open_stored
from balai.institutions.enums import EquipmentKind, InstitutionKind
from balai.institutions.models import Equipment, Institution
from balai.kernel.refusal import Refused
from balai.papers.actions.make import make_paper
from balai.papers.actions.report import file_report, say_read
from balai.papers.actions.whole import export_whole
from balai.papers.catalogue import SHEETS
from balai.papers.certificates import certificates_pdf
from balai.papers.contents.said import Said
from balai.papers.enums import PaperKind
from balai.papers.models import ClassPaper
from balai.papers.queries import last_signatory, owed_by
from balai.papers.records import Records
from balai.papers.writing import has_moved_on, paper_of
from balai.parameters.actions import set_parameter
from balai.planning.models import Batch
from balai.programmes.models import CurriculumUnit, Programme
from balai.training.actions.attendance import mark_attendance
from balai.training.actions.certify import issue_training_certificates, replace_certificate
from balai.training.actions.complete import complete_batch
from balai.training.actions.enrol import leave_training
from balai.training.actions.freeze import freeze_older
from balai.training.actions.materials import MaterialPlan, add_material
from balai.training.actions.results import Result, record_results
from balai.training.actions.sessions import SessionChange, SessionPlan, cancel_session, change_session, plan_sessions
from balai.training.actions.statements import Told, tell_marks
from balai.training.enums import LeaveKind, MarkSource
from balai.training.models import Enrolment, TrainingCertificate, TrainingSession, UnitResult
from balai.training.parameters import ALLOWANCE_TRANSPORT
from balai.training.queries.allowances import allowance_list, whole_span
from tests import factories as make
from tests.admissions.rows import AFTER, open_class
from tests.admissions.test_trust import drawn, tied
from tests.training.rows import NOW, TODAY, a_class, admin_of, trainees

pytestmark = pytest.mark.data

LONG = "Raden Ajeng Siti Nurhaliza Kusumawardhani Purwaningsih Wiranatakusumah Hadiningrat Sastro Winoto"[:90]
TRICKY = "Siti #set *Aminah* $x$ _a_ <b> @c \\d `e` [f]"
SAID = Said(TODAY, "12/BA/III/2026", "Contoh", "Budi Latihan", "Kepala Balai")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.BALAI_FILES = str(tmp_path)


def text_of(pdf: bytes) -> str:
    """Words in reading order, without line breaks and the places where a long word may break."""
    book = pypdfium2.PdfDocument(pdf)
    pages = [book[n].get_textpage().get_text_range() for n in range(len(book))]
    return " ".join(" ".join(pages).replace("\u200b", "").replace("\ufffe", "").split())


@pytest.fixture
def batch(db: None) -> Batch:
    """A class that is over: one meeting held, one trainee with a long name and one with signs of markup in it."""
    batch = a_class(starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 27))
    people = trainees(batch, 3)
    for one, name in zip(people, (LONG, TRICKY, "Budi"), strict=True):
        one.person.full_name = name
        one.person.save()
    by = admin_of(batch)
    plan_sessions(by=by, batch=batch, plan=SessionPlan(time(8), time(15), count=3))
    meeting = TrainingSession.objects.filter(batch=batch).earliest("number")
    marks = {one.pk: "present" for one in people[:2]} | {people[2].pk: "absent"}
    mark_attendance(by=by, session=meeting, marks=marks, client_id=uuid4(), now=NOW)
    Equipment.objects.create(institution=batch.centre, name="Mesin jahit", kind=EquipmentKind.EQUIPMENT, quantity=16)
    return batch


def finished(batch: Batch) -> list[TrainingCertificate]:
    by = admin_of(batch)
    pks = Enrolment.objects.filter(batch=batch).order_by("seat").values_list("pk", flat=True)
    complete_batch(by=by, batch=batch, completed=dict.fromkeys(pks, True), today=TODAY)
    return issue_training_certificates(by=by, batch=batch, signatory="Budi Latihan, Kepala Balai", issued_on=TODAY)


def made(batch: Batch, kind: str, said: Said = SAID) -> ClassPaper:
    return make_paper(by=admin_of(batch), batch=batch, kind=kind, said=said, now=NOW, base="https://balai.example")


WITHOUT_DECISION = sorted(set(SHEETS) - {PaperKind.SELECTION})


@pytest.mark.parametrize("kind", WITHOUT_DECISION)
def test_every_paper_is_made_of_the_records_and_carries_number_and_signatory(batch: Batch, kind: str) -> None:
    finished(batch)
    words = text_of(open_stored(made(batch, kind).file))
    assert batch.centre.name.upper() in words.upper()
    assert "Budi Latihan" in words
    if kind != PaperKind.SIGNING_SHEETS:
        assert "12/BA/III/2026" in words


def test_the_receipt_carries_the_amounts_of_the_treasurers_list(batch: Batch) -> None:
    set_parameter(
        by=CLI, parameter=ALLOWANCE_TRANSPORT, text="21500", valid_from=date(2026, 1, 1), valid_to=None,
        legal_basis="surat uji", note="",
    )  # fmt: skip
    listed = allowance_list(batch, batch.starts_on, batch.ends_on)
    assert (listed.total, [row.amount for row in listed.rows]) == (43_000, [21_500, 21_500, 0])
    words = text_of(open_stored(made(batch, PaperKind.ALLOWANCE).file))
    assert "Rp43.000" in words and "empat puluh tiga ribu rupiah" in words
    assert words.count("Rp21.500") == 4 and "Transpor" in words and "Makan" not in words


@pytest.mark.parametrize("kind", ["attendance", "results", "allowance", "signing_sheets", "decree", "invitation"])
def test_names_stand_as_they_are_long_or_with_signs_of_markup(batch: Batch, kind: str) -> None:
    finished(batch)
    words = text_of(open_stored(made(batch, kind).file))
    assert TRICKY in words
    assert LONG in words


def test_who_left_stands_in_no_decree_and_nothing_is_called_free_that_is_not(batch: Batch) -> None:
    words = text_of(open_stored(made(batch, PaperKind.DECREE).file))
    gone = Enrolment.objects.filter(batch=batch).order_by("seat")[1]
    assert gone.person.full_name in words and "tanpa dipungut biaya" in words
    leave_training(by=admin_of(batch), enrolment=gone, reason="pindah", today=TODAY, kind=LeaveKind.WORK)
    Programme.objects.filter(pk=batch.curriculum.programme_id).update(free_of_charge=False)
    words = text_of(open_stored(made(Batch.objects.get(pk=batch.pk), PaperKind.DECREE).file))
    assert gone.person.full_name not in words and "tanpa dipungut biaya" not in words


def test_a_long_name_on_a_signing_sheet_makes_its_row_grow(batch: Batch) -> None:
    page = pypdfium2.PdfDocument(open_stored(made(batch, PaperKind.SIGNING_SHEETS).file))[0].get_textpage()
    words = page.get_text_range()
    last, first = LONG.split()[-1], TRICKY.split()[1]
    bottom = page.get_charbox(words.index(last, words.index(LONG[:12])))[1]
    top = page.get_charbox(words.index(first))[3]
    assert bottom > top


def test_the_report_names_no_trainee(batch: Batch) -> None:
    finished(batch)
    words = text_of(open_stored(made(batch, PaperKind.REPORT, Said(TODAY, texts={"problems": "Listrik padam"})).file))
    assert "Listrik padam" in words
    assert TRICKY not in words
    assert LONG not in words


def test_the_report_tells_what_went_otherwise_in_as_many_questions_for_one_as_for_many(
    batch: Batch, django_assert_max_num_queries: Any
) -> None:
    by, (one, two, three) = admin_of(batch), TrainingSession.objects.filter(batch=batch).order_by("number")
    people = list(Enrolment.objects.filter(batch=batch).order_by("seat"))
    add_material(by=by, batch=batch, plan=MaterialPlan("Modul pola", "https://contoh.id/modul"), now=NOW)
    change_session(by=by, session=two, change=SessionChange(two.held_on + timedelta(days=1)))
    two.refresh_from_db()
    mark_attendance(by=by, session=two, marks={people[0].pk: "present"}, client_id=uuid4(), now=NOW)
    cancel_session(by=by, session=three, reason="libur daerah")
    said = [Told(uuid4(), people[2].pk, "present", NOW)]
    tell_marks(by=by, session=one, told=said, source=MarkSource.PAPER, now=NOW)
    leave_training(by=by, enrolment=people[1], reason="diterima kerja", today=TODAY, kind=LeaveKind.WORK)
    with django_assert_max_num_queries(22):
        paper = paper_of(Records(Batch.objects.get(pk=batch.pk)), PaperKind.REPORT, SAID)
    words = json.dumps(paper.blocks, ensure_ascii=False)
    for told in (
        "1 orang, 1 di antaranya karena bekerja", "1 pindah hari", "Modul pola", "libur daerah", "1 tanda berbeda",
        "2 terlaksana, 1 dibatalkan, 0 belum",
    ):  # fmt: skip
        assert told in words


def test_the_report_says_why_people_left_and_no_illness_by_itself(batch: Batch) -> None:
    people = list(Enrolment.objects.filter(batch=batch).order_by("seat"))
    for one, kind in zip(people, (LeaveKind.MOVED, LeaveKind.HEALTH, LeaveKind.DISCIPLINE), strict=True):
        leave_training(by=admin_of(batch), enrolment=one, reason="alasan yang jelas", today=TODAY, kind=kind)
    told = lambda: json.dumps(paper_of(Records(batch), PaperKind.REPORT, SAID).blocks, ensure_ascii=False)  # noqa: E731
    assert "alasan pribadi atau tata tertib 2 orang; pindah tempat tinggal 1 orang" in told() and "sakit" not in told()
    Enrolment.objects.filter(pk=people[0].pk).update(leave_kind="")
    assert "sebab tidak dicatat 1 orang" in told()
    Enrolment.objects.filter(batch=batch).update(state="not_completed")
    assert "Sebab berhenti" not in told(), "who came back and did not complete has not left"


def test_an_older_certificate_is_frozen_as_the_records_say_today_and_says_so(batch: Batch) -> None:
    paper = finished(batch)[0]
    listed = TrainingCertificate.objects.filter(pk=paper.pk)
    kept = listed.get().content
    listed.update(content={})
    live = text_of(certificates_pdf(list(listed.all()), "https://balai.example", TODAY))
    assert "Isi sertifikat ini dari catatan pada 31 Maret 2026" in live
    assert freeze_older(by=CLI, today=TODAY + timedelta(9)) == 1
    assert listed.get().content == kept | {"frozen_on": "2026-04-09"}
    before = certificates_pdf(list(listed.all()), "https://balai.example", TODAY)
    assert "dibekukan pada 9 April 2026" in text_of(before)
    Institution.objects.filter(pk=batch.centre_id).update(name="Balai Berganti Nama")
    assert freeze_older(by=CLI, today=TODAY + timedelta(99)) == 0
    assert certificates_pdf(list(listed.all()), "https://balai.example", TODAY) == before
    assert Entry.objects.get(verb="training.freeze_certificates").facts["ids"] == [paper.pk]
    others = TrainingCertificate.objects.exclude(pk=paper.pk)
    assert "dibekukan" not in text_of(certificates_pdf(list(others), "https://balai.example", TODAY))


def test_the_lists_last_day_is_that_of_the_last_meeting(batch: Batch) -> None:
    late = batch.ends_on + timedelta(days=4)
    TrainingSession.objects.filter(batch=batch, state="held").update(held_on=late)
    assert whole_span(batch) == (batch.starts_on, late)
    assert sum(row.on_site for row in Records(batch).allowances.rows) == 2


def test_what_is_missing_is_said_and_refused(batch: Batch) -> None:
    owed = {one.kind: one for one in owed_by(Records(batch), {})}
    assert [str(one) for one in owed[PaperKind.REPORT].missing] == ["kelulusan belum diputuskan untuk semua peserta"]
    assert owed[PaperKind.ATTENDANCE].missing == []
    with pytest.raises(Refused, match="kelulusan belum diputuskan"):
        made(batch, PaperKind.REPORT)


def test_the_same_records_give_the_same_bytes_and_a_changed_record_shows(batch: Batch) -> None:
    first, second = made(batch, PaperKind.ATTENDANCE), made(batch, PaperKind.ATTENDANCE)
    assert (first.version, second.version) == (1, 2)
    assert first.file.sha256 == second.file.sha256
    assert not has_moved_on(Records(batch), second)
    meeting = TrainingSession.objects.filter(batch=batch).earliest("number")
    seat = Enrolment.objects.get(batch=batch, seat=3)
    mark_attendance(by=admin_of(batch), session=meeting, marks={seat.pk: "sick"}, client_id=uuid4(), now=NOW)
    assert has_moved_on(Records(batch), second)


def test_each_paper_leaves_an_audit_entry(batch: Batch) -> None:
    one = made(batch, PaperKind.ATTENDANCE)
    export_whole(by=admin_of(batch), batch=batch, form="pdf", day=TODAY)
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["papers.make", "papers.export_whole"]
    assert Entry.objects.get(verb="papers.make").subject_id == str(one.pk)


def test_an_instructor_or_another_centre_makes_no_paper(batch: Batch) -> None:
    for by in (
        make.actor(batch.centre, Role.INSTRUCTOR, TODAY),
        make.actor(make.institution(), Role.CENTRE_ADMIN, TODAY),
    ):
        with pytest.raises(Refused) as no:
            make_paper(by=by, batch=batch, kind=PaperKind.ATTENDANCE, said=SAID, now=NOW)
        assert no.value.code == "may_not_make_paper"


def test_the_whole_file_has_contents_names_and_links_to_evidence(batch: Batch) -> None:
    finished(batch)
    made(batch, PaperKind.ATTENDANCE)
    made(batch, PaperKind.REPORT)
    pdf = export_whole(by=admin_of(batch), batch=batch, form="pdf", day=TODAY, base="https://balai.example")
    words = text_of(pdf)
    assert "Daftar isi" in words
    assert "LAPORAN KEGIATAN PELATIHAN" in words
    assert LONG in words
    seat = Enrolment.objects.get(batch=batch, seat=1)
    assert f"https://balai.example/kelas/{batch.pk}/berkas/bukti/P-{seat.pk}/".encode() in pdf
    assert pdf == export_whole(by=admin_of(batch), batch=batch, form="pdf", day=TODAY, base="https://balai.example")


def test_the_workbook_has_a_sheet_a_list_and_never_a_formula(batch: Batch) -> None:
    one = Enrolment.objects.get(batch=batch, seat=3)
    one.person.full_name = "=1+1"
    one.person.save()
    content = export_whole(by=admin_of(batch), batch=batch, form="xlsx", day=TODAY, base="https://balai.example")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names[:3] == ["Peserta", "Seleksi", "Pertemuan"]
    rows = book.get_sheet_by_name("Peserta").to_python()
    assert [row[1] for row in rows[-3:]] == [LONG, TRICKY, "=1+1"]
    assert rows[-1][-1] == f"https://balai.example/kelas/{batch.pk}/berkas/bukti/P-{one.pk}/"
    assert content == export_whole(
        by=admin_of(batch), batch=batch, form="xlsx", day=TODAY, base="https://balai.example"
    )


def test_certificates_carry_the_name_the_code_and_the_number_they_replace(batch: Batch) -> None:
    papers = finished(batch)
    later = TODAY + timedelta(days=3)
    new = replace_certificate(
        by=admin_of(batch),
        certificate=papers[0],
        reason="Nama keliru",
        signatory="Budi Latihan, S.Pd.",
        issued_on=later,
    )
    rows = TrainingCertificate.objects.filter(pk__in=[new.pk, papers[1].pk])
    listed = list(
        rows.select_related("issuer__region", "enrolment__batch__curriculum", "replaces").order_by("enrolment__seat")
    )
    pdf = certificates_pdf(listed, "https://balai.example", later)
    words = text_of(pdf)
    assert len(pypdfium2.PdfDocument(pdf)) == 4
    assert (LONG in words, TRICKY in words, new.code in words) == (True, True, True)
    assert f"Menggantikan sertifikat nomor {papers[0].number}" in words
    assert "Kepala Balai" in words
    assert pdf == certificates_pdf(listed, "https://balai.example", later)


def test_a_certificate_says_what_was_issued_whatever_the_records_say_afterwards(batch: Batch) -> None:
    by, teacher = admin_of(batch), make.desk(batch.centre, Role.INSTRUCTOR).user
    batch.centre.instructors.create(user=teacher, full_name="Wayan Pengajar, S.Pd.")
    meeting, later = TrainingSession.objects.filter(batch=batch).order_by("number")[:2]
    TrainingSession.objects.filter(pk=meeting.pk).update(instructor=teacher)
    pks = list(Enrolment.objects.filter(batch=batch).order_by("seat").values_list("pk", flat=True))
    unit = batch.curriculum.units.earliest("position")
    record_results(by=by, batch=batch, results={(pk, unit.pk): Result("competent") for pk in pks}, now=NOW)
    paper = finished(batch)[0]
    listed = TrainingCertificate.objects.filter(pk=paper.pk)
    before = certificates_pdf(list(listed), "https://balai.example", TODAY)
    assert "Wayan Pengajar, S.Pd." in text_of(before) and "Hadir 1 dari 1 pertemuan" in text_of(before)

    mark_attendance(by=by, session=later, marks={pks[0]: "absent"}, client_id=uuid4(), now=NOW)
    UnitResult.objects.filter(enrolment=pks[0]).update(verdict="not_yet_competent")
    CurriculumUnit.objects.filter(pk=unit.pk).update(title="Judul lain", theory_hours=1)
    Institution.objects.filter(pk=batch.centre_id).update(name="Balai Berganti Nama")
    assert certificates_pdf(list(listed.all()), "https://balai.example", TODAY) == before


def test_the_report_tells_planned_money_apart_from_what_was_paid(batch: Batch) -> None:
    finished(batch)
    package = batch.package
    package.cost, package.seats = 16_000_000, 16
    package.save()
    unpaid = text_of(open_stored(made(batch, PaperKind.REPORT).file))
    assert "Rp1.000.000" in unpaid and "belum ada yang dicatat" in unpaid and "belum diketahui" in unpaid
    for amount, back in ((3_000_000, None), (9_000_000, NOW)):
        package.spendings.create(
            amount=amount, paid_on=TODAY, note="Bahan", written_by="cli", written_at=NOW, taken_back_at=back,
            taken_back_reason="Salah tulis" if back else "",
        )  # fmt: skip
    paid = text_of(open_stored(made(batch, PaperKind.REPORT).file))
    assert "Rp3.000.000" in paid and "Rp12.000.000" not in paid and "belum diketahui" not in paid
    assert paid.count("Rp1.000.000") == unpaid.count("Rp1.000.000") + 1  # three completed


def test_a_filed_report_is_read_by_the_funder_and_by_nobody_before(batch: Batch) -> None:
    finished(batch)
    funder = make.institution()
    batch.package.funder = funder
    batch.package.save()
    reader = make.actor(funder, Role.PARTNER, TODAY)
    one = made(batch, PaperKind.REPORT)
    assert not ClassPaper.objects.visible_to(reader).exists()
    file_report(by=admin_of(batch), paper=one, now=NOW)
    assert list(ClassPaper.objects.visible_to(reader)) == [one]
    say_read(by=reader, paper=one, institution=funder, now=NOW)
    with pytest.raises(Refused) as no:
        say_read(by=reader, paper=one, institution=funder, now=NOW)
    assert no.value.code == "already_read"
    assert not ClassPaper.objects.visible_to(make.actor(make.institution(), Role.PARTNER, TODAY)).exists()


@pytest.mark.django_db
def test_the_record_of_a_selection_names_its_draw_under_the_head_of_who_selected() -> None:
    office = make.institution("Dinas Contoh Penyeleksi", kind=InstitutionKind.LABOUR_OFFICE)
    batch = open_class(seats=2, recruiter=office)
    clerk = make.actor(office, Role.LABOUR_OFFICER, TODAY)
    tied(batch, clerk)
    drawn(batch, clerk)
    Selection.objects.update_or_create(batch=batch, defaults={"decided_at": AFTER, "decided_by": clerk.name})
    paper = make_paper(by=clerk, batch=batch, kind=PaperKind.SELECTION, said=SAID, now=NOW, base="")
    words = text_of(open_stored(paper.file))
    assert words.upper().startswith("DINAS CONTOH PENYELEKSI") and "4 orang diundi dengan angka 416253" in words
    assert "disaksikan Ani dan Budi" in words
    assert last_signatory(batch, PaperKind.SELECTION, NOW.date())["signatory"] == "Budi Latihan"
    assert last_signatory(batch, PaperKind.REPORT, NOW.date()) == {}, "the centre's papers are signed by its own head"


def test_scores_are_not_for_the_instructor(batch: Batch) -> None:
    row = made(batch, PaperKind.ATTENDANCE)
    ClassPaper.objects.filter(pk=row.pk).update(kind=PaperKind.SELECTION)
    assert ClassPaper.objects.visible_to(admin_of(batch)).exists()
    assert not ClassPaper.objects.visible_to(make.actor(batch.centre, Role.INSTRUCTOR, TODAY)).exists()
