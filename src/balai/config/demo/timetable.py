"""What the programmes of the centre need, a timetable somebody should look at, and a levy somebody reported."""

from balai.access.actor import Actor
from balai.config.demo.world import World
from balai.planning.models import Batch
from balai.programmes.models import Curriculum, CurriculumNeed
from balai.training.actions.levy import report_levy
from balai.training.actions.propose_timetable import ask_timetable, solve_waiting
from balai.training.enums import PLANNABLE
from balai.training.models import Enrolment

NEEDS = {
    "Operator Garmen": (("workshop", "", 1), ("", "Mesin jahit", 16)),
    "Las Listrik": (("workshop", "", 1), ("", "Trafo las", 8)),
    "Teknik Sepeda Motor": (("workshop", "", 1), ("", "Sepeda motor latih", 4)),
}


def build(world: World) -> None:
    _needs(world)
    _proposal(world)
    _levy(world)


def _needs(world: World) -> None:
    for curriculum in Curriculum.objects.filter(programme__owner=world.institutions["blk"]).select_related("programme"):
        for place, (room, name, number) in enumerate(NEEDS.get(curriculum.programme.title, ()), 1):
            CurriculumNeed.objects.create(
                curriculum=curriculum, position=place, kind="room" if room else "equipment", room_kind=room, name=name,
                quantity=number,
            )  # fmt: skip


def _proposal(world: World) -> None:
    blk = world.institutions["blk"]
    batches = list(Batch.objects.filter(centre=blk, state__in=PLANNABLE, ends_on__gt=world.today).order_by("pk"))
    ask_timetable(by=world.actor("admin-blk"), centre=blk, batches=batches, now=world.now)
    solve_waiting(world.now)


def _levy(world: World) -> None:
    seat = (
        Enrolment.objects.filter(batch__centre=world.institutions["blk"], person__user__isnull=False)
        .select_related("batch", "person")
        .order_by("pk")
        .first()
    )
    if seat is not None and seat.person.user_id:
        report_levy(
            by=Actor(f"user:{seat.person.user_id}", seat.person.user_id), batch=seat.batch, amount=50_000,
            story="Sesudah kelas ada yang meminta uang buku lima puluh ribu, katanya untuk fotokopi modul.",
            asked_on=world.ago(3), named=False, now=world.at(2),
        )  # fmt: skip
