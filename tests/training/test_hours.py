"""More hours in the timetable than the curriculum has are said where it is looked at, with what to do."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from balai.access.roles import Role
from balai.training.actions.sessions import SessionPlan, cancel_session, plan_sessions
from tests import factories as make
from tests.training.rows import a_class, admin_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.mark.parametrize("page", ["week", "sessions"])
def test_more_hours_than_the_curriculum_are_said_with_what_to_do(client: Client, page: str) -> None:
    batch = a_class()  # 64 lesson hours
    by = admin_of(batch)
    made, _days = plan_sessions(by=by, batch=batch, plan=SessionPlan(time(8), time(15, 15), count=9))
    client.force_login(make.desk(batch.centre, Role.CENTRE_ADMIN).user)
    address = reverse(f"training:{page}", args=[batch.pk])
    said = client.get(address).content.decode()
    assert "Terjadwal 72 jam pelajaran, 8 lebih banyak daripada kurikulum (64)." in said
    assert reverse("training:proposals") in said
    cancel_session(by=by, session=made[-1], reason="Listrik padam")
    assert made[-1].held_on > date(2026, 3, 2) and "lebih banyak daripada" not in client.get(address).content.decode()
