"""A company that pays: it is asked, asks for a change, accepts from its own money, and the class opens; one that pays nothing has one
quiet door."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balai.access.roles import Role
from balai.funding.actions import NewLine, add_fund_line
from balai.funding.models import FundLine
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.kernel.registry import work_for
from balai.planning.actions.propose import Proposal, propose_package
from balai.planning.models import Batch, Package
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY, WHY
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def company() -> Institution:
    return make.institution(kind=InstitutionKind.COMPANY)


def asked(at: rows.Place, funder: Institution, title: str = "Garmen CSR") -> Package:
    year = timezone.localdate().year
    said = Proposal(at.curriculum, title, year, 16, 60_000_000, REASON, no_need_why=WHY)
    return propose_package(by=at.by_centre, centre=at.centre, funder=funder, proposal=said, now=timezone.now())


def doors(client: Client) -> list[str]:
    return [door.url for door in client.get("/meja/").context["doors"]]


def test_a_proposal_for_a_company_is_changed_accepted_and_becomes_a_class(client: Client) -> None:
    at, firm = rows.place(), company()
    boss, package = make.desk(firm, Role.EMPLOYER).user, asked(at, firm)
    client.force_login(boss)
    assert "Jawab usulan: Garmen CSR, 16 kursi" in client.get("/meja/").content.decode()
    assert {"/paket/", "/perencanaan/", "/dana/"} <= set(doors(client))
    assert "Jawab usulan" in client.get(f"/paket/{package.pk}/").content.decode()
    assert (
        client.post(f"/paket/{package.pk}/", {"step": "ask", "answer": "Kurangi menjadi 12 kursi."}).status_code == 302
    )
    client.force_login(at.admin)
    assert "Kurangi menjadi 12 kursi." in client.get(f"/paket/{package.pk}/").content.decode()
    said = {"title": "Garmen CSR", "seats": 12, "cost": "45.000.000", "reason": REASON, "no_need_why": WHY}
    assert client.post(f"/paket/{package.pk}/perbaiki/", said).status_code == 302
    client.force_login(boss)
    year = timezone.localdate().year
    line = {"funder": firm.pk, "source": "csr", "year": year, "title": "CSR pabrik", "ceiling": "50.000.000"}
    assert client.post("/dana/baru/", line).status_code == 302
    money = FundLine.objects.get()
    assert (money.funder, money.noted_by) == (firm, None)
    answer = {"step": "accept", "answer": "Sesuai kebutuhan pabrik kami.", "fund_line": money.pk}
    assert client.post(f"/paket/{package.pk}/", answer).status_code == 302
    package.refresh_from_db()
    assert (package.state, package.seats, package.fund_line, package.answer_noted_by) == ("accepted", 12, money, None)
    assert client.get(f"/dana/{money.pk}/").status_code == 200
    today = timezone.localdate()
    day = lambda n: f"{today + timedelta(n):%d-%m-%Y}"  # noqa: E731
    kelas = {
        "title": "Garmen CSR I", "opens_on": day(1), "closes_on": day(20), "starts_on": day(30), "ends_on": day(60),
        "seats": 12, "reserves": 2, "entry_rules": "Terbuka untuk semua.",
    }  # fmt: skip
    client.force_login(at.admin)
    assert client.post(f"/paket/{package.pk}/kelas/", kelas).status_code == 302
    assert Batch.objects.get().package == package


def test_a_company_sees_its_own_money_and_proposals_and_nobody_elses(client: Client) -> None:
    at, firm, rival = rows.place(), company(), company()
    package = asked(at, firm)
    mine = make.actor(firm, Role.EMPLOYER, TODAY)
    new = NewLine("csr", 2026, "CSR pabrik", 9_000_000)
    line = add_fund_line(by=mine, funder=firm, line=new, today=TODAY)
    client.force_login(make.desk(rival, Role.EMPLOYER).user)
    for address in (f"/paket/{package.pk}/", f"/dana/{line.pk}/", f"/paket/{package.pk}/belanja/"):
        assert client.get(address).status_code == 404, address
    assert client.post(f"/paket/{package.pk}/", {"step": "refuse", "answer": REASON}).status_code == 404
    theirs = make.actor(rival, Role.EMPLOYER, TODAY)
    assert code_of(lambda: add_fund_line(by=theirs, funder=firm, line=new, today=TODAY)) == "not_your_funds"
    silent = make.institution(kind=InstitutionKind.DONOR)
    assert code_of(lambda: add_fund_line(by=theirs, funder=silent, line=new, today=TODAY)) == "not_your_funds"


def test_who_only_employs_has_one_quiet_door_until_it_pays_or_is_asked(client: Client) -> None:
    at, firm = rows.place(), company()
    client.force_login(make.desk(firm, Role.EMPLOYER).user)
    payers = {"/laporan-kegiatan/", "/paket/", "/perencanaan/", "/dana/"}
    assert payers & set(doors(client)) == {"/dana/"} and doors(client)[-1] == "/dana/"
    assert "Biayai pelatihan" in client.get("/meja/").content.decode()
    asked(at, firm)
    assert payers <= set(doors(client))


def test_a_company_with_money_of_its_own_has_the_doors_of_who_pays(client: Client) -> None:
    firm = company()
    user = make.desk(firm, Role.EMPLOYER).user
    by = make.actor(firm, Role.EMPLOYER, TODAY)
    add_fund_line(by=by, funder=firm, line=NewLine("csr", 2026, "CSR", 9_000_000), today=TODAY)
    client.force_login(user)
    assert {"/paket/", "/dana/"} <= set(doors(client)) and "Biayai pelatihan" not in client.get(
        "/meja/"
    ).content.decode()
    assert [w for w in work_for(by, NOW) if w.key.startswith("planning:")] == []


def test_the_centre_answers_in_a_companys_name_only_while_nobody_sits_there() -> None:
    from balai.planning.rules import may_answer

    at, firm = rows.place(), company()
    package = asked(at, firm)
    assert may_answer(at.by_centre, package, TODAY)
    make.desk(firm, Role.EMPLOYER)
    assert not may_answer(at.by_centre, package, TODAY)
