"""Consent, requests with their clock, erasure, claims, terms, rotated keys."""

import base64
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from balai.access.actor import CLI, Actor
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.kernel.registry import registry
from balai.notifications.models import Message
from balai.people.actions.claims import Claimed, ask_clerk, claim_record, confirm_claim, decide_claim
from balai.people.actions.consent import give_consent, publish_consent_text, withdraw_consent
from balai.people.actions.inclusion import set_inclusion
from balai.people.actions.keys import rotate_people
from balai.people.actions.register import register_person
from balai.people.actions.retention import erase_past_term, expire
from balai.people.actions.rights import answer_request, ask_for_right, lift_restriction
from balai.people.actions.sealing import AlreadyRegistered
from balai.people.desk import waiting
from balai.people.enums import ConsentPurpose, RequestKind, RequestState
from balai.people.models import AdjustmentNeed, ClaimRequest, Consent, Person, RightsRequest
from balai.people.queries.consents import has_consented, needs_guardian
from balai.people.queries.everything import everything_about
from balai.people.queries.identity import with_nik
from balai.people.rules.details import PersonDetails
from tests import factories

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
NIK = "9901014506900001"
REMINDERS = ConsentPurpose.REMINDERS


def register(**said: Any) -> Person:
    return register_person(by=CLI, details=PersonDetails(**{"full_name": "Siti Aminah", **said}), now=NOW).person


def owner_of(person: Person) -> Actor:
    user = factories.user()
    person.user = user
    person.save(update_fields=["user"])
    return Actor(f"user:{user.pk}", user.pk)


def officer(at: Institution | None = None, role: Role = Role.LABOUR_OFFICER) -> Actor:
    return factories.actor(at or factories.institution(kind=InstitutionKind.LABOUR_OFFICE), role)


# Consent ------------------------------------------------------------------------------------------------------------
def test_consent_is_given_once_and_withdrawn_without_losing_the_proof() -> None:
    person = register()
    by = owner_of(person)
    first = give_consent(by=by, person=person, purpose=REMINDERS, version=1, now=NOW)
    assert give_consent(by=by, person=person, purpose=REMINDERS, version=1, now=NOW).pk == first.pk
    assert has_consented(person, REMINDERS) and "SMS" in first.text.text
    assert withdraw_consent(by=by, person=person, purpose=REMINDERS, now=NOW)
    assert not has_consented(person, REMINDERS) and Consent.objects.count() == 1
    assert not withdraw_consent(by=by, person=person, purpose=REMINDERS, now=NOW)


def test_a_text_nobody_read_cannot_be_agreed_to() -> None:
    person = register()
    give_consent(by=CLI, person=person, purpose=REMINDERS, version=1, now=NOW)
    publish_consent_text(by=CLI, purpose=REMINDERS, text="Teks baru yang cukup panjang " * 3, text_en="", now=NOW)
    other = register(full_name="Lain")
    with pytest.raises(Refused) as no:
        give_consent(by=CLI, person=other, purpose=REMINDERS, version=1, now=NOW)
    assert no.value.code == "text_changed"
    assert give_consent(by=CLI, person=other, purpose=REMINDERS, version=2, now=NOW).text.version == 2
    assert Consent.objects.get(person=person).text.version == 1


def test_under_eighteen_a_guardian_agrees_before_an_officer() -> None:
    child = register(birth_date=date(2010, 1, 1))
    assert needs_guardian(child, date(2026, 3, 2)) and not needs_guardian(child, date(2028, 1, 2))
    with pytest.raises(Refused) as alone:
        give_consent(by=owner_of(child), person=child, purpose=REMINDERS, version=1, now=NOW, guardian_name="Ibu")
    with pytest.raises(Refused) as unnamed:
        give_consent(by=CLI, person=child, purpose=ConsentPurpose.GUARDIAN, version=1, now=NOW)
    assert (alone.value.code, unnamed.value.code) == ("guardian_signs", "guardian_needed")
    given = give_consent(
        by=CLI, person=child, purpose=ConsentPurpose.GUARDIAN, version=1, now=NOW, guardian_name="Ibu Rusmini"
    )
    assert given.by_guardian and not needs_guardian(child, date(2026, 3, 2))


def test_needs_keep_their_history() -> None:
    person = register()
    for chosen in (["ramp", "extra_time"], ["extra_time"], ["extra_time"]):
        set_inclusion(by=CLI, person=person, adjustments=chosen, disabilities=[], groups=[], now=NOW)
    rows = {a.need: a.valid_to for a in AdjustmentNeed.objects.of(person)}
    assert rows == {"ramp": date(2026, 3, 2), "extra_time": None}
    assert Entry.objects.filter(verb="people.set_inclusion").count() == 2


# Requests -----------------------------------------------------------------------------------------------------------
def test_the_clock_is_three_days_and_asking_twice_is_one_request() -> None:
    person = register(phone="081234567890")
    by = owner_of(person)
    one = ask_for_right(by=by, person=person, kind=RequestKind.ACCESS, details="", now=NOW)
    again = ask_for_right(by=by, person=person, kind=RequestKind.ACCESS, details="lagi", now=NOW + timedelta(hours=1))
    assert one.pk == again.pk and one.due_at == NOW + timedelta(hours=72)
    overdue = RightsRequest.objects.overdue
    assert not overdue(one.due_at).exists() and overdue(one.due_at + timedelta(seconds=1)).exists()
    assert Message.objects.get().address == "+6281234567890"


