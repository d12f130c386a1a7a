"""A promise from its proposal to what became of it: given by nobody else, counted by itself, answered privately before it is late."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from balai.access.roles import Role
from balai.collaboration.actions.promise_words import Word, attest_promise, give_cause, give_view
from balai.collaboration.actions.promises import break_promise, give_promise, propose_promise, withdraw_promise
from balai.collaboration.assessment.assess import assess
from balai.collaboration.models import Commitment, Period, Promise, PromiseReply
from balai.collaboration.queries.assessment import book_of
from balai.collaboration.queries.promises import progress_of
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.institutions.enums import Standing
from balai.institutions.models import Institution
from balai.notifications.models import Message
from tests import factories as make
from tests.authority.furnish import picture
from tests.collaboration.promising import CODE, DUE, PLAN, SINCE, Promising, measured, on
from tests.collaboration.test_convening import NOW, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def forum() -> Iterator[Promising]:
    yield from measured(Promising())


def state_of(promise: Promise) -> str:
    promise.refresh_from_db()
    return promise.state


def test_nobody_promises_for_another(forum: Promising) -> None:
    promise = forum.proposed()
    for other in (forum.secretary, forum.officer):
        with refusal("may_not_promise"):
            give_promise(by=other, promise=promise, now=NOW)
    assert not Commitment.objects.exists()
    given = give_promise(by=forum.owner, promise=promise, now=NOW)
    assert (given.state, given.given_by) == ("given", forum.owner.name)
    assert (
        give_promise(by=forum.owner, promise=promise, now=NOW).commitment == given.commitment
    )  # a thumb that tapped twice
    assert Message.objects.filter(kind="collaboration.promise_given").count() == 1


def test_bad_promises_are_refused_at_their_field(forum: Promising) -> None:
    wrong = [
        ("no_words", "text", {"text": "  "}),
        ("no_measure", "measure", {"measure": ""}),
        ("no_such_measure", "measure", {"measure": "orang"}),
        ("no_target", "target", {"target": 0}),
        ("no_target", "target", {"target": 10**18}),
        ("due_before_since", "due", {"due": SINCE - timedelta(days=1)}),
        ("due_after_period", "due", {"due": date(2027, 1, 1)}),
        ("no_unit", "unit", {"measure": "attested", "attester": forum.of(forum.office)}),
        ("no_attester", "attester", {"measure": "attested", "unit": "kelas"}),
        ("attester_is_no_receiver", "attester", {"measure": "attested", "unit": "kelas", "attester": forum.of(forum.company)}),
    ]  # fmt: skip
    for code, field, changed in wrong:
        with refusal(code) as refused:
            forum.proposed(**changed)
        assert refused.value.field == field
    with refusal("no_receiver"):
        forum.proposed(to=(forum.company,))
    assert not Promise.objects.exists()


def test_a_closed_period_takes_no_promise(forum: Promising) -> None:
    waiting = forum.proposed()
    Period.objects.update(is_closed=True)
    with refusal("period_closed"):
        forum.proposed()
    with refusal("period_closed"):
        give_promise(by=forum.owner, promise=waiting, now=NOW)


def test_who_proposes_is_a_party_or_the_secretary(forum: Promising) -> None:
    said = {"period": forum.period, "promiser": forum.of(forum.company), "receivers": [forum.of(forum.office)],
            "plan": PLAN, "now": NOW}  # fmt: skip
    with refusal("may_not_propose"):
        propose_promise(by=make.actor(make.institution(), Role.LABOUR_OFFICER), **said)
    key = uuid4()
    first = propose_promise(by=forum.owner, client_id=key, **said)
    assert propose_promise(by=forum.owner, client_id=key, **said) == first and Promise.objects.count() == 1


def test_a_body_that_left_gives_no_promise(forum: Promising) -> None:
    waiting = forum.proposed()
    Institution.objects.filter(pk=forum.company.pk).update(standing=Standing.CLOSED)
    with refusal("party_gone"):
        give_promise(by=forum.owner, promise=waiting, now=NOW)
    forum.members = list(type(forum.members[0]).objects.filter(period=forum.period))
    with refusal("party_gone"):
        forum.proposed()


def test_before_it_is_given_it_can_be_taken_back(forum: Promising) -> None:
    promise = forum.proposed()
    with refusal("may_not_withdraw"):
        withdraw_promise(by=make.actor(forum.group, Role.PARTNER), promise=promise, reason="Tidak jadi", now=NOW)
    withdraw_promise(by=forum.owner, promise=promise, reason="Anggaran belum ada", now=NOW)
    with refusal("wrong_state"):
        give_promise(by=forum.owner, promise=promise, now=NOW)
    with refusal("wrong_state"):
        withdraw_promise(by=forum.secretary, promise=forum.given(), reason="Tidak jadi", now=NOW)
    assert Commitment.objects.count() == 1


def test_it_is_counted_from_the_records_of_its_days(forum: Promising) -> None:
    promise = forum.given()
    forum.ledger.write(forum.company, 7, SINCE)
    forum.ledger.write(forum.company, 5, SINCE - timedelta(days=1))
    forum.ledger.write(forum.office, 9, SINCE)
    forum.ledger.unknown = 3
    forum.night(date(2026, 11, 21))
    promise.refresh_from_db()
    assert (promise.state, promise.counted, promise.unknown, promise.counted_on) == ("given", 7, 3, date(2026, 11, 21))
    elsewhere = forum.given(counted_at=forum.office)
    assert progress_of(elsewhere, DUE).number == 9


def test_reached_it_is_kept_and_the_assessment_reads_it(forum: Promising) -> None:
    first, second = forum.given(), forum.given(text="Menerima dua puluh peserta magang")
    assert assess(book_of(forum.period)).as_json()["verdicts"]["commitment"]["records"]["value"] == "no_evidence"
    forum.ledger.write(forum.company, 20, DUE)
    assert forum.night(DUE) == 2
    assert (state_of(first), state_of(second)) == ("kept", "kept")
    records = assess(book_of(forum.period)).as_json()["verdicts"]["commitment"]["records"]
    assert records["value"] == "adequate"
    assert records["evidence"] == sorted(f"commitments:{one.commitment.code}" for one in (first, second))  # type: ignore[union-attr]


def test_records_written_late_of_days_in_time_keep_the_promise(forum: Promising) -> None:
    promise = forum.asked()
    forum.ledger.write(forum.company, 20, DUE)
    forum.night(DUE + timedelta(days=3))
    assert state_of(promise) == "kept"


def test_the_private_time_leaks_nowhere_and_then_both_words_stand(forum: Promising) -> None:
    promise = forum.given()
    forum.ledger.write(forum.company, 4, SINCE)
    before = book_of(forum.period).tables
    assert forum.night(DUE) == 0
    assert forum.night(DUE + timedelta(days=1)) == 1 and state_of(promise) == "asked"
    assert promise.reply_until == DUE + timedelta(days=15)
    assert book_of(forum.period).tables == before
    assert not [one for one in assess(book_of(forum.period)).alarms if one.kind == "overdue"]
    give_cause(by=forum.owner, promise=promise, cause="late_guideline", text="", now=on(DUE + timedelta(days=2)))
    give_view(
        by=forum.officer, promise=promise, member=forum.of(forum.office), text="Kami sudah mengingatkan.", now=NOW
    )
    assert forum.night(DUE + timedelta(days=15)) == 0 and state_of(promise) == "asked"
    assert forum.night(DUE + timedelta(days=16)) == 1 and state_of(promise) == "late"
    alarms = [one for one in assess(book_of(forum.period)).alarms if one.kind == "overdue"]
    assert [one.evidence for one in alarms] == [(f"commitments:{promise.commitment.code}",)]  # type: ignore[union-attr]
    assert sorted(promise.replies.values_list("cause", flat=True)) == ["", "late_guideline"]


def test_two_late_promises_weaken_the_commitment(forum: Promising) -> None:
    forum.late()
    forum.late(text="Menerima dua puluh peserta magang")
    assert assess(book_of(forum.period)).as_json()["verdicts"]["commitment"]["records"]["value"] == "weak"


def test_late_and_then_kept(forum: Promising) -> None:
    promise = forum.late()
    forum.ledger.write(forum.company, 20, DUE + timedelta(days=20))
    forum.night(DUE + timedelta(days=25))
    assert state_of(promise) == "kept_late" and promise.commitment.achieved == "20"  # type: ignore[union-attr]


def test_a_measure_that_is_gone_is_unknown_not_zero(forum: Promising) -> None:
    promise = forum.given()
    Promise.objects.update(measure="no_longer_published")
    forum.night(date(2026, 11, 21))
    promise.refresh_from_db()
    assert (promise.state, promise.counted) == ("given", None)


def test_one_that_cannot_be_counted_does_not_hold_up_the_others(
    forum: Promising, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balai.collaboration.actions import follow_promises as following

    first, second = forum.given(), forum.given()
    whole = following.progress_of

    def trips(promise: Promise, until: date) -> object:
        if promise.pk == first.pk:
            raise RuntimeError("tersandung")
        return whole(promise, until)

    monkeypatch.setattr(following, "progress_of", trips)
    forum.ledger.write(forum.company, 20, SINCE)
    assert forum.night(date(2026, 11, 21)) == 1 and (state_of(first), state_of(second)) == ("given", "kept")


def test_who_answers_for_whom(forum: Promising) -> None:
    promise = forum.asked(to=(forum.office, forum.group))
    with refusal("may_not_promise"):
        give_cause(by=forum.officer, promise=promise, cause="transfer", text="", now=NOW)
    with refusal("no_cause"):
        give_cause(by=forum.owner, promise=promise, cause="malas", text="x", now=NOW)
    with refusal("no_words"):
        give_cause(by=forum.owner, promise=promise, cause="other", text=" ", now=NOW)
    said = {"promise": promise, "text": "Kami menunggu.", "now": NOW}
    with refusal("promiser_for_other"):
        give_view(by=forum.owner, member=forum.of(forum.group), **said)
    with refusal("not_promised"):
        give_view(by=forum.owner, member=forum.of(forum.company), **said)
    with refusal("may_not_speak"):
        give_view(by=make.actor(make.institution(), Role.LABOUR_OFFICER), member=forum.of(forum.office), **said)
    noted = give_view(by=forum.officer, member=forum.of(forum.group), **said)
    assert noted.noted_by_id == forum.office.pk
    give_view(by=forum.officer, member=forum.of(forum.group), **(said | {"text": "Kami masih menunggu."}))
    assert [row.text for row in PromiseReply.objects.all()] == ["Kami masih menunggu."]


def test_before_its_day_nobody_is_asked(forum: Promising) -> None:
    with refusal("not_asked"):
        give_cause(by=forum.owner, promise=forum.given(), cause="transfer", text="", now=NOW)


def test_what_no_record_shows_is_attested_by_the_other_party(forum: Promising) -> None:
    promise = forum.attested()
    word = Word(12, date(2026, 11, 10), "Dua kelas selesai")
    with refusal("promiser_for_other"):
        attest_promise(by=forum.owner, promise=promise, member=forum.of(forum.office), word=word, now=NOW)
    said = {"promise": promise, "member": forum.of(forum.office), "now": NOW}
    for code, wrong in (("no_number", replace(word, number=-1)), ("wrong_day", replace(word, on=NOW.date() + timedelta(days=1))),
                        ("wrong_day", replace(word, on=SINCE - timedelta(days=1)))):  # fmt: skip
        with refusal(code):
            attest_promise(by=forum.officer, word=wrong, **said)
    attest_promise(by=forum.officer, word=word, **said)
    promise.refresh_from_db()
    assert (promise.state, promise.counted) == ("given", 12)
    attest_promise(by=forum.officer, word=Word(20, date(2026, 11, 15)), **said)
    assert state_of(promise) == "kept"
    with refusal("is_counted"):
        attest_promise(by=forum.officer, promise=forum.given(), member=forum.of(forum.office), word=word, now=NOW)


def test_never_by_the_promiser_alone(forum: Promising) -> None:
    """Also where its own body is among those it was made to, and where one person sits at both desks."""
    promise = forum.attested(to=(forum.office, forum.company))
    word = Word(20, date(2026, 11, 10))
    with refusal("promiser_for_other"):
        attest_promise(by=forum.owner, promise=promise, member=forum.of(forum.company), word=word, now=NOW)
    with refusal("promiser_for_other"):
        attest_promise(by=forum.officer, promise=promise, member=forum.of(forum.company), word=word, now=NOW)
    two_desks = replace(forum.officer, desks=(*forum.officer.desks, *forum.owner.desks))
    with refusal("promiser_for_other"):
        attest_promise(by=two_desks, promise=promise, member=forum.of(forum.office), word=word, now=NOW)
    assert state_of(promise) == "given"


def test_by_another_desk_only_with_the_letter(forum: Promising) -> None:
    promise = forum.attested(to=(forum.group,))
    said = {"promise": promise, "member": forum.of(forum.group), "now": NOW, "by": forum.officer}
    with refusal("no_letter"):
        attest_promise(word=Word(20, date(2026, 11, 10)), **said)
    letter = store_upload(
        by=forum.officer, name="surat.png", content=picture(), kind=DocumentKind.LETTER, keep_months=12, now=NOW
    )
    row = attest_promise(word=Word(20, date(2026, 11, 10), letter=letter), **said)
    assert (row.letter, row.noted_by_id, state_of(promise)) == (letter, forum.office.pk, "kept")


def test_a_page_sent_twice_attests_once(forum: Promising) -> None:
    promise, key = forum.attested(), uuid4()
    said = {"promise": promise, "member": forum.of(forum.office), "word": Word(3, date(2026, 11, 10)), "now": NOW,
            "by": forum.officer, "client_id": key}  # fmt: skip
    assert attest_promise(**said) == attest_promise(**said) and promise.attestations.count() == 1


def test_it_is_seen_when_the_promiser_wrote_all_the_records(forum: Promising) -> None:
    promise = forum.given()
    forum.ledger.write(forum.company, 3, SINCE, by=forum.owner.name)
    assert progress_of(promise, DUE).own_hand
    forum.ledger.write(forum.company, 1, SINCE, by=forum.officer.name)
    assert not progress_of(promise, DUE).own_hand
    forum.ledger.rows.clear()
    forum.ledger.write(forum.company, 3, SINCE)
    assert not progress_of(promise, DUE).own_hand  # nobody knows who wrote them


def test_who_says_that_it_is_broken(forum: Promising) -> None:
    promise = forum.late()
    late_since = promise.settled_on
    assert late_since is not None
    with refusal("may_not_break"):
        break_promise(by=make.actor(forum.group, Role.PARTNER), promise=promise, reason="Tidak ada kabar", now=NOW)
    with refusal("too_early"):
        break_promise(
            by=forum.officer, promise=promise, reason="Tidak ada kabar", now=on(late_since + timedelta(days=89))
        )
    break_promise(by=forum.officer, promise=promise, reason="Tidak ada kabar", now=on(late_since + timedelta(days=90)))
    assert state_of(promise) == "broken"
    own = forum.given()
    break_promise(by=forum.owner, promise=own, reason="Pabrik pindah kota", now=NOW)
    assert state_of(own) == "broken" and own.commitment.due == DUE.isoformat()  # type: ignore[union-attr]


def test_a_period_closed_meanwhile_takes_nothing(forum: Promising) -> None:
    promise = forum.given()
    Period.objects.update(is_closed=True)
    forum.ledger.write(forum.company, 20, SINCE)
    forum.night(DUE)
    assert state_of(promise) == "kept" and Commitment.objects.get().achieved == ""


def test_who_may_see_it(forum: Promising) -> None:
    stranger, partner = make.actor(make.institution(), Role.LABOUR_OFFICER), make.actor(forum.group, Role.PARTNER)
    promise = forum.proposed()
    seen = [
        Promise.objects.visible_to(one).count()
        for one in (forum.owner, forum.officer, forum.secretary, partner, stranger)
    ]
    assert seen == [1, 1, 1, 0, 0]
    give_promise(by=forum.owner, promise=promise, now=NOW)
    seen = [
        Promise.objects.visible_to(one).count()
        for one in (forum.owner, forum.officer, forum.secretary, partner, stranger)
    ]
    assert seen == [1, 1, 1, 1, 0]
    assert promise.measure == CODE
