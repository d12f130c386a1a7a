"""Registering, correcting, the identity number: sealed, found, shown once, never told."""

import json
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from balai.access.actor import CLI, Actor
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.people.actions.identity import reveal_national_id, set_national_id, verify_national_id
from balai.people.actions.register import correct_person, register_person
from balai.people.actions.sealing import AlreadyRegistered
from balai.people.enums import NationalIdState
from balai.people.models import Person, Reveal
from balai.people.rules.details import PersonDetails
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
NIK = "9901014506900001"


def office() -> Institution:
    return factories.institution(kind=InstitutionKind.LABOUR_OFFICE)


def register(by: Actor = CLI, **said: Any) -> Person:
    details = PersonDetails(**({"full_name": "Sukarni"} | said))
    institution = Institution.objects.get(pk=by.desks[0].institution) if by.desks else None
    return register_person(by=by, details=details, now=NOW, institution=institution).person


def test_a_mononym_without_nik_is_registered_and_told_so() -> None:
    done = register_person(by=CLI, details=PersonDetails(full_name="Sukarni"), now=NOW)
    assert (done.person.full_name, done.person.nik_state, done.person.masked_nik) == ("Sukarni", "none", "")
    assert [w.code for w in done.warnings] == ["nik_none"]


def test_titles_stand_apart_and_phones_are_e164() -> None:
    person = register(full_name="Drs. H. Budi  Santoso, S.Pd., M.M.", phone="0812-3456-7890", home_rt="7")
    assert (person.title_before, person.full_name, person.title_after) == ("Drs. H.", "Budi Santoso", "S.Pd., M.M.")
    assert (person.phone, person.home_rt, person.name_key) == ("+6281234567890", "007", "budi santoso")


def test_the_domicile_decides_the_regency_else_the_identity_card() -> None:
    home, card = factories.regency("Rumah"), factories.regency("Kartu")
    assert register(home_region=home, id_region=card).home_regency_id == home.pk
    assert register(full_name="Lain", id_region=card).home_regency_id == card.pk


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"full_name": "  "}, "name_missing", "full_name"),
        ({"full_name": "12345"}, "name_missing", "full_name"),
        ({"phone": "12"}, "phone_unreadable", "phone"),
        ({"birth_date": date(2027, 1, 1)}, "birth_date_ahead", "birth_date"),
        ({"birth_date": date(1850, 1, 1)}, "birth_date_too_old", "birth_date"),
        ({"nik": "123"}, "nik_wrong_length", "nik"),
        ({"nik": "9901013302900001"}, "nik_wrong_day", "nik"),
    ],
)
def test_what_cannot_be_read_is_refused_by_field(said: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refused) as no:
        register(**said)
    assert (no.value.code, no.value.field, Person.objects.count()) == (code, field, 0)


def test_oddities_of_a_nik_are_warnings_only() -> None:
    details = PersonDetails(full_name="Rusmini", nik="9901014506900000", birth_date=date(1991, 6, 5), sex="L")
    done = register_person(by=CLI, details=details, now=NOW)
    assert {w.code for w in done.warnings} == {
        "nik_serial_zero", "nik_unknown_province", "nik_birth_date_differs", "nik_sex_differs",
    }  # fmt: skip
    assert done.person.nik_state == NationalIdState.UNVERIFIED


def test_the_nik_is_sealed_and_never_in_the_audit() -> None:
    person = register(nik=NIK)
    row = Person.objects.get(pk=person.pk)
    stored = b"".join(bytes(b) for b in (row.nik_sealed or b"", row.nik_index or b""))
    assert NIK.encode() not in stored and row.masked_nik == "•" * 14 + "01"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        assert NIK not in str(cursor.fetchall())
    assert NIK not in json.dumps(list(Entry.objects.values("verb", "facts", "subject_id")))


def test_a_known_nik_is_refused_without_saying_whose() -> None:
    known = register(full_name="Rahasia Sekali", nik=NIK)
    with pytest.raises(AlreadyRegistered) as no:
        register(full_name="Orang Lain", nik="9901 0145 0690 0001")
    assert "Rahasia" not in str(no.value) and NIK not in str(no.value)
    assert no.value.person_id == known.pk  # the system may read every record


def test_only_an_officer_with_access_is_led_to_the_record() -> None:
    here = factories.actor(office(), Role.LABOUR_OFFICER)
    known = register(here, nik=NIK)
    with pytest.raises(AlreadyRegistered) as near:
        register(here, full_name="Lain", nik=NIK)
    with pytest.raises(AlreadyRegistered) as far:
        register(factories.actor(office(), Role.LABOUR_OFFICER), full_name="Lain", nik=NIK)
    assert (near.value.person_id, far.value.person_id) == (known.pk, None)