def test_a_request_stands_on_the_desk_of_the_office_that_answers_for_the_person() -> None:
    place = factories.regency()
    here = factories.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place)
    person = register(home_region=place)
    request = ask_for_right(by=CLI, person=person, kind=RequestKind.CORRECT, details="", now=NOW)
    items = {i.key: i for i in waiting(officer(here), NOW)}
    assert items[f"people.rights:{request.pk}"].urgency == 1
    late = {i.key: i for i in waiting(officer(here), NOW + timedelta(days=4))}
    assert late[f"people.rights:{request.pk}"].urgency == 0
    assert not list(waiting(officer(), NOW)) and not list(waiting(owner_of(person), NOW))


def test_refusing_needs_a_reason_and_answering_twice_is_refused() -> None:
    request = ask_for_right(by=CLI, person=register(), kind=RequestKind.ERASE, details="", now=NOW)
    with pytest.raises(Refused) as short:
        answer_request(by=CLI, request=request, state=RequestState.DECLINED, answer="tidak", now=NOW)
    answer_request(
        by=CLI, request=request, state=RequestState.DECLINED, answer="Masih ikut pelatihan yang didanai.", now=NOW
    )
    with pytest.raises(Refused) as twice:
        answer_request(by=CLI, request=request, state=RequestState.GRANTED, answer="", now=NOW)
    assert (short.value.code, twice.value.code) == ("answer_too_short", "already_answered")


def test_restricting_stops_changes_until_it_is_lifted() -> None:
    person = register()
    by = owner_of(person)
    request = ask_for_right(by=by, person=person, kind=RequestKind.RESTRICT, details="", now=NOW)
    answer_request(by=CLI, request=request, state=RequestState.GRANTED, answer="", now=NOW)
    with pytest.raises(Refused) as no:
        set_inclusion(by=CLI, person=person, adjustments=["ramp"], disabilities=[], groups=[], now=NOW)
    assert no.value.code == "person_restricted"
    assert lift_restriction(by=by, person=person).restricted_at is None


def test_erasing_leaves_no_personal_word_and_says_what_is_kept() -> None:
    person = register(nik=NIK, phone="081234567890", birth_date=date(1990, 6, 5), aim="job")
    give_consent(by=CLI, person=person, purpose=REMINDERS, version=1, now=NOW)
    set_inclusion(by=CLI, person=person, adjustments=["ramp"], disabilities=["physical"], groups=["youth"], now=NOW)
    request = ask_for_right(by=CLI, person=person, kind=RequestKind.ERASE, details="Rahasia saya", now=NOW)
    done = answer_request(by=CLI, request=request, state=RequestState.GRANTED, answer="", now=NOW)
    person = Person.objects.get()
    for name in Person.PRIVACY.personal:
        assert getattr(person, name) in ("", None, "-"), name
    assert person.erased_at == NOW and person.full_name == "-" and not AdjustmentNeed.objects.exists()
    assert done.kept["people"]["consent"] == 1 and "Rahasia" not in str(everything_about(person.pk))
    assert Message.objects.filter(kind="people.request_answered", address="+6281234567890").exists()
    assert register(nik=NIK).pk != person.pk


def test_every_room_is_asked_to_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    from balai.kernel.registry import PersonHooks

    asked: list[Any] = []
    monkeypatch.setitem(registry.people, "zz", PersonHooks("zz", erase=lambda pk: asked.append(pk) or {"rows": 1}))  # type: ignore[func-returns-value]
    person = register()
    request = ask_for_right(by=CLI, person=person, kind=RequestKind.ERASE, details="", now=NOW)
    answer_request(by=CLI, request=request, state=RequestState.GRANTED, answer="", now=NOW)
    assert asked == [person.pk]


def test_the_export_masks_the_number() -> None:
    person = register(nik=NIK)
    told = everything_about(person.pk)
    assert told["people"]["person"][0]["nik"] == "•" * 14 + "01" and NIK not in str(told)


# Claims -------------------------------------------------------------------------------------------------------------
def claimant() -> tuple[Any, Actor]:
    user = factories.user()
    return user, Actor(f"user:{user.pk}", user.pk)


SAID = Claimed(full_name="Siti Aminah", birth_date=date(1990, 6, 5), nik=NIK)


def code() -> str:
    found = re.search(r"\d{6}", Message.objects.get(kind="people.claim_code").body)
    assert found
    return found[0]


def test_the_phone_on_file_proves_it() -> None:
    person = register(nik=NIK, birth_date=date(1990, 6, 5), phone="081234567890")
    user, by = claimant()
    claim = claim_record(by=by, user=user, claimed=SAID, now=NOW)
    wrong = "000000" if code() != "000000" else "111111"
    assert not confirm_claim(by=by, claim=claim, code=wrong, now=NOW)
    assert not confirm_claim(by=by, claim=claim, code=code(), now=NOW + timedelta(minutes=16))
    assert confirm_claim(by=by, claim=claim, code=code(), now=NOW)
    person.refresh_from_db()
    assert person.user_id == user.pk


