"""Feet of test_walk: who walks, on what, and how days pass on a demonstration of its own."""

import json
import os
import re
import sqlite3
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.support.browser import DESK, PHONE, Complaints, new_context, sign_in_by_form

ON_A_PHONE = {"peserta", "alumni", "pendamping", "instruktur", ""}
WITHOUT_SCRIPT = {"peserta", ""}


def in_days(days: int) -> str:
    return f"{date.today() + timedelta(days=days):%d-%m-%Y}"


@dataclass
class Walk:
    """database: the file the demonstration's server writes; read for codes sent by telephone, moved for days to pass."""

    browser: Browser
    url: str
    database: Path
    complaints: Complaints = field(default_factory=Complaints)
    pages: dict[str, Page] = field(default_factory=dict)
    batch: int = 0

    def as_(self, role: str) -> Page:
        if role not in self.pages:
            viewport = PHONE if role in ON_A_PHONE else DESK
            context = new_context(self.browser, self.url, viewport, javascript=role not in WITHOUT_SCRIPT)
            context.set_default_timeout(int(os.environ.get("BALAI_WALK_PATIENCE", "30000")))
            page = context.new_page()
            self.complaints.watch(page)
            if role:
                sign_in_by_form(page, role)
            self.pages[role] = page
        return self.pages[role]

    def at(self, role: str, address: str) -> Page:
        page = self.as_(role)
        answer = page.goto(address)
        assert answer is not None and answer.ok, f"{role}: {answer and answer.status} at {address}"
        return page

    def klass(self, role: str, part: str = "") -> Page:
        return self.at(role, f"/kelas/{self.batch}/{part}")

    def code_sent(self) -> str:
        """The code of six digits in the newest message."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as connection:
            rows = connection.execute("SELECT body FROM notifications_message ORDER BY id DESC LIMIT 5").fetchall()
        return next(found[0] for (body,) in rows if (found := re.search(r"\b\d{6}\b", body)))

    def days_pass(self, days: int) -> None:
        """The class moves into the past by so many days: its dates are all that is seen of time here."""
        earlier = f"-{days} days"
        with sqlite3.connect(self.database, timeout=30) as connection:
            connection.execute(
                "UPDATE planning_batch SET starts_on = date(starts_on, ?), ends_on = date(ends_on, ?),"
                " opens_at = datetime(opens_at, ?), closes_at = datetime(closes_at, ?) WHERE id = ?",
                (earlier, earlier, earlier, earlier, self.batch),
            )
            connection.execute(
                "UPDATE training_enrolment SET started_on = date(started_on, ?) WHERE batch_id = ?",
                (earlier, self.batch),
            )

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


def apply_through_the_interface(url: str, batch: int, place: int) -> dict[str, Any]:
    """One of many applicants who need no page of their own; the answer holds the code."""
    body = {
        "full_name": f"Pelamar Contoh {chr(65 + place)}", "birth_date": f"{1990 + place % 12}-03-0{1 + place % 9}",
        "sex": "PL"[place % 2], "education": "senior", "phone": f"08129999{1000 + place}", "consent": True,
        "motivation": "Ingin bekerja dekat rumah.",
    }  # fmt: skip
    asked = urllib.request.Request(
        f"{url}/api/v1/batches/{batch}/applications",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Idempotency-Key": f"jalan-{batch}-{place}"},
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        assert answer.status == 201
        told: dict[str, Any] = json.load(answer)
    return told


def apply_as_a_stranger(page: Page, batch: int, name: str, code: Callable[[], str]) -> None:
    """Five screens on a phone without an account, then the code of the message."""
    page.goto(f"/pelatihan/{batch}/daftar/")
    page.fill("[name=full_name]", name)
    page.fill("[name=birth_date]", "05-06-1999")
    page.check("[name=sex][value=P]")
    press(page, "Lanjut")
    page.select_option("[name=education]", "senior")
    press(page, "Lanjut")
    press(page, "Lewati dulu")
    page.fill("[name=phone]", "0812 9999 0001")
    page.check("[name=aim][value=job]")
    press(page, "Lanjut")
    page.check("[name=consent]")
    press(page, "Kirim pendaftaran")
    page.fill("[name=code]", code())
    press(page, "Periksa kode")
    says(page, "Pendaftaran Anda tercatat")


def vouch_for_the_first(page: Page) -> None:
    """On the list of those whose telephone has not answered."""
    page.locator("main [data-id] a").first.click()
    page.wait_for_url(re.compile(r"/pendaftar/[0-9a-f-]{36}/"))
    press(page, "Saya sudah memeriksa KTP-nya")


def press(page: Page, words: str | re.Pattern[str]) -> None:
    """Press the button or link of that name and wait for the page behind it; the page must not name a mistake."""
    target = page.get_by_role("button", name=words).or_(page.get_by_role("link", name=words)).first
    with page.expect_navigation():
        target.click()
    wrong = [text for text in page.locator("main .errorlist").all_inner_texts() if text.strip()]
    assert not wrong, f"{page.url} after {words}: {wrong}"


def says(page: Page, words: str) -> None:
    page.locator("main").get_by_text(words).first.wait_for()
