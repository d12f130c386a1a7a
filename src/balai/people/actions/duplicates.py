"""Two records, one person? Shown side by side, merged by a person, and taken back if that was wrong."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.kernel.crypto import seal, unseal
from balai.kernel.refusal import Refused
from balai.kernel.registry import registry
from balai.people.actions.filling import fill_from, take_back
from balai.people.enums import PairState
from balai.people.models import DuplicatePair, MergeRecord, Person
from balai.people.models.duplicates import merge_aad
from balai.people.queries.likely import likely_pairs, likely_same
from balai.people.rules.authority import check_is_live, check_may_judge, check_may_on, may_on


def note_likely_duplicates(person: Person, now: datetime) -> int:
    """Writes the pairs that are new; a pair once judged not to be the same stays judged. Returns how many were found."""
    found = likely_same(person)
    DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(first_id=min(person.pk, other), second_id=max(person.pk, other), reasons=why, found_at=now)
            for other, why in found.items()
        ],
        ignore_conflicts=True,
    )
    return len(found)


def find_duplicates(now: datetime, hours: int = 2) -> int:
    """The worker's round over people who came in with lists lately; a person registered at a desk was compared at once."""
    since = int((now - timedelta(hours=hours)).timestamp() * 1000)
    rows = Person.objects.live().filter(pk__gte=UUID(int=since << 80), source__startswith="import:").order_by("pk")
    number, after = 0, UUID(int=0)
    while people := list(rows.filter(pk__gt=after)[:500]):
        after = people[-1].pk
        found = likely_pairs(people)
        number += len(found)
        pairs = [DuplicatePair(first_id=a, second_id=b, reasons=why, found_at=now) for (a, b), why in found.items()]
        DuplicatePair.objects.bulk_create(pairs, ignore_conflicts=True, batch_size=200)
    return number


@transaction.atomic
def judge_not_same(*, by: Actor, pair: DuplicatePair, now: datetime) -> DuplicatePair:
    """Two people after all; the pair does not come back."""
    pair = DuplicatePair.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=pair.pk)
    check_may_judge(by, pair.first, pair.second)
    if pair.state != PairState.OPEN:
        raise _judged()
    pair.state, pair.decided_at, pair.decided_by = PairState.NOT_SAME, now, by.name
    pair.save(update_fields=["state", "decided_at", "decided_by"])
    record(by, "people.judge_not_same", pair, first=pair.first_id, second=pair.second_id)
    return pair


@transaction.atomic
def merge_people(*, by: Actor, kept: Person, merged: Person, now: datetime) -> MergeRecord:
    """Everything of `merged` goes to `kept`; blanks of `kept` are filled. Of two clerks the second gets a sentence.

    Raises Refused("person_merged"), ("two_accounts"), ("two_verified_numbers"), ("not_your_person").
    """
    kept, merged = _locked(kept.pk, merged.pk)
    _check_may_merge(by, kept, merged)
    for person in (kept, merged):
        check_is_live(person)
    _check_can_be_one(kept, merged)
    moved = {
        room: hooks.merge(kept.pk, merged.pk)
        for room, hooks in sorted(registry.people.items())
        if hooks.merge is not None
    }
    filled = fill_from(kept, merged)
    try:
        with transaction.atomic():
            done = MergeRecord.objects.create(
                kept=kept, merged=merged, moved=moved, merged_at=now, merged_by=by.name,
                before_sealed=seal(json.dumps(filled, default=str), merge_aad(kept.pk, merged.pk)),
            )  # fmt: skip
    except IntegrityError as error:
        raise _judged() from error
    _mark_pair(kept.pk, merged.pk, PairState.MERGED, by, now)
    record(by, "people.merge", kept, merged=merged.pk, merge=done.pk)
    return done


