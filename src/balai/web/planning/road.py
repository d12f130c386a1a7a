"""The road of a package and of a class: what is done, what is happening, what comes."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.enums import COUNTED
from balai.admissions.models import Application
from balai.kernel.clock import today_in
from balai.planning.enums import FUNDED, BatchState, PackageState
from balai.planning.models import Batch, Package
from balai.training.models import Enrolment
from balai.web.parts import State, Step

READS_APPLICATIONS = (Permission.APPLICATION_READ, Permission.APPLICATION_ASSIST, Permission.APPLICATION_DECIDE)
RUNS_SELECTION = (Permission.APPLICATION_READ, Permission.APPLICATION_DECIDE)
ORDER = (BatchState.DRAFT, BatchState.ANNOUNCED, BatchState.SELECTING, BatchState.RUNNING, BatchState.FINISHED)


def package_road(package: Package, given: int) -> list[Step]:
    """given: seats of the package that its classes hold."""
    if package.state == PackageState.DRAFT:
        return [Step(_("Rancangan"), "current", None, package.centre.name), Step(_("Diusulkan"), "ahead")]
    proposed = Step(
        _("Diusulkan"),
        "done",
        timezone.localdate(package.proposed_at),
        package.centre.name,
        _("%(seats)s kursi") % {"seats": package.seats_proposed},
    )
    waits = package.state == PackageState.PROPOSED
    ended: State = "done" if package.state in FUNDED else "stopped"
    answered = Step(
        _("Menunggu jawaban") if waits else package.get_state_display().capitalize(),
        "current" if waits else ended,
        timezone.localdate(package.answered_at) if package.answered_at else None,
        package.funder.name,
        "" if waits else package.answer,
    )
    if package.state not in (*FUNDED, PackageState.PROPOSED):
        return [proposed, answered]
    used = _("%(given)s dari %(seats)s kursi dipakai kelas") % {"given": given, "seats": package.seats}
    return [proposed, answered, Step(_("Kelas dibuka"), "done" if given else "ahead", text=used if given else "")]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one class, as far as the actor may see. By state of application and of enrolment."""

    applied: int
    waiting: int
    selected: int
    reserves: int
    seated: int
    completed: int


def counts_of(batch: Batch, actor: Actor) -> Counts:
    applications = _by_state(Application.objects.visible_to(actor).filter(batch=batch))
    enrolments = _by_state(Enrolment.objects.visible_to(actor).filter(batch=batch))
    return Counts(
        applied=sum(applications[state] for state in COUNTED),
        waiting=applications["claimed"],
        selected=applications["selected"] + applications["confirmed"],
        reserves=applications["reserve"],
        seated=enrolments["enrolled"] + enrolments["completed"],
        completed=enrolments["completed"],
    )


def _by_state(rows: QuerySet[Any]) -> Counter[str]:
    return Counter(dict(rows.order_by().values_list("state").annotate(Count("pk", distinct=True))))


def class_road(batch: Batch, counts: Counts, actor: Actor, *, sees_package: bool) -> list[Step]:
    """Funded, announced, applied, selected, running, finished: each with its day, its number, and its page if it opens."""
    pk, at, package = batch.pk, ORDER.index(_standing(batch)), batch.package
    opens, closes = today_in(batch.zone, batch.opens_at), today_in(batch.zone, batch.closes_at)
    funded_on = today_in(batch.zone, package.answered_at) if package.answered_at else None
    funded = reverse("planning:package", args=[package.pk]) if sees_package else ""
    applicants, chosen = _numbers(batch, counts) if at_applications(actor) else ("", "")
    listed = _of_class("admissions:applicants", pk, at_applications(actor) and at > 0)
    selected = _of_class("admissions:selection", pk, runs_selection(actor, batch) and at > 0)
    inside = actor.has(Permission.TRAINING_READ) and at >= 3
    seated = _("%(seated)s peserta") % {"seated": counts.seated}
    over = batch.state == BatchState.FINISHED
    passed = _("%(completed)s lulus") % {"completed": counts.completed} if over else ""
    results = _of_class("training:results", pk, inside)
    return [
        Step(_("Didanai"), "done", funded_on, package.funder.name, "", funded),
        Step(_("Diumumkan"), "done" if at else "ahead", opens, batch.recruiter.name, "", _public(batch)),
        Step(_("Pendaftaran"), _state(at, 2), closes, "", applicants, listed),
        Step(_("Seleksi"), _state(at, 3), None, batch.selector.name, chosen, selected),
        Step(_("Berjalan"), _state(at, 4), batch.starts_on, batch.deliverer.name, seated, _of_class("training:sessions", pk, inside)),
        Step(_("Selesai"), "done" if over else "ahead", batch.ends_on, "", passed, results),
    ]  # fmt: skip


def _numbers(batch: Batch, counts: Counts) -> tuple[str, str]:
    """Who applied, who was chosen: for those who may see the applications; to others a zero would be a falsehood."""
    applied = _("%(applied)s pendaftar untuk %(seats)s kursi") % {"applied": counts.applied, "seats": batch.seats}
    chosen = _("%(selected)s diterima, %(reserves)s cadangan") % {
        "selected": counts.selected,
        "reserves": counts.reserves,
    }
    return applied, chosen


def at_applications(actor: Actor) -> bool:
    return any(actor.has(held) for held in READS_APPLICATIONS)


def runs_selection(actor: Actor, batch: Batch) -> bool:
    """As the page of the selection asks: the centre's and the selector's."""
    return any(actor.may(held, body) for held in RUNS_SELECTION for body in (batch.centre_id, batch.selector_id))


def _of_class(page: str, pk: int, reached: bool) -> str:
    return reverse(page, args=[pk]) if reached else ""


def _standing(batch: Batch) -> BatchState:
    """A cancelled class shows how far it had come."""
    state = batch.cancelled_from or BatchState.DRAFT if batch.state == BatchState.CANCELLED else batch.state
    return BatchState(state)


def _state(at: int, place: int) -> State:
    """at: how far the class is in ORDER. A step is done once the class has come to what follows it."""
    if at >= place:
        return "done"
    return "current" if at == place - 1 else "ahead"


def _public(batch: Batch) -> str:
    shown = batch.state not in (BatchState.DRAFT, BatchState.CANCELLED)
    return reverse("planning:one", args=[batch.pk]) if shown else ""
