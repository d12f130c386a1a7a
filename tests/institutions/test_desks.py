"""Desks are offered by link, taken once, deputised for a time, and handed over with everything on them."""

import re
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.accounts.models import User
from balai.institutions.actions.desks import appoint_deputy, end_desk, hand_over_desk, preview_handover
from balai.institutions.actions.invite import (
    Invitee,
    NewAccount,
    accept_invitation,
    find_invitation,
    invite_to_desk,
    revoke_invitation,
)
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Handover, Institution, Invitation, Membership
from balai.kernel.refusal import Refused
from balai.kernel.registry import DeskHooks, registry
from balai.notifications.models import Message
from tests import factories as make

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ACCOUNT = NewAccount("Sari", "kain-songket-biru")


def refusal(act) -> Refused:
    with pytest.raises(Refused) as said:
        act()
    return said.value


def invited(at: Institution, role: str = Role.INSTRUCTOR, **more) -> str:
    """The secret of a fresh invitation."""
    _invitation, link = invite_to_desk(
        by=CLI, institution_id=at.pk, invitee=Invitee(role=role, **({"email": "sari@contoh.test"} | more)),
        link=lambda secret: f"https://balai.test/undangan/{secret}/", now=NOW,
    )  # fmt: skip
    return link.split("/")[-2]


def test_the_link_goes_out_and_only_its_hash_is_kept() -> None:
    secret = invited(make.institution())
    assert secret in Message.objects.get().body
    assert secret.encode() not in bytes(Invitation.objects.get().token_hash)
    assert find_invitation(secret, NOW) is not None
    assert find_invitation(secret + "x", NOW) is None


def test_somebody_new_gets_an_account_and_the_desk() -> None:
    place = make.institution()
    desk = accept_invitation(secret=invited(place, title="Instruktur las"), account=ACCOUNT, now=NOW)
    user = User.objects.get(email="sari@contoh.test")
    assert desk.user == user and user.check_password(ACCOUNT.password)
    assert actor_for(user, date(2026, 3, 2)).desks[0].role == Role.INSTRUCTOR


def test_somebody_signed_in_takes_it_with_the_account_they_have() -> None:
    user = make.user()
    assert accept_invitation(secret=invited(make.institution()), user=user, now=NOW).user == user
    assert not User.objects.filter(email="sari@contoh.test").exists()


def test_an_address_that_has_an_account_must_sign_in() -> None:
    make.user(email="Sari@contoh.test")
    secret = invited(make.institution())
    assert refusal(lambda: accept_invitation(secret=secret, account=ACCOUNT, now=NOW)).code == "sign_in_first"
    assert not Membership.objects.exists()


def test_a_weak_password_names_its_field_and_the_link_stays_open() -> None:
    secret = invited(make.institution())
    said = refusal(lambda: accept_invitation(secret=secret, account=NewAccount("Sari", "12345678"), now=NOW))
    assert said.field == "password"
    assert find_invitation(secret, NOW) is not None


def test_a_link_opens_once_and_not_after_its_time_or_when_taken_back() -> None:
    place = make.institution()
    used, old, back = invited(place), invited(place, email="b@contoh.test"), invited(place, email="c@contoh.test")
    accept_invitation(secret=used, user=make.user(), now=NOW)
    revoke_invitation(by=CLI, invitation_id=Invitation.objects.get(email="c@contoh.test").pk, now=NOW)
    for secret, at in ((used, NOW), (old, NOW + timedelta(days=15)), (back, NOW)):
        assert (
            refusal(lambda s=secret, t=at: accept_invitation(secret=s, user=make.user(), now=t)).code
            == "invitation_over"
        )


@pytest.mark.django_db(transaction=True)
def test_two_who_open_the_link_at_once_one_sits_down() -> None:
    secret, users = invited(make.institution()), [make.user(), make.user()]
    start, answers = threading.Barrier(2), []

    def accept(user: User) -> None:
        start.wait()
        try:
            accept_invitation(secret=secret, user=user, now=NOW)
            answers.append("done")
        except Refused as said:
            answers.append(said.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(u,)) for u in users]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert sorted(answers) == ["done", "invitation_over"]
    assert Membership.objects.count() == 1


