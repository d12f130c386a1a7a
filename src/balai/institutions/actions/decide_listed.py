"""Somebody answers what a row of a list asked: new, the same as one we know, or not to be taken in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.imports.actions.rows import decide_row, reopen_row
from balai.imports.models import ImportRow
from balai.institutions.actions.add_listed import Accepted, add_listed, fill_blanks, mark_listed
from balai.institutions.actions.import_list import check_may_import
from balai.institutions.enums import NameKind, Standing
from balai.institutions.listed import Listed
from balai.institutions.models import Institution, InstitutionName, ListedAs
from balai.institutions.rules.list_columns import FIELDS, LISTED_KINDS
from balai.institutions.rules.list_rows import read_row
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.kernel.tables.columns import match_columns
from balai.regions.models import Region


@dataclass(frozen=True, slots=True)
class Decision:
    """act: new, same or leave_out. same_as: the body it is. kind, region: for a new one."""

    act: str
    same_as: int | None = None
    kind: str = ""
    region_id: int | None = None


def decide_listed(*, by: Actor, row_id: UUID, decision: Decision, now: datetime) -> Institution | None:
    """The body the row became or is; None when it was left out. Raises Refused, for the second of two deciders too."""
    with transaction.atomic():
        row = decide_row(by=by, row_id=row_id, decision=_as_json(decision), now=now)
        check_may_import(by, row.run.institution_id)
        listed = listed_of(row, now)
        if decision.act == "leave_out":
            record(by, "institutions.import_leave_out", row)
            return None
        if decision.act == "same":
            return _joined(by, row, listed, decision)
        return _made(by, row, listed, decision)


def undo_decision(*, by: Actor, row_id: UUID, now: datetime) -> ImportRow:
    """The row asks again. A body that came in through it and was not touched since is taken out again."""
    with transaction.atomic():
        row = ImportRow.objects.select_related("run").get(pk=row_id)
        check_may_import(by, row.run.institution_id)
        listed, act = listed_of(row, now), row.decision.get("act")
        row = reopen_row(by=by, row_id=row_id)
        listing = ListedAs.objects.filter(mark=listed.mark).select_related("institution").first()
        if listing is not None:
            listing.delete()
            if act == "new":
                _take_out(listing.institution)
        record(by, "institutions.import_undo", row)
    return row


def listed_of(row: ImportRow, now: datetime) -> Listed:
    """The row read again, with the columns the run was saved with."""
    content = row.content()
    titles = list(content)
    chosen: dict[str, str] = row.run.mapping.get("titles") or {
        m.field: m.title for m in match_columns(titles, FIELDS) if m.field
    }
    said = {name: content.get(title, "") for name, title in chosen.items()}
    default = row.run.mapping.get("default_kind", "")
    listed, _reasons = read_row(row.n, said, default, today_in("Asia/Jakarta", now))
    return listed


def _joined(by: Actor, row: ImportRow, listed: Listed, decision: Decision) -> Institution:
    body = Institution.objects.select_for_update().filter(pk=decision.same_as or 0).first()
    if body is None:
        raise Refused("body_missing", _("Pilih lembaga yang sama dari daftar."), "same_as")
    mark_listed(row.run, [(listed, body.pk)])
    fill_blanks(by=by, rows=[(listed, body.pk)])
    if not body.names.filter(name_key=listed.key).exists():
        InstitutionName.objects.create(institution=body, name=listed.name, kind=NameKind.AS_REPORTED)
    record(by, "institutions.import_same", body, row=row.pk)
    return body


def _made(by: Actor, row: ImportRow, listed: Listed, decision: Decision) -> Institution:
    listed.kind = decision.kind or listed.kind
    if listed.kind not in LISTED_KINDS:
        raise Refused("kind_missing", _("Pilih jenis lembaga."), "kind")
    chosen = decision.region_id or row.proposal.get("region")
    region = Region.objects.filter(pk=chosen).first()
    if region is None or (row.proposal.get("regions") and decision.region_id is None):
        raise Refused("region_missing", _("Pilih wilayah lembaga ini."), "region")
    made = add_listed(by=by, run=row.run, rows=[Accepted(listed, region)])
    return Institution.objects.get(pk=made[0])


def _take_out(body: Institution) -> None:
    touched = body.standing != Standing.UNVERIFIED or body.memberships.exists() or body.listings.exists()
    if touched or body.standing_changes.exists() or body.names.count() > 1:
        raise Refused(
            "already_in_use",
            _(
                "Lembaga ini sudah dipakai atau diubah, jadi keputusan tidak bisa dibatalkan. Tutup lembaganya bila keliru."
            ),
        )
    body.delete()


def _as_json(decision: Decision) -> dict[str, object]:
    said = {"act": decision.act, "same_as": decision.same_as, "kind": decision.kind, "region": decision.region_id}
    return {name: value for name, value in said.items() if value not in ("", None)}
