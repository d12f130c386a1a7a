"""Units come in as offices paste them; what cannot be read is refused with its line, and nothing is saved."""

import pytest

from balai.access.roles import Role
from balai.kernel.refusal import Refused
from balai.programmes.actions import NewProgramme, UnitRow, add_curriculum, add_programme, retire_programme
from balai.programmes.models import Curriculum, Programme, VocationalField
from balai.programmes.pasted import read_units, written
from balai.programmes.queries import offered_curricula
from balai.skills.enums import CodeForm
from balai.skills.models import CompetencyUnit
from balai.skills.rules import form_of
from tests import factories as make
from tests.factories import TODAY


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("C.14GMT06.024.1; Menjahit kemeja; 8; 40", UnitRow("Menjahit kemeja", "C.14GMT06.024.1", 8, 40)),
        ("C.14GMT06.024.1\tMenjahit kemeja\t8\t40", UnitRow("Menjahit kemeja", "C.14GMT06.024.1", 8, 40)),
        ("gar.cm01.003.01 | Menggunting ", UnitRow("Menggunting", "GAR.CM01.003.01")),
        ("Fisik, mental dan disiplin; 4 JP", UnitRow("Fisik, mental dan disiplin", "", 4)),
        (";Membuka usaha;;16", UnitRow("Membuka usaha", "", 16)),
        ("K3 dan 5R", UnitRow("K3 dan 5R")),
    ],
)
def test_a_line_is_read(line: str, row: UnitRow) -> None:
    assert read_units(f"\n  \n{line}\n;;\n") == [row]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Menjahit; banyak", "hours_not_a_number", "Baris 1"),
        ("Menjahit; 8\nLas; -4", "hours_not_a_number", "Baris 2"),
        ("Menjahit; 99999", "hours_not_a_number", "Baris 1"),
        ("Menjahit\nC.14GMT06.024.1; ; 8", "unit_without_title", "Baris 2"),
        ("x\n" * 201, "too_many_units", "200"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, code: str, words: str) -> None:
    with pytest.raises(Refused) as said:
        read_units(text)
    assert said.value.code == code and said.value.field == "units" and words in str(said.value)


def test_what_is_written_is_read_back() -> None:
    rows = [UnitRow("Menjahit kemeja", "C.14GMT06.024.1", 8, 40), UnitRow("Membuka usaha", "", 0, 16)]
    assert read_units(written(rows)) == rows


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("GAR.CM01.003.01", CodeForm.LEGACY),
        ("J.620100.017.02", CodeForm.FORM_2012),
        ("C.14GMT06.024.1", CodeForm.CURRENT),
        ("C.14GMT01.001.1", CodeForm.CURRENT),
        ("Z.14GMT06.024.1", CodeForm.OTHER),
        ("FMD-01", CodeForm.OTHER),
    ],
)
def test_the_three_living_forms_of_a_code(code: str, form: CodeForm) -> None:
    assert form_of(code) == form


@pytest.mark.data
@pytest.mark.django_db
def test_a_curriculum_is_never_changed_but_followed_by_the_next() -> None:
    centre = make.institution()
    by = make.actor(centre, Role.CENTRE_ADMIN)
    stated = NewProgramme(" Operator  Garmen ", "Menjahit", "Garmen")
    programme = add_programme(by=by, owner=centre, programme=stated)
    add_programme(by=by, owner=centre, programme=stated)
    assert (programme.title, programme.field.name, programme.field.parent) == (
        "Operator Garmen", "Garmen", VocationalField.objects.get(name="Menjahit"),
    )  # fmt: skip
    rows = read_units("C.14GMT06.024.1; Menjahit kemeja; 8; 40\nMembuka usaha; 0; 16")
    first = add_curriculum(by=by, programme=programme, units=rows, valid_from=TODAY)
    second = add_curriculum(by=by, programme=programme, units=rows[:1], valid_from=TODAY)
    assert (first.version, second.version) == (1, 2)
    assert (first.lesson_hours(), second.lesson_hours()) == (64, 48)
    assert CompetencyUnit.objects.count() == 1
    assert list(offered_curricula(by, TODAY)) == [second]
    retire_programme(by=by, programme=programme, today=TODAY)
    assert list(offered_curricula(by, TODAY)) == []
    assert retire_programme(by=by, programme=programme, today=TODAY).retired_on is None


@pytest.mark.data
@pytest.mark.django_db
def test_only_the_owner_changes_a_programme_and_an_empty_one_is_refused() -> None:
    centre = make.institution()
    by = make.actor(centre, Role.CENTRE_ADMIN)
    programme = add_programme(by=by, owner=centre, programme=NewProgramme("Las", "Teknik Las"))
    for actor, rows, code in ((make.actor(), [UnitRow("Las")], "not_your_programme"), (by, [], "no_units")):
        with pytest.raises(Refused) as said:
            add_curriculum(by=actor, programme=programme, units=rows, valid_from=TODAY)
        assert said.value.code == code
    assert Curriculum.objects.count() == 0 and Programme.objects.count() == 1
