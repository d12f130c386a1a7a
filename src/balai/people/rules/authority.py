"""May this actor do this to this person? The same three ways as Person.visible_to: registered, involved, in the area."""

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.refusal import Refused
from balai.people.models import Involvement, Person


def is_self(by: Actor, person: Person) -> bool:
    return by.user_id is not None and person.user_id == by.user_id


def may_on(by: Actor, permission: Permission, person: Person) -> bool:
    """As an officer: being oneself gives nothing here."""
    if by.system:
        return True
    own = by.institutions_with(permission)
    if person.registered_by_id in own:
        return True
    home = person.home_regency
    if home is not None and by.may_in(permission, regency=home.pk, province=home.province_id):
        return True
    return bool(own) and Involvement.objects.current().filter(person=person, institution_id__in=own).exists()


def may_edit(by: Actor, person: Person) -> bool:
    return is_self(by, person) or may_on(by, Permission.PERSON_EDIT, person)


def check_may_on(by: Actor, permission: Permission, person: Person) -> None:
    if not may_on(by, permission, person):
        raise _not_yours()


def check_may_edit(by: Actor, person: Person) -> None:
    if not may_edit(by, person):
        raise _not_yours()


def may_judge(by: Actor, one: Person, other: Person) -> bool:
    """Whether two records are one person: who may merge both, else the office of the older record's home."""
    if is_self(by, one) or is_self(by, other):
        return False
    if all(may_on(by, Permission.PERSON_MERGE, person) for person in (one, other)):
        return True
    older, newer = sorted((one, other), key=lambda person: person.pk)
    home = older.home_regency or newer.home_regency
    return home is not None and by.may_in(Permission.PERSON_MERGE, regency=home.pk, province=home.province_id)


def check_may_judge(by: Actor, one: Person, other: Person) -> None:
    if not may_judge(by, one, other):
        raise _not_yours()


def check_may_register(by: Actor, *, institution_id: int | None, user_id: int | None) -> None:
    """Oneself, or for one's own institution, or the system."""
    oneself = user_id is not None and by.user_id == user_id
    if not (by.system or oneself or by.may(Permission.PERSON_EDIT, institution_id)):
        raise Refused(
            "may_not_register",
            _("Anda belum bisa mendaftarkan orang di lembaga ini. Minta pengelola lembaga memberi Anda tugas itu."),
        )


def check_is_live(person: Person) -> None:
    if person.merged_into_id is not None:
        raise Refused(
            "person_merged", _("Catatan ini sudah digabung ke catatan lain. Buka catatan yang dipakai sekarang.")
        )
    if person.erased_at is not None:
        raise Refused("person_erased", _("Data orang ini sudah dihapus atas permintaannya atau karena lewat waktu."))


def check_not_restricted(person: Person) -> None:
    if person.restricted_at is not None:
        raise Refused(
            "person_restricted",
            _("Pemilik data meminta pemrosesan dihentikan. Data tidak bisa diubah sampai permintaan itu dicabut."),
        )


def _not_yours() -> Refused:
    return Refused(
        "not_your_person",
        _("Orang ini tidak terdaftar di lembaga Anda dan tidak tinggal di wilayah Anda. Minta petugas yang berwenang."),
    )
