"""After a key was exchanged: the NIK of every application under the new key and the new index key; the seeds of draws."""

from collections.abc import Iterator
from functools import partial

from balai.access.actor import Actor
from balai.admissions.models import Application, Draw
from balai.admissions.models.application import nik_aad
from balai.admissions.models.draw import salt_aad, seed_aad
from balai.audit.record import record_batch
from balai.kernel.crypto import blind_index, rotate, unseal
from balai.kernel.renewal import renew_rows
from balai.people.queries.identity import NIK_INDEX


def rotate_applications(*, by: Actor, batch: int = 500) -> Iterator[int]:
    """Steps, with how many were written in each."""
    told = partial(record_batch, by, "admissions.rotate_keys", "admissions.application")
    sealed = Application.objects.exclude(nik_sealed=None)
    yield from renew_rows(sealed, ["nik_sealed", "nik_index"], _renew, told, batch=batch)


def rotate_draws(*, by: Actor, batch: int = 500) -> Iterator[int]:
    """The locked seeds and salts of draws: without them a committed draw could not be completed."""
    told = partial(record_batch, by, "admissions.rotate_keys", "admissions.draw")
    yield from renew_rows(Draw.objects.all(), ["seed_sealed", "salt_sealed"], _renew_draw, told, batch=batch)


def _renew_draw(draw: Draw) -> None:
    draw.seed_sealed = rotate(draw.seed_sealed, seed_aad(draw.batch_id, draw.round))
    draw.salt_sealed = rotate(draw.salt_sealed, salt_aad(draw.batch_id, draw.round))


def _renew(application: Application) -> None:
    if application.nik_sealed:
        digits = unseal(application.nik_sealed, nik_aad(application.pk))
        application.nik_sealed = rotate(application.nik_sealed, nik_aad(application.pk))
        application.nik_index = blind_index(NIK_INDEX, digits)
