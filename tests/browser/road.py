"""From a need to a verified certificate, for regional and for state money: who walks, on what, and how days pass.

A Road is walked by the steps of road_need, road_seats and road_paper; each page on the way is judged as it is met.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db.models import F
from playwright.sync_api import Page

from balai.access.roles import Role
from balai.admissions.models import Draw, Selection
from balai.demand.actions import Wanted, move_job_order, write_job_order
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.planning.models import Batch
from balai.training.models import Enrolment, TrainingSession
from tests import factories as make
from tests.browser.walk import press
from tests.planning import rows
from tests.support.browser import DESK, PHONE, fits_the_width

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], None]


@dataclass
class Road:
    """source: of the money. recruiter: who announces and selects by that money; scorer: a colleague at the same office.
    package, batch: once there are some. codes: of applications, by the applicant's name. drawn: who got the last seat by lot."""

    at: rows.Place
    funder: Institution
    officer: str
    source: str
    recruiter: str
    scorer: str
    open_page: OpenPage
    sign_in: SignIn
    url: str
    pages: dict[str, Page] = field(default_factory=dict)
    package: int = 0
    batch: int = 0
    codes: dict[str, str] = field(default_factory=dict)
    drawn: str = ""

    def as_(self, username: str) -> Page:
        """The centre and its instructor work on a telephone, offices at a desk; "" is a stranger on a phone without scripts."""
        if username not in self.pages:
            desk = username not in ("", self.at.admin.username, "pengajar")
            self.pages[username] = self.open_page(DESK if desk else PHONE, javascript=bool(username))
            self.pages[username].set_default_timeout(30_000)
            if username:
                self.sign_in(self.pages[username], username)
        return self.pages[username]

    def to(self, username: str, address: str) -> Page:
        page = self.as_(username)
        answer = page.goto(address)
        assert answer is not None and answer.ok, f"{username}: {answer and answer.status} at {address}"
        return page

    def klass(self, username: str, part: str = "") -> Page:
        return self.to(username, f"/kelas/{self.batch}/{part}")

    def door(self, username: str, name: str | re.Pattern[str]) -> Page:
        """From the page of the class through the door of that name."""
        page = self.klass(username)
        press(page, name)
        return page

    def from_the_desk(self, username: str, words: str) -> Page:
        """The work waits on the desk of whoever does it, and one tap leads to it."""
        page = self.to(username, "/meja/")
        waits = page.locator(".meja li", has_text=words).first
        with page.expect_navigation():
            waits.get_by_role("link").last.click()
        return page

    def no_door_is_shut(self) -> None:
        """Every link on the desk opens, and on the page of the class for who works in it."""
        of_class = {self.officer, self.recruiter, self.scorer, self.at.admin.username, "pengajar"}
        for username, page in self.pages.items():
            for address in ["/meja/", *[f"/kelas/{self.batch}/"] * (username in of_class)] if username else ():
                self.to(username, address)
                doors = page.locator("main a[href^='/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
                shut = [door for door in sorted(set(doors)) if not page.request.get(door).ok]
                assert not shut, f"{username} at {address}: {shut}"

    def seen(self, page: Page, name: str) -> None:
        """Both widths hold the page; BALAI_SEEN names a folder for its pictures."""
        own = page.viewport_size
        for device, viewport in (("phone", PHONE), ("desk", DESK)):
            page.set_viewport_size(viewport)
            fits_the_width(page)
            if place := os.environ.get("BALAI_SEEN"):
                page.screenshot(path=Path(place) / f"{self.source}-{name}-{device}.png", full_page=True)
        page.set_viewport_size(own or PHONE)

    def now(self) -> datetime:
        """By the clock on the wall of the class."""
        return datetime.now(ZoneInfo(self.at.centre.zone))

    def days_pass(self, days: int) -> None:
        """What is written of the class moves into the past by so many days: a test cannot wait for them."""
        ago = timedelta(days=days)
        Batch.objects.filter(pk=self.batch).update(
            opens_at=F("opens_at") - ago, closes_at=F("closes_at") - ago, starts_on=F("starts_on") - ago,
            ends_on=F("ends_on") - ago,
        )  # fmt: skip
        TrainingSession.objects.filter(batch=self.batch).update(held_on=F("held_on") - ago)
        Enrolment.objects.filter(batch=self.batch).update(started_on=F("started_on") - ago)
        Draw.objects.filter(batch=self.batch).update(committed_at=F("committed_at") - ago)
        Selection.objects.filter(batch=self.batch, confirm_by__isnull=False).update(confirm_by=F("confirm_by") - ago)


def asked_by_an_employer(at: rows.Place) -> None:
    employer = make.institution("PT Garmen Contoh", kind=InstitutionKind.COMPANY, region=at.regency)
    by = make.actor(employer, Role.EMPLOYER, date.today())
    wanted = Wanted("Operator jahit kemeja", 12, "Menjahit kemeja dengan mesin industri.", at.regency)
    order = write_job_order(by=by, employer=employer, wanted=wanted, today=date.today())
    move_job_order(by=by, job_order=order, step="publish", today=date.today())


def regional_road(open_page: OpenPage, sign_in: SignIn, url: str) -> Road:
    """Money of the regency: its labour office funds, announces and selects."""
    at = rows.place()
    at.office.functions.create(function="funder")
    asked_by_an_employer(at)
    colleague = make.desk(at.office, Role.LABOUR_OFFICER).user.username
    officer = at.officer.username
    return Road(at, at.office, officer, "apbd_regency", officer, colleague, open_page, sign_in, url)


def state_road(open_page: OpenPage, sign_in: SignIn, url: str) -> Road:
    """Money of the ministry's unit: the centre announces and selects itself."""
    at = rows.place()
    unit = make.institution("BPVP Contoh", kind=InstitutionKind.CENTRAL_TRAINING_UNIT)
    unit.functions.create(function="funder")
    officer = make.desk(unit, Role.CENTRAL_UNIT_OFFICER).user.username
    asked_by_an_employer(at)
    colleague = make.desk(at.centre, Role.CENTRE_ADMIN).user.username
    return Road(at, unit, officer, "apbn", at.admin.username, colleague, open_page, sign_in, url)
