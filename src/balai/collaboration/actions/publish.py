"""What a forum chooses to publish."""

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.collaboration.models import Collaboration
from balai.kernel.refusal import Refused


def set_published(*, by: Actor, collaboration_id: int, is_public: bool) -> Collaboration:
    """Open to everybody, or closed again. Raises Refused for everyone but the body that keeps it."""
    with transaction.atomic():
        kept = Collaboration.objects.select_for_update().get(pk=collaboration_id)
        may = by.may(Permission.COLLABORATION_EDIT, kept.owner_id) or by.may(Permission.CASE_IMPORT, kept.owner_id)
        if not may:
            raise Refused(
                "may_not_publish", _("Hanya lembaga yang memelihara kerja sama ini yang bisa membukanya untuk umum.")
            )
        if kept.is_public != is_public:
            kept.is_public = is_public
            kept.save(update_fields=["is_public"])
            record(by, "collaboration.publish" if is_public else "collaboration.unpublish", kept)
    return kept
