"""Rules that change every year: which value holds when, who may set one, what cannot be typed."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from balai.access.permissions import Permission
from balai.access.roles import Role
from balai.accounts.models import User
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind
from balai.kernel.refusal import Refused
from balai.parameters.actions import set_parameter, withdraw_parameter
from balai.parameters.declare import Parameter, declare
from balai.parameters.models import ParameterValue
from balai.parameters.queries import value_on
from tests.factories import actor, desk, institution, user

pytestmark = [pytest.mark.django_db, pytest.mark.data]

SIZE = Parameter(
    "tests.size", "integer", 16, "Jumlah peserta", "kursi pada kelas baru", minimum=1, maximum=200,
    own_with=Permission.APPLICATION_DECIDE,
)  # fmt: skip
WAVES = Parameter("tests.months", "months_list", [3, 6, 12], "Gelombang", "bulan sesudah selesai")


CODES = Parameter("tests.codes", "integer", 5, "Percobaan kode", "sebanyak ini kode boleh salah", technical=True)


def officer():
    """Of the ministry, whose area is the nation."""
    return actor(institution(kind=InstitutionKind.MINISTRY), Role.MINISTRY_OFFICER)


def put(by, text, start, parameter=SIZE, **more):
    return set_parameter(
        by=by, parameter=parameter, text=text, valid_from=start, legal_basis="Kepdirjen contoh 1/2026", **more
    )


def test_the_value_of_the_day_holds_and_the_default_before_any():
    by = officer()
    put(by, "20", date(2026, 1, 1))
    put(by, "24", date(2027, 1, 1))
    assert [value_on(SIZE, day) for day in (date(2025, 12, 31), date(2026, 6, 1), date(2027, 1, 1))] == [16, 20, 24]


def test_a_value_ends_on_its_last_day():
    put(officer(), "20", date(2026, 1, 1), valid_to=date(2026, 6, 30))
    assert [value_on(SIZE, date(2026, 6, 30)), value_on(SIZE, date(2026, 7, 1))] == [20, 16]


def test_an_office_keeps_its_own_rule_beside_that_of_the_network():
    office = institution()
    put(officer(), "20", date(2026, 1, 1))
    put(actor(office, Role.LABOUR_OFFICER), "12", date(2025, 1, 1), institution_id=office.pk)
    assert [value_on(SIZE, date(2026, 2, 1), office.pk), value_on(SIZE, date(2026, 2, 1))] == [12, 20]


def test_withdrawing_a_mistake_brings_the_former_value_back_and_leaves_a_trace():
    declare(SIZE)
    by = officer()
    put(by, "20", date(2026, 1, 1))
    mistake = put(by, "200", date(2026, 3, 1))
    withdraw_parameter(by=by, value=mistake, now=timezone.now())
    assert value_on(SIZE, date(2026, 4, 1)) == 20
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["parameters.set"] * 2 + [
        "parameters.withdraw"
    ]


def test_two_values_for_one_day_are_refused_and_nothing_is_half_saved():
    by = officer()
    put(by, "20", date(2026, 1, 1))
    with pytest.raises(Refused) as no:
        put(by, "21", date(2026, 1, 1))
    assert (no.value.code, no.value.field) == ("parameter_set_for_that_day", "valid_from")
    assert (ParameterValue.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize("text", ["enam belas", "0", "201", "", "1,5"])
def test_a_number_outside_its_bounds_is_refused_at_its_field(text):
    with pytest.raises(Refused) as no:
        put(officer(), text, date(2026, 1, 1))
    assert (no.value.code, no.value.field) == ("wrong_value", "value")


def test_months_are_read_in_any_order_once_each():
    put(officer(), "12; 3, 6, 3", date(2026, 1, 1), parameter=WAVES)
    assert value_on(WAVES, date(2026, 1, 1)) == [3, 6, 12]


def office_of_one_regency():
    at = institution(kind=InstitutionKind.LABOUR_OFFICE)
    return at, actor(at, Role.LABOUR_OFFICER)


def refused(by, parameter=SIZE, **more):
    with pytest.raises(Refused) as no:
        put(by, "20", date(2026, 1, 1), parameter=parameter, **more)
    return no.value.code


def test_who_holds_no_such_desk_is_refused():
    assert refused(actor(institution(), Role.INSTRUCTOR)) == "may_not_set_parameter"


def test_one_regency_sets_no_rule_of_the_network_and_withdraws_none():
    declare(SIZE)
    office, by = office_of_one_regency()
    whole = put(officer(), "24", date(2025, 1, 1))
    assert refused(by) == "may_not_set_parameter"
    with pytest.raises(Refused, match="seluruh jaringan"):
        withdraw_parameter(by=by, value=whole, now=timezone.now())
    assert refused(by, institution_id=institution().pk) == "may_not_set_parameter"
    assert value_on(SIZE, date(2026, 2, 1)) == 24
    assert put(by, "12", date(2026, 1, 1), institution_id=office.pk).institution_id == office.pk


def test_an_unverified_ministry_sets_nothing():
    at = institution(kind=InstitutionKind.MINISTRY, standing="unverified")
    assert refused(actor(at, Role.MINISTRY_OFFICER)) == "may_not_set_parameter"


def test_no_institution_has_its_own_value_where_the_rule_knows_none():
    office, by = office_of_one_regency()
    assert refused(by, WAVES, institution_id=office.pk) == "same_for_all"
    employer = institution(kind=InstitutionKind.COMPANY)
    assert refused(actor(employer, Role.EMPLOYER), institution_id=employer.pk) == "may_not_set_parameter"


def test_what_belongs_to_the_machine_is_set_by_its_operator():
    assert refused(officer(), CODES) == "may_not_set_parameter"
    assert put(actor(institution(), Role.OPERATOR), "6", date(2026, 1, 1), parameter=CODES).value == 6


def test_others_own_values_are_not_shown_and_not_withdrawn(client: Client):
    declare(SIZE)
    other, by_other = office_of_one_regency()
    theirs = put(by_other, "12", date(2026, 1, 1), institution_id=other.pk)
    whole = put(officer(), "24", date(2026, 1, 1))
    office, by = office_of_one_regency()
    own = put(by, "14", date(2026, 1, 1), institution_id=office.pk)
    assert set(ParameterValue.objects.visible_to(by)) == {whole, own}
    assert set(ParameterValue.objects.visible_to(officer())) == {whole, own, theirs}
    client.force_login(User.objects.get(pk=by.user_id))
    assert client.post(f"/aturan/tarik/{theirs.pk}/").status_code == 404
    assert client.post(f"/aturan/tarik/{whole.pk}/").status_code == 403
    assert client.post(f"/aturan/tarik/{own.pk}/").status_code == 302
    assert set(ParameterValue.objects.filter(withdrawn_at=None)) == {theirs, whole}


def test_the_page_says_whose_a_value_is_and_offers_only_the_own(client: Client):
    declare(SIZE)
    declare(WAVES)
    office, by = office_of_one_regency()
    put(officer(), "24", date(2026, 1, 1))
    client.force_login(User.objects.get(pk=by.user_id))
    page = client.get("/aturan/tests.size/").content.decode()
    assert "Nilai jaringan ditetapkan kementerian" in page
    assert "seluruh jaringan" in page and "Tarik" not in page
    filled = {"value": "12", "valid_from": "13-09-2026", "legal_basis": "SK contoh 1/2026"}
    client.post("/aturan/tests.size/", filled)
    client.post("/aturan/tests.size/", filled | {"institution": str(institution().pk)})
    assert ParameterValue.objects.count() == 1
    assert client.post("/aturan/tests.size/", filled | {"institution": str(office.pk)}).status_code == 302
    assert f"Nilai {office.name} sendiri" in client.get("/aturan/").content.decode()
    assert '<form method="post" class="card"' not in client.get("/aturan/tests.months/").content.decode()
    assert client.post("/aturan/tests.months/", filled).status_code == 403


def test_one_name_cannot_mean_two_things():
    declare(SIZE)
    with pytest.raises(ValueError, match="tests.size"):
        declare(Parameter("tests.size", "integer", 5, "Lain", "lain"))


def test_the_page_sets_a_value_and_says_what_is_wrong(client: Client):
    declare(SIZE)
    seat = desk(institution(), Role.OPERATOR, user("teknisi"))
    client.force_login(seat.user)
    filled = {"value": "x", "valid_from": "13-09-2026", "legal_basis": "SK contoh 1/2026"}
    wrong = client.post("/aturan/tests.size/", filled)
    assert (wrong.status_code, ParameterValue.objects.count()) == (200, 0)
    assert "Tulis bilangan bulat" in wrong.content.decode()
    american = client.post("/aturan/tests.size/", filled | {"value": "20", "valid_from": "09/13/2026"})
    assert (american.status_code, ParameterValue.objects.count()) == (200, 0)
    assert client.post("/aturan/tests.size/", filled | {"value": "20"}).status_code == 302
    assert ParameterValue.objects.get().valid_from == date(2026, 9, 13)


def test_the_page_is_closed_to_others(client: Client):
    client.force_login(desk(institution(), Role.INSTRUCTOR).user)
    assert client.get("/aturan/").status_code == 403
