"""The database every copy is made from: migrated, with an office, its invented places and an officer who can sign in."""

import time
from datetime import date
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as AUTHENTICATION_USER_SESSION_KEY,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from balai.access.roles import Role
from balai.accounts.models import User
from balai.config.simulate import find_places, simulate
from balai.institutions.models import Membership
from balai.people.models import Person

OFFICER = "petugas-simulasi"
TEN = "Sepuluh"
LIST = "/orang/?nama=Sepuluh"


def prepare() -> dict[str, Any]:
    """The office's id."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.map", "redoc*"])
    office, _villages = find_places()
    officer = User.objects.create_user(OFFICER)
    Membership.objects.create(
        institution=office, user=officer, role=Role.LABOUR_OFFICER, starts_on=date(2020, 1, 1), title="Petugas"
    )
    return {"office": office.pk}


def simulated(people: int) -> dict[str, Any]:
    """Ten of them share the beginning of their names, so that a list of ten rows can be asked for."""
    simulate(people)
    for number, person in enumerate(Person.objects.order_by("pk")[:10]):
        person.full_name = f"{TEN} {number}"
        person.save()
    return {"people": people}


def signed_in() -> str:
    """The key of a session in which the officer has shown the second factor."""
    officer = User.objects.get(username=OFFICER)
    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session[AUTHENTICATION_USER_SESSION_KEY] = str(officer.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session.create()
    return str(session.session_key)