def test_a_training_centre_cannot_seat_an_office_or_an_operator() -> None:
    place = make.institution()
    by = make.actor(place, Role.CENTRE_ADMIN)
    for role in (Role.LABOUR_OFFICER, Role.OPERATOR, Role.MINISTRY_OFFICER):
        said = refusal(
            lambda role=role: invite_to_desk(
                by=by, institution_id=place.pk, invitee=Invitee(role=role, email="x@contoh.test"), link=str, now=NOW
            )
        )
        assert (said.code, said.field) == ("role_does_not_fit", "role")


def test_whoever_does_not_manage_a_place_seats_nobody_there() -> None:
    place = make.institution()
    for by in (make.actor(place, Role.INSTRUCTOR), make.actor()):
        invitee = Invitee(role=Role.INSTRUCTOR, email="x@contoh.test")
        said = refusal(
            lambda by=by, i=invitee: invite_to_desk(by=by, institution_id=place.pk, invitee=i, link=str, now=NOW)
        )
        assert said.code == "may_not_manage_desks"


def test_the_office_seats_the_first_one_and_then_the_place_seats_its_own() -> None:
    place = make.institution()
    office = make.actor(make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place.region), Role.LABOUR_OFFICER)
    invitee = Invitee(role=Role.CENTRE_ADMIN, email="kepala@contoh.test")
    _, secret = invite_to_desk(by=office, institution_id=place.pk, invitee=invitee, link=str, now=NOW)
    accept_invitation(secret=secret, user=make.user(), now=NOW)
    said = refusal(lambda: invite_to_desk(by=office, institution_id=place.pk, invitee=invitee, link=str, now=NOW))
    assert said.code == "may_not_manage_desks"


def test_the_last_one_who_can_seat_others_hands_over_instead_of_leaving() -> None:
    place = make.institution()
    desk = make.desk(place, Role.CENTRE_ADMIN)
    by = actor_for(desk.user, make.TODAY)
    assert refusal(lambda: end_desk(by=by, membership_id=desk.pk, last_day=make.TODAY)).code == "last_manager"
    make.desk(place, Role.CENTRE_ADMIN)
    end_desk(by=by, membership_id=desk.pk, last_day=make.TODAY)
    assert actor_for(desk.user, make.TODAY).desks
    assert not actor_for(desk.user, make.TODAY + timedelta(days=1)).desks


def test_a_deputy_holds_the_role_for_the_period_only() -> None:
    place = make.institution()
    desk, colleague = make.desk(place, Role.CENTRE_ADMIN), make.desk(place, Role.INSTRUCTOR).user
    first, last = date(2026, 4, 1), date(2026, 4, 10)
    appoint_deputy(by=CLI, membership_id=desk.pk, deputy_user_id=colleague.pk, first_day=first, last_day=last)
    held = {day: set(actor_for(colleague, day).roles()) for day in (date(2026, 3, 31), first, last, date(2026, 4, 11))}
    assert [Role.CENTRE_ADMIN in roles for roles in held.values()] == [False, True, True, False]
    again = {"by": CLI, "membership_id": desk.pk, "deputy_user_id": colleague.pk, "first_day": last, "last_day": last}
    assert refusal(lambda: appoint_deputy(**again)).code == "already_seated"


def test_a_stranger_to_the_place_is_no_deputy() -> None:
    desk, stranger = make.desk(make.institution(), Role.CENTRE_ADMIN), make.user()
    day = date(2026, 4, 1)
    act = {"by": CLI, "membership_id": desk.pk, "deputy_user_id": stranger.pk, "first_day": day, "last_day": day}
    assert refusal(lambda: appoint_deputy(**act)).code == "not_a_colleague"


