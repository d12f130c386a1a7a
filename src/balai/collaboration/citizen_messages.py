"""What the secretariat is told about citizens: that something waits, at most once a day."""

from datetime import date

from django.utils.translation import gettext as _

from balai.collaboration.models import Collaboration
from balai.notifications.outbox import put


def tell_offered(kept: Collaboration, today: date) -> None:
    """Without what was told: that stands behind the secretariat's sign-in."""
    put(
        "collaboration.offered",
        kept.owner.email if kept.owner else "",
        _("Warga menyampaikan hambatan kepada %(title)s. Buka meja Anda di Balai, lalu jawab.") % {"title": kept.title},
        subject=_("Hambatan dari warga"),
        key=f"collaboration.offered:{kept.pk}:{today.isoformat()}",
    )
