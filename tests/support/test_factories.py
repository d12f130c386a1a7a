"""The factories make rows that the rooms accept, on either database."""

import pytest
from django.db import connection

from balai.access.permissions import Permission
from balai.access.roles import Role
from balai.institutions.enums import InstitutionKind
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_an_officer_sees_who_lives_in_the_area() -> None:
    place = factories.regency()
    office = factories.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place)
    near, far = factories.person(living_in=place), factories.person(living_in=factories.regency())
    officer = factories.actor(office, Role.LABOUR_OFFICER)
    seen = type(near).objects.visible_to(officer, Permission.PERSON_READ)
    assert near in seen and far not in seen


@pytest.mark.sqlite_only
def test_this_run_is_on_sqlite() -> None:
    assert connection.vendor == "sqlite"


@pytest.mark.postgres_only
def test_this_run_is_on_postgresql() -> None:
    assert connection.vendor == "postgresql"


def test_niks_have_the_form_and_belong_to_nobody() -> None:
    made = {factories.nik() for _ in range(50)}
    assert len(made) == 50
    assert all(len(value) == 16 and value.startswith("99") for value in made)
