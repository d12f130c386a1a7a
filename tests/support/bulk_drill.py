"""An act over the classes of several centres with a real worker that is killed with -9 and started again.

`python -m tests.support.bulk_drill_run` does it with thousands of people.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.admissions.enums import ApplicationState, Stage
from balai.admissions.models import Application, SelectionScore
from balai.audit.models import Entry
from balai.institutions.desks import actor_for
from balai.institutions.models import Institution
from balai.notifications.models import Message
from balai.planning.models import Batch
from balai.training.actions.bulk import start_bulk
from balai.training.actions.sessions import SessionPlan, plan_sessions
from balai.training.enums import BulkItemState, BulkKind, BulkState
from balai.training.models import AttendanceMark, BulkRun, Enrolment, TrainingCertificate, UnitResult
from tests import factories as make
from tests.support.office import Office, vendor
from tests.training.rows import FIRST, NOW, a_class, applicant

ACTS = tuple(BulkKind)


@dataclass(frozen=True)
class Scene:
    """An office that selects for the classes of several centres, and one officer of the state with a desk at each centre."""

    office: Institution
    centres: Sequence[Institution]
    classes: Sequence[Batch]
    selects: Actor
    teaches: Actor

    def start(self, kind: BulkKind) -> BulkRun:
        if kind == BulkKind.ENROL:
            Application.objects.filter(state=ApplicationState.SELECTED).update(state=ApplicationState.CONFIRMED)
        if kind == BulkKind.ATTEND:
            Enrolment.objects.update(started_on=FIRST)  # seated today, the meetings were in March
        first = kind in (BulkKind.RANK, BulkKind.DECIDE, BulkKind.ENROL)
        return start_bulk(
            by=self.selects if first else self.teaches, institution=self.office if first else self.centres[0], kind=kind,
            batches=self.classes, options={"day": FIRST.isoformat(), "signatory": "Kepala Balai"}, now=timezone.now(),
        )  # fmt: skip


def scene(people: int, size: int = 16, centres: int = 5) -> Scene:
    """`people` in classes of `size`, spread over the centres; they are scored, and nobody was decided or told yet."""
    home = make.regency("Latihan")
    office = make.institution("Dinas Latihan", kind="labour_office", region=home)
    clerk, teacher, today = make.user(), make.user(), timezone.localdate()
    make.desk(office, Role.LABOUR_OFFICER, clerk)
    found = [make.institution(f"Balai Latihan {n}", region=home) for n in range(centres)]
    for centre in found:
        make.desk(centre, Role.CENTRAL_UNIT_OFFICER, teacher)
    teaches = actor_for(teacher, today)
    classes: list[Batch] = []
    for number, left in enumerate(range(people, 0, -size)):
        batch = a_class(seats=size, centre=found[number % centres], recruiter=office, title=f"Kelas {number + 1}")
        for rank in range(1, min(size, left) + 1):
            one = applicant(batch, rank, ApplicationState.VERIFIED)
            SelectionScore.objects.bulk_create(
                SelectionScore(application=one, stage=stage, score=100 - rank, scorer=clerk, given_at=NOW)
                for stage in Stage
            )
        plan_sessions(by=teaches, batch=batch, plan=SessionPlan(count=1))
        classes.append(batch)
    return Scene(office, found, classes, actor_for(clerk, today), teaches)


def worker(office: Office) -> "subprocess.Popen[bytes]":
    address = f"sqlite:///{office.database}"
    if vendor() == "postgresql":
        address = os.environ["BALAI_DATABASE_URL"].rsplit("/", 1)[0] + f"/{office.database}"
    environment = os.environ | {"BALAI_DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "balai.config.settings_test"}
    return subprocess.Popen([sys.executable, "-m", "balai.config.cli", "worker"], env=environment)


def drill(office: Office, run: BulkRun, kills: int, patience: float = 120) -> list[int]:
    """Works `run` off with workers that are killed with -9 that many times; how many classes were done at each kill."""
    total, at = run.items.count(), []
    process, end = worker(office), time.monotonic() + patience
    try:
        while BulkRun.objects.get(pk=run.pk).state == BulkState.RUNNING:
            assert time.monotonic() < end, "the worker does not come to an end"
            done = run.items.exclude(state=BulkItemState.WAITING).count()
            if len(at) < kills and done >= (len(at) + 1) * total // (kills + 1):
                process.kill()
                process.wait()
                at.append(done)
                process = worker(office)
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()
    return at


def amounts() -> dict[str, int]:
    """What the acts leave behind, and the audit entries of each."""
    verbs = ("bulk_decide", "enrol", "bulk_attend", "bulk_result", "completed", "issue_certificate")
    rows = (Message, Enrolment, AttendanceMark, UnitResult, TrainingCertificate)
    kept = {f"training.{verb}": Entry.objects.filter(verb=f"training.{verb}").count() for verb in verbs}
    kept["admissions.select"] = Entry.objects.filter(verb="admissions.select").count()
    return kept | {model.__name__: model._default_manager.count() for model in rows}


def expected(people: int, units: int = 2) -> dict[str, int]:
    once = ("bulk_decide", "enrol", "bulk_attend", "bulk_result", "completed", "issue_certificate")
    return {f"training.{verb}": people for verb in once} | {
        "admissions.select": people, "Enrolment": people, "AttendanceMark": people,
        "UnitResult": people * units, "TrainingCertificate": people,
    }  # fmt: skip
