"""A jorong has no code of Kemendagri; it gets one of ours under its nagari."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.regions.enums import Level, RegionKind
from balai.regions.models import Region
from balai.regions.names import search_key


@transaction.atomic
def add_jorong(*, by: Actor, nagari: Region, name: str) -> Region:
    """The jorong of that name under the nagari, made if it is not there yet."""
    nagari = Region.objects.select_for_update().get(pk=nagari.pk)
    if nagari.kind != RegionKind.NAGARI:
        raise Refused("not_a_nagari", _("Jorong hanya ada di bawah nagari. Pilih nagarinya lebih dahulu."), "nagari")
    key = search_key(name)
    if not key:
        raise Refused("name_missing", _("Nama jorong belum diisi. Tulis nama jorong."), "name")
    siblings = list(Region.objects.filter(parent=nagari, level=Level.HAMLET))
    jorong = next((s for s in siblings if s.search_key == key and s.is_current), None)
    if jorong is None:
        jorong = Region.objects.create(
            code=f"{nagari.code}-{len(siblings) + 1:02d}",
            name=name.strip(),
            search_key=key,
            kind=RegionKind.JORONG,
            level=Level.HAMLET,
            parent=nagari,
            province_id=nagari.province_id,
            regency_id=nagari.regency_id,
            tz=nagari.tz,
            postal_code=nagari.postal_code,
        )
        record(by.name, "regions.add_jorong", jorong)
    return jorong
