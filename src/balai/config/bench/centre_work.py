"""A whole centre to be timetabled, and the work itself: read from the records, solved, written as meetings."""

import resource
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from balai.access.actor import CLI
from balai.accounts.models import User
from balai.config.simulate import find_places
from balai.institutions.models import Equipment, Institution, Instructor, InstructorCertificate, Room
from balai.parameters.actions import set_parameter
from balai.planning.enums import BatchState, PackageState
from balai.planning.models import Batch, Package
from balai.programmes.actions import NewProgramme, add_curriculum, add_programme
from balai.programmes.models import Curriculum
from balai.programmes.pasted import NeedRow, UnitRow
from balai.training.actions.propose_timetable import accept_timetable, ask_timetable, solve
from balai.training.models import Booking, TimetableProposal, TrainingSession
from balai.training.parameters import TEACHING_WEEK
from balai.training.rules.calendar import meeting_days
from balai.training.solver.gather import WORKDAYS

FIELDS = ("Menjahit", "Pengelasan", "Kelistrikan", "Otomotif")
TEACHERS, WEEK, A_DAY = 4, 30, 8
NOW = datetime(2026, 6, 29, 3, tzinfo=UTC)
FIRST = date(2026, 7, 6)


def fill(classes: int, days: int) -> dict[str, Any]:
    """Four fields, four instructors each with 30 hours a week, a classroom a class, a workshop a class with the machines of
    its field in two of three; the third takes those that move, and all share ten projectors."""
    centre, _villages = find_places()
    set_parameter(
        by=CLI, parameter=TEACHING_WEEK, text=str(WEEK), valid_from=date(2026, 1, 1), legal_basis="Uji kecepatan"
    )
    for number in range(classes):
        field = FIELDS[number % len(FIELDS)]
        Room.objects.create(institution=centre, name=f"Kelas {number}", kind="room", seats=16)
        workshop = Room.objects.create(institution=centre, name=f"Bengkel {number}", kind="workshop", seats=16)
        stands = workshop if number < 2 * len(FIELDS) else None
        _equip(centre, f"Mesin {field}", 16, stands)
        if number < 2 + TEACHERS * len(FIELDS) // 2:
            _equip(centre, "Proyektor", 1, None)
    for number in range(TEACHERS * len(FIELDS)):
        user = User.objects.create_user(f"instruktur-{number}")
        row = Instructor.objects.create(institution=centre, user=user, full_name=f"Instruktur {number}")
        InstructorCertificate.objects.create(instructor=row, kind="technical", scheme=FIELDS[number % len(FIELDS)])
    for number in range(classes):
        _class(centre, number, days)
    return {"centre": centre.pk}


def _equip(centre: Institution, name: str, quantity: int, room: Room | None) -> None:
    Equipment.objects.create(
        institution=centre, name=name, kind="equipment", quantity=quantity, condition="good", room=room
    )


def _class(centre: Institution, number: int, days: int) -> None:
    field = FIELDS[number % len(FIELDS)]
    curriculum = _curriculum(centre, field, number, days * A_DAY)
    package = Package.objects.create(
        centre=centre, funder=centre, curriculum=curriculum, title=f"Paket {number}", year=2026, seats=16, cost=0, reason="-",
        seats_proposed=16, cost_proposed=0, proposed_by="cli", proposed_at=NOW, state=PackageState.PROPOSED,
    )  # fmt: skip
    every = meeting_days(FIRST, FIRST + timedelta(days=2 * days + 14), WORKDAYS, centre=centre).days
    Batch.objects.create(
        package=package, centre=centre, recruiter=centre, selector=centre, deliverer=centre, reporter=centre,
        curriculum=curriculum, title=f"{field} angkatan {number}", seats=16, opens_at=NOW - timedelta(days=30),
        closes_at=NOW - timedelta(days=9), starts_on=FIRST, ends_on=every[days - 1], state=BatchState.SELECTING,
    )  # fmt: skip


def _curriculum(centre: Institution, field: str, number: int, hours: int) -> Curriculum:
    """Online theory, theory on site, simulation, practice and work at an employer's, in other proportions for each class."""
    online, theory, away = hours // 10, hours // (8 + number % 3), hours // 12
    rest = hours - online - theory - away
    units = [
        UnitRow("Teori daring", "", online, 0, "online"),
        UnitRow(f"Dasar {field}", "", theory, rest // 3),
        UnitRow("Simulasi", "", 0, rest // 3, "simulation"),
        UnitRow("Praktik", "", 0, rest - 2 * (rest // 3), "on_site"),
        UnitRow("Pelatihan di tempat kerja (OJT)", "", 0, away),
    ]
    programme = add_programme(by=CLI, owner=centre, programme=NewProgramme(f"{field} {number}", field))
    needs = [
        NeedRow("room", "", 1, "workshop"),
        NeedRow("equipment", f"Mesin {field}", 16),
        NeedRow("equipment", "Proyektor", 1),
    ]
    return add_curriculum(by=CLI, programme=programme, units=units, valid_from=date(2026, 1, 1), needs=needs)


def work(centre: int) -> dict[str, Any]:
    """Seconds for reading alone and for everything, CPU time, and what was found."""
    from balai.training.solver.gather import gather

    place = Institution.objects.get(pk=centre)
    batches = list(Batch.objects.filter(centre=place).order_by("pk"))
    proposal = ask_timetable(by=CLI, centre=place, batches=batches, now=NOW)
    began, cpu = time.perf_counter(), time.process_time()
    proposal = solve(proposal, NOW)
    solved = time.perf_counter()
    accept_timetable(by=CLI, proposal=proposal, now=NOW)
    ended = time.perf_counter()
    used = time.process_time() - cpu
    # What accepting adds, a meeting's own new id, is not the answer.
    plan = [one | {"written": ""} for one in TimetableProposal.objects.get(pk=proposal.pk).plan]
    again = time.perf_counter()
    gather(batches, FIRST - timedelta(days=7))
    return {
        "units": len(plan), "seconds": ended - began, "cpu": used, "database_cpu": 0.0,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "solving": solved - began,
        "writing": ended - solved, "reading": time.perf_counter() - again, "plan": plan,
        "meetings": TrainingSession.objects.count(), "quarters": Booking.objects.count(), "problems": proposal.problems,
    }  # fmt: skip
