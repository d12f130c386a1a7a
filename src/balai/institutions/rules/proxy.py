"""When one body may act for another ("atas nama")."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.documents.models import StoredFile
from balai.institutions.models import Institution, Membership, Proxy
from balai.institutions.rules.authority import is_operator, may_act_for
from balai.kernel.refusal import Refused


def has_own_desk(institution_id: int, day: date) -> bool:
    return Membership.objects.filter(institution_id=institution_id).held_on(day).exists()


def is_usable(proxy: Proxy, by: Actor, day: date) -> bool:
    """Valid today, and the actor's office may still act for that body."""
    in_time = proxy.ended_at is None and proxy.valid_from <= day <= proxy.valid_to
    return in_time and may_act_for(by, proxy.institution, proxy.acting_institution_id)


def may_end(by: Actor, proxy: Proxy) -> bool:
    """Who speaks for either body, and the operator; a colleague at the next desk does not."""
    speaks_for = by.institutions_with(Permission.INSTITUTION_EDIT)
    return is_operator(by) or bool(speaks_for & {proxy.institution_id, proxy.acting_institution_id})


def check_may_begin(
    by: Actor, institution: Institution, acting_institution_id: int, letter: StoredFile | None, today: date
) -> StoredFile:
    """The letter. Raises Refused."""
    if not may_act_for(by, institution, acting_institution_id):
        raise Refused(
            "may_not_act_for",
            _("Hanya dinas di wilayah lembaga ini atau lembaga induknya yang dapat bertindak atas namanya."),
        )
    if letter is None or letter.deleted_at is not None:
        raise Refused(
            "letter_missing",
            _("Unggah pindaian surat kuasa dari lembaga yang diwakili. Tanpa surat, tidak ada yang boleh mewakilinya."),
            "letter",
        )
    if has_own_desk(institution.pk, today):
        raise Refused(
            "has_own_account",
            _("Lembaga ini sudah punya petugas sendiri di Balai, jadi tidak perlu diwakili. Hubungi petugasnya."),
        )
    return letter


def check_period(valid_from: date, valid_to: date, today: date, longest_days: int) -> None:
    if valid_to < valid_from:
        raise Refused(
            "period_reversed",
            _("Tanggal berakhir lebih awal daripada tanggal mulai. Perbaiki salah satunya."),
            "valid_to",
        )
    if valid_to < today:
        raise Refused("period_over", _("Masa surat kuasa sudah lewat. Minta surat yang baru."), "valid_to")
    if valid_to - valid_from > timedelta(days=longest_days):
        raise Refused(
            "period_too_long",
            _("Surat kuasa paling lama berlaku %(days)s hari. Pilih tanggal berakhir yang lebih dekat.")
            % {"days": longest_days},
            "valid_to",
        )
