"""After a key was exchanged: the NIK of every application under the new key and the new index key."""

from collections.abc import Iterator
from functools import partial

from balai.access.actor import Actor
from balai.admissions.models import Application
from balai.admissions.models.application import nik_aad
from balai.audit.record import record_batch
from balai.kernel.crypto import blind_index, rotate, unseal
from balai.kernel.renewal import renew_rows
from balai.people.queries.identity import NIK_INDEX


def rotate_applications(*, by: Actor, batch: int = 500) -> Iterator[int]:
    """Steps, with how many were written in each."""
    told = partial(record_batch, by, "admissions.rotate_keys", "admissions.application")
    sealed = Application.objects.exclude(nik_sealed=None)
    yield from renew_rows(sealed, ["nik_sealed", "nik_index"], _renew, told, batch=batch)


def _renew(application: Application) -> None:
    if application.nik_sealed:
        digits = unseal(application.nik_sealed, nik_aad(application.pk))
        application.nik_sealed = rotate(application.nik_sealed, nik_aad(application.pk))
        application.nik_index = blind_index(NIK_INDEX, digits)
