"""What waits in this room for the one who sits at a desk."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.imports.enums import ImportKind, RowState
from balai.imports.models import ImportRow, ImportRun
from balai.kernel.registry import DeskHooks, WorkItem
from balai.people.enums import RequestKind
from balai.people.models import CallListItem, ClaimRequest, DuplicatePair, RightsRequest
from balai.people.queries.retention import past_term_for

MOST = 20


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    if actor.has(Permission.RIGHTS_ANSWER):
        yield from _rights(actor, now)
        yield from _past_term(actor, now)
    if actor.has(Permission.PERSON_EDIT):
        yield from _claims(actor)
        yield from _calls(actor)
    if actor.has(Permission.PERSON_MERGE):
        yield from _pairs(actor)
    if actor.has(Permission.PERSON_IMPORT):
        yield from _asked_rows(actor)


def _rights(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = RightsRequest.objects.open().visible_to(actor, Permission.RIGHTS_ANSWER).select_related("person")
    for row in rows.order_by("due_at")[:MOST]:
        soon = 0 if row.due_at < now else 1
        yield WorkItem(
            key=f"people.rights:{row.pk}",
            title=_("Jawab permintaan %(name)s: %(what)s")
            % {"name": row.person.full_name, "what": RequestKind(row.kind).label},
            reason=_("Pemilik data menunggu jawaban paling lambat 3x24 jam."),
            url="people:answer_request", args=(row.pk,), button=_("Jawab permintaan"),
            since=row.received_at, due=timezone.localdate(row.due_at), urgency=soon,
        )  # fmt: skip


def _claims(actor: Actor) -> Iterator[WorkItem]:
    rows = ClaimRequest.objects.waiting().visible_to(actor).exclude(user_id=actor.user_id or 0)
    for row in rows.order_by("asked_at")[:MOST]:
        yield WorkItem(
            key=f"people.claim:{row.pk}",
            title=_("Cocokkan catatan %(name)s dengan akunnya") % {"name": row.stated_name},
            reason=_("Ia minta catatannya dihubungkan, dan nomor teleponnya sudah berganti."),
            url="people:decide_claim", args=(row.pk,), button=_("Periksa catatan"), since=row.asked_at, urgency=1,
        )  # fmt: skip


def _pairs(actor: Actor) -> Iterator[WorkItem]:
    rows = DuplicatePair.objects.open().visible_to(actor).select_related("first", "second")
    for row in rows.order_by("found_at", "pk")[:MOST]:
        yield WorkItem(
            key=f"people.pair:{row.pk}",
            title=_("Bandingkan dua catatan: %(name)s") % {"name": row.second.full_name},
            reason=_("Mungkin orang yang sama, jadi riwayatnya terbelah dua."),
            url="people:pair", args=(row.pk,), button=_("Bandingkan"), since=row.found_at,
        )  # fmt: skip


def _calls(actor: Actor) -> Iterator[WorkItem]:
    rows = CallListItem.objects.waiting().visible_to(actor, Permission.PERSON_EDIT)
    number = rows[: MOST * 50].count()
    first = rows.order_by("listed_at").first() if number else None
    if first is not None:
        yield WorkItem(
            key="people.calls",
            title=_("Tanyakan NIK (nomor induk kependudukan) kepada %(number)d orang") % {"number": number},
            reason=_("Angka terakhir NIK mereka hilang di berkas tabel."),
            url="people:calls", button=_("Buka daftar telepon"), since=first.listed_at,
        )  # fmt: skip


def _asked_rows(actor: Actor) -> Iterator[WorkItem]:
    runs: Any = ImportRun.objects.visible_to(actor).filter(kind=ImportKind.PEOPLE, asked__gt=0)
    for run in runs.order_by("-started_at")[:MOST]:
        number = ImportRow.objects.filter(run=run, state=RowState.ASKED).count()
        if number:
            yield WorkItem(
                key=f"people.import:{run.pk}",
                title=_("Putuskan %(number)d baris dari berkas impor") % {"number": number},
                reason=_("Baris itu mirip dengan orang yang sudah tercatat."),
                url="people:import_run", args=(run.pk,), button=_("Putuskan"), since=run.started_at,
            )  # fmt: skip


def _past_term(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    number = past_term_for(actor, timezone.localdate(now))[:500].count()
    if number:
        yield WorkItem(
            key="people.past_term",
            title=_("Periksa %(number)d orang yang masa simpan datanya habis") % {"number": number},
            reason=_("Data tidak boleh disimpan lebih lama dari yang diperlukan."),
            url="people:past_term", button=_("Periksa daftar"), since=now - timedelta(days=1),
        )  # fmt: skip


HOOKS = DeskHooks(room="people", waiting=waiting)
