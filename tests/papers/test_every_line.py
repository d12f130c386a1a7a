"""No line of the lists is without its code, and behind every code stands a page; the acts on it are said in words."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings

from balai.access.roles import Role
from balai.admissions.enums import Outcome
from balai.kernel.registry import work_for
from balai.papers.actions.inspect import note_finding, open_line
from balai.papers.acts import ACTS, act_in_words
from balai.papers.drawing import draw
from balai.papers.evidence import LINE_KINDS, LINE_WORDS, evidence_of, row_of
from balai.papers.lists import LISTS
from balai.papers.models import Sample
from balai.papers.records import Records
from balai.planning.models import Batch
from balai.programmes.models import CurriculumUnit
from balai.training.actions.results import Result, record_results
from balai.training.models import TrainingSession
from tests import factories as make
from tests.papers.test_inspection import a_mandate, body, drawn, funder, giver_of, inspector_of
from tests.papers.test_pages import signed_in, url
from tests.papers.test_papers import batch, finished
from tests.papers.test_whole import the_book
from tests.training.rows import NOW, TODAY, a_class, admin_of

__all__ = ["batch", "body", "funder"]
pytestmark = pytest.mark.data


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.BALAI_FILES = str(tmp_path)


def blended(batch: Batch) -> Batch:
    """With phases, a thing in the room it meets in, one that moves, one of another room, and a payment."""
    first, second = batch.curriculum.units.order_by("position")
    places = {(one.pk, first.pk): Result("competent") for one in batch.enrolments.all()}
    record_results(by=admin_of(batch), batch=batch, results=places, now=NOW)
    finished(batch)
    CurriculumUnit.objects.filter(pk=first.pk).update(phase="online")
    CurriculumUnit.objects.filter(pk=second.pk).update(phase="on_site")
    room, far = (
        batch.centre.rooms.create(name=name, kind="workshop", condition="good") for name in ("Bengkel", "Gudang")
    )
    TrainingSession.objects.filter(batch=batch).update(room=room, unit=first)
    for name, place in (("Mesin obras", room), ("Laptop", None), ("Mesin tua", far)):
        batch.centre.equipment.create(
            name=name, kind="equipment", room=place, quantity=4, condition="good", condition_on=TODAY
        )
    batch.package.spendings.create(
        amount=5, paid_on=TODAY, note="Kain", post="materials", written_by="cli", written_at=NOW
    )
    return Batch.objects.get(pk=batch.pk)


def all_codes(batch: Batch) -> set[str]:
    of = Records(batch, "https://balai.example")
    found: set[str] = set()
    for name, draw_list in LISTS.items():
        listing = draw_list(of)
        assert len(listing.codes) == len(listing.rows) == len(listing.links), name
        found |= set(listing.codes)
    return found


def test_every_line_of_every_list_has_a_code_and_a_page_behind_it(batch: Batch) -> None:
    class_ = blended(batch)
    codes = all_codes(class_)
    assert {code[0] for code in codes} == set(LINE_KINDS) - {"A"} and set(LINE_KINDS) == set(LINE_WORDS)
    by = signed_in(class_.centre, Role.CENTRE_ADMIN)
    for code in codes:
        row = row_of(code, class_)
        assert row is not None, code
        assert evidence_of(code, row, class_).facts[0][1] == code
        assert by.get(url("evidence", class_.pk, code)).status_code == 200


def test_the_draw_holds_the_very_lines_of_the_lists(batch: Batch) -> None:
    class_ = blended(batch)
    place = Batch.objects.filter(pk=class_.pk)
    for kind in "FKE":
        told = {code for _class, code in draw(place, kind, "1", 200).lines}
        assert told == {code for code in all_codes(class_) if code.startswith(kind)} and told
    plain = a_class()
    assert draw(Batch.objects.filter(pk=plain.pk), "F", "1", 9).lines == []


def test_what_is_behind_a_phase_a_unit_and_a_thing(batch: Batch) -> None:
    class_ = blended(batch)
    unit = class_.curriculum.units.order_by("position")[0]
    told = {
        code[0]: evidence_of(code, row_of(code, class_), class_)
        for code in sorted(all_codes(class_))
        if code[0] in "FK"
    }
    assert any(line.code.startswith("T-") for line in told["F"].sections[0].lines)
    told = evidence_of(f"K-{unit.pk}", row_of(f"K-{unit.pk}", class_), class_)
    assert len(told.sections[0].lines) == 3 and all(line.code.startswith("P-") for line in told.sections[0].lines)
    assert "hasil dicatat" in " ".join(line.small for line in told.trail)
    machine = class_.centre.equipment.get(name="Mesin obras")
    told = evidence_of(f"E-{machine.pk}", machine, class_)
    assert ("Ruang", "Bengkel", "") in told.facts and told.sections[0].lines


def test_a_code_of_another_centre_or_curriculum_opens_nothing(batch: Batch) -> None:
    class_, other = blended(batch), a_class()
    thing = other.centre.equipment.create(name="Las", kind="equipment")
    assert row_of(f"E-{thing.pk}", class_) is None
    assert row_of(f"K-{other.curriculum.units.first().pk}", class_) is None
    assert row_of("F-online", other) is None and row_of("F-tidak", class_) is None


def test_the_workbook_has_the_address_of_the_evidence_on_every_sheet_of_lines(batch: Batch) -> None:
    book = the_book(blended(batch))
    for name in ("Tahap", "Hasil per unit", "Peralatan"):
        cells = book.get_sheet_by_name(name).to_python()
        assert any("/berkas/bukti/" in str(cell) for row in cells for cell in row), name


def test_a_sample_of_all_kinds_is_drawn_and_every_line_opens(batch: Batch, funder, body) -> None:
    blended(batch)
    by, mandate = inspector_of(body), a_mandate(funder, body)
    sample = drawn(by, mandate, kinds="".join(LINE_KINDS), lines=200)
    client = signed_in(body, Role.INSPECTOR)
    assert {line.code[0] for line in sample.lines.all()} == set(LINE_KINDS) - {"A"}
    for line in sample.lines.filter(code__regex="^[FKE]"):
        assert client.post(url("open_line", sample.pk, line.number)).status_code in (302, 200)


def test_the_inspectors_desk_counts_lines_nobody_examined(batch: Batch, funder, body) -> None:
    blended(batch)
    by, mandate = inspector_of(body), a_mandate(funder, body)
    sample = drawn(by, mandate, kinds="TE", lines=2)

    def waits(actor=by, now=NOW) -> list[str]:
        return [w.title for w in work_for(actor, now) if w.key == f"papers.sample:{sample.pk}"]

    assert waits() == ["Periksa 2 baris contoh"]
    assert waits(giver_of(funder)) == [] and waits(inspector_of(make.institution())) == []
    for line in sample.lines.all():
        open_line(by=by, line=line, now=NOW)
        note_finding(by=by, line=line, finding="fits", note="", now=NOW)
    assert waits() == []
    Sample.objects.get(pk=sample.pk).lines.update(finding="")
    mandate.valid_to = TODAY
    mandate.save()
    assert waits() and not waits(now=NOW.replace(month=5))


def test_acts_are_said_in_words_and_none_of_these_rooms_is_forgotten() -> None:
    source = Path(__file__).resolve().parents[2] / "src" / "balai"
    told: set[str] = set()
    for room in ("training", "admissions"):
        for path in (source / room / "actions").glob("*.py"):
            told |= set(re.findall(rf'record\w*\(\s*[\w".]+,\s*"({room}\.[a-z_]+)"', path.read_text()))
    told |= {f"training.{state}" for state in ("completed", "not_completed")} | {
        f"admissions.{one}" for one in Outcome.values
    }
    assert len(told) > 60 and sorted(told - ACTS.keys()) == []
    assert act_in_words("training.mark_attendance") == "kehadiran dicatat"
    assert act_in_words("old.thing") == "tindakan lain (old.thing)"


def test_the_page_of_a_line_shows_no_code_of_an_act(batch: Batch) -> None:
    class_ = blended(batch)
    page = (
        signed_in(class_.centre).get(url("evidence", class_.pk, f"P-{class_.enrolments.first().pk}")).content.decode()
    )
    assert "training." not in page.split("Jejak</h2>")[1]
