"""The activity report leaves the centre: filed, told to those who took part, read."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.papers.actions.make import locked_paper
from balai.papers.messages import tell_filed
from balai.papers.models import ClassPaper, ReportReading
from balai.papers.queries import reports_for
from balai.papers.rules import check_is_report, check_may_file


@transaction.atomic
def file_report(*, by: Actor, paper: ClassPaper, now: datetime) -> ClassPaper:
    """From now on everybody who took part reads it. A corrected version is filed again; the earlier one stays filed."""
    paper = locked_paper(paper.pk)
    check_is_report(paper.kind)
    check_may_file(by, paper.batch)
    if paper.filed_at is not None:
        raise Refused("already_filed", _("Laporan ini sudah disampaikan. Buat versi baru bila ada yang diperbaiki."))
    paper.filed_by, paper.filed_at = by.name, now
    paper.save(update_fields=["filed_by", "filed_at"])
    record(by, "papers.file_report", paper, batch=paper.batch_id, version=paper.version)
    tell_filed(paper)
    return paper


@transaction.atomic
def say_read(*, by: Actor, paper: ClassPaper, institution: Institution, now: datetime) -> ReportReading:
    """One of the actor's own desks says so. Saying it twice is refused by the constraint."""
    if not reports_for(by).filter(pk=paper.pk).exists() or institution.pk not in {d.institution for d in by.desks}:
        raise Refused("may_not_read", _("Laporan ini tidak terbuka untuk meja Anda. Pilih laporan dari daftar."))
    try:
        with transaction.atomic():
            made = ReportReading.objects.create(paper=paper, institution=institution, read_by=by.name, read_at=now)
    except IntegrityError:
        raise Refused("already_read", _("Lembaga Anda sudah menyatakan membaca laporan ini.")) from None
    record(by, "papers.say_read", paper, institution=institution.pk)
    return made
