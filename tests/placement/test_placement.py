"""Referral, the employer's answer, the placement, and each side's word kept apart."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from balai.access.actor import PUBLIC
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind
from balai.kernel.refusal import Refused
from balai.kernel.registry import road_of, work_for
from balai.notifications.models import Message
from balai.people.models import Consent, Involvement
from balai.placement.actions.place import Work, end_placement, place_person, restore_placement, withdraw_placement
from balai.placement.actions.refer import answer_referral, refer_person, undo_answer
from balai.placement.actions.words import answer_by_link, ask_employer, link_for, state_placement
from balai.placement.models import Placement, Referral
from balai.placement.privacy import merge, unmerge
from balai.placement.queries import words
from tests import factories as make
from tests.placement.rows import NOW, TODAY, company, counsellor, job_order, office, placed, referred

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_nobody_is_shown_to_an_employer_without_their_yes() -> None:
    at, order = office(), job_order()
    person = make.person(registered_by=at)
    with pytest.raises(Refused) as no:
        refer_person(by=counsellor(at), person=person, job_order=order, made_by=at, now=NOW)
    assert (no.value.code, no.value.field) == ("no_consent", "consent_means")
    assert not Involvement.objects.filter(person=person, institution=order.employer).exists()
    refer_person(by=counsellor(at), person=person, job_order=order, made_by=at, now=NOW, consent_means="spoken")
    assert Consent.objects.get(person=person).means == "spoken"
    assert Involvement.objects.current().filter(person=person, institution=order.employer).exists()


def test_one_open_referral_a_person_and_job_order() -> None:
    at = office()
    first = referred(at)
    with pytest.raises(Refused, match="sudah dirujuk ke lowongan yang sama"):
        referred(at, first.job_order, first.person)
    assert Referral.objects.count() == 1


def test_only_to_a_job_order_that_is_open() -> None:
    at = office()
    with pytest.raises(Refused, match="tidak dibuka"):
        referred(at, job_order(valid_until=TODAY - timedelta(days=1)))


def test_the_employer_answers_a_no_with_a_reason_and_no_longer_sees_the_person() -> None:
    at, order = office(), job_order()
    one = referred(at, order)
    by = make.actor(order.employer, Role.EMPLOYER)
    with pytest.raises(Refused, match="Alasan belum diisi"):
        answer_referral(by=by, referral=one, step="decline", now=NOW)
    answer_referral(by=by, referral=one, step="decline", reason="Belum bisa mesin obras", now=NOW)
    assert not Involvement.objects.current().filter(person=one.person, institution=order.employer).exists()
    back = undo_answer(by=by, referral=one, reason="Salah orang", now=NOW)
    assert (back.state, back.answered_on) == ("referred", None)
    assert Involvement.objects.current().filter(person=one.person, institution=order.employer).exists()
    assert Entry.objects.filter(verb="placement.undo_answer").exists()


def test_another_employer_may_not_answer() -> None:
    one = referred(office())
    with pytest.raises(Refused, match="ditujukan kepada pemberi kerja lain"):
        answer_referral(by=make.actor(company(), Role.EMPLOYER), referral=one, step="accept", now=NOW)


def test_who_was_accepted_is_placed_once_and_the_answer_is_then_fixed() -> None:
    at, order = office(), job_order()
    one = referred(at, order)
    with pytest.raises(Refused, match="belum dijawab"):
        _place(at, one)
    answer_referral(by=make.actor(order.employer, Role.EMPLOYER), referral=one, step="accept", now=NOW)
    made = _place(at, one)
    with pytest.raises(Refused, match="sudah dicatat"):
        _place(at, one)
    with pytest.raises(Refused, match="sudah menjadi penempatan"):
        undo_answer(by=counsellor(at), referral=Referral.objects.get(pk=one.pk), reason="Salah catat", now=NOW)
    withdraw_placement(by=counsellor(at), placement=made, reason="Salah orang", now=NOW)
    assert undo_answer(by=counsellor(at), referral=Referral.objects.get(pk=one.pk), reason="Salah catat", now=NOW)


def _place(at, one: Referral) -> Placement:
    work = Work(date(2026, 3, 1), one.job_order.employer)
    return place_person(by=counsellor(at), person=one.person, work=work, made_by=at, now=NOW, referral=one)


def test_a_workplace_is_on_file_or_told_by_name() -> None:
    at = office()
    assert placed(at, employer_name="Warung Bu Contoh").workplace == "Warung Bu Contoh"
    with pytest.raises(Refused) as no:
        placed(at)
    assert no.value.field == "employer_name"


def test_a_placement_withdrawn_counts_nowhere_and_can_come_back() -> None:
    at = office()
    one = placed(at, company())
    withdraw_placement(by=counsellor(at), placement=one, reason="Salah orang", now=NOW)
    assert not Placement.objects.live().exists()
    assert not [s for s in road_of(one.person_id, TODAY) if "Bekerja" in s.title]
    restore_placement(by=counsellor(at), placement=one)
    assert Placement.objects.live().count() == 1


def test_work_ends_on_a_day_after_it_began() -> None:
    at = office()
    one = placed(at, company())
    with pytest.raises(Refused, match="Berhenti pada"):
        end_placement(by=counsellor(at), placement=one, ends_on=date(2026, 2, 1), now=NOW)
    assert end_placement(by=counsellor(at), placement=one, ends_on=TODAY, now=NOW).ends_on == TODAY


def test_each_side_speaks_for_itself_and_the_sides_may_differ() -> None:
    at, employer, held_by = office(), company(), make.user()
    one = placed(at, employer)
    one.person.user = held_by
    one.person.save()
    me = make.actor_for(held_by, TODAY)
    state_placement(by=me, placement=one, side="person", says="works", as_of=TODAY, now=NOW)
    with pytest.raises(Refused, match="pihak itu sendiri"):
        state_placement(by=me, placement=one, side="employer", says="works", as_of=TODAY, now=NOW)
    with pytest.raises(Refused, match="pihak itu sendiri"):
        state_placement(by=counsellor(at), placement=one, side="employer", says="works", as_of=TODAY, now=NOW)
    boss = make.actor(employer, Role.EMPLOYER)
    state_placement(by=boss, placement=one, side="employer", says="ended", as_of=TODAY, now=NOW)
    said = words(one.statements.all())
    assert said.differs and not said.confirmed
    assert "berbeda" in next(s.text for s in road_of(one.person_id, TODAY) if "Bekerja" in s.title)


def test_the_labour_office_writes_down_the_employers_word_and_it_shows() -> None:
    place = make.regency()
    at, employer = office(place), company(place)
    by = make.actor(at, Role.LABOUR_OFFICER)
    said = state_placement(by=by, placement=placed(at, employer), side="employer", says="works", as_of=TODAY, now=NOW)
    assert said.on_behalf_of == employer


def test_the_link_to_the_employer_works_once() -> None:
    at, employer = office(), company()
    one = referred(at, job_order(employer))
    answer_referral(by=counsellor(at), referral=one, step="accept", now=NOW)
    made = _place(at, one)
    token = link_for(made)
    ask_employer(by=counsellor(at), placement=made, address="hrd@contoh.id", link=f"https://x/{token}/")
    assert token in Message.objects.get(kind="placement.ask_employer").body
    said = answer_by_link(token=token, says="works", now=NOW)
    assert (said.side, said.said_by, said.on_behalf_of) == ("employer", PUBLIC.name, None)
    with pytest.raises(Refused, match="sudah dipakai"):
        answer_by_link(token=token, says="never_started", now=NOW)


def test_an_employer_is_not_asked_without_the_persons_yes() -> None:
    at = office()
    with pytest.raises(Refused, match="belum setuju"):
        ask_employer(by=counsellor(at), placement=placed(at, company()), address="hrd@contoh.id", link="https://x/")


@pytest.mark.django_db(transaction=True)
def test_two_desks_refer_at_once_and_one_referral_stands() -> None:
    at, order = office(), job_order()
    person = make.person(registered_by=at)
    actors, start, refused = [counsellor(at), counsellor(at)], Barrier(2), []

    def send(number: int) -> None:
        start.wait()
        try:
            refer_person(by=actors[number], person=person, job_order=order, made_by=at, now=NOW, consent_means="spoken")
        except Refused as no:
            refused.append(no.code)
        finally:
            connections.close_all()

    both = [Thread(target=send, args=(n,)) for n in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (Referral.objects.count(), refused) == (1, ["already_referred"])


def test_what_waits_stands_at_the_employer_at_once_and_at_the_sender_when_late() -> None:
    at, order = office(), job_order()
    one = referred(at, order)
    boss = make.actor(order.employer, Role.EMPLOYER)
    assert [w.url for w in work_for(boss, NOW) if w.key == f"placement:referral:{one.pk}"] == ["placement:referral"]
    assert not [w for w in work_for(counsellor(at), NOW) if w.key.startswith("placement:")]
    late = [w for w in work_for(counsellor(at), NOW + timedelta(days=8)) if w.key.startswith("placement:")]
    assert [w.urgency for w in late] == [0]


def test_rows_go_with_a_merge_and_come_back() -> None:
    at = office()
    one, other = referred(at), make.person(registered_by=at)
    told = placed(at, employer_name="Warung Bu Contoh")
    moved = merge(other.pk, one.person_id) | {}
    assert moved == {"Referral": [one.pk]}
    unmerge(other.pk, one.person_id, moved)
    assert Referral.objects.get().person_id == one.person_id
    assert merge(other.pk, told.person_id) == {"Placement": [told.pk]}


def test_a_stranger_sees_no_referral_and_no_placement() -> None:
    at = office()
    referred(at)
    placed(at, company())
    for by in (PUBLIC, make.actor(company(), Role.EMPLOYER), counsellor(office())):
        assert not Referral.objects.visible_to(by).exists()
        assert not Placement.objects.visible_to(by).exists()
    assert make.institution(kind=InstitutionKind.COMPANY)
