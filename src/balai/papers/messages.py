"""What papers says to people."""

from django.utils.translation import gettext as _

from balai.institutions.models import Institution
from balai.notifications.outbox import put
from balai.papers.models import ClassPaper, Sample


def tell_filed(paper: ClassPaper) -> None:
    """The funder and who bears another duty, where they have an address and did not report themselves."""
    batch = paper.batch
    others = (batch.bodies | {batch.package.funder_id}) - {batch.reporter_id}
    for body in Institution.objects.filter(pk__in=others).exclude(email=""):
        words = _("Laporan kegiatan pelatihan %(title)s sudah disampaikan. Baca di Balai, halaman Laporan kegiatan.")
        put("papers.filed", body.email, words % {"title": batch.title}, key=f"papers.filed:{paper.pk}:{body.pk}")


def tell_findings(sample: Sample) -> None:
    """Each centre once, where it has an address; what was found stands behind its sign-in."""
    centres = Institution.objects.filter(pk__in=sample.lines.values("batch__centre_id")).exclude(email="")
    for body in centres.order_by("pk"):
        words = _("Temuan pemeriksaan %(letter)s sudah dikirim. Baca dan jawab di Balai, halaman Temuan pemeriksaan.")
        told = words % {"letter": sample.mandate.letter_number}
        put("papers.findings", body.email, told, key=f"papers.findings:{sample.pk}:{body.pk}")
