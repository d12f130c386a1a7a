"""Two records, one person: found, merged by a person, taken apart again, identical afterwards."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections
from django.forms.models import model_to_dict

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.institutions.enums import InstitutionKind
from balai.kernel.crypto import unseal
from balai.kernel.refusal import Refused
from balai.people.actions.consent import give_consent
from balai.people.actions.duplicates import judge_not_same, merge_people, note_likely_duplicates, unmerge_people
from balai.people.actions.inclusion import set_inclusion
from balai.people.actions.involve import involve
from balai.people.actions.register import register_person
from balai.people.actions.sealing import put_hint
from balai.people.enums import ConsentPurpose, DuplicateReason
from balai.people.models import DuplicatePair, MergeRecord, Person
from balai.people.models.person import nik_aad
from balai.people.rules.details import PersonDetails
from balai.people.similar import similar_names
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
NIK = "9901014506900001"


def register(**said: Any) -> Person:
    return register_person(by=CLI, details=PersonDetails(**{"full_name": "Siti Aminah", **said}), now=NOW).person


def state_of(*people: Person) -> list[dict[str, Any]]:
    """Every field and every row that hangs on these people."""
    told: list[dict[str, Any]] = []
    for one in people:
        one.refresh_from_db()
        fields = model_to_dict(one) | {"id": one.pk, "name_key": one.name_key}
        told.append({k: bytes(v) if isinstance(v, memoryview) else v for k, v in fields.items() if k != "nik_sealed"})
        rows = {name: sorted(getattr(one, name).values_list("pk", flat=True)) for name in
                ("involvements", "consents", "adjustments", "disabilities", "vulnerable_groups")}  # fmt: skip
        told.append(rows)
    return told


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            {"birth_date": date(1990, 6, 5)},
            {"full_name": "SITI  AMINAH", "birth_date": date(1990, 6, 5)},
            "same_name_birth",
        ),
        ({"phone": "081234567890"}, {"full_name": "Siti Aminahh", "phone": "081234567890"}, "same_phone_name"),
    ],
)
def test_likely_duplicates_are_found_with_their_reason(
    first: dict[str, Any], second: dict[str, Any], reason: str
) -> None:
    register(**first)
    register(**second)
    assert DuplicatePair.objects.get().reasons == [reason]


def test_a_family_phone_is_no_duplicate() -> None:
    register(phone="081234567890")
    register(full_name="Bambang Wijaya", phone="081234567890")
    assert not DuplicatePair.objects.exists()


@pytest.mark.parametrize("number_first", [True, False])
def test_a_hint_finds_the_full_number_and_the_other_way_round(number_first: bool) -> None:
    def hinted() -> Person:
        person = register(full_name="Lain Sekali")
        put_hint(person, NIK[:15])
        person.save()
        return person

    steps = [lambda: register(nik=NIK), hinted]
    people = [step() for step in (steps if number_first else steps[::-1])]
    note_likely_duplicates(people[1], NOW)
    assert DuplicatePair.objects.get().reasons == [DuplicateReason.SAME_HINT]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("siti aminah", "aminah siti", True),
        ("muhamad ali", "muhammad ali", True),
        ("siti", "siti aminah", True),
        ("siti aminah", "siti aminahh", True),
        ("siti aminah", "bambang", False),
        ("", "bambang", False),
    ],
)
def test_similar_names(one: str, other: str, alike: bool) -> None:
    assert similar_names(one, other) is alike


def filled_pair() -> tuple[Person, Person]:
    kept = register(birth_date=date(1990, 6, 5))
    other = register(birth_date=date(1990, 6, 5), nik=NIK, phone="081234567890", aim="job")
    office = factories.institution()
    for one in (kept, other):
        involve([one.pk], office.pk, "admissions.apply", date(2026, 3, 2))
    involve([other.pk], office.pk, "placement.refer", date(2026, 3, 2))
    give_consent(by=CLI, person=other, purpose=ConsentPurpose.REMINDERS, version=1, now=NOW)
    set_inclusion(by=CLI, person=kept, adjustments=["ramp"], disabilities=[], groups=[], now=NOW)
    set_inclusion(by=CLI, person=other, adjustments=["ramp", "extra_time"], disabilities=[], groups=["youth"], now=NOW)
    user = factories.user()
    Person.objects.filter(pk=other.pk).update(user=user)
    return kept, other


def test_merging_brings_everything_together() -> None:
    kept, other = filled_pair()
    merge_people(by=CLI, kept=kept, merged=other, now=NOW)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.phone, kept.aim, kept.nik_tail, other.merged_into_id) == ("+6281234567890", "job", "01", kept.pk)
    assert (
        unseal(kept.nik_sealed or b"", nik_aad(kept.pk)) == NIK and kept.user_id is not None and other.user_id is None
    )
    assert kept.involvements.count() == 2 and kept.consents.count() == 1
    assert sorted(kept.adjustments.values_list("need", flat=True)) == ["extra_time", "ramp"]
    assert DuplicatePair.objects.get().state == "merged"


def test_unmerging_leaves_everything_as_it_was() -> None:
    kept, other = filled_pair()
    before = state_of(kept, other)
    merge = merge_people(by=CLI, kept=kept, merged=other, now=NOW)
    assert state_of(kept, other) != before
    unmerge_people(by=CLI, merge=merge, now=NOW)
    assert state_of(kept, other) == before
    assert unseal(Person.objects.get(pk=other.pk).nik_sealed or b"", nik_aad(other.pk)) == NIK
    assert DuplicatePair.objects.get().state == "open"


def test_what_was_corrected_after_the_merge_stays() -> None:
    kept, other = filled_pair()
    merge = merge_people(by=CLI, kept=kept, merged=other, now=NOW)
    Person.objects.filter(pk=kept.pk).update(phone="+6281999999999")
    unmerge_people(by=CLI, merge=merge, now=NOW)
    kept.refresh_from_db()
    assert (kept.phone, kept.aim) == ("+6281999999999", "")


def test_the_second_clerk_gets_a_sentence() -> None:
    kept, other = filled_pair()
    merge = merge_people(by=CLI, kept=kept, merged=other, now=NOW)
    for again in ((kept, other), (other, kept)):
        with pytest.raises(Refused) as no:
            merge_people(by=CLI, kept=again[0], merged=again[1], now=NOW)
        assert no.value.code == "person_merged"
    unmerge_people(by=CLI, merge=merge, now=NOW)
    with pytest.raises(Refused) as twice:
        unmerge_people(by=CLI, merge=merge, now=NOW)
    assert twice.value.code == "already_unmerged"


@pytest.mark.django_db(transaction=True)
def test_two_clerks_merging_each_the_other_way_at_once() -> None:
    kept, other = filled_pair()
    start, outcomes = Barrier(2), list[str]()

    def clerk(one: Person, two: Person) -> None:
        start.wait()
        try:
            merge_people(by=CLI, kept=one, merged=two, now=NOW)
            outcomes.append("merged")
        except Refused as no:
            outcomes.append(no.code)
        finally:
            connections.close_all()

    both = [Thread(target=clerk, args=pair) for pair in ((kept, other), (other, kept))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(outcomes) == ["merged", "person_merged"] and MergeRecord.objects.count() == 1


def test_two_accounts_and_two_checked_numbers_stay_apart() -> None:
    one, two = register(nik=NIK), register(full_name="Siti", nik="9901014506900002")
    Person.objects.update(nik_state="verified")
    with pytest.raises(Refused) as numbers:
        merge_people(by=CLI, kept=one, merged=two, now=NOW)
    Person.objects.update(nik_state="unverified")
    for person in (one, two):
        Person.objects.filter(pk=person.pk).update(user=factories.user())
    with pytest.raises(Refused) as accounts:
        merge_people(by=CLI, kept=one, merged=two, now=NOW)
    assert (numbers.value.code, accounts.value.code) == ("two_verified_numbers", "two_accounts")


def test_merging_needs_both_records_in_ones_area() -> None:
    here, there = factories.regency(), factories.regency("Jauh")
    office = factories.institution(kind=InstitutionKind.LABOUR_OFFICE, region=here)
    one, two = register(home_region=here), register(home_region=there)
    with pytest.raises(Refused) as no:
        merge_people(by=factories.actor(office, Role.LABOUR_OFFICER), kept=one, merged=two, now=NOW)
    assert no.value.code == "not_your_person"


def test_a_pair_judged_different_does_not_come_back() -> None:
    register(birth_date=date(1990, 6, 5))
    second = register(birth_date=date(1990, 6, 5))
    judge_not_same(by=CLI, pair=DuplicatePair.objects.get(), now=NOW)
    note_likely_duplicates(second, NOW)
    assert DuplicatePair.objects.get().state == "not_same"
    with pytest.raises(Refused):
        judge_not_same(by=CLI, pair=DuplicatePair.objects.get(), now=NOW)
