"""`balai admin`: the first operator, and the one who lost everything."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from balai.access.roles import Role
from balai.accounts.models import User
from balai.config import admin
from tests import factories
from tests.accounts.support import PASSWORD, signed_in

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def link(text: str) -> str:
    found = re.search(r"/akun/mulai/\S+", text)
    assert found, text
    return found[0]


def test_the_first_operator_chooses_a_password_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert admin.main(["create", "Agus@contoh.id", "--name", "Agus"]) == 0
    where = link(capsys.readouterr().out)
    for refused in ("balai-demo", "pendek", "agus@contoh.id"):
        assert Client().post(where, {"password": refused}).status_code == 200
    assert Client().post(where, {"password": PASSWORD}).status_code == 302
    assert Client().get(where).status_code == 410
    user = User.objects.get(email="agus@contoh.id")
    assert signed_in(user).get("/audit/").status_code == 200
    assert user.memberships.get().role == Role.OPERATOR


def test_a_second_operator_sits_at_the_same_body(capsys: pytest.CaptureFixture[str]) -> None:
    admin.main(["create", "agus@contoh.id"])
    admin.main(["create", "wati@contoh.id"])
    assert len({u.memberships.get().institution_id for u in User.objects.all()}) == 1


@pytest.mark.parametrize("email", ["bukan-surel", "agus@contoh.id"])
def test_what_cannot_be_made_is_said(email: str, capsys: pytest.CaptureFixture[str]) -> None:
    factories.user("agus", email="agus@contoh.id")
    assert admin.main(["create", email]) == 1
    assert len(capsys.readouterr().err.strip()) > 20
    assert User.objects.count() == 1


def test_an_operator_who_lost_phone_and_paper_gets_a_new_start(capsys: pytest.CaptureFixture[str]) -> None:
    user = factories.user("agus", email="agus@contoh.id", password=PASSWORD)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    assert admin.main(["recover", "agus@contoh.id"]) == 0
    assert not Authenticator.objects.exists()
    assert Client().get(link(capsys.readouterr().out)).status_code == 200
    assert admin.main(["recover", "tidakada@contoh.id"]) == 1