@pytest.fixture
def drafts(monkeypatch) -> dict[int, list[str]]:
    """A room of its own: drafts by user id, which it moves when a desk passes."""
    kept: dict[int, list[str]] = {}

    def move(leaving: int, coming: int, institution: int) -> dict[str, int]:
        moved = kept.pop(leaving, [])
        kept.setdefault(coming, []).extend(moved)
        User.objects.filter(pk=coming).update(full_name=f"memegang {len(moved)}")
        return {"rancangan": len(moved)}

    monkeypatch.setitem(registry.desks, "contoh", DeskHooks(room="contoh", hand_over=move))
    return kept


def test_mutasi_passes_the_desk_and_the_work_of_every_room_in_one_act(drafts) -> None:
    place = make.institution()
    desk, successor = make.desk(place, Role.CENTRE_ADMIN, title="Kepala seksi"), make.user()
    drafts[desk.user_id] = ["a", "b"]
    done = hand_over_desk(by=CLI, from_membership=desk.pk, to_user=successor.pk, on_day=date(2026, 3, 1), now=NOW)
    assert done.counts["rancangan"] == 2 and drafts == {successor.pk: ["a", "b"]}
    assert actor_for(successor, date(2026, 3, 1)).desks[0].institution == place.pk
    assert not actor_for(desk.user, date(2026, 3, 1)).desks
    assert actor_for(desk.user, date(2026, 2, 28)).desks
    assert done.to_desk.title == "Kepala seksi"


def test_the_preview_says_what_would_pass_and_moves_nothing(drafts) -> None:
    desk, successor = make.desk(make.institution(), Role.CENTRE_ADMIN), make.user(full_name="Budi")
    drafts[desk.user_id] = ["a"]
    counts = preview_handover(by=CLI, from_membership=desk.pk, to_user=successor.pk, on_day=make.TODAY, now=NOW)
    assert counts["rancangan"] == 1
    desk.refresh_from_db()
    successor.refresh_from_db()
    assert desk.ends_on is None and successor.full_name == "Budi"
    assert not Handover.objects.exists()


def test_when_one_room_fails_nothing_has_passed(drafts, monkeypatch) -> None:
    def broken(leaving: int, coming: int, institution: int) -> dict[str, int]:
        raise RuntimeError("disk full")

    monkeypatch.setitem(registry.desks, "zz", DeskHooks(room="zz", hand_over=broken))
    desk, successor = make.desk(make.institution(), Role.CENTRE_ADMIN), make.user(full_name="Budi")
    with pytest.raises(RuntimeError):
        hand_over_desk(by=CLI, from_membership=desk.pk, to_user=successor.pk, on_day=make.TODAY, now=NOW)
    desk.refresh_from_db()
    successor.refresh_from_db()
    assert desk.ends_on is None and successor.full_name == "Budi" and not Handover.objects.exists()


def test_mutasi_is_written_on_its_day_not_ahead_and_not_to_oneself() -> None:
    desk = make.desk(make.institution(), Role.CENTRE_ADMIN)
    act = {"by": CLI, "from_membership": desk.pk, "now": NOW}
    tomorrow = date(2026, 3, 3)
    assert refusal(lambda: hand_over_desk(to_user=make.user().pk, on_day=tomorrow, **act)).field == "on_day"
    assert refusal(lambda: hand_over_desk(to_user=desk.user_id, on_day=make.TODAY, **act)).field == "to_user"
    seated = make.desk(desk.institution, Role.CENTRE_ADMIN).user
    for act_of in (hand_over_desk, preview_handover):
        refused = refusal(lambda act_of=act_of: act_of(to_user=seated.pk, on_day=make.TODAY, **act))
        assert (refused.code, refused.field) == ("already_seated", "to_user")


def test_an_invited_officer_of_a_verified_office_answers_for_the_area() -> None:
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE)
    user = make.user()
    accept_invitation(secret=invited(office, Role.LABOUR_OFFICER), user=user, now=NOW)
    assert actor_for(user, date(2026, 3, 2)).desks[0].area is not None
    assert re.fullmatch(r"user:\d+", actor_for(user, date(2026, 3, 2)).name)
