"""A word without end in a table: no page of the desk grows wider than the screen by it."""

import pytest
from django.urls import reverse

from balai.planning.models import Package
from balai.programmes.models import CurriculumUnit, Programme
from tests.planning import rows
from tests.support.browser import DESK, axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "PertanggungjawabankepelatihanketenagakerjaankeindustriX"[:52]


def test_a_word_of_fifty_two_letters_breaks_in_the_tables_of_the_desk(open_page, sign_in) -> None:
    at = rows.place()
    rows.proposed(at, title=WORD)
    Programme.objects.update(title=WORD)
    CurriculumUnit.objects.update(title=WORD)
    at.centre.name = WORD
    at.centre.save()
    programme, package = Programme.objects.get().pk, Package.objects.get().pk
    found = [
        reverse("programmes:list") + "?milik=semua", reverse("programmes:one", args=[programme]), reverse("planning:packages"),
        reverse("planning:package", args=[package]), reverse("institutions:page", args=[at.centre.pk]),
    ]  # fmt: skip
    page = open_page(DESK)
    sign_in(page, at.admin.username)
    for address in found:
        answer = page.goto(address)
        assert answer is not None and answer.ok, address
        fits_the_width(page)
        cells = page.evaluate(
            "() => [...document.querySelectorAll('td, th')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML)"
        )
        assert cells == [], f"{address}: {cells[:3]}"
        axe(page)
