"""Case workbooks come in without loss, all or nothing; the same one twice changes nothing."""

import json
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.collaboration.actions.import_case import CaseAnswer, import_case
from balai.collaboration.models import Activity, Claim, Collaboration, Meeting, MeetingParty, Member, Period
from balai.collaboration.queries.workbook import workbook
from balai.collaboration.reading import CaseFiles, open_folder
from balai.collaboration.shipped import FOLDER
from balai.config.importing import main
from balai.institutions.enums import InstitutionKind, NameKind, Standing
from balai.institutions.models import Agreement, Institution, InstitutionName
from balai.kernel.refusal import Refused
from balai.regions.enums import RegionKind
from tests import factories as make
from tests.collaboration.workbooks import CODES, Tables, as_folder, as_xlsx, as_zip, cells_of, small

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def bring(files: CaseFiles) -> CaseAnswer:
    return import_case(by=CLI, files=files, owner=None, now=timezone.now())


def exported(code: str) -> Tables:
    """The period as tables with their header rows, as the shipped files are."""
    book = workbook(Period.objects.get(code=code))
    return {name: [list(row.values()) for row in rows] for name, rows in book.items()}


def faults(tables: Tables, place: Path) -> dict[str, list[tuple[int, str]]]:
    answer = bring(as_folder(tables, place))
    assert answer.accepted == {} and answer.changed == {} and answer.period is None
    assert not Collaboration.objects.exists() and not Institution.objects.exists()
    return {table: [(fault.n, fault.column) for fault in found] for table, found in answer.refused.items()}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["folder", "xlsx", "zip"])
def test_a_published_case_comes_back_cell_by_cell(code: str, form: str, tmp_path: Path) -> None:
    tables = cells_of(code)
    answer = bring({"folder": lambda: as_folder(tables, tmp_path), "xlsx": lambda: as_xlsx(tables),
                    "zip": lambda: as_zip(tables)}[form]())  # fmt: skip
    assert answer.refused == {}
    assert exported(code) == {name: rows[1:] for name, rows in tables.items()}
    assert answer.accepted == {name: len(rows) - 1 for name, rows in tables.items()}


@pytest.mark.parametrize("code", CODES)
def test_the_second_import_changes_nothing(code: str, tmp_path: Path) -> None:
    first = bring(as_folder(cells_of(code), tmp_path))
    before = (Institution.objects.count(), Agreement.objects.count(), Period.objects.get().imported_at)
    second = bring(as_folder(cells_of(code), tmp_path))
    assert second.accepted == first.accepted and second.changed == {}
    assert (Institution.objects.count(), Agreement.objects.count(), Period.objects.get().imported_at) == before


def test_what_the_source_does_not_say_stays_unsaid(tmp_path: Path) -> None:
    bring(as_folder(cells_of("pekanbaru-2019"), tmp_path))
    one = Activity.objects.get(code="TKM 1")
    assert (one.planned_start, one.start, one.start_from, one.target, one.realised) == ("2019-09-10", "", None, 88, 88)
    meeting = Meeting.objects.get(code="m2")
    assert (meeting.kind, meeting.mode, meeting.date_from) == ("coordination", "", None)
    period = Period.objects.get()
    assert period.is_closed and period.period_start == "2019-09"
    assert str(period.period_start_from) == "2019-09-01" and str(period.period_end_to) == "2019-12-31"


def test_the_bodies_of_a_case_are_real_ones(tmp_path: Path) -> None:
    city = make.regency("Pekanbaru", kind=RegionKind.CITY)
    known = make.institution("DINAS TENAGA KERJA KOTA PEKANBARU", InstitutionKind.LABOUR_OFFICE, city)
    alias = make.institution("LPK PHI", InstitutionKind.PRIVATE_TRAINING_PROVIDER, city)
    InstitutionName.objects.create(institution=alias, name="LPK Pekanbaru Hospitality Institute", kind=NameKind.ALIAS)
    elsewhere = make.institution("Tenaga Kerja Sukarela", InstitutionKind.VOLUNTEER_WORKERS)
    bring(as_folder(cells_of("pekanbaru-2019"), tmp_path))
    bodies = {m.code: m.institution for m in Member.objects.select_related("institution")}
    assert bodies["disnaker"] == known and bodies["phi"] == alias and bodies["tks"] != elsewhere
    made = bodies["kelurahan"]
    assert made.standing == Standing.UNVERIFIED and made.source == "kasus pekanbaru-2019"
    assert made.region == city and made.parent == bodies["kecamatan"]
    assert sorted(known.functions.values_list("function", flat=True)) == []
    rule = Agreement.objects.get(code="pekanbaru-2019:a1")
    assert str(rule.valid_from) == "2020-01-01" and rule.valid_to is None
    assert [p.institution for p in rule.parties.select_related("institution")] == [bodies["kemnaker"]]


