"""From a proposal to a verified certificate, for a class of regional money and one of state money, by clicking its pages."""

import pytest

from balai.access.roles import Role
from balai.planning.models import Batch
from tests import factories as make
from tests.browser.road import Road
from tests.browser.road_class import walk_to_the_results
from tests.browser.road_need import (
    both_versions_can_be_read,
    money_is_written,
    the_centre_proposes,
    the_class_is_opened,
    the_funder_changes_it_on_the_screen_of_the_year,
    the_guide_is_handed_over,
    the_money_is_committed,
    the_year_is_opened,
    units_are_read_in_the_employers_words,
    who_the_money_says_announces_it,
)
from tests.browser.road_papers import walk_to_the_certificates
from tests.browser.road_seats import (
    SEATS,
    TEACHER_NAME,
    it_gets_a_timetable,
    it_is_said_what_fits,
    monday_in_four_weeks,
    the_way_of_choosing_is_written,
    walk_to_the_seats,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def walk(road: Road) -> None:
    make.desk(road.at.centre, Role.INSTRUCTOR, make.user("pengajar", full_name=TEACHER_NAME))
    money_is_written(road)
    if road.source == "apbn":
        the_guide_is_handed_over(road)
    the_year_is_opened(road)
    units_are_read_in_the_employers_words(road)
    the_centre_proposes(road)
    the_funder_changes_it_on_the_screen_of_the_year(road)
    both_versions_can_be_read(road)
    the_money_is_committed(road)
    begins = monday_in_four_weeks()
    the_class_is_opened(road, (0, 13, begins, begins + 25), SEATS)
    it_is_said_what_fits(road)
    the_way_of_choosing_is_written(road)
    it_gets_a_timetable(road)
    who_the_money_says_announces_it(road)
    walk_to_the_seats(road)
    road.no_door_is_shut()
    walk_to_the_results(road)
    walk_to_the_certificates(road)
    road.no_door_is_shut()


def test_regional_money(regional: Road) -> None:
    walk(regional)
    assert Batch.objects.get(pk=regional.batch).recruiter == regional.at.office


def test_state_money(state: Road) -> None:
    walk(state)
    assert Batch.objects.get(pk=state.batch).recruiter == state.at.centre
