"""From a need to a class announced, for regional and for state money; the pages of the year with long names and empty."""

import pytest

from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.rounds import NewRound, open_round
from balai.planning.models import Batch, Package
from tests.browser.road import OpenPage, Road, SignIn, asked_by_an_employer
from tests.browser.road_need import (
    LONG,
    money_is_written,
    the_guide_is_handed_over,
    the_year_is_opened,
    walk_to_the_announcement,
)
from tests.planning import rows
from tests.support.browser import DESK, PHONE, axe, fits_the_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROWEST = {"width": 320, "height": 640}


def test_regional_money_from_need_to_announcement(regional: Road) -> None:
    money_is_written(regional)
    the_year_is_opened(regional)
    walk_to_the_announcement(regional)
    assert Batch.objects.get(pk=regional.batch).recruiter == regional.at.office


def test_state_money_from_need_to_announcement(state: Road) -> None:
    money_is_written(state)
    the_guide_is_handed_over(state)
    the_year_is_opened(state)
    walk_to_the_announcement(state)
    assert Batch.objects.get(pk=state.batch).recruiter == state.at.centre


def judged(open_page: OpenPage, sign_in: SignIn, username: str, addresses: list[str]) -> None:
    for viewport in (PHONE, DESK, NARROWEST):
        page = open_page(viewport)
        sign_in(page, username)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None and answer.ok, address
            fits_the_width(page)
            if viewport != NARROWEST:
                axe(page)


def test_pages_with_long_names_and_with_nothing(open_page: OpenPage, sign_in: SignIn) -> None:
    at = rows.place()
    asked_by_an_employer(at)
    empty = open_round(by=at.by_office, funder=at.office, plan=NewRound(2028), now=rows.NOW)
    full = open_round(by=at.by_office, funder=at.office, plan=NewRound(2027, None, LONG * 2), now=rows.NOW)
    old = rows.funded(at, title=LONG)
    copy_plan(by=at.by_office, rows=[Copied(old, 16, 90_000_000)], year=2027, now=rows.NOW)
    rows.proposed(at, title=LONG, year=2027)
    money = rows.line(at, source="apbn", title=LONG)
    judged(open_page, sign_in, at.officer.username, [
        "/perencanaan/", f"/perencanaan/{full.pk}/", f"/perencanaan/{full.pk}/salin/", f"/perencanaan/{empty.pk}/",
        f"/perencanaan/{empty.pk}/salin/", f"/dana/{money.pk}/", f"/dana/{money.pk}/petunjuk/",
        f"/paket/{old.pk}/", f"/paket/{old.pk}/belanja/",
    ])  # fmt: skip
    draft = Package.objects.get(copied_from=old)
    judged(open_page, sign_in, at.admin.username, [
        "/permintaan/padankan/", f"/paket/{draft.pk}/", f"/paket/{draft.pk}/perbaiki/", f"/perencanaan/{full.pk}/",
    ])  # fmt: skip
