"""What institutions say to people."""

from django.utils.translation import gettext as _

from balai.institutions.enums import StandingStep
from balai.institutions.models import Institution, Invitation, Membership
from balai.notifications.outbox import put


def tell_invited(invitation: Invitation, link: str) -> None:
    body = _(
        "%(institution)s mengundang Anda menjadi %(role)s di Balai. Buka tautan ini untuk menerima: %(link)s "
        "Tautan berlaku sekali saja. Abaikan pesan ini bila bukan untuk Anda."
    ) % {"institution": invitation.institution.name, "role": invitation.get_role_display(), "link": link}
    put("institutions.invitation", invitation.address, body, subject=_("Undangan ke Balai"))


def tell_standing(institution: Institution, step: str, reason: str) -> None:
    """To everyone who sits there."""
    sentences = {
        StandingStep.VERIFY: _("%(name)s sudah diperiksa dan diterima. Anda bisa melanjutkan pekerjaan di Balai."),
        StandingStep.REFUSE: _("%(name)s belum bisa diterima. Alasannya: %(reason)s"),
        StandingStep.CLOSE: _("%(name)s dicatat tutup. Alasannya: %(reason)s"),
        StandingStep.REOPEN: _("%(name)s dibuka kembali dan menunggu pemeriksaan."),
        StandingStep.UNDO: _("Keputusan terakhir tentang %(name)s dibatalkan. Alasannya: %(reason)s"),
    }
    body = sentences[StandingStep(step)] % {"name": institution.name, "reason": reason}
    desks = Membership.objects.filter(institution=institution, ends_on__isnull=True).select_related("user")
    for desk in desks:
        put("institutions.standing", desk.user.email or desk.user.phone or "", body, subject=_("Kabar lembaga Anda"))
