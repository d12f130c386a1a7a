"""Make a paper, keep it as it is, attach it signed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.documents.actions.store import store_made
from balai.documents.models import StoredFile
from balai.kernel.refusal import Refused
from balai.papers.catalogue import SHEETS
from balai.papers.contents.said import Said
from balai.papers.frozen import MEDIA_TYPE, lists_to_keep
from balai.papers.models import ClassPaper
from balai.papers.parameters import KEPT_MONTHS
from balai.papers.records import Records
from balai.papers.rules import check_may_make, check_nothing_missing
from balai.papers.writing import inputs_of, paper_of, pdf_of
from balai.parameters.queries import value_on
from balai.planning.models import Batch


@transaction.atomic
def make_paper(*, by: Actor, batch: Batch, kind: str, said: Said, now: datetime, base: str = "") -> ClassPaper:
    """A new version; the versions before it stay. base: address of this Balai, for links to evidence.

    Raises Refused("may_not_make_paper"), ("records_missing").
    """
    batch = locked_class(batch.pk)
    check_may_make(by, batch, kind)
    records = Records(batch, base)
    check_nothing_missing(SHEETS[kind].needs(records))
    written = paper_of(records, kind, said)
    pdf = pdf_of(records, [written], said.dated_on, written.title)
    months = int(value_on(KEPT_MONTHS, now.date()))
    file = store_made(by=by, name=f"{kind}-{batch.pk}.pdf", content=pdf, keep_months=months, now=now)
    kept, listed = lists_to_keep(records, kind), None
    if kept is not None:
        listed = store_made(
            by=by, name=f"{kind}-{batch.pk}.json", content=kept, keep_months=months, now=now, media_type=MEDIA_TYPE
        )
    last = ClassPaper.objects.filter(batch=batch, kind=kind).order_by("version").last()
    made = ClassPaper.objects.create(
        batch=batch, kind=kind, version=last.version + 1 if last else 1, letter_number=said.letter_number,
        dated_on=said.dated_on, place=said.place, signatory=said.signatory, signatory_role=said.signatory_role,
        signatory_number=said.signatory_number, said=dict(said.texts), file=file, listed=listed, inputs=inputs_of(written),
        made_by=by.name, made_at=now,
    )  # fmt: skip
    record(by, "papers.make", made, batch=batch.pk, kind=kind, version=made.version)
    return made


@transaction.atomic
def attach_signed(*, by: Actor, paper: ClassPaper, scan: StoredFile, now: datetime) -> ClassPaper:
    """The paper as it was signed. Another scan takes its place; the audit trail names both."""
    paper = locked_paper(paper.pk)
    check_may_make(by, paper.batch, paper.kind)
    before = paper.scan_id
    paper.scan, paper.scanned_by, paper.scanned_at = scan, by.name, now
    paper.save(update_fields=["scan", "scanned_by", "scanned_at"])
    record(by, "papers.attach_signed", paper, batch=paper.batch_id, before=before)
    return paper


def locked_class(pk: int) -> Batch:
    """The lock by which two officers who make the same paper at once get two versions, in order."""
    rows = Batch.objects.select_for_update(of=("self",))
    return rows.select_related(
        "centre__region__regency", "centre__parent", "package__fund_line", "curriculum__programme"
    ).get(pk=pk)


def locked_paper(pk: int) -> ClassPaper:
    paper = ClassPaper.objects.select_for_update(of=("self",)).select_related("batch__package").get(pk=pk)
    newer = ClassPaper.objects.filter(batch_id=paper.batch_id, kind=paper.kind, version__gt=paper.version)
    if newer.exists():
        raise Refused("newer_paper", _("Berkas ini sudah dibuat ulang. Muat ulang halaman, lalu pakai yang terbaru."))
    return paper
