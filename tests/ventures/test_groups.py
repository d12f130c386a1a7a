"""Groups, their members' own agreement, visits after training, and what each advice led to."""

from datetime import date, timedelta

import pytest

from balai.access.actor import PUBLIC
from balai.access.roles import Role
from balai.kernel.refusal import Refused
from balai.kernel.registry import registry, work_for
from balai.ventures.actions.groups import add_member, agree_to_join, change_group_state, hide_business, show_business
from balai.ventures.actions.plan import plan_visits
from balai.ventures.actions.visits import (
    Found,
    NewAdvice,
    cancel_visit,
    close_advice,
    plan_visit,
    record_visit,
    reopen_advice,
    undo_visit,
)
from balai.ventures.models import Advice, BusinessGroup, GroupMember, MonitoringVisit
from tests import factories as make
from tests.ventures.rows import NOW, TODAY, group, mentor, office, officer

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_visits_after_training_are_planned_with_the_group_and_only_once() -> None:
    one = group()
    days = MonitoringVisit.objects.filter(group=one).order_by("planned_on").values_list("planned_on", flat=True)
    assert list(days) == [date(2026, 2, 10), date(2026, 4, 10), date(2026, 7, 10)]
    assert plan_visits(by=officer(one.office), group=one, now=NOW) == 0


def test_a_name_is_one_groups_name_at_an_office() -> None:
    one = group()
    with pytest.raises(Refused) as no:
        group(one.office, name=one.name)
    assert (no.value.code, no.value.field) == ("name_taken", "name")


def test_a_members_own_yes_is_kept_apart_from_what_was_told() -> None:
    one, held_by = group(), make.user()
    person = make.person(registered_by=one.office, user=held_by)
    told = add_member(by=officer(one.office), group=one, person=person, now=NOW, agreed=True)
    assert (told.agreed_on, told.agreed_as_told) == (TODAY, True)
    me = make.actor_for(held_by, TODAY)
    assert [w.key for w in work_for(me, NOW)] == [f"ventures:agree:{told.pk}"]
    assert agree_to_join(by=me, member=told, now=NOW).agreed_as_told is False
    assert list(BusinessGroup.objects.visible_to(me)) == [one]
    with pytest.raises(Refused, match="sudah menjadi anggota"):
        add_member(by=officer(one.office), group=one, person=person, now=NOW)


def test_a_member_who_serves_groups_elsewhere_reads_no_fellow_members_record() -> None:
    one, held_by = group(), make.user()
    me = make.person(registered_by=one.office, user=held_by)
    for person in (me, make.person(registered_by=one.office)):
        add_member(by=officer(one.office), group=one, person=person, now=NOW)
    make.desk(office(), Role.VOLUNTEER, held_by)
    actor = make.actor_for(held_by, TODAY)
    assert list(BusinessGroup.objects.visible_to(actor)) == [one]
    assert [m.person for m in GroupMember.objects.visible_to(actor)] == [me]
    assert GroupMember.objects.visible_to(officer(one.office)).count() == 2


def test_nobody_is_put_into_a_group_from_afar() -> None:
    one = group()
    with pytest.raises(Refused, match="tidak terdaftar di lembaga Anda"):
        add_member(by=officer(one.office), group=one, person=make.person(), now=NOW)


def test_a_group_that_stalls_says_why() -> None:
    one = group()
    with pytest.raises(Refused) as no:
        change_group_state(by=officer(one.office), group=one, state="stalled", reason="", now=NOW)
    assert no.value.field == "reason"
    changed = change_group_state(by=officer(one.office), group=one, state="stalled", reason="Bahan baku habis", now=NOW)
    assert (changed.state, changed.state_since) == ("stalled", TODAY)


def test_a_mentor_records_a_visit_whose_advice_becomes_work_for_its_owner() -> None:
    one = group()
    partner = make.institution("Koperasi Contoh")
    planned = MonitoringVisit.objects.filter(group=one).earliest("planned_on")
    advice = NewAdvice("Carikan pemasok bahan baku kedua", partner, TODAY + timedelta(days=5))
    found = Found(
        TODAY, problems="Bahan baku sering habis", group_state="stalled", reason="Bahan baku habis", advice=[advice]
    )
    done = record_visit(by=mentor(one.office), group=one, found=found, now=NOW, visit=planned)
    one.refresh_from_db()
    assert (done.planned_on, done.visited_on, one.state) == (date(2026, 2, 10), TODAY, "stalled")
    made = Advice.objects.get()
    owner = make.actor(partner)
    assert f"ventures:advice:{made.pk}" in [w.key for w in work_for(owner, NOW)]
    with pytest.raises(Refused, match="bukan hanya bahwa saran"):
        close_advice(by=owner, advice=made, result="sudah", today=TODAY)
    close_advice(by=owner, advice=made, result="Pemasok dari pasar Contoh mulai mengirim", today=TODAY)
    with pytest.raises(Refused, match="sudah ditutup"):
        close_advice(by=owner, advice=made, result="Pemasok dari pasar Contoh", today=TODAY)
    assert reopen_advice(by=owner, advice=made).state == "open"


