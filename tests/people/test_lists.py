"""A list shows exactly those whom the actor may see, however the query says it."""

import pytest

from balai.access.roles import Role
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind, Standing
from balai.people.models import Person
from balai.people.queries.lists import as_listed, people_in, regencies_of, scopes
from tests import factories
from tests.factories import TODAY

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_the_regencys_list_is_what_its_officer_may_see_there() -> None:
    ours, theirs = factories.regency("Contoh"), factories.regency("Tetangga")
    office = factories.institution("Dinas Contoh", InstitutionKind.LABOUR_OFFICE, ours)
    officer = factories.user()
    factories.desk(office, Role.LABOUR_OFFICER, officer)
    for place in (ours, ours, theirs, None):
        factories.person(living_in=place)
    actor = actor_for(officer, TODAY)
    [scope, *_others] = scopes(actor)
    seen = set(Person.objects.visible_to(actor).filter(home_regency=ours).values_list("pk", flat=True))
    assert scope.regency == ours.pk and len(seen) == 2
    assert {p.pk for p in as_listed(people_in(actor, scope))} == seen
    assert regencies_of(actor) == []  # nothing to choose from


def test_an_unverified_office_has_no_list_of_a_regency() -> None:
    office = factories.institution("", InstitutionKind.LABOUR_OFFICE, standing=Standing.UNVERIFIED)
    officer = factories.user()
    factories.desk(office, Role.LABOUR_OFFICER, officer)
    factories.person(living_in=office.region)
    actor = actor_for(officer, TODAY)
    assert [s.tab for s in scopes(actor)] == ["terdaftar", "dampingan"]
    assert [list(people_in(actor, s)) for s in scopes(actor)] == [[], []]


def test_a_province_chooses_among_its_regencies() -> None:
    province = factories.province("Contoh Barat")
    first, second = factories.regency("Satu", province), factories.regency("Dua", province)
    office = factories.institution("", InstitutionKind.PROVINCE_OFFICE, province)
    officer = factories.user()
    factories.desk(office, Role.COUNSELLOR, officer)
    inside, _outside = factories.person(living_in=first), factories.person(living_in=factories.regency())
    actor = actor_for(officer, TODAY)
    assert {r.pk for r in regencies_of(actor)} == {first.pk, second.pk}
    scope = scopes(actor)[0]
    assert scope.regency == regencies_of(actor)[0].pk == min((first, second), key=lambda r: r.code).pk
    assert [p.pk for p in people_in(actor, scope)] == [inside.pk]