def test_a_corrected_workbook_changes_the_rows_it_corrects(tmp_path: Path) -> None:
    tables = cells_of("pekanbaru-2019")
    bring(as_folder(tables, tmp_path))
    ids = dict(Activity.objects.values_list("code", "pk"))
    tables["activities"][3][-1] = "80"
    tables["claims"].pop()
    tables["meetings"][2][-1] = "tkm;disnaker"
    tables["institutions"][6][1] = "LPK Hospitality Pekanbaru"
    answer = bring(as_folder(tables, tmp_path))
    assert answer.changed == {"institutions": 1, "meetings": 1, "activities": 1, "claims": 1}
    assert exported("pekanbaru-2019") == {name: rows[1:] for name, rows in tables.items()}
    assert dict(Activity.objects.values_list("code", "pk")) == ids
    body = Member.objects.get(code="phi").institution
    assert body.names.filter(name="LPK Hospitality Pekanbaru", kind=NameKind.AS_REPORTED).exists()


def test_expected_conclusions_are_never_read(tmp_path: Path) -> None:
    tables = small(expected=[["code", "kind"], ["x1", "nothing of this is looked at"], ["x1"]])
    assert bring(as_folder(tables, tmp_path)).refused == {}
    assert not list(FOLDER.glob("*/expected.csv"))


def test_every_wrong_cell_is_named_and_nothing_is_saved(tmp_path: Path) -> None:
    tables = small(
        meetings=[["code", "kind", "mode", "date", "attended_by"],
                  ["m1", "rapat", "", "", "a"], ["m2", "planning", "", "10-09-2019", "a;zz"], ["m2", "", "", "2019-02-30", "a;a"]],
        activities=[["code", "provider", "planned_start", "planned_end", "target"],
                    ["t1", "b", "2019-09-10", "2019-09-02", "88 orang"], ["t2", "b", "2019-09-10", "2019-09-02", "-3"],
                    ["t3", "b", "2019-09-10", "2019-09-02", ""]],
        pulse=[["code", "item", "score", "respondents"], ["p1", "AG7", "3", "5"], ["p2", "AG1", "6", "5"]],
        coverage=[["table", "complete"], ["meetings", "maybe"]],
    )  # fmt: skip
    assert faults(tables, tmp_path) == {
        "meetings": [(2, "kind"), (3, "date"), (3, "attended_by"), (4, "date"), (4, "attended_by"), (4, "code")],
        "activities": [(2, "target"), (3, "target"), (4, "planned_end")],
        "pulse": [(2, "item"), (3, "score")],
        "coverage": [(2, "complete")],
    }


def test_circles_of_parents_are_told(tmp_path: Path) -> None:
    header = ["code", "name", "parent"]
    rows = [
        ["a", "Satu", "b"],
        ["b", "Dua", "c"],
        ["c", "Tiga", "a"],
        ["d", "Empat", "a"],
        ["e", "Lima", "e"],
        ["f", "Enam", "x"],
    ]
    assert faults(small(institutions=[header, *rows]), tmp_path) == {
        "institutions": [(7, "parent"), (2, "parent"), (3, "parent"), (4, "parent"), (6, "parent")]
    }


@pytest.mark.parametrize(
    ("tables", "where"),
    [
        (small(meetings=[["code", "venue"], ["m1", "x"]]), {"meetings": [(1, "venue")]}),
        (small(meetings=[["title"], ["x"]]), {"meetings": [(1, "code")]}),
        (small(meetings=[["code", "title", "title"], ["m1", "x", "y"]]), {"meetings": [(1, "title")]}),
        (small(meetings=[["code", "title"], ["m1", "x", "y"]]), {"meetings": [(2, "")]}),
        (small(notes=[["code"], ["x"]]), {"notes": [(0, "")]}),
        (small(case=[["code", "title"]]), {"case": [(0, "")]}),
        (small(case=[["code", "title"], ["a", "A"], ["b", "B"]]), {"case": [(3, "code")]}),
        (small(case=[["code", "title"], ["", "A"]]), {"case": [(2, "code")]}),
        (small(institutions=[["code", "name"], ["a", ""]]), {"institutions": [(2, "name")]}),
        (small(institutions=[["code", "name", "sector"], ["a", "A", "negara"]]), {"institutions": [(2, "sector")]}),
        (small(meetings=[["code", "attended_by"], ["m1", "a;;b"]]), {"meetings": [(2, "attended_by")]}),
        (small(meetings=[["code", "title"], ["m1", "x" * 20_001]]), {"meetings": [(2, "title")]}),
        (small(claims=[["code", "source"], ["q1", "s9"]]), {"claims": [(2, "source")]}),
    ],
)  # fmt: skip
def test_a_wrong_table_is_answered(tables: Tables, where: dict[str, list[tuple[int, str]]], tmp_path: Path) -> None:
    assert faults(tables, tmp_path) == where


