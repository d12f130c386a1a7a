"""One telephone, several people: each account opens with its own password, and the telephone alone opens none."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balai.access.roles import Role
from balai.accounts.actions.create import create_account
from balai.accounts.actions.sharing import MOST_ON_ONE_NUMBER
from balai.accounts.models import OneTimeCode, User
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.people.enums import ClaimState
from balai.people.models import ClaimRequest, Person
from tests import factories
from tests.accounts.support import PASSWORD, is_in, last_code, signed_in

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PHONE = "+6281234005600"
MOTHERS = "kebun-teh-pagi-3"


def mother() -> User:
    return factories.user("ibu", phone=PHONE, password=MOTHERS)


def daughter_signs_up() -> User:
    client = Client()
    client.post("/daftar/", {"full_name": "Sari", "address": PHONE})
    client.post("/daftar/kode/", {"code": last_code(PHONE), "password": PASSWORD})
    assert is_in(client)
    return User.objects.get(full_name="Sari")


def test_a_second_person_of_the_household_gets_an_account_and_the_first_is_told() -> None:
    first, second = mother(), daughter_signs_up()
    assert first.phone == second.phone
    assert Message.objects.filter(address=PHONE, kind="accounts.shared").exists()
    for password, owner in ((MOTHERS, first), (PASSWORD, second)):
        client = Client()
        client.post("/masuk/", {"login": "0812-3400-5600", "password": password})
        assert client.session["_auth_user_id"] == str(owner.pk)


def test_the_shared_telephone_alone_opens_no_account() -> None:
    mother()
    second = daughter_signs_up()
    Message.objects.all().delete()
    for login in (PHONE, "ibu", second.username):
        client = Client()
        assert client.post("/lupa-sandi/", {"login": login}).headers["Location"] == "/lupa-sandi/kode/"
    assert not Message.objects.filter(kind="accounts.code").exists()
    assert Message.objects.filter(address=PHONE, kind="accounts.number_is_shared").count() == 3


def test_a_code_asked_for_before_the_number_was_shared_is_over() -> None:
    mother()
    client = Client()
    client.post("/lupa-sandi/", {"login": "ibu"})
    code = last_code(PHONE)
    create_account(by="cli", full_name="Sari", password=PASSWORD, now=timezone.now(), phone=PHONE)
    client.post("/lupa-sandi/kode/", {"code": code, "password": "gunung-tinggi-5"})
    assert User.objects.get(username="ibu").check_password(MOTHERS)


def test_the_same_password_twice_says_nobody() -> None:
    mother()
    create_account(by="cli", full_name="Sari", password=MOTHERS, now=timezone.now(), phone=PHONE)
    client = Client()
    client.post("/masuk/", {"login": PHONE, "password": MOTHERS})
    assert not is_in(client)


def test_guesses_by_number_meet_one_limit_for_all_its_accounts() -> None:
    mother()
    daughter_signs_up()
    for guess in range(5):
        Client().post("/masuk/", {"login": PHONE, "password": f"tebakan-{guess}"})
    client = Client()
    client.post("/masuk/", {"login": PHONE, "password": PASSWORD})
    assert not is_in(client)


def test_a_number_has_room_for_a_household_and_no_more() -> None:
    for number in range(MOST_ON_ONE_NUMBER):
        create_account(by="cli", full_name=f"Orang {number}", password=None, now=timezone.now(), phone=PHONE)
    with pytest.raises(Refused) as refused:
        create_account(by="cli", full_name="Lagi", password=None, now=timezone.now(), phone=PHONE)
    assert refused.value.code == "phone_full"


def test_the_record_of_somebody_whose_phone_is_shared_goes_past_a_clerk() -> None:
    owner = factories.person(full_name="Ibu Ani", birth_date=date(1980, 2, 3), phone=PHONE)
    factories.person(full_name="Sari", birth_date=date(2003, 2, 3), phone=PHONE)
    client = signed_in(factories.user("sari", full_name="Ibu Ani", password=PASSWORD))
    client.post("/klaim-data/", {"full_name": "Ibu Ani", "birth_date": "03-02-1980", "nik": "", "phone": PHONE})
    body = Message.objects.get(kind="people.claim_code").body
    answer = client.post("/klaim-data/kode/", {"code": "".join(c for c in body if c.isdigit())[:6]}, follow=True)
    assert "dipakai bersama" in answer.content.decode()
    assert ClaimRequest.objects.get().state == ClaimState.WAITING
    owner.refresh_from_db()
    assert owner.user_id is None


def office() -> tuple[Client, Person]:
    regency = factories.regency()
    person = factories.person(full_name="Siti Rahma", living_in=regency)
    clerk = factories.user("petugas", password=PASSWORD)
    factories.desk(
        factories.institution(kind=InstitutionKind.LABOUR_OFFICE, region=regency), Role.LABOUR_OFFICER, clerk
    )
    return signed_in(clerk), person


def printed(page: str) -> str:
    return page.split("<code>")[2].split("</code>")[0]


def make(client: Client, person: Person) -> str:
    return client.post(f"/akun/untuk/{person.pk}/", {"paper": "identity_card", "seen": "on"}).content.decode()


def test_an_office_makes_an_account_for_who_has_no_telephone() -> None:
    client, person = office()
    code = printed(make(client, person))
    person.refresh_from_db()
    user = person.user
    assert user is not None
    assert user.username.startswith("siti-rahma-")
    assert not user.has_usable_password()
    data = {"username": user.username, "code": code, "password": PASSWORD}
    assert Client().post("/akun/kode-petugas/", data).headers["Location"] == "/masuk/"
    assert is_in(signed_in(user))
    assert "tidak cocok" in Client().post("/akun/kode-petugas/", data).content.decode()
    assert Entry.objects.filter(verb="accounts.print_code", subject_id=str(user.pk)).exists()
    assert "sudah punya akun" in make(client, person)


@pytest.mark.parametrize("fault", ["name", "code", "late", "tries"])
def test_a_printed_code_opens_for_its_name_in_its_time_only(fault: str) -> None:
    client, person = office()
    code = printed(make(client, person))
    person.refresh_from_db()
    name = "orang-lain" if fault == "name" else person.user.username  # type: ignore[union-attr]
    code = "aaaaa-aaaaa" if fault == "code" else code
    if fault == "late":
        OneTimeCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    if fault == "tries":
        OneTimeCode.objects.update(attempts=5)
    page = Client().post("/akun/kode-petugas/", {"username": name, "code": code, "password": PASSWORD})
    assert "tidak cocok" in page.content.decode()
    assert not User.objects.get(pk=person.user_id).has_usable_password()


def test_somebody_with_a_shared_number_gets_a_printed_code_for_a_new_password() -> None:
    client, person = office()
    person.user = mother()
    person.save()
    daughter_signs_up()
    page = client.post(
        f"/akun/pemulihan/{person.user.pk}/", {"paper": "identity_card", "seen": "on", "printed_code": "on"}
    )
    data = {"username": "ibu", "code": printed(page.content.decode()), "password": "gunung-tinggi-5"}
    assert Client().post("/akun/kode-petugas/", data).headers["Location"] == "/masuk/"
    assert User.objects.get(username="ibu").check_password("gunung-tinggi-5")


def test_a_stranger_to_the_person_makes_no_account() -> None:
    _client, person = office()
    other = factories.user("jauh", password=PASSWORD)
    factories.desk(factories.institution(kind=InstitutionKind.LABOUR_OFFICE), Role.LABOUR_OFFICER, other)
    assert signed_in(other).get(f"/akun/untuk/{person.pk}/").status_code == 404
