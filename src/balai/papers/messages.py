"""What papers says to people."""

from django.utils.translation import gettext as _

from balai.institutions.models import Institution
from balai.notifications.outbox import put
from balai.papers.models import ClassPaper


def tell_filed(paper: ClassPaper) -> None:
    """The funder and who bears another duty, where they have an address and did not report themselves."""
    batch = paper.batch
    others = (batch.bodies | {batch.package.funder_id}) - {batch.reporter_id}
    for body in Institution.objects.filter(pk__in=others).exclude(email=""):
        words = _("Laporan kegiatan pelatihan %(title)s sudah disampaikan. Baca di Balai, halaman Laporan kegiatan.")
        put("papers.filed", body.email, words % {"title": batch.title}, key=f"papers.filed:{paper.pk}:{body.pk}")