def test_a_stranger_registers_nobody_and_a_user_only_themself() -> None:
    someone = factories.user()
    alone = Actor(f"user:{someone.pk}", someone.pk)
    with pytest.raises(Refused, match="Anda belum bisa"):
        register_person(by=alone, details=PersonDetails(full_name="Lain"), now=NOW)
    done = register_person(by=alone, details=PersonDetails(full_name="Saya"), now=NOW, user=someone, source="self")
    assert done.person.user_id == someone.pk


def test_the_first_of_two_at_once_gets_the_nik() -> None:
    # decided by the constraint: the second savepoint fails, the person of the first stands
    register(nik=NIK)
    with pytest.raises(AlreadyRegistered):
        register(full_name="Kedua", nik=NIK)
    assert Person.objects.filter(nik_index__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_the_same_instant() -> None:
    outcomes: list[str] = []
    start = Barrier(2)

    def clerk(name: str) -> None:
        start.wait()
        try:
            register(full_name=name, nik=NIK)
            outcomes.append("registered")
        except Refused as no:
            outcomes.append(no.code)
        finally:
            connections.close_all()

    both = [Thread(target=clerk, args=(name,)) for name in ("Satu", "Dua")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(outcomes) == ["already_registered", "registered"]
    assert Person.objects.count() == 1


def test_correcting_writes_what_changed_and_keeps_the_key_it_came_with() -> None:
    person = register(full_name="Siti", birth_date=date(1990, 6, 5), phone="081234567890")
    key = person.recognition_key
    details = PersonDetails(full_name="Siti Aminah", birth_date=date(1990, 6, 5), phone="081234567899")
    correct_person(by=CLI, person=person, details=details, now=NOW)
    person.refresh_from_db()
    assert (person.full_name, person.phone, person.recognition_key) == ("Siti Aminah", "+6281234567899", key)
    facts = Entry.objects.get(verb="people.correct").facts
    assert sorted(facts["fields"]) == ["full_name", "phone"] and "Siti" not in str(facts)


def test_an_officer_from_elsewhere_corrects_nothing() -> None:
    person = register(factories.actor(office(), Role.LABOUR_OFFICER))
    with pytest.raises(Refused) as no:
        correct_person(
            by=factories.actor(office(), Role.LABOUR_OFFICER),
            person=person,
            details=PersonDetails(full_name="X"),
            now=NOW,
        )
    assert no.value.code == "not_your_person"


def test_a_restricted_record_is_not_changed() -> None:
    person = register()
    Person.objects.filter(pk=person.pk).update(restricted_at=NOW)
    with pytest.raises(Refused) as no:
        correct_person(by=CLI, person=person, details=PersonDetails(full_name="Lain"), now=NOW)
    assert no.value.code == "person_restricted"


def test_setting_a_nik_later_and_having_it_checked() -> None:
    officer = factories.actor(office(), Role.LABOUR_OFFICER)
    person = register(officer, birth_date=date(1990, 6, 5), sex="P")
    assert set_national_id(by=officer, person=person, nik=NIK, now=NOW)[0].code == "nik_unknown_province"
    assert verify_national_id(by=officer, person=person, now=NOW).nik_state == NationalIdState.VERIFIED


def test_a_person_does_not_change_a_checked_number() -> None:
    officer, owner = factories.actor(office(), Role.LABOUR_OFFICER), factories.user()
    person = register(officer, nik=NIK)
    verify_national_id(by=officer, person=person, now=NOW)
    Person.objects.filter(pk=person.pk).update(user=owner)
    with pytest.raises(Refused) as no:
        set_national_id(by=Actor(f"user:{owner.pk}", owner.pk), person=person, nik="9901014506900002", now=NOW)
    assert no.value.code == "nik_verified"


def test_the_number_is_shown_for_a_reason_and_the_showing_is_kept() -> None:
    place = factories.regency()
    officer = factories.actor(
        factories.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place), Role.LABOUR_OFFICER
    )
    person = register(officer, nik=NIK, home_region=place)
    assert reveal_national_id(by=officer, person=person, reason="Mencetak kartu AK/I", now=NOW) == NIK
    shown = Reveal.objects.get()
    assert (shown.shown_to, shown.reason) == (officer.name, "Mencetak kartu AK/I")
    entry = Entry.objects.get(verb="people.reveal_national_id")
    assert entry.facts == {"reveal": shown.pk} and entry.subject_id == str(person.pk)


@pytest.mark.parametrize(("role", "reason", "code"), [
    (Role.LABOUR_OFFICER, "cetak", "reason_too_short"),
    (Role.COUNSELLOR, "Mencetak kartu AK/I", "not_your_person"),
])  # fmt: skip
def test_without_reason_or_permission_nothing_is_shown(role: Role, reason: str, code: str) -> None:
    place = factories.regency()
    here = factories.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place)
    person = register(nik=NIK, home_region=place)
    with pytest.raises(Refused) as no:
        reveal_national_id(by=factories.actor(here, role), person=person, reason=reason, now=NOW)
    assert no.value.code == code and not Reveal.objects.exists()
