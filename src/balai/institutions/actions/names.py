"""A body keeps its identity while its name changes: former names stay findable, aliases too (domain book D8, D9)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.actions.facilities import locked_for_register
from balai.institutions.enums import NameKind
from balai.institutions.models import Institution, InstitutionName
from balai.kernel.refusal import Refused


def rename_institution(*, by: Actor, institution_id: int, name: str, on_day: date, source: str = "") -> Institution:
    """on_day: the first day of the new name. source: decree or letter that says so. Raises Refused."""
    with transaction.atomic():
        institution = locked_for_register(by, institution_id)
        name = _named(name)
        if name == institution.name:
            raise Refused("same_name", _("Nama baru sama dengan nama sekarang. Tidak ada yang perlu diganti."), "name")
        current = institution.names.filter(kind=NameKind.OFFICIAL).first() or InstitutionName(
            institution=institution, name=institution.name
        )
        if current.valid_from is not None and on_day <= current.valid_from:
            raise Refused(
                "name_not_that_old",
                _("Nama sekarang baru berlaku sejak %(day)s. Pilih tanggal sesudahnya.")
                % {"day": f"{current.valid_from:%d-%m-%Y}"},
                "on_day",
            )
        current.kind, current.valid_to = NameKind.FORMER, on_day - timedelta(days=1)
        current.save()
        InstitutionName.objects.create(
            institution=institution, name=name, kind=NameKind.OFFICIAL, valid_from=on_day, source=source
        )
        institution.name = name
        institution.save()
        record(by, "institutions.rename", institution, on=on_day)
    return institution


def add_alias(*, by: Actor, institution_id: int, name: str, source: str = "") -> InstitutionName:
    """Another spelling under which the body is found; adding it twice changes nothing."""
    with transaction.atomic():
        institution = locked_for_register(by, institution_id)
        row, is_new = InstitutionName.objects.get_or_create(
            institution=institution, name=_named(name), kind=NameKind.ALIAS, defaults={"source": source}
        )
        if is_new:
            record(by, "institutions.add_alias", institution, alias=row.pk)
    return row


def remove_alias(*, by: Actor, alias_id: int) -> None:
    with transaction.atomic():
        row = InstitutionName.objects.select_for_update().filter(pk=alias_id, kind=NameKind.ALIAS).first()
        if row is None:
            raise Refused("alias_gone", _("Nama lain ini sudah dihapus sebelumnya. Tidak ada yang perlu diubah."))
        institution = locked_for_register(by, row.institution_id)
        row.delete()
        record(by, "institutions.remove_alias", institution, alias=alias_id)


def _named(name: str) -> str:
    if not name.strip():
        raise Refused("name_missing", _("Nama lembaga belum diisi."), "name")
    return " ".join(name.split())[:300]
