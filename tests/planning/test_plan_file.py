"""A plan file read in again: blank cells leave what stands, filled ones change a draft, and nothing that was sent."""

from datetime import date

import pytest

from balai.access.actor import CLI
from balai.audit.models import Entry
from balai.planning.actions.plan_rows import RowAnswer
from balai.planning.actions.propose import withdraw_package
from balai.planning.actions.rounds import NewRound, open_round
from balai.planning.actions.take_plan import take_plan
from balai.planning.models import Package
from balai.planning.plan_file import Planned
from balai.programmes.actions import NewProgramme, UnitRow, add_curriculum, add_programme
from balai.programmes.models import Curriculum
from balai.programmes.queries import offered_curricula
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def other_content(at: rows.Place, title: str = "Tata Busana") -> Curriculum:
    programme = add_programme(by=CLI, owner=at.centre, programme=NewProgramme(title, "Menjahit"))
    return add_curriculum(
        by=CLI, programme=programme, units=[UnitRow("Pola", "C.14GMT06.001.1", 8, 40)], valid_from=TODAY
    )


def read(at: rows.Place, *, year: int = 2026, by=None, **cells: object) -> RowAnswer:
    offered = list(offered_curricula(CLI, TODAY))
    sent = [Planned(2, **cells)]  # type: ignore[arg-type]
    [answer] = take_plan(by=by or at.by_office, funder=at.office, year=year, rows=sent, curricula=offered, now=NOW)
    return answer


def a_draft(at: rows.Place, title: str = "Garmen A") -> Package:
    made = read(
        at, centre=at.centre.name, programme="Operator Garmen", title=title, seats=16, cost=9_000, reason="Diminta."
    )
    assert made.state == "new" and made.package is not None
    return made.package


def test_a_draft_takes_the_title_reason_and_programme_of_its_row_and_keeps_what_is_blank() -> None:
    at = rows.place()
    package, other = a_draft(at), other_content(at)
    assert read(at, number=package.pk).state == "same"
    assert read(at, number=package.pk, title="Busana I").state == "changed"
    assert read(at, number=package.pk, reason="Diminta dua pabrik.", programme="tata busana").state == "changed"
    package.refresh_from_db()
    assert (package.title, package.reason, package.curriculum) == ("Busana I", "Diminta dua pabrik.", other)
    assert (package.seats, package.cost, package.centre) == (16, 9_000, at.centre)
    versions = list(package.versions.values_list("title", "curriculum", "words"))
    assert versions == [
        ("Garmen A", at.curriculum.pk, "Diminta."),
        ("Busana I", at.curriculum.pk, "Diminta."),
        ("Busana I", other.pk, "Diminta dua pabrik."),
    ]
    facts = Entry.objects.filter(verb="planning.read_in").order_by("pk").last().facts
    assert (facts["changed"], facts["curriculum"]) == (["programme", "reason"], other.pk)
    assert (
        read(at, number=package.pk, title="Busana I", programme="Tata Busana", reason="Diminta dua pabrik.").state
        == "same"
    )


def test_a_programme_the_centre_does_not_offer_is_refused_and_nothing_of_the_row_is_taken() -> None:
    at, far = rows.place(), rows.place()
    package = a_draft(at)
    other_content(far, "Las")
    answer = read(at, number=package.pk, programme="Las", title="Las I", seats=20)
    package.refresh_from_db()
    assert answer.state == "refused" and "Las belum ada pada balai itu" in answer.reason
    assert (package.title, package.seats, package.versions.count()) == ("Garmen A", 16, 1)


def test_what_was_sent_is_refused_and_says_which_cells_differ() -> None:
    at = rows.place()
    package = rows.proposed(at, title="Garmen B")
    other_content(at)
    for cells, said in (
        ({"title": "Lain"}, "Nama paket"),
        ({"reason": "Alasan yang lain sama sekali."}, "Alasan"),
        ({"programme": "Tata Busana"}, "Program"),
        ({"seats": 3}, "Kursi"),
    ):
        answer = read(at, number=package.pk, **cells)
        assert answer.state == "refused"
        assert "sudah dikirim atau dijawab" in answer.reason and said in answer.reason and "halamannya" in answer.reason
    unchanged = {"title": "Garmen B", "programme": "Operator Garmen", "reason": REASON, "seats": 16, "cost": 60_000_000}
    assert read(at, number=package.pk, **unchanged).state == "same"


def test_the_centre_of_a_package_is_not_changed_by_a_file() -> None:
    at = rows.place()
    package, other = a_draft(at), make.institution("BLK Lain", region=at.regency)
    answer = read(at, number=package.pk, centre=other.name)
    assert answer.state == "refused"
    for words in ("BLK Lain", at.centre.name, f"nomor {package.pk}", "kosongkan nomornya"):
        assert words in answer.reason
    assert read(at, number=package.pk, centre=at.centre.name.upper()).state == "same"


def test_a_number_of_another_plan_is_said_and_makes_nothing() -> None:
    at, stranger = rows.place(), rows.place()
    package = rows.proposed(at, title="Garmen 2027", year=2027)
    hidden = rows.proposed(stranger)
    whole = {"centre": at.centre.name, "programme": "Operator Garmen", "seats": 16, "cost": 5_000}
    before = Package.objects.count()
    answer = read(at, number=package.pk, **whole)
    assert answer.state == "refused" and "Garmen 2027" in answer.reason and "tahun 2027" in answer.reason
    unknown = read(at, number=hidden.pk, **whole)
    assert unknown.state == "refused" and f"nomor {hidden.pk} tidak ada" in unknown.reason
    assert hidden.title not in unknown.reason and Package.objects.count() == before


def test_a_withdrawn_number_says_so() -> None:
    at = rows.place()
    package = rows.proposed(at)
    withdraw_package(by=at.by_centre, package=package, reason=REASON, now=NOW)
    assert "sudah ditarik" in read(at, number=package.pk, seats=3).reason


def test_a_centre_learns_nothing_of_another_centres_package_by_its_number() -> None:
    at = rows.place()
    package = a_draft(at)
    near = make.institution("BLK Tetangga", region=at.regency)
    by = make.actor(near, "centre_admin", TODAY)
    answer = read(at, number=package.pk, by=by)
    assert (answer.state, answer.package) == ("refused", None) and package.title not in answer.reason


def test_a_new_row_needs_its_seats_and_cost() -> None:
    at = rows.place()
    answer = read(at, centre=at.centre.name, programme="Operator Garmen")
    assert answer.state == "refused"
    assert "“Kursi” belum diisi" in answer.reason and "“Biaya (rupiah)” belum diisi" in answer.reason


def test_a_renamed_draft_leaves_its_old_name_to_a_new_row_of_the_same_file() -> None:
    at = rows.place()
    package = a_draft(at)
    open_round(by=at.by_office, funder=at.office, plan=NewRound(2026, date(2026, 3, 31)), now=NOW)
    sent = [
        Planned(2, number=package.pk, title="Garmen Z"),
        Planned(3, centre=at.centre.name, programme="Operator Garmen", title="Garmen A", seats=8, cost=7_000),
    ]
    offered = list(offered_curricula(CLI, TODAY))
    answers = take_plan(by=at.by_office, funder=at.office, year=2026, rows=sent, curricula=offered, now=NOW)
    assert [one.state for one in answers] == ["changed", "new"]
