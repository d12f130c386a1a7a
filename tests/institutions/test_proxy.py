"""Acting for a body without an account: on its letter, for a time, visible, and never for one that speaks for itself."""

import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from balai.access.actor import CLI, Actor
from balai.access.permissions import Permission
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.institutions.actions.invite import Invitee, accept_invitation, invite_to_desk
from balai.institutions.actions.names import add_alias
from balai.institutions.actions.proxy import begin_proxy, end_proxy
from balai.institutions.desks import actor_for
from balai.institutions.enums import InstitutionKind
from balai.institutions.models import Institution, Membership, Proxy
from tests import factories as make
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
FROM, TO = date(2026, 3, 1), date(2026, 6, 30)


@pytest.fixture
def letter(tmp_path, settings) -> StoredFile:
    settings.BALAI_FILES = tmp_path
    target = io.BytesIO()
    Image.new("RGB", (40, 40)).save(target, "PNG")
    return store_upload(
        by=CLI, name="surat.png", content=target.getvalue(), kind=DocumentKind.LETTER, keep_months=60, now=NOW
    )


@pytest.fixture
def body() -> Institution:
    return make.institution("LPK Melati", kind=InstitutionKind.PRIVATE_TRAINING_PROVIDER)


@pytest.fixture
def seat(body) -> Membership:
    """An officer's desk at the labour office of the body's regency."""
    return make.desk(make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=body.region), Role.LABOUR_OFFICER)


def begun(by: Actor, body: Institution, acting: int, letter: StoredFile | None, **more) -> Proxy:
    stated = {"reason": "Belum punya surel.", "valid_from": FROM, "valid_to": TO, "now": NOW} | more
    return begin_proxy(by=by, institution_id=body.pk, acting_institution_id=acting, letter=letter, **stated)


def test_while_acting_only_that_bodys_hat_is_worn_and_the_audit_says_so(body, seat, letter) -> None:
    begun(actor_for(seat.user, make.TODAY), body, seat.institution_id, letter)
    acting = actor_for(seat.user, make.TODAY, body.pk)
    assert acting.on_behalf_of == body.pk
    assert acting.may(Permission.INSTITUTION_EDIT, body.pk)
    assert not acting.may(Permission.INSTITUTION_EDIT, seat.institution_id)
    assert not acting.areas_with(Permission.INSTITUTION_VERIFY)
    add_alias(by=acting, institution_id=body.pk, name="LPK Melati Putih")
    assert Entry.objects.get(verb="institutions.add_alias").on_behalf_of == body.pk


def test_without_a_proxy_asking_to_act_gives_nothing(body, seat) -> None:
    actor = actor_for(seat.user, make.TODAY, body.pk)
    assert actor.on_behalf_of is None and not actor.may(Permission.INSTITUTION_EDIT, body.pk)


def test_no_letter_no_proxy(body, seat) -> None:
    by = actor_for(seat.user, make.TODAY)
    assert code_of(lambda: begun(by, body, seat.institution_id, None)) == "letter_missing"


def test_only_on_the_days_of_the_letter(body, seat, letter) -> None:
    begun(actor_for(seat.user, make.TODAY), body, seat.institution_id, letter)
    days = (date(2026, 2, 28), FROM, TO, date(2026, 7, 1))
    assert [actor_for(seat.user, day, body.pk).on_behalf_of for day in days] == [None, body.pk, body.pk, None]


def test_an_ended_proxy_is_refused_at_once(body, seat, letter) -> None:
    by = actor_for(seat.user, make.TODAY)
    proxy = begun(by, body, seat.institution_id, letter)
    assert code_of(lambda: end_proxy(by=make.actor(), proxy_id=proxy.pk, now=NOW)) == "may_not_end_proxy"
    end_proxy(by=by, proxy_id=proxy.pk, now=NOW)
    assert actor_for(seat.user, make.TODAY, body.pk).on_behalf_of is None
    assert code_of(lambda: end_proxy(by=by, proxy_id=proxy.pk, now=NOW)) == "proxy_already_over"


def test_an_office_elsewhere_and_an_officer_without_the_permission_do_not_act(body, letter) -> None:
    elsewhere = make.institution(kind=InstitutionKind.LABOUR_OFFICE)
    by = make.actor(elsewhere, Role.LABOUR_OFFICER)
    assert code_of(lambda: begun(by, body, elsewhere.pk, letter)) == "may_not_act_for"
    here = make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=body.region)
    counsellor = make.actor(here, Role.COUNSELLOR)
    assert code_of(lambda: begun(counsellor, body, here.pk, letter)) == "may_not_act_for"


def test_the_body_above_may_act(letter) -> None:
    parent = make.institution()
    child = make.institution(parent=parent)
    user = make.desk(parent, Role.CENTRE_ADMIN).user
    begun(actor_for(user, make.TODAY), child, parent.pk, letter)
    assert actor_for(user, make.TODAY, child.pk).on_behalf_of == child.pk


def test_an_officer_who_left_the_office_no_longer_acts(body, seat, letter) -> None:
    begun(actor_for(seat.user, make.TODAY), body, seat.institution_id, letter)
    Membership.objects.filter(pk=seat.pk).update(ends_on=date(2026, 3, 1))
    assert actor_for(seat.user, date(2026, 3, 2), body.pk).on_behalf_of is None


def test_a_body_with_a_desk_speaks_for_itself(body, seat, letter) -> None:
    by = actor_for(seat.user, make.TODAY)
    begun(by, body, seat.institution_id, letter)
    invitee = Invitee(role=Role.CENTRE_ADMIN, email="lpk@contoh.test")
    _, secret = invite_to_desk(by=CLI, institution_id=body.pk, invitee=invitee, link=str, now=NOW)
    accept_invitation(secret=secret, user=make.user(), now=NOW)
    assert actor_for(seat.user, make.TODAY, body.pk).on_behalf_of is None
    assert code_of(lambda: begun(by, body, seat.institution_id, letter)) == "has_own_account"


def test_one_open_proxy_a_pair_and_a_year_at_most(body, seat, letter) -> None:
    by = actor_for(seat.user, make.TODAY)
    too_long = date(2028, 1, 1)
    assert code_of(lambda: begun(by, body, seat.institution_id, letter, valid_to=too_long)) == "period_too_long"
    begun(by, body, seat.institution_id, letter)
    assert code_of(lambda: begun(by, body, seat.institution_id, letter)) == "proxy_already_open"
    later = datetime(2026, 7, 2, tzinfo=UTC)
    begun(by, body, seat.institution_id, letter, valid_from=date(2026, 7, 2), valid_to=date(2026, 8, 1), now=later)


def test_a_colleague_whose_role_may_not_act_does_not_wear_the_hat(body, seat, letter) -> None:
    begun(actor_for(seat.user, make.TODAY), body, seat.institution_id, letter)
    counsellor = make.desk(seat.institution, Role.COUNSELLOR).user
    assert actor_for(counsellor, make.TODAY, body.pk).on_behalf_of is None
    assert actor_for(seat.user, make.TODAY, body.pk).on_behalf_of == body.pk