def test_others_may_neither_visit_nor_close() -> None:
    one = group()
    found = Found(TODAY, progress="Jualan mulai lancar")
    with pytest.raises(Refused, match="didampingi orang lain"):
        record_visit(by=mentor(office()), group=one, found=found, now=NOW)
    visit = record_visit(
        by=mentor(one.office), group=one, now=NOW,
        found=Found(TODAY, progress="Jualan mulai lancar", advice=[NewAdvice("Urus izin", one.office, TODAY)]),
    )  # fmt: skip
    with pytest.raises(Refused, match="milik lembaga lain"):
        close_advice(by=make.actor(), advice=visit.advice.get(), result="Izin sudah terbit", today=TODAY)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (Found(TODAY + timedelta(days=1), progress="Jualan lancar"), "day_ahead"),
        (Found(date(2025, 12, 1), progress="Jualan lancar"), "day_before_group"),
        (Found(TODAY, progress="ok"), "nothing_found"),
        (Found(TODAY, progress="Jualan lancar", group_state="stopped"), "reason_missing"),
    ],
)
def test_a_visit_that_says_nothing_or_the_impossible_is_refused(found: Found, code: str) -> None:
    one = group()
    with pytest.raises(Refused) as no:
        record_visit(by=officer(one.office), group=one, found=found, now=NOW)
    assert no.value.code == code
    assert not MonitoringVisit.objects.filter(group=one, state="done").exists()


def test_a_visit_recorded_by_mistake_is_planned_again() -> None:
    one = group()
    planned = MonitoringVisit.objects.filter(group=one).earliest("planned_on")
    by = officer(one.office)
    advice = [NewAdvice("Urus izin usaha", one.office, TODAY)]
    record_visit(by=by, group=one, found=Found(TODAY, "Jualan lancar", advice=advice), now=NOW, visit=planned)
    back = undo_visit(by=by, visit=planned, reason="Salah kelompok", now=NOW)
    assert (back.state, back.visited_on) == ("planned", None)
    assert Advice.objects.get().state == "dropped"
    cancelled = cancel_visit(by=by, visit=back, reason="Kelompok pindah", now=NOW)
    assert cancelled.state == "cancelled"
    assert plan_visit(by=by, group=one, planned_on=TODAY, now=NOW).visitor_id == by.user_id


def test_an_overdue_visit_stands_on_the_desk_of_the_mentors() -> None:
    one = group()
    items = {w.key: w for w in work_for(mentor(one.office), NOW)}
    late = MonitoringVisit.objects.filter(group=one).earliest("planned_on")
    assert items[f"ventures:visit:{late.pk}"].urgency == 0


def test_only_groups_that_run_and_agreed_are_public() -> None:
    one, by = group(), None
    by = officer(one.office)
    with pytest.raises(Refused, match="Tanyakan dulu"):
        show_business(by=by, group=one, product_note="Keripik pisang", contact="", today=TODAY, agreed=False)
    with pytest.raises(Refused, match="Produk") as no:
        show_business(by=by, group=one, product_note=" - ", contact="", today=TODAY, agreed=True)
    assert no.value.field == "product_note"
    show_business(by=by, group=one, product_note="Keripik pisang", contact="0812", today=TODAY, agreed=True)
    assert not BusinessGroup.objects.public().exists()
    change_group_state(by=by, group=one, state="running", reason="", now=NOW)
    assert list(BusinessGroup.objects.public()) == [one]
    hide_business(by=by, group=one)
    assert not BusinessGroup.objects.public().exists()


def test_a_stranger_sees_no_group() -> None:
    group()
    for by in (PUBLIC, mentor(office()), make.actor(role=Role.EMPLOYER)):
        assert not BusinessGroup.objects.visible_to(by).exists()
        assert not MonitoringVisit.objects.visible_to(by).exists()
        assert not Advice.objects.visible_to(by).exists()


def test_a_mentors_work_passes_on_when_they_are_transferred() -> None:
    at = office()
    old, new = make.desk(at, Role.MENTOR).user, make.desk(at, Role.MENTOR).user
    one = group(at, mentor=old)
    hooks = registry.desks["ventures"]
    assert hooks.hand_over is not None
    assert hooks.hand_over(old.pk, new.pk, at.pk) == {"visits": 3, "groups": 1}
    one.refresh_from_db()
    assert one.mentor == new
