"""What this room says: to the institution that owns an action, that there is one."""

from django.utils.translation import gettext as _

from balai.institutions.models import Membership
from balai.kernel.formats import tanggal
from balai.notifications.outbox import put
from balai.ventures.models import Advice


def tell_owner(advice: Advice) -> None:
    body = _(
        "Kelompok usaha %(group)s menunggu tindakan lembaga Anda sampai %(day)s. Masuk ke Balai untuk melihatnya."
    ) % {
        "group": advice.visit.group.name,
        "day": tanggal(advice.due_on),
    }
    desks = Membership.objects.filter(institution_id=advice.owner_id, ends_on__isnull=True).select_related("user")
    for desk in desks[:5]:
        key = f"ventures.advice:{advice.pk}:{desk.user_id}"
        put("ventures.advice", desk.user.email or "", body, subject=_("Tindakan untuk kelompok usaha"), key=key)
