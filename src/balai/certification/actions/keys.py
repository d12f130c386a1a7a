"""Public keys this installation signed with: remembered, and no longer believed when the private half got lost to others."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.certification.models import IssuerKey
from balai.kernel.crypto import signing_keys
from balai.kernel.refusal import Refused


@transaction.atomic
def remember_keys(*, today: date) -> int:
    """Every key of the keyring that is not written down yet; the number of new ones."""
    known = set(IssuerKey.objects.values_list("key_id", flat=True))
    new = [
        IssuerKey(key_id=key.id, public=key.public.hex(), first_seen_on=today)
        for key in signing_keys()
        if key.id not in known
    ]
    IssuerKey.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def distrust_key(*, by: Actor, key_id: str, today: date) -> IssuerKey:
    """Nothing under this key is believed from now on: QR codes answer "cannot tell", credentials lose their key document.

    Raises Refused("no_such_key"), and Refused("still_signing") for the key that signs today: put a new one before it first.
    """
    row = IssuerKey.objects.select_for_update().filter(key_id=key_id).first()
    if row is None:
        raise Refused("no_such_key", _("Kunci dengan nama ini belum pernah dipakai di sini. Lihat daftarnya dulu."))
    if signing_keys()[0].id == key_id:
        raise Refused(
            "still_signing",
            _("Kunci ini masih dipakai menandatangani. Taruh kunci baru di depannya pada BALAI_SIGNING_KEY dulu."),
        )
    row.distrusted_on = today
    row.save(update_fields=["distrusted_on"])
    record(by, "certification.distrust_key", row)
    return row
