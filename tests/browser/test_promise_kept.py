"""The word given to each other, in one piece: invited, met, decided, promised; one promise kept by the records themselves, one late
whose owner is asked privately first, answers, and stands beside the other side's view for everybody to read."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from balai.access.actor import WORKER
from balai.access.roles import Role
from balai.collaboration.actions.follow_promises import follow_promises
from balai.collaboration.actions.forum import ForumPlan, add_members, begin_forum
from balai.collaboration.actions.publish import set_published
from balai.collaboration.models import Ballot, Convening, Decision, Member, Period, Promise
from balai.institutions.desks import actor_for
from balai.kernel.measures import Counted, Measure, Question, Row
from balai.kernel.registry import registry
from tests import factories as make
from tests.browser.road import OpenPage
from tests.support.browser import axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, str], None]
CAUSE, VIEW = "Kepala cabang dipindah sebelum kelas dibuka.", "Kami menunda dua kelas karenanya."


class Forum:
    """An office that keeps it and a company, both at the table; who is trained is counted from an invented ledger."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        office, company = (
            make.institution(name="Dinas Uji"),
            make.institution(name="PT Uji", kind="company", sector="private"),
        )
        make.desk(company, Role.EMPLOYER, make.user("perusahaan-uji"))
        self.by = actor_for(make.desk(office, Role.FORUM_SECRETARY, make.user("sekretaris-uji")).user, self.today)
        self.kept = begin_forum(by=self.by, owner=office, plan=ForumPlan("Forum Uji"), today=self.today)
        self.period = Period.objects.get(collaboration=self.kept)
        add_members(by=self.by, period=self.period, institutions=[company])
        self.company = Member.objects.get(period=self.period, institution=company)
        self.trained = 0

    def count(self, question: Question) -> Counted:
        rows = tuple(Row("peserta", question.since, "home", (), "") for _one in range(self.trained))
        return Counted(len(rows), rows, 0)

    def night(self, days: int) -> None:
        follow_promises(by=WORKER, now=timezone.now() + timedelta(days=days))

    def at(self, part: str) -> str:
        return f"/kerja-sama/masa/{self.period.pk}/{part}/"


@pytest.fixture
def forum() -> Iterator[Forum]:
    made = Forum()
    measure = Measure("uji", "Orang dilatih", "orang", "Dihitung orang yang dilatih.", made.count, "tests")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(registry.measures, "uji", measure)
        yield made


def _good(page: Page) -> None:
    axe(page)
    fits_the_width(page)


