"""The office papers of a meeting: made from its records, kept as they are, signed by hand and attached."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.models import Convening, MeetingPaper
from balai.collaboration.paper_contents import meeting_paper_pdf
from balai.collaboration.parameters import PAPER_MONTHS
from balai.collaboration.rules.authority import check_may_keep
from balai.collaboration.rules.papers import check_can_be_made
from balai.documents.actions.store import store_made
from balai.documents.models import StoredFile
from balai.kernel.refusal import Refused
from balai.papers.contents.said import Said
from balai.parameters.queries import value_on


@transaction.atomic
def make_meeting_paper(*, by: Actor, convening: Convening, kind: str, said: Said, now: datetime) -> MeetingPaper:
    """A new version; the versions before it stay. Two secretaries at once get two versions, in order."""
    rows = Convening.objects.select_for_update(of=("self",))
    convening = rows.select_related("meeting__period__collaboration__owner__region").get(pk=convening.pk)
    check_may_keep(by, convening.meeting.period.collaboration)
    check_can_be_made(convening, kind)
    months = int(value_on(PAPER_MONTHS, now.date()))
    pdf = meeting_paper_pdf(convening, kind, said)
    file = store_made(by=by, name=f"{kind}-rapat-{convening.pk}.pdf", content=pdf, keep_months=months, now=now)
    last = MeetingPaper.objects.filter(convening=convening, kind=kind).order_by("version").last()
    made = MeetingPaper.objects.create(
        convening=convening, kind=kind, version=last.version + 1 if last else 1, letter_number=said.letter_number,
        dated_on=said.dated_on, place=said.place, signatory=said.signatory, signatory_role=said.signatory_role,
        signatory_number=said.signatory_number, file=file, made_by=by.name, made_at=now,
    )  # fmt: skip
    record(by, "collaboration.make_paper", made, kind=kind, version=made.version)
    return made


@transaction.atomic
def attach_signed_paper(*, by: Actor, paper: MeetingPaper, scan: StoredFile, now: datetime) -> MeetingPaper:
    """The paper as it was signed. Another scan takes its place; the audit trail names both."""
    rows = MeetingPaper.objects.select_for_update(of=("self",))
    paper = rows.select_related("convening__meeting__period__collaboration").get(pk=paper.pk)
    check_may_keep(by, paper.convening.meeting.period.collaboration)
    newer = MeetingPaper.objects.filter(convening=paper.convening, kind=paper.kind, version__gt=paper.version)
    if newer.exists():
        raise Refused("newer_paper", _("Surat ini sudah dibuat ulang. Muat ulang halaman, lalu pakai yang terbaru."))
    before = paper.scan_id
    paper.scan, paper.scanned_by, paper.scanned_at = scan, by.name, now
    paper.save(update_fields=["scan", "scanned_by", "scanned_at"])
    record(by, "collaboration.attach_signed", paper, before=before)
    return paper
