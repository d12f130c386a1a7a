"""Money is written under a post and shown with its receipt; a receipt may come later."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.planning.actions.spend import Payment, attach_receipt, write_spending
from balai.planning.enums import SpendingPost
from balai.planning.models import Spending
from tests import factories as make
from tests.papers.test_pages import photograph
from tests.planning import rows
from tests.planning.rows import NOW, TODAY

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.BALAI_FILES = str(tmp_path)


def test_a_payment_is_written_with_post_and_receipt_and_the_receipt_opens() -> None:
    at = rows.place()
    package = rows.funded(at)
    web = Client()
    web.force_login(make.desk(at.centre, Role.CENTRE_ADMIN).user)
    said = {"amount": "1.500.000", "paid_on": f"{TODAY:%d-%m-%Y}", "note": "Bahan praktik, kuitansi 12"}
    page = reverse("planning:spending", args=[package.pk])
    assert "Pos belanja" in web.post(page, said).content.decode() and not Spending.objects.exists()
    web.post(page, said | {"post": "materials", "receipt": photograph()})
    paid = Spending.objects.get()
    assert (paid.post, paid.amount) == (SpendingPost.MATERIALS, 1_500_000)
    opened = web.get(reverse("planning:receipt", args=[package.pk, paid.pk]))
    assert (opened.status_code, opened["Content-Type"]) == (200, "image/jpeg")
    other = Client()
    other.force_login(make.desk(make.institution(), Role.CENTRE_ADMIN).user)
    assert other.get(reverse("planning:receipt", args=[package.pk, paid.pk])).status_code == 404


def test_a_receipt_that_came_later_is_attached_by_who_may_spend() -> None:
    at = rows.place()
    package = rows.funded(at)
    payment = Payment(2_000_000, TODAY, "Honor instruktur, daftar 3", SpendingPost.TEACHING)
    paid = write_spending(by=at.by_centre, package=package, payment=payment, now=NOW)
    web = Client()
    web.force_login(make.desk(at.centre, Role.CENTRE_ADMIN).user)
    web.post(reverse("planning:attach_receipt", args=[package.pk, paid.pk]), {"receipt": photograph()})
    paid.refresh_from_db()
    assert paid.receipt is not None and Entry.objects.filter(verb="planning.attach_receipt").count() == 1
    with pytest.raises(Refused) as no:
        attach_receipt(by=rows.place().by_centre, spending=paid, receipt=paid.receipt)
    assert no.value.code == "may_not_spend"


def test_the_oldest_payment_is_reached_page_by_page() -> None:
    at = rows.place()
    package = rows.funded(at)
    payment = Payment(100_000, TODAY, "Bahan praktik", SpendingPost.MATERIALS)
    paid = write_spending(by=at.by_centre, package=package, payment=payment, now=NOW)
    more = [
        Spending(package=package, amount=1_000, paid_on=TODAY, note="Bahan", written_by="-", written_at=NOW)
        for _one in range(205)
    ]
    Spending.objects.bulk_create(more)
    web, page, seen = Client(), reverse("planning:spending", args=[package.pk]), []
    web.force_login(at.admin)
    older = "?"
    while older:
        shown = web.get(page + older).context
        seen += [row.pk for row in shown["rows"]]
        older = shown.get("older", "")
    assert len(seen) == len(set(seen)) == 206 and paid.pk in seen
