"""What is told about adaptations: that the day to look again has come."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.collaboration.models import Adaptation
from balai.collaboration.queries.adaptations import label_of
from balai.notifications.outbox import put


def tell_look_again(row: Adaptation) -> None:
    """To the office address of who looks; once."""
    root = str(settings.BALAI_PUBLIC_URL).rstrip("/")
    page = f" {root}{reverse('collaboration:adaptation', args=[row.pk])}" if root else ""
    put(
        "collaboration.look_again",
        row.looker.institution.email,
        _("Hari melihat kembali sudah tiba: %(finding)s. Baca apa yang tercatat, lalu tulis apa yang dilihat forum.")
        % {"finding": label_of(row.kind, row.about)}
        + page,
        subject=_("Saatnya melihat kembali"),
        key=f"collaboration.look_again:{row.pk}",
    )