@transaction.atomic
def unmerge_people(*, by: Actor, merge: MergeRecord, now: datetime) -> Person:
    """Both records as they were; what was written for the kept person since then stays with them. Returns the other one."""
    merge = MergeRecord.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        raise Refused("already_unmerged", _("Penggabungan ini sudah dibatalkan."))
    kept, merged = _locked(merge.kept_id, merge.merged_id)
    if not may_on(by, Permission.PERSON_MERGE, merged):
        check_may_on(by, Permission.PERSON_MERGE, kept)
    check_is_live(kept)
    if merged.erased_at is not None:
        raise Refused("person_erased", _("Data yang digabung sudah dihapus, jadi tidak bisa dipisah lagi."))
    filled: dict[str, Any] = json.loads(unseal(merge.before_sealed or b"", merge_aad(kept.pk, merged.pk)))
    take_back(kept, merged, filled)
    for room, hooks in sorted(registry.people.items()):
        if hooks.unmerge is not None and room in merge.moved:
            hooks.unmerge(kept.pk, merged.pk, merge.moved[room])
    merge.undone_at, merge.undone_by = now, by.name
    merge.save(update_fields=["undone_at", "undone_by"])
    _mark_pair(kept.pk, merged.pk, PairState.OPEN, by, None)
    record(by, "people.unmerge", kept, merged=merged.pk, merge=merge.pk)
    return merged


def _locked(kept_id: UUID, merged_id: UUID) -> tuple[Person, Person]:
    """Both rows, locked in the order of their ids, so that two clerks cannot lock each other out."""
    if kept_id == merged_id:
        raise Refused("same_record", _("Ini catatan yang sama. Pilih dua catatan yang berbeda."))
    rows = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[kept_id, merged_id]).order_by("pk")}
    return rows[kept_id], rows[merged_id]


def _check_may_merge(by: Actor, kept: Person, merged: Person) -> None:
    """Both are one's own to merge; across regencies only where the two were noticed to be alike."""
    if all(may_on(by, Permission.PERSON_MERGE, person) for person in (kept, merged)):
        return
    check_may_judge(by, kept, merged)
    ends = {"first_id": min(kept.pk, merged.pk), "second_id": max(kept.pk, merged.pk)}
    if not DuplicatePair.objects.filter(**ends).exists():
        raise Refused("not_your_person", _("Salah satu orang ini dicatat wilayah lain. Minta petugas yang berwenang."))


def _check_can_be_one(kept: Person, merged: Person) -> None:
    if kept.user_id and merged.user_id:
        raise Refused(
            "two_accounts",
            _("Kedua catatan punya akun sendiri. Minta pemiliknya menutup salah satu akun dulu, baru gabungkan."),
        )
    both_checked = kept.nik_state == merged.nik_state == "verified"
    if both_checked and kept.nik_index != merged.nik_index:
        raise Refused(
            "two_verified_numbers",
            _("Kedua catatan punya NIK berbeda yang sudah diperiksa, jadi keduanya orang yang berbeda."),
        )


def _mark_pair(one: UUID, other: UUID, state: PairState, by: Actor, now: datetime | None) -> None:
    ends = {"first_id": min(one, other), "second_id": max(one, other)}
    DuplicatePair.objects.filter(**ends).update(state=state, decided_at=now, decided_by=by.name if now else "")


def _judged() -> Refused:
    return Refused(
        "already_judged", _("Petugas lain sudah memutuskan pasangan ini. Muat ulang halaman untuk melihat hasilnya.")
    )


def pair_by_hand(*, by: Actor, one: Person, other: Person, reasons: Iterable[str], now: datetime) -> DuplicatePair:
    """An officer saw it with their own eyes."""
    for person in (one, other):
        check_may_on(by, Permission.PERSON_MERGE, person)
    first, second = sorted((one.pk, other.pk))
    pair, _new = DuplicatePair.objects.get_or_create(
        first_id=first, second_id=second, defaults={"reasons": list(reasons), "found_at": now}
    )
    return pair
