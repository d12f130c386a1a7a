"""The lost phone: an officer with the papers in front of them, and nobody else."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from balai.access.roles import Role
from balai.accounts.models import User
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind
from balai.notifications.models import Message
from tests import factories
from tests.accounts.support import PASSWORD, last_code, signed_in

pytestmark = [pytest.mark.data, pytest.mark.django_db]
OLD, NEW = "+6281234005600", "+6281311112222"
FILLED = {"paper": "identity_card", "address": "0813-1111-2222", "second_factor": "on", "seen": "on"}


@pytest.fixture
def lost() -> User:
    user = factories.user("sari", full_name="Sari Contoh", phone=OLD, password=PASSWORD)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    return user


def officer(role: Role = Role.CENTRE_ADMIN, kind: InstitutionKind = InstitutionKind.TRAINING_CENTRE) -> User:
    user = factories.user(password=PASSWORD)
    factories.desk(factories.institution(kind=kind), role, user)
    return user


def page(user: User) -> str:
    return f"/akun/pemulihan/{user.pk}/"


def test_the_manager_of_a_colleague_restores_phone_and_second_factor(lost: User) -> None:
    manager = officer()
    factories.desk(manager.memberships.get().institution, Role.INSTRUCTOR, lost)
    client = signed_in(manager)
    assert "Sari Contoh" not in client.get("/akun/pemulihan/?cari=budi").content.decode()
    assert f'data-id="{lost.pk}"' in client.get("/akun/pemulihan/").content.decode()
    assert client.post(page(lost), FILLED).status_code == 302
    lost.refresh_from_db()
    assert lost.phone == NEW
    assert not Authenticator.objects.filter(user=lost).exists()
    entry = Entry.objects.get(verb="accounts.restore_access")
    assert (entry.actor, entry.facts["paper"]) == (f"user:{manager.pk}", "identity_card")
    assert Message.objects.filter(kind="accounts.access_restored", address=OLD).exists()
    back = Client()
    back.post("/lupa-sandi/", {"login": NEW})
    back.post("/lupa-sandi/kode/", {"code": last_code(NEW), "password": "gunung-tinggi-5"})
    signed_in(lost, "gunung-tinggi-5")
    lost.refresh_from_db()
    assert lost.phone_verified_at is not None


def test_an_office_helps_the_jobseeker_of_its_area_and_no_other(lost: User) -> None:
    here = officer(Role.LABOUR_OFFICER, InstitutionKind.LABOUR_OFFICE)
    elsewhere = officer(Role.LABOUR_OFFICER, InstitutionKind.LABOUR_OFFICE)
    factories.person("Sari Contoh", here.memberships.get().institution.region, user=lost)
    assert signed_in(elsewhere).get(page(lost)).status_code == 404
    client = signed_in(here)
    assert f'data-id="{lost.pk}"' in client.get("/akun/pemulihan/?cari=sari").content.decode()
    assert client.post(page(lost), FILLED).status_code == 302


def test_a_jobseeker_who_is_also_an_officer_is_not_taken_over_from_below(lost: User) -> None:
    here = officer(Role.LABOUR_OFFICER, InstitutionKind.LABOUR_OFFICE)
    factories.person("Sari Contoh", here.memberships.get().institution.region, user=lost)
    factories.desk(factories.institution(kind=InstitutionKind.MINISTRY), Role.MINISTRY_OFFICER, lost)
    assert signed_in(here).post(page(lost), FILLED).status_code == 404
    lost.refresh_from_db()
    assert lost.phone == OLD


def test_nobody_but_an_operator_helps_an_operator(lost: User) -> None:
    manager = officer()
    factories.desk(manager.memberships.get().institution, Role.OPERATOR, lost)
    assert signed_in(manager).get(page(lost)).status_code == 404
    assert signed_in(officer(Role.OPERATOR)).get(page(lost)).status_code == 200


def test_nobody_helps_themselves() -> None:
    manager = officer()
    assert signed_in(manager).get(page(manager)).status_code == 404


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.MENTOR, Role.RESEARCHER])
def test_other_desks_have_no_such_page(role: Role) -> None:
    assert signed_in(officer(role)).get("/akun/pemulihan/").status_code == 403


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [("paper", "Surat yang Anda periksa"), ("seen", "Saya melihat orangnya"), ("both", "Pilih apa yang dipulihkan")],
)
def test_what_is_missing_is_said_and_nothing_is_saved(lost: User, left_out: str, sentence: str) -> None:
    client = signed_in(officer(Role.OPERATOR))
    gone = {"address", "second_factor"} if left_out == "both" else {left_out}
    answer = client.post(page(lost), {name: value for name, value in FILLED.items() if name not in gone})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert sentence in text[text.index('role="alert"') :]
    lost.refresh_from_db()
    assert lost.phone == OLD
