"""A package names the agreement it rests on, with what is promised; one that ends before the class is said, not silent."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.actions.agreements import AgreementFacts, save_agreement
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Agreement, Institution
from balai.kernel.refusal import Refused
from balai.planning.actions.agreements import Clauses, let_go, rest_on
from balai.planning.actions.batches import move_batch
from balai.planning.actions.fit import answer_for
from balai.planning.actions.propose import Answer, answer_package
from balai.planning.agreements import resting_on
from balai.planning.fit import misfits
from balai.planning.models import Batch, Package, PackageAgreement
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def factory(at: rows.Place) -> Institution:
    return make.institution("PT Ungaran Contoh", kind=InstitutionKind.COMPANY, region=at.regency)


def agreed(at: rows.Place, *parties: Institution, until: str = "31-12-2026", since: str = "01-01-2026") -> Agreement:
    facts = AgreementFacts("mou", "Kerja sama operator garmen", "7/KS", since, until)
    return save_agreement(by=at.by_centre, kept_by=at.centre, facts=facts, parties=[at.centre, *parties])


def named(at: rows.Place, package: Package, agreement: Agreement, **said) -> PackageAgreement:
    return rest_on(by=at.by_centre, package=package, agreement=agreement, clauses=Clauses(**said), now=NOW)


def test_a_package_names_who_hires_how_many_and_who_lends_what() -> None:
    at = rows.place()
    company, package = factory(at), rows.proposed(at)
    row = named(at, package, agreed(at, company), hirer=company, hires=12, lender=company, lends="8 mesin jahit")
    assert (row.hirer, row.hires, row.lender, row.lends) == (company, 12, company, "8 mesin jahit")
    version = package.versions.last()
    assert version.step == "agree"
    assert (
        version.stands_on[-1] == "Kerja sama operator garmen (PT Ungaran Contoh: 12; PT Ungaran Contoh: 8 mesin jahit)"
    )
    again = named(at, package, row.agreement, hirer=company, hires=10)
    assert (PackageAgreement.objects.get().hires, again.pk) == (10, row.pk)
    let_go(by=at.by_office, row=again, now=NOW)
    let_go(by=at.by_office, row=again, now=NOW)
    assert not PackageAgreement.objects.exists() and Agreement.objects.exists()
    assert Entry.objects.filter(verb="planning.let_go").count() == 1
    assert [v.step for v in package.versions.all()] == ["propose", "agree", "agree", "let_go"]


def test_an_agreement_binds_the_centre_or_the_funder_and_its_clauses_bind_its_parties() -> None:
    at, other = rows.place(), rows.place()
    company, package = factory(at), rows.proposed(at)
    mine, theirs = agreed(at, company), agreed(other, company)
    assert code_of(lambda: named(at, package, theirs)) == "not_their_agreement"
    assert code_of(lambda: named(other, package, mine)) == "may_not_name_agreement"
    assert code_of(lambda: named(at, package, mine, hirer=company)) == "clause_incomplete"
    assert code_of(lambda: named(at, package, mine, lends="mesin")) == "clause_incomplete"
    assert code_of(lambda: named(at, package, mine, hirer=other.centre, hires=2)) == "not_a_party"
    answer_package(by=at.by_office, package=package, answer=Answer("refuse", REASON), now=NOW)
    assert code_of(lambda: named(at, package, mine)) == "package_is_gone"
    assert not PackageAgreement.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2026", "15-05-2026", ""),
        ("2026", "14-05-2026", "berakhir 14 Mei 2026, sebelum kelas selesai 15 Mei 2026"),
        ("2025", "31-03-2026", "berakhir 31 Maret 2026, sebelum kelas mulai 1 April 2026"),
        ("02-04-2026", "2027", "baru berlaku 2 April 2026, sesudah kelas mulai 1 April 2026"),
        ("", "", ""),
    ],
)
def test_an_agreement_that_does_not_cover_the_class_is_said(since: str, until: str, words: str) -> None:
    at = rows.place()
    batch = rows.draft(at)
    named(at, batch.package, agreed(at, factory(at), since=since, until=until))
    [one] = resting_on(batch.package, [batch], TODAY)
    assert words in one.warning and bool(one.warning) == bool(words)
    said = [miss.sentence for miss in misfits(batch) if miss.subject.startswith("agreement")]
    assert (words in said[0] and len(said) == 1) if words else said == []


def test_a_class_waits_until_somebody_answers_for_an_agreement_that_ends_too_early() -> None:
    at = rows.place()
    batch = rows.draft(at)
    row = named(at, batch.package, agreed(at, factory(at), until="14-05-2026"))
    announce = lambda: move_batch(by=at.by_office, batch=batch, step="announce", now=NOW)  # noqa: E731
    with pytest.raises(Refused) as held:
        announce()
    assert held.value.code == "does_not_fit" and "14 Mei 2026" in str(held.value)
    subject = f"agreement:{row.agreement_id}"
    answer_for(by=at.by_centre, batch=batch, subject=subject, reason="Perpanjangan sedang ditandatangani.", now=NOW)
    assert announce().state == "announced"


def test_centre_and_funder_read_it_on_the_package_and_on_the_class(client: Client) -> None:
    at = rows.place()
    company, batch = factory(at), rows.draft(at)
    package = batch.package
    agreement = agreed(at, company, until="14-05-2026")
    client.force_login(at.admin)
    address = f"/paket/{package.pk}/perjanjian/"
    said = {
        "agreement": agreement.pk,
        "hirer": company.pk,
        "hires": 12,
        "lends": "",
        "note": "Gaji sesuai upah minimum.",
    }
    assert "Tulis keduanya" not in client.get(address).content.decode()
    assert "Tulis keduanya" in client.post(address, said | {"hires": ""}).content.decode()
    assert client.post(address, said).status_code == 302
    row = PackageAgreement.objects.get()
    assert client.post(f"{address}{row.pk}/", said | {"hires": 14}).status_code == 302
    Batch.objects.filter(pk=batch.pk).update(state="running")
    with time_machine.travel(NOW + timedelta(days=75), tick=False):
        for user in (at.admin, at.officer):
            client.force_login(user)
            for page in (f"/paket/{package.pk}/", f"/kelas/{batch.pk}/"):
                shown = client.get(page).content.decode()
                for words in ("sudah berakhir", "PT Ungaran Contoh, 14 orang", "sebelum kelas selesai 15 Mei 2026"):
                    assert words in shown, (page, words)
    client.force_login(rows.place().admin)
    assert client.get(f"{address}{row.pk}/").status_code == 404
    client.force_login(make.desk(at.centre, Role.INSTRUCTOR).user)
    assert client.post(f"{address}{row.pk}/lepas/").status_code == 403
    client.force_login(at.officer)
    assert client.post(f"{address}{row.pk}/lepas/").status_code == 302
    assert not PackageAgreement.objects.exists()


def test_an_agreement_that_has_ended_is_said_before_there_is_a_class() -> None:
    at = rows.place()
    package = rows.proposed(at)
    named(at, package, agreed(at, factory(at), until="01-03-2026"))
    [one] = resting_on(package, [], TODAY)
    assert (one.ended, one.warning) == (True, "Perjanjian ini berakhir 1 Maret 2026.")
    [before] = resting_on(package, [], date(2026, 3, 1))
    assert (before.ended, before.warning) == (False, "")
