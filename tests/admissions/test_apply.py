"""Applying: rules with their sentences, the key, the phone, the person behind a claim, what is never told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from balai.access.actor import PUBLIC, WORKER
from balai.access.roles import Role
from balai.accounts.models import User
from balai.admissions.actions.apply import apply_assisted, apply_by_account, apply_many, apply_to_batch
from balai.admissions.actions.clerk import dismiss_claim, renew_claim, resolve_conflict, vouch
from balai.admissions.actions.leave import expire_claims, reinstate, withdraw
from balai.admissions.actions.phone import answer_code, forget_quotas, resend_code
from balai.admissions.enums import ApplicationState, Conflict
from balai.admissions.models import Application, PhoneCheck, PhoneQuota
from balai.audit.models import Entry
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind
from balai.kernel.refusal import Refused
from balai.notifications.models import Message
from balai.people.models import Involvement, Person
from tests import factories
from tests.admissions.rows import BORN, NOW, admin_of, applied, claim, last_code, open_class, verified

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NIK = "9901014506900001"
S = ApplicationState


def refused(code: str, act: Any) -> Refused:
    with pytest.raises(Refused) as no:
        act()
    assert no.value.code == code, no.value.message
    return no.value


@pytest.mark.parametrize(
    ("rules", "said", "code", "field"),
    [
        ({}, {"birth_date": date(2010, 6, 5)}, "", ""),
        ({"minimum_age": 17}, {"birth_date": date(2009, 4, 7)}, "too_young", "birth_date"),
        ({"minimum_age": 17}, {"birth_date": date(2009, 4, 6)}, "", ""),
        ({"maximum_age": 35}, {"birth_date": date(1990, 4, 6)}, "too_old", "birth_date"),
        ({"minimum_education": "senior"}, {"education": "junior"}, "education_too_low", "education"),
        ({"minimum_education": "senior"}, {"education": "vocational"}, "", ""),
        ({"minimum_education": "senior"}, {"education": ""}, "education_missing", "education"),
        ({}, {"consent": False}, "consent_missing", "consent"),
        ({}, {"nik": "123"}, "nik_wrong_length", "nik"),
        ({}, {"nik": "9901013002900001"}, "nik_no_such_date", "nik"),
        ({}, {"nik": "9901010506910000"}, "", ""),
        ({}, {"phone": "12"}, "phone_unreadable", "phone"),
        ({}, {"region_code": "99.99"}, "region_unknown", "region_code"),
        ({"state": "draft"}, {}, "batch_not_announced", ""),
        ({"state": "selecting"}, {}, "registration_closed", ""),
    ],
)
def test_each_rule_says_its_name_and_its_field(rules: Any, said: Any, code: str, field: str) -> None:
    batch = open_class(**rules)
    if not code:
        assert applied(batch, **said).state == S.CLAIMED
        return
    no = refused(code, lambda: applied(batch, **said))
    assert (no.field, Application.objects.count(), Message.objects.count()) == (field, 0, 0)


def test_registration_ends_at_an_instant_that_is_told_in_the_centres_zone() -> None:
    east = factories.regency("Timur", tz="Asia/Jayapura")
    closes = datetime(2026, 3, 10, 14, 59, 59, tzinfo=UTC)  # 23.59 WIT
    batch = open_class(centre=factories.institution(region=east), closes_at=closes)
    assert apply_to_batch(by=PUBLIC, claim=claim(batch), now=closes - timedelta(seconds=1)).state == S.CLAIMED
    no = refused("registration_closed", lambda: apply_to_batch(by=PUBLIC, claim=claim(batch), now=closes))
    assert "23.59 WIT" in str(no)


def test_residents_only_goes_by_domicile() -> None:
    here, there = factories.regency("Sini"), factories.regency("Sana")
    batch = open_class(residents_of=here)
    assert applied(batch, region_code=here.code).region_code == here.code
    assert refused("not_resident", lambda: applied(batch, region_code=there.code)).field == "region_code"
    refused("region_missing", lambda: applied(batch))


def test_the_same_key_again_is_the_same_application_even_after_closing() -> None:
    batch = open_class()
    said = claim(batch, key="sama")
    first = apply_to_batch(by=PUBLIC, claim=said, now=NOW)
    again = apply_to_batch(by=PUBLIC, claim=said, now=NOW + timedelta(days=90))
    assert (again.code, Application.objects.count(), Message.objects.count()) == (first.code, 1, 1)
    assert Entry.objects.filter(verb="admissions.apply").count() == 1


def test_a_set_is_answered_row_by_row() -> None:
    batch = open_class(minimum_age=17)
    claims = [claim(batch), claim(batch, birth_date=date(2012, 1, 1)), claim(batch)]
    claims.append(claims[0])
    answers = apply_many(by=PUBLIC, claims=claims, now=NOW)
    assert [isinstance(a, Application) for a in answers] == [True, False, True, True]
    assert Application.objects.count() == 2
    assert isinstance(answers[0], Application) and isinstance(answers[3], Application)
    assert answers[0].pk == answers[3].pk


def test_the_nik_is_sealed_and_two_claims_know_nothing_of_each_other() -> None:
    batch = open_class()
    one, two = applied(batch, nik=NIK), applied(batch, nik=NIK, full_name="Orang Lain")
    assert (one.state, two.state, one.nik_tail) == (S.CLAIMED, S.CLAIMED, "01")
    kept = Application.objects.values().get(pk=one.pk)
    assert NIK not in str({k: bytes(v) if isinstance(v, memoryview) else v for k, v in kept.items()})
    assert all(NIK not in message.body for message in Message.objects.all())


def test_the_phone_answers_and_the_claim_becomes_a_person() -> None:
    batch = open_class()
    made = applied(batch, nik=NIK, aim="job")
    done = answer_code(by=PUBLIC, application=made, code=last_code(), now=NOW)
    person = Person.objects.get()
    assert (done.state, done.person, done.verified_by, person.masked_nik[-2:]) == (S.VERIFIED, person, "phone", "01")
    assert (person.aim, person.phone, person.source) == ("job", "+6281234567890", "application")
    assert Involvement.objects.filter(person=person, institution=batch.centre, reason="admissions.apply").exists()
    refused("already_answered", lambda: answer_code(by=PUBLIC, application=made, code="1", now=NOW))


def test_a_wrong_code_counts_although_it_is_refused() -> None:
    made = applied(open_class())
    right = last_code()
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _time in range(5):
        refused("code_wrong", lambda: answer_code(by=PUBLIC, application=made, code=wrong, now=NOW))
    refused("code_spent", lambda: answer_code(by=PUBLIC, application=made, code=right, now=NOW))
    assert PhoneCheck.objects.get().attempts == 6
    resend_code(by=PUBLIC, application=made, now=NOW + timedelta(minutes=1))
    later = NOW + timedelta(minutes=2)
    assert answer_code(by=PUBLIC, application=made, code=last_code(), now=later).state == S.VERIFIED


def test_codes_age_and_a_phone_gets_only_so_many_a_day() -> None:
    batch = open_class()
    made = applied(batch)
    late = NOW + timedelta(minutes=31)
    refused("code_old", lambda: answer_code(by=PUBLIC, application=made, code=last_code(), now=late))
    for _family in range(4):
        applied(batch)
    assert Message.objects.filter(kind="admissions.phone_code").count() == 4
    refused("codes_spent", lambda: resend_code(by=PUBLIC, application=made, now=NOW))
    assert resend_code(by=PUBLIC, application=made, now=NOW + timedelta(hours=25)).pk == made.pk


def test_a_known_person_is_found_by_nik_name_and_birth_date() -> None:
    first = verified(open_class(), "Siti Aminah", nik=NIK)
    second = verified(open_class(), "SITI  aminah", nik=NIK)
    assert first.person == second.person and Person.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "Orang Lain"}, Conflict.OTHER_NAME),
        ({"name": "Siti Aminah", "birth_date": date(1991, 6, 5)}, Conflict.OTHER_BIRTH_DATE),
    ],
)
def test_what_differs_goes_to_a_clerk_who_decides(said: Any, why: Conflict) -> None:
    known = verified(open_class(), "Siti Aminah", nik=NIK).person
    batch = open_class()
    clerk = admin_of(batch)
    doubtful = verified(batch, nik=NIK, **said)
    assert (doubtful.state, doubtful.conflict, doubtful.person) == (S.CLAIMED, why, None)
    same = resolve_conflict(
        by=clerk, application=doubtful, same_person=True, reason="KTP menunjukkan ejaan lain", now=NOW
    )
    assert (same.state, same.person, same.conflict) == (S.VERIFIED, known, "")


def test_a_clerk_may_find_that_it_is_somebody_else() -> None:
    known = verified(open_class(), "Siti Aminah", nik=NIK).person
    batch = open_class()
    doubtful = verified(batch, "Budi", nik=NIK)
    stranger = factories.actor(role=Role.CENTRE_ADMIN)
    act: Any = {"application": doubtful, "same_person": False, "reason": "KTP-nya lain, NIK salah ketik", "now": NOW}
    refused("may_not_assist", lambda: resolve_conflict(by=stranger, **act))
    done = resolve_conflict(by=admin_of(batch), **act)
    assert done.person is not None and done.person != known and done.person.nik_sealed is None


def test_one_verified_application_a_person_and_class() -> None:
    batch = open_class()
    first = verified(batch, "Siti Aminah", nik=NIK)
    second = verified(batch, "Siti Aminah", nik=NIK)
    assert (second.state, second.conflict) == (S.CLAIMED, Conflict.ALREADY_APPLIED)
    clerk = admin_of(batch)
    act: Any = {"application": second, "same_person": True, "reason": "orang yang sama", "now": NOW}
    refused("still_conflicting", lambda: resolve_conflict(by=clerk, **act))
    assert dismiss_claim(by=clerk, application=second, reason="pendaftaran dobel", now=NOW).state == S.EXPIRED
    assert renew_claim(by=clerk, application=second, now=NOW).state == S.CLAIMED
    withdraw(by=clerk, application=first, now=NOW)
    assert resolve_conflict(by=clerk, **act).state == S.VERIFIED
    refused("already_applied", lambda: reinstate(by=clerk, application=first, now=NOW))


def test_a_clerk_vouches_where_no_phone_answers() -> None:
    batch = open_class()
    made = applied(batch, phone="")
    refused("no_phone", lambda: resend_code(by=PUBLIC, application=made, now=NOW))
    refused("may_not_assist", lambda: vouch(by=factories.actor(), application=made, now=NOW))
    assert vouch(by=admin_of(batch), application=made, now=NOW).verified_by == "clerk"


def test_an_office_helps_at_its_desk_with_any_class() -> None:
    office = factories.institution(kind=InstitutionKind.LABOUR_OFFICE)
    clerk = factories.actor(office, Role.COUNSELLOR)
    done = apply_assisted(by=clerk, claim=claim(open_class(), phone=""), office=office, now=NOW)
    assert (done.state, done.assisted_at, done.person and done.person.registered_by) == (S.VERIFIED, office, office)
    refused("may_not_enter", lambda: apply_assisted(by=PUBLIC, claim=claim(open_class()), office=office, now=NOW))


def test_a_signed_in_person_applies_as_the_one_on_record() -> None:
    user: User = factories.user()
    person = factories.person("Yusuf", user=user, birth_date=BORN)
    me, batch = actor_for(user, NOW.date()), open_class()
    act: Any = {"by": me, "batch_id": batch.pk, "aim": "job", "motivation": "", "consent": True, "now": NOW}
    done = apply_by_account(key="a", **act)
    assert (done.person, done.verified_by, Message.objects.filter(kind="admissions.phone_code").count()) == (
        person,
        "account",
        0,
    )
    assert apply_by_account(key="a", **act).pk == done.pk
    refused("already_applied", lambda: apply_by_account(key="b", **act))
    assert Application.objects.count() == 1


def test_claims_expire_but_not_those_that_wait_for_a_clerk() -> None:
    batch = open_class()
    silent, kept = applied(batch), verified(batch)
    verified(batch, "Siti", nik=NIK)
    doubtful = verified(batch, "Lain", nik=NIK)
    assert expire_claims(by=WORKER, now=NOW + timedelta(days=2)) == 0
    assert expire_claims(by=WORKER, now=NOW + timedelta(days=4)) == 1
    states = {row.pk: row.state for row in Application.objects.all()}
    assert (states[silent.pk], states[kept.pk], states[doubtful.pk]) == (S.EXPIRED, S.VERIFIED, S.CLAIMED)
    refused("claim_expired", lambda: resend_code(by=PUBLIC, application=silent, now=NOW))


def at_once(acts: list[Any]) -> list[Any]:
    barrier = Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        barrier.wait()
        try:
            answers[place] = acts[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_two_claims_verified_at_once_are_one_person_and_one_application() -> None:
    batch = open_class()
    claims = [applied(batch, full_name="Siti", nik=NIK, phone="") for _ in range(2)]
    clerk = admin_of(batch)
    answers = at_once([lambda a=a: vouch(by=clerk, application=a, now=NOW) for a in claims])
    connection.close()
    assert all(isinstance(a, Application) for a in answers), answers
    assert Person.objects.count() == 1
    assert sorted(Application.objects.values_list("state", "conflict")) == [
        (S.CLAIMED, Conflict.ALREADY_APPLIED), (S.VERIFIED, ""),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_same_key_sent_twice_at_once_makes_one_row() -> None:
    said = claim(open_class(), key="sekali")
    answers = at_once([lambda: apply_to_batch(by=PUBLIC, claim=replace(said), now=NOW) for _ in range(3)])
    assert len({a.code for a in answers}) == 1 and Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_phone_gets_its_share_of_codes_also_when_many_ask_at_once() -> None:
    batch = open_class()
    said = [claim(batch, key=f"k{n}", phone="081234567890") for n in range(8)]
    at_once([lambda one=one: apply_to_batch(by=PUBLIC, claim=one, now=NOW) for one in said])
    connection.close()
    assert Application.objects.count() == 8
    assert Message.objects.filter(kind="admissions.phone_code").count() == PhoneCheck.objects.count() == 4


def test_the_counter_of_a_phone_names_nobody_and_goes_when_it_no_longer_counts() -> None:
    applied(open_class(), phone="081234567890")
    assert forget_quotas(NOW + timedelta(hours=23)) == 0
    (kept,) = PhoneQuota.objects.values_list("id", "since", "sent")
    assert (kept[1], kept[2]) == (NOW, 1) and "1234567890" not in str(kept[0])
    assert forget_quotas(NOW + timedelta(hours=24)) == 1 and not PhoneQuota.objects.exists()


def long_code() -> str:
    """The twelve digits of the newest message."""
    body = Message.objects.filter(kind="admissions.phone_code").latest("pk").body
    digits = body.split(":")[1].split(",")[0].replace(" ", "")
    assert len(digits) == 12 and digits.isdigit(), body
    return digits


def test_a_stranger_who_uses_up_the_messages_of_a_phone_does_not_stop_its_owner() -> None:
    batch = open_class()
    theirs = [applied(batch, nik=NIK, full_name="Orang Asing") for _time in range(4)]
    for one in theirs:
        refused("codes_spent", lambda one=one: resend_code(by=PUBLIC, application=one, now=NOW))
    code, hours_later = long_code(), NOW + timedelta(hours=23)
    wrong = f"{(int(code) + 1) % 10**12:012}"
    for _time in range(5):
        refused("code_wrong", lambda: answer_code(by=PUBLIC, application=theirs[3], code=wrong, now=NOW))
    refused("code_spent", lambda: answer_code(by=PUBLIC, application=theirs[3], code=wrong, now=NOW))
    mine = apply_to_batch(by=PUBLIC, claim=claim(batch, nik=NIK, full_name="Siti"), now=hours_later)
    assert "nomor ini" in Message.objects.filter(kind="admissions.phone_code").latest("pk").body
    typed = f"{code[:4]} {code[4:8]} {code[8:]}"
    done = answer_code(by=PUBLIC, application=mine, code=typed, now=hours_later)
    assert (done.state, done.verified_by, done.person and done.person.full_name) == (S.VERIFIED, "phone", "Siti")
    assert not Application.objects.filter(pk__in=[one.pk for one in theirs]).exclude(state=S.CLAIMED).exists()
    assert Message.objects.filter(kind="admissions.phone_code").count() == 4


def test_the_long_code_is_of_its_phone_only_has_few_tries_a_claim_and_ends_after_a_day() -> None:
    batch = open_class()
    for _time in range(4):
        applied(batch)
    code = long_code()
    neighbour, mine, late = applied(batch, phone="0812-0000-0001"), applied(batch), applied(batch)
    refused("code_wrong", lambda: answer_code(by=PUBLIC, application=neighbour, code=code, now=NOW))
    for _time in range(5):
        refused("code_wrong", lambda: answer_code(by=PUBLIC, application=mine, code="1" * 12, now=NOW))
    refused("code_spent", lambda: answer_code(by=PUBLIC, application=mine, code=code, now=NOW))
    a_day = timedelta(hours=24)
    refused("code_not_sent", lambda: answer_code(by=PUBLIC, application=late, code=code, now=NOW + a_day))
    moment = NOW + a_day - timedelta(seconds=1)
    assert answer_code(by=PUBLIC, application=late, code=code, now=moment).state == S.VERIFIED
    assert code not in str(PhoneCheck.objects.values_list("code_hash", "quota"))


@pytest.mark.django_db(transaction=True)
def test_of_many_claims_at_once_exactly_one_message_carries_the_long_code() -> None:
    batch = open_class()
    said = [claim(batch, key=f"p{n}", phone="081234567890", full_name=f"Keluarga {n}") for n in range(8)]
    answers = at_once([lambda one=one: apply_to_batch(by=PUBLIC, claim=one, now=NOW) for one in said])
    kept = PhoneCheck.objects.filter(quota__isnull=False).count()
    bodies = Message.objects.filter(kind="admissions.phone_code").values_list("body", flat=True)
    (code,) = [body.split(":")[1].split(",")[0] for body in bodies if "24 jam" in body]
    assert kept == 1 and len(bodies) == 4
    tries = [lambda one=one: answer_code(by=PUBLIC, application=one, code=code, now=NOW).state for one in answers]
    done = at_once(tries)
    connection.close()
    assert done.count(S.VERIFIED) == Person.objects.count() == 8, done
