"""A class with its centre, curriculum and trainees, for the tests of training and certification."""

from datetime import UTC, date, datetime
from typing import Any

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application, Selection
from balai.planning.enums import BatchState, PackageState
from balai.planning.models import Batch, Package
from balai.programmes.models import Curriculum, CurriculumUnit, Programme, VocationalField
from balai.skills.models import CompetencyUnit
from balai.training.models import Enrolment
from tests import factories as make

NOW = datetime(2026, 3, 31, 3, tzinfo=UTC)
TODAY = date(2026, 3, 31)
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 27)


def a_class(seats: int = 4, state: BatchState = BatchState.RUNNING, units: int = 2, **fields: Any) -> Batch:
    centre = fields.pop("centre", None) or make.institution()
    field, _made = VocationalField.objects.get_or_create(parent=None, name="Menjahit")
    programme = Programme.objects.create(owner=centre, field=field, title="Operator Garmen")
    curriculum = Curriculum.objects.create(programme=programme, version=1, valid_from=FIRST)
    for place in range(1, units + 1):
        unit = CompetencyUnit.objects.create(code=f"C.14GMT{make.number():04}.001.1", title=f"Menjahit bagian {place}")
        CurriculumUnit.objects.create(
            curriculum=curriculum, position=place, unit=unit, title=unit.title, theory_hours=8, practice_hours=24
        )
    package = Package.objects.create(
        centre=centre, funder=centre, curriculum=curriculum, title="Paket", year=2026, seats=seats, cost=0, reason="-",
        seats_proposed=seats, cost_proposed=0, proposed_by="cli", proposed_at=NOW, state=PackageState.PROPOSED,
    )  # fmt: skip
    stated: dict[str, Any] = {
        "package": package, "centre": centre, "recruiter": centre, "curriculum": curriculum, "title": "Menjahit angkatan I",
        "seats": seats, "opens_at": datetime(2026, 1, 5, tzinfo=UTC), "closes_at": datetime(2026, 2, 5, tzinfo=UTC),
        "starts_on": FIRST, "ends_on": LAST, "state": state,
    } | fields  # fmt: skip
    bearers = {"selector": stated["recruiter"], "deliverer": centre, "reporter": centre}
    return Batch.objects.create(**(bearers | stated))


def applicant(
    batch: Batch, rank: int = 1, state: ApplicationState = ApplicationState.CONFIRMED, **fields: Any
) -> Application:
    """Of a class whose result is out, where the state says more than a claim."""
    person = fields.pop("person", None) or make.person(living_in=batch.centre.region)
    if state in (ApplicationState.SELECTED, ApplicationState.RESERVE):
        Selection.objects.update_or_create(batch=batch, defaults={"decided_at": NOW, "published_at": NOW})
    return Application.objects.create(
        batch=batch, person=person, key_digest=f"{make.number():064}", full_name=person.full_name, birth_date=date(2000, 1, 1),
        sex="P", state=state, submitted_by="public", submitted_at=NOW, rank=rank, **fields,
    )  # fmt: skip


def trainees(batch: Batch, number: int = 3) -> list[Enrolment]:
    return [
        Enrolment.objects.create(batch=batch, person=make.person(), seat=seat, started_on=batch.starts_on)
        for seat in range(1, number + 1)
    ]


def admin_of(batch: Batch) -> Actor:
    return make.actor(batch.centre, Role.CENTRE_ADMIN, TODAY)


def instructor_of(batch: Batch) -> Actor:
    return make.actor(batch.centre, Role.INSTRUCTOR, TODAY)