def _send(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def _meets(forum: Forum, office: Page, company: Page) -> None:
    """Invited on a page, answered from the desk, the list and the minutes written, confirmed by both and closed."""
    office.goto(forum.at("rapat/baru"))
    office.fill("[name=title]", "Rapat triwulan")
    office.fill("[name=day]", f"{forum.today:%d-%m-%Y}")
    for name, said in (("starts", "00.00"), ("ends", "23.59"), ("place", "Aula dinas"), ("own", "Magang")):
        office.fill(f"[name={name}]", said)
    office.locator("main form").last.locator("button[type=submit]").click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("Rapat triwulan")
    meeting = Convening.objects.get()
    company.goto("/meja/")
    company.get_by_role("link", name="Jawab undangan").click()
    company.locator("[name=coming]").first.check()
    company.locator("main form button[type=submit]").first.click()
    assert meeting.invitations.get(member=forum.company).coming
    office.goto(f"/kerja-sama/rapat/{meeting.pk}/hadir/")
    names = office.locator("main input[name$=_name]")
    for at, who in enumerate(("Rina Uji", "Hendra Uji")):
        names.nth(at).fill(who)
    _send(office, "Simpan daftar hadir")
    office.goto(f"/kerja-sama/rapat/{meeting.pk}/notulen/")
    office.fill("[name=minutes]", "1. Magang\nPerusahaan menerima peserta.")
    _send(office, "Kirim ke yang hadir")
    for page in (company, office):
        page.goto(f"/kerja-sama/rapat/{meeting.pk}/notulen/")
        page.locator("[name=agrees]").first.check()
        _send(page, "Kirim jawaban")
    _good(company)
    _send(office, "Tutup notulen")
    expect(office.get_by_text("isinya tidak berubah lagi")).to_be_visible()
    expect(office.get_by_role("heading", name="Catatan susulan")).to_be_visible()
    _good(office)


def _decides(forum: Forum, office: Page, company: Page) -> Decision:
    office.goto(forum.at("pokok/baru"))
    office.fill("[name=title]", "Magang")
    _send(office, "Buka pokok bahasan")
    office.get_by_role("link", name="Ajukan untuk diputus").click()
    office.fill("[name=question]", "Perusahaan melatih peserta magang.")
    office.fill("[name=quorum]", "2")
    office.fill("[name=day]", f"{forum.today + timedelta(days=1):%d-%m-%Y}")
    office.fill("[name=hour]", "12.00")
    _send(office, "Ajukan ke para pihak")
    ballot = Ballot.objects.get()
    for page in (company, office):
        page.goto(f"/kerja-sama/putusan/{ballot.pk}/suara/")
        page.locator("[name=voice][value=for]").check()
        _send(page, "Kirim suara")
    expect(office.get_by_text("Disetujui: 2 setuju").first).to_be_visible()
    _good(office)
    return Decision.objects.get()


def _promised(forum: Forum, office: Page, company: Page, text: str, target: int, decision: Decision) -> Promise:
    """Written down by the secretary from the decision; given by nobody but the company."""
    office.goto(forum.at("janji/baru"))
    office.fill("[name=text]", text)
    office.select_option("[name=promiser]", str(forum.company.pk))
    office.get_by_role("group", name="Kepada siapa").get_by_label("Dinas Uji").check()
    office.select_option("[name=measure]", "uji")
    office.fill("[name=target]", str(target))
    for name in ("since", "due"):
        office.fill(f"[name={name}]", f"{forum.today:%d-%m-%Y}")
    if not office.locator("[name=decision]").is_visible():
        office.locator("main form details summary").first.click()
    office.select_option("[name=decision]", str(decision.pk))
    office.locator("main form").last.locator("button[type=submit]").click()
    promise = Promise.objects.get(text=text)
    company.goto("/meja/")
    company.get_by_role("link", name="Baca janji").first.click()
    company.get_by_role("link", name="Berikan janji ini").click()
    _send(company, "Berikan janji")
    expect(company.get_by_text("Perusahaan melatih peserta magang.").first).to_be_visible()
    return promise


def _reads(page: Page, promise: Promise, *words: str, never: str = "") -> None:
    page.goto(f"/kerja-sama/janji/{promise.pk}/")
    for one in words:
        expect(page.locator("main").get_by_text(one).first).to_be_visible()
    if never:
        expect(page.locator("main").get_by_text(never)).to_have_count(0)


def test_a_promise_is_kept_by_records_and_one_is_late_with_both_words(
    forum: Forum, open_page: OpenPage, phone: Page, desk: Page, sign_in: SignIn
) -> None:
    office, company, citizen = desk, phone, open_page()
    for page in (office, company, citizen):
        page.set_default_timeout(30_000)
    sign_in(office, "sekretaris-uji")
    sign_in(company, "perusahaan-uji")
    _meets(forum, office, company)
    decision = _decides(forum, office, company)
    set_published(by=forum.by, collaboration_id=forum.kept.pk, is_public=True)
    kept = _promised(forum, office, company, "Melatih dua orang", 2, decision)
    late = _promised(forum, office, company, "Melatih sepuluh orang", 10, decision)
    forum.trained = 2
    forum.night(1)
    _reads(citizen, kept, "ditepati", "2 dari 2")
    _reads(citizen, late, "diberikan", never="Hak jawab")
    company.goto("/meja/")
    company.get_by_role("link", name="Tulis sebabnya").click()
    company.locator("[name=cause][value=transfer]").check()
    company.fill("[name=text]", CAUSE)
    _send(company, "Simpan jawaban")
    office.goto("/meja/")
    office.get_by_role("link", name="Tulis pandangan").click()
    office.fill("[name=text]", VIEW)
    _send(office, "Simpan pandangan")
    _reads(office, late, CAUSE, VIEW)
    _good(office)
    _reads(citizen, late, "diberikan", never=CAUSE)
    forum.night(16)
    _reads(citizen, late, "terlambat", "pejabat pindah tugas", CAUSE, VIEW)
    _good(citizen)
    office.goto(forum.at("rapat/baru"))
    expect(office.get_by_text("Janji terlambat, PT Uji: Melatih sepuluh orang").first).to_be_visible()