def test_nothing_is_sent_and_nothing_linked_when_nobody_fits() -> None:
    register(nik=NIK, birth_date=date(1991, 6, 5), phone="081234567890")
    user, by = claimant()
    claim = claim_record(by=by, user=user, claimed=SAID, now=NOW)
    assert claim.state == "code_sent" and not Message.objects.exists()
    for _time in range(5):
        assert not confirm_claim(by=by, claim=claim, code="123456", now=NOW)
    claim.refresh_from_db()
    assert claim.state == "waiting"


def test_a_clerk_connects_where_the_phone_is_lost() -> None:
    place = factories.regency()
    here = factories.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place)
    person = register(nik=NIK, birth_date=date(1990, 6, 5), home_region=place)
    user, by = claimant()
    claim = ask_clerk(by=by, claim=claim_record(by=by, user=user, claimed=SAID, now=NOW))
    assert [i.key for i in waiting(officer(here), NOW)] == [f"people.claim:{claim.pk}"]
    with pytest.raises(Refused):
        decide_claim(by=officer(), claim=claim, person=person, accept=True, reason="", now=NOW)
    decide_claim(by=officer(here), claim=claim, person=person, accept=True, reason="", now=NOW)
    person.refresh_from_db()
    assert person.user_id == user.pk


def test_a_record_of_somebody_else_is_not_taken_over() -> None:
    person = register(nik=NIK, birth_date=date(1990, 6, 5), phone="081234567890")
    owner_of(person)
    user, by = claimant()
    claim_record(by=by, user=user, claimed=SAID, now=NOW)
    assert not Message.objects.exists()


def test_one_open_claim_an_account() -> None:
    user, by = claimant()
    ask_clerk(by=by, claim=claim_record(by=by, user=user, claimed=SAID, now=NOW))
    with pytest.raises(Refused) as no:
        claim_record(by=by, user=user, claimed=SAID, now=NOW)
    assert no.value.code == "claim_open"


def test_five_claims_a_day_are_enough() -> None:
    user, by = claimant()
    for _time in range(5):
        claim_record(by=by, user=user, claimed=SAID, now=NOW)
    with pytest.raises(Refused) as no:
        claim_record(by=by, user=user, claimed=SAID, now=NOW)
    assert no.value.code == "too_many_claims"
    assert claim_record(by=by, user=user, claimed=SAID, now=NOW + timedelta(days=2)).state == "code_sent"


# Terms --------------------------------------------------------------------------------------------------------------
def test_people_go_when_an_officer_says_so_and_only_past_their_term() -> None:
    old, fresh = register(full_name="Lama"), register(full_name="Baru")
    Person.objects.filter(pk=old.pk).update(last_active_on=date(2021, 3, 1))
    Person.objects.filter(pk=fresh.pk).update(last_active_on=date(2021, 3, 3))
    assert erase_past_term(by=CLI, person_ids=[old.pk, fresh.pk], now=NOW) == 1
    assert set(Person.objects.filter(erased_at=None)) == {fresh}


def test_answered_claims_go_by_themselves() -> None:
    for months, state in ((13, "declined"), (13, "waiting"), (1, "declined")):
        ClaimRequest.objects.create(
            user=factories.user(), state=state, stated_name="S", stated_birth_date=date(1990, 1, 1),
            asked_at=NOW - timedelta(days=31 * months),
        )  # fmt: skip
    assert expire(NOW)["ClaimRequest"] == 1 and ClaimRequest.objects.count() == 2


# Keys ---------------------------------------------------------------------------------------------------------------
def new_key(name: str, byte: bytes) -> str:
    return f"{name}:" + base64.b64encode(byte * 32).decode()


def test_everything_is_read_and_found_after_the_keys_were_exchanged(settings: Any) -> None:
    person = register(nik=NIK, birth_date=date(1990, 6, 5), phone="081234567890")
    register(full_name="Tanpa NIK", phone="081234567899")
    old_field, old_index = settings.BALAI_FIELD_KEYS, settings.BALAI_INDEX_KEY
    settings.BALAI_FIELD_KEYS = f"{new_key('t2', b'F')},{old_field}"
    settings.BALAI_INDEX_KEY = f"{new_key('t2', b'I')},{old_index}"
    with pytest.raises(AlreadyRegistered):
        register(full_name="Lain", nik=NIK)  # found through the older hash while nothing is re-indexed
    stopped = rotate_people(by=CLI, batch=1)
    assert next(stopped) == 1
    stopped.close()
    assert sum(rotate_people(by=CLI, batch=1)) == 1
    assert sum(rotate_people(by=CLI)) == 0
    settings.BALAI_FIELD_KEYS, settings.BALAI_INDEX_KEY = new_key("t2", b"F"), new_key("t2", b"I")
    assert with_nik(NIK).get() == person
    with pytest.raises(AlreadyRegistered):
        register(full_name="Lain", nik=NIK)
