"""Lists of offices: every row accepted, refused or asked; the same file twice changes nothing; nothing is guessed."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.config.cli import main
from balai.imports.enums import RowState
from balai.imports.models import ImportRow, ImportRun
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.institutions.models.institution import name_key
from balai.kernel.crypto import unseal
from balai.kernel.refusal import Refused
from balai.people.actions.bulk import PersonWriter
from balai.people.actions.duplicates import find_duplicates
from balai.people.actions.identity import set_national_id
from balai.people.actions.import_people import Imported, import_people
from balai.people.models import CallListItem, DuplicatePair, Involvement, Person
from balai.people.models.person import hint_aad, nik_aad
from balai.people.name_keys import fast_name_key
from balai.people.queries.known import known_people, nik_hashes
from balai.people.queries.likely import likely_same
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
HEAD = "NIK;Nama;Tanggal Lahir;No HP"


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


def take(content: bytes, institution: Institution | None = None) -> Imported:
    return import_people(by=CLI, content=content, file_name="daftar.csv", institution=institution, now=NOW)


def sums(done: Imported) -> tuple[int, int, int, int]:
    return done.accepted, len(done.refused), len(done.asked), done.changed


def test_people_come_in_sealed_found_and_with_an_audit_entry() -> None:
    done = take(
        csv("9901014506900001;Siti Aminah;05-06-1990;081234567890", "9901010506910002;Drs. Sukarni;5 Juni 1991;")
    )
    assert sums(done) == (2, 0, 0, 2)
    siti = Person.objects.get(name_key="siti aminah")
    assert (siti.birth_date, siti.phone, siti.masked_nik) == (date(1990, 6, 5), "+6281234567890", "•" * 14 + "01")
    assert unseal(siti.nik_sealed or b"", nik_aad(siti.pk)) == "9901014506900001"
    assert Person.objects.get(name_key="sukarni").title_before == "Drs."
    entry = Entry.objects.get(verb="people.import")
    assert entry.facts["count"] == 2 and str(siti.pk) in entry.facts["ids"]
    assert "990101" not in json.dumps(list(Entry.objects.values("facts")))


def test_the_same_file_twice_changes_nothing_rows_without_nik_included() -> None:
    file = csv(
        "9901014506900001;Siti;05-06-1990;081234567890",
        ";Sukarni;01-02-1985;081234567891",
        ";Tanpa Telepon;03-04-1986;",
        ";Tanpa Apa Pun;;",
        "9901014506900009;Ganda Satu;05-06-1990;",
        "9901014506900009;Ganda Dua;05-06-1990;",
    )
    first, second = take(file), take(file)
    assert first.rows == first.read == second.read
    assert sums(first) == (3, 1, 2, 3) and sums(second) == (3, 1, 2, 0)
    assert Person.objects.count() == 3
    assert ImportRow.objects.filter(state=RowState.ASKED).count() == 2


def test_a_nik_that_became_a_number_is_a_hint_on_the_call_list() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["NIK", "Nama", "Tanggal Lahir", "No HP"])
    sheet.append([9901014506900001, "Siti", datetime(1990, 6, 5), "081234567890"])
    out = io.BytesIO()
    book.save(out)
    done = take(out.getvalue())
    person = Person.objects.get()
    assert sums(done) == (1, 0, 0, 1)
    assert (person.nik_state, person.nik_sealed, person.masked_nik) == ("unverified", None, "")
    assert unseal(person.nik_hint_sealed or b"", hint_aad(person.pk)) == "990101450690000"
    assert CallListItem.objects.get().person_id == person.pk
    assert sums(take(out.getvalue())) == (1, 0, 0, 0)


@pytest.mark.parametrize("written", ["9,90101E+15", "9.90101E+15", "9,9010E+15"])
def test_a_nik_of_few_digits_is_unverified_on_the_call_list_and_nobodys_number(written: str) -> None:
    take(csv("9901014506900001;Siti;05-06-1990;081234567890", "9901015506900002;Rina;15-06-1990;"))
    file = csv(f"{written};Budi;05-06-1985;081234567891", f"{written};Ani;05-06-1986;081234567892")
    assert sums(take(file)) == (2, 0, 0, 2)
    budi = Person.objects.get(name_key="budi")
    assert (budi.nik_state, budi.nik_index, budi.nik_hint_index) == ("unverified", None, None)
    assert "9901015506900002".startswith(unseal(budi.nik_hint_sealed or b"", hint_aad(budi.pk)))
    assert CallListItem.objects.filter(person=budi).exists() and not likely_same(budi)
    assert sums(take(file)) == (2, 0, 0, 0)


@pytest.mark.parametrize(("digits", "warned"), [
    ("9901014506900001", False), ("9901005506900001", False), ("9901025506900001", True),
])  # fmt: skip
def test_a_whole_nik_is_held_against_what_was_left_of_it_rounded_or_not(digits: str, warned: bool) -> None:
    take(csv("9,90101E+15;Budi;;081234567891"))
    remarks = set_national_id(by=CLI, person=Person.objects.get(), nik=digits, now=NOW)
    assert ("nik_hint_differs" in [r.code for r in remarks]) is warned


@pytest.mark.parametrize("head", [
    "Nama;L;P;Tanggal Lahir", "Nama;JK L;JK P;Tanggal Lahir", "Nama;Jenis Kelamin;;Tanggal Lahir\n;L;P;",
])  # fmt: skip
def test_marks_under_l_or_p_say_the_sex_and_both_or_none_warn(head: str) -> None:
    marks = ["V;", ";x", "√;-", ";1", "L;", ";P", "v.;0", ";", "V;V", "abc;"]
    done = take(csv(*(f"Orang {chr(65 + n)};{mark};05-06-1990" for n, mark in enumerate(marks)), head=head))
    assert sums(done) == (10, 0, 0, 10)
    said = dict(Person.objects.values_list("name_key", "sex"))
    assert "".join(said[f"orang {chr(97 + n)}"] or "?" for n in range(10)) == "LPLPLPL???"
    assert [(n - head.count("\n"), note.code) for n, note in done.notes] == [
        (9, "sex_not_ticked"), (10, "sex_both_ticked"), (11, "sex_not_ticked"),
    ]  # fmt: skip


def test_a_column_l_alone_or_beside_the_sex_in_words_means_nothing() -> None:
    take(csv("Siti;P;V;05-06-1990", head="Nama;L/P;L;Tanggal Lahir"))
    take(csv("Budi;V;05-06-1990", head="Nama;L;Tanggal Lahir"))
    assert dict(Person.objects.values_list("name_key", "sex")) == {"siti": "P", "budi": ""}


def test_formulas_and_phones_with_a_plus_survive_as_text() -> None:
    take(csv(';=HYPERLINK("x");01-02-1985;+62 812 3456 7890'))
    person = Person.objects.get()
    assert (person.full_name, person.phone) == ('=HYPERLINK("x")', "+6281234567890")


@pytest.mark.parametrize(("row", "column", "words"), [
    ("123;Siti;05-06-1990;", "NIK", "16 angka"),
    ("9901013302900001;Siti;05-06-1990;", "NIK", "tanggal lahir"),
    (";Siti;31-02-1990;", "Tanggal Lahir", "tanggal"),
    (";Siti;05-06-2090;", "Tanggal Lahir", "belum terjadi"),
    (";;05-06-1990;", "Nama", "Nama"),
    (";12345;05-06-1990;", "Nama", "bukan nama"),
    (";Siti;05-06-1990;abc", "No HP", "telepon"),
    (";Siti;;", "", "NIK"),
])  # fmt: skip
def test_a_refused_row_names_its_column_and_what_to_do(row: str, column: str, words: str) -> None:
    done = take(csv(row, ";Orang Lain;01-01-1980;"))
    assert sums(done) == (1, 1, 0, 1)
    problem = done.refused[0].problems[0]
    assert problem.column == column and words in problem.reason
    kept = ImportRow.objects.get()
    assert kept.content()["Nama"] == row.split(";")[1] and kept.reasons[0]["column"] == column


def test_a_known_nik_under_another_name_asks_and_a_misspelling_does_not() -> None:
    take(csv("9901014506900001;Siti Aminah;05-06-1990;"))
    assert sums(take(csv("9901014506900001;Siti Aminahh;05-06-1990;"))) == (1, 0, 0, 0)
    other = take(csv("9901014506900001;Bambang;05-06-1990;"))
    assert sums(other) == (0, 0, 1, 0) and other.asked[0].kind == "other_name"
    assert ImportRow.objects.get().proposal["people"] == [str(Person.objects.get().pk)]


def test_somebody_on_file_without_nik_is_asked_about() -> None:
    take(csv(";Siti;05-06-1990;081234567890"))
    done = take(csv("9901014506900001;Siti;05-06-1990;081234567890"))
    assert sums(done) == (0, 0, 1, 0) and done.asked[0].kind == "without_nik"


def test_family_members_sharing_a_phone_are_different_people() -> None:
    assert sums(take(csv(";Siti;05-06-1990;081234567890", ";Budi;05-06-1990;081234567890"))) == (2, 0, 0, 2)


def test_title_rows_totals_and_signatures_are_no_people() -> None:
    text = (
        "DAFTAR PENCARI KERJA;;;\n;;;\nNo;NIK;Nama;Tanggal Lahir;No HP\n1;;Siti;5/6/1990;0812 3456 7890\n;;JUMLAH;1;\n"
    )
    assert sums(take(text.encode("cp1252"))) == (1, 0, 0, 1)


def test_a_list_without_regency_belongs_to_the_office_and_known_people_become_visible_to_it() -> None:
    office = factories.institution(kind=InstitutionKind.LABOUR_OFFICE)
    take(csv(";Siti;05-06-1990;081234567890"), office)
    person = Person.objects.get()
    assert (person.registered_by_id, person.home_regency_id) == (
        office.pk,
        office.region.regency_id if office.region else 0,
    )
    other = factories.institution(kind=InstitutionKind.LABOUR_OFFICE)
    take(csv(";Siti;05-06-1990;081234567890"), other)
    assert Involvement.objects.get().institution_id == other.pk


def test_the_village_tells_people_without_phone_apart() -> None:
    west, east = factories.regency("Barat"), factories.regency("Timur")
    head = "Nama;Tanggal Lahir;Kabupaten"
    file = csv(f"Siti;05-06-1990;{west.full_name}", f"Siti;05-06-1990;{east.full_name}", head=head)
    assert sums(take(file)) == (2, 0, 0, 2) and sums(take(file)) == (2, 0, 0, 0)


def test_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("balai.people.actions.import_people.finish_run", broken)
    with pytest.raises(KeyboardInterrupt):
        take(csv(";Siti;05-06-1990;081234567890", ";;;"))
    assert (Person.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_somebody_registered_meanwhile_is_weighed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    file, write = csv("9901014506900001;Siti;05-06-1990;"), PersonWriter.write

    def late(writer: PersonWriter, people: Any) -> None:
        monkeypatch.setattr(PersonWriter, "write", write)
        take(file)
        write(writer, people)

    monkeypatch.setattr(PersonWriter, "write", late)
    done = take(file)
    # the inner import is undone with the failed attempt on this one connection; either way there is one person
    assert done.accepted == 1 and Person.objects.count() == 1


def test_likely_duplicates_within_lists_are_found_by_the_worker() -> None:
    take(csv("9901014506900001;Siti;05-06-1990;081234567890", "9901014506900002;Siti;05-06-1990;081234567891"))
    take(csv(";Siti Aminahh;;081234567890", ";Bambang;;081234567890"))
    now = timezone.now()
    assert find_duplicates(now) == 2 and find_duplicates(now) == 2
    assert sorted(p.reasons for p in DuplicatePair.objects.all()) == [["same_name_birth"], ["same_phone_name"]]
    DuplicatePair.objects.all().delete()
    assert find_duplicates(now + timedelta(hours=3)) == 0


def test_who_may_not_import_is_told_so() -> None:
    office = factories.institution(kind=InstitutionKind.LABOUR_OFFICE)
    with pytest.raises(Refused) as no:
        import_people(
            by=factories.actor(office, Role.INSTRUCTOR),
            content=csv(";S;05-06-1990;"),
            file_name="x",
            institution=office,
            now=NOW,
        )
    assert no.value.code == "may_not_import" and not ImportRun.objects.exists()


def test_the_command_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "orang.csv"
    file.write_bytes(csv("9901014506900001;Siti;05-06-1990;", "5;Budi;05-06-1990;"))
    answers = []
    for _time in range(2):
        assert main(["import", "people", str(file), "--format", "json"]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0]["accepted"] == answers[1]["accepted"] == {"people": 1}
    assert answers[0]["changed"] == {"people": 1} and answers[1]["changed"] == {}
    assert answers[0]["refused"]["people"][0]["row"] == 3 and answers[0]["refused"]["people"][0]["column"] == "NIK"


def test_a_picture_is_refused_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "orang.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    assert main(["import", "people", str(file), "--yes"]) == 1
    assert "gambar" in capsys.readouterr().err


NIKS = st.sampled_from(["", "9901014506900001", "9901014506900002", "9901010506900003", "12", "9,90101E+15"])
NAMES = st.sampled_from(["Siti", "Budi Santoso", "SITI ", "", "7", "M. Ali, S.Pd."])
DATES = st.sampled_from(["05-06-1990", "5 Juni 1990", "33031", "", "31-02-1990"])
PHONES = st.sampled_from(["081234567890", "+6281234567891", "", "x"])
LISTS = st.lists(st.tuples(NIKS, NAMES, DATES, PHONES).filter(any), min_size=1, max_size=12)
QUIETLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIETLY
@given(rows=LISTS)
def test_every_row_has_one_answer_and_a_repetition_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    Person.objects.all().delete()
    file = csv(*(";".join(f'"{cell}"' for cell in row) for row in rows))
    first, second = take(file), take(file)
    assert sums(first)[:3] == sums(second)[:3] and second.changed == 0
    assert Person.objects.count() == first.changed


@QUIETLY
@given(rows=LISTS, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[tuple[str, ...]], seed: object) -> None:
    results = []
    for turn in (rows, rows[::-1]):
        Person.objects.all().delete()
        done = take(csv(*(";".join(f'"{cell}"' for cell in row) for row in turn)))
        people = sorted((p.name_key, str(p.birth_date), p.phone, p.nik_tail) for p in Person.objects.all())
        results.append((sums(done), people))
    assert results[0] == results[1]


@given(st.text(max_size=40))
def test_the_quick_name_key_is_the_name_key(name: str) -> None:
    assert fast_name_key(name) == name_key(name)


def test_birth_place_and_date_under_one_merged_heading_are_read() -> None:
    done = take(b"No;Nama Lengkap;Kelahiran;;No. HP\n;;Tempat;Tanggal;\n1;Dewi;Solok;6 Juni 1990;081200001114")
    assert sums(done) == (1, 0, 0, 1)
    dewi = Person.objects.get(name_key="dewi")
    assert (dewi.birth_place, dewi.birth_date) == ("Solok", date(1990, 6, 6))


def test_a_nik_that_comes_again_many_blocks_later_asks_about_both_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.people.actions.weigh_list.BLOCK", 2)
    take(csv("9901014506900009;Lama;05-06-1990;"))
    twice, known = "9901014506900001;Siti;05-06-1990;", "9901014506900009;Lama;05-06-1990;"
    others = [f"99010145069000{n};Orang {n};05-06-1990;" for n in range(10, 16)]
    unnumbered = ";Siti;05-06-1990;081234567890"
    rows = [
        twice.replace(";05-06-1990;", ";05-06-1990;081234567890"),
        known,
        *others[:3],
        unnumbered,
        twice,
        *others[3:],
        known,
        twice,
    ]
    done = take(csv(*rows))
    # the row without NIK is no repetition of one that is still to be decided
    assert sums(done) == (7, 0, 5, 7)
    assert [(a.row.n, a.kind) for a in done.asked] == [
        (2, "nik_twice"),
        (3, "nik_twice"),
        (8, "nik_twice"),
        (12, "nik_twice"),
        (13, "nik_twice"),
    ]
    assert [len(a.people) for a in done.asked] == [0, 1, 0, 1, 0]
    assert ImportRow.objects.filter(n=2).get().content()["Nama"] == "Siti"
    assert Person.objects.filter(full_name="Siti").get().nik_index is None
    again = take(csv(*rows))
    assert (again.accepted, again.changed, again.questions) == (7, 0, 0)


def test_a_file_that_breaks_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.people.actions.weigh_list.BLOCK", 2)
    with pytest.raises(Refused) as no:
        take(
            csv(
                *(f"99010145069000{n};Orang {n};05-06-1990;" for n in range(10, 16)),
                '9901014506900017;"Orang;05-06-1990;',
            )
        )
    assert no.value.code == "csv_quotes"
    assert (Person.objects.count(), ImportRun.objects.count()) == (0, 0)


_INDEXES = ("person_merged_nik", "one_person_per_national_id", "person_by_recognition")


def test_who_is_on_file_is_found_by_index_however_many_there_are() -> None:
    """In a table of some thousand rows, half of them merged so that no index is small, with the statistics of its rows:
    what autovacuum happened to see of other tests would otherwise decide."""
    take(csv(*(f"{9901014506900000 + n};Orang {n};05-06-1990;" for n in range(1, 6_000))))
    kept = Person.objects.earliest("pk")
    Person.objects.filter(pk__in=Person.objects.order_by("pk").values("pk")[1:3_000]).update(merged_into=kept)
    wanted = ["9901014506900001"], nik_hashes(["9901014506900001"]), ["0" * 64]
    with CaptureQueriesContext(connection) as asked:
        known_people(*wanted)
    assert len(asked) == 4
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person")
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    for query, index in zip(asked.captured_queries[1:], _INDEXES, strict=True):
        with connection.cursor() as cursor:
            cursor.execute(explain + query["sql"])
            assert index in " ".join(str(row) for row in cursor.fetchall())