def test_words_the_register_lacks_are_kept_as_reported(tmp_path: Path) -> None:
    tables = small(
        institutions=[["code", "name", "kind", "functions"], ["a", "Koperasi Uji", "cooperative", "employer; buyer"]]
    )
    assert bring(as_folder(tables, tmp_path, ";")).refused == {}
    member = Member.objects.select_related("institution").get()
    assert (member.kind, member.functions) == ("cooperative", "employer;buyer")
    assert (member.institution.kind, member.institution.note) == (InstitutionKind.OTHER, "cooperative")
    assert list(member.institution.functions.values_list("function", flat=True)) == ["employer"]


def test_a_promise_in_words_keeps_its_words(tmp_path: Path) -> None:
    header = ["code", "institution", "target", "due", "achieved"]
    tables = small(commitments=[header, ["j1", "a", "16", "2020-03", "semua"], ["j2", "", "", "", ""]])
    bring(as_folder(tables, tmp_path))
    rows = exported("kecil-2020")["commitments"]
    assert rows == [["j1", "a", "", "", "16", "2020-03", "semua"], ["j2", "", "", "", "", "", ""]]


def test_who_may_bring_a_case(tmp_path: Path) -> None:
    files = as_folder(small(), tmp_path)
    office, other = make.institution(), make.institution()
    with pytest.raises(Refused) as instructor:
        import_case(by=make.actor(office, Role.INSTRUCTOR), files=files, owner=office, now=timezone.now())
    assert instructor.value.code == "may_not_import"
    secretary = make.actor(office, Role.FORUM_SECRETARY)
    assert import_case(by=secretary, files=files, owner=office, now=timezone.now()).period is not None
    rival = make.actor(other, Role.FORUM_SECRETARY)
    with pytest.raises(Refused) as second:
        import_case(by=rival, files=files, owner=other, now=timezone.now())
    assert second.value.code == "kept_by_another"
    kept = Collaboration.objects.get()
    assert [kept in Collaboration.objects.visible_to(a) for a in (secretary, rival, CLI)] == [True, False, True]
    assert not Collaboration.objects.public().exists()


def test_queries_stay_bounded_as_rows_grow(tmp_path: Path) -> None:
    def asked(rows: int) -> int:
        claims = [["code", "speaker", "text"], *([f"q{n}", "a", "kata"] for n in range(rows))]
        meetings = [["code", "attended_by"], *([f"m{n}", "a;b"] for n in range(rows))]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bring(as_folder(small(claims=claims, meetings=meetings), tmp_path))
        return len(queries)

    few, many = asked(3), asked(1500)
    assert Claim.objects.count() == 1500 and MeetingParty.objects.count() == 3000
    assert many < few + 90


def test_the_command_answers_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(FOLDER / "tanah-datar-2022")
    assert main(["case", place, "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(["case", place, "--format", "json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert first["accepted"] == second["accepted"] and first["accepted"]["meetings"] == 5
    assert first["refused"] == first["asked"] == {} and first["changed"]["meetings"] == 5 and second["changed"] == {}
    as_folder(small(meetings=[["code", "kind"], ["m1", "rapat"]]), tmp_path)
    assert main(["case", str(tmp_path), "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["accepted"] == answer["changed"] == {}
    assert answer["refused"]["meetings"][0]["row"] == 2 and "rapat" in answer["refused"]["meetings"][0]["reason"]
    (tmp_path / "kosong").mkdir()
    assert main(["case", str(tmp_path / "kosong"), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "no_tables"


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_who_bring_the_same_case_at_once() -> None:
    answers: list[CaseAnswer] = []

    def one() -> None:
        try:
            answers.append(bring(open_folder(FOLDER / "pekanbaru-2019")))
        finally:
            connection.close()

    threads = [Thread(target=one) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(bool(answer.changed) for answer in answers) == [False, True]
    assert Collaboration.objects.count() == Period.objects.count() == 1
    assert Institution.objects.count() == 8 and Agreement.objects.count() == 3
