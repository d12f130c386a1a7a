"""What this room says: to employers that somebody was referred, to the person what came of it. Never more than a name."""

from django.utils.translation import gettext as _

from balai.institutions.models import Membership
from balai.notifications.outbox import put
from balai.people.enums import ConsentPurpose
from balai.people.queries.consents import has_consented
from balai.placement.models import Placement, Referral


def tell_employer(referral: Referral) -> None:
    order = referral.job_order
    body = _("%(office)s merujuk seseorang untuk lowongan %(title)s. Masuk ke Balai untuk melihat dan menjawab.") % {
        "office": referral.made_by.name,
        "title": order.title,
    }
    desks = Membership.objects.filter(institution_id=order.employer_id, ends_on__isnull=True).select_related("user")
    for desk in desks:
        key = f"placement.referred:{referral.pk}:{desk.user_id}"
        put("placement.referred", desk.user.email or desk.user.phone or "", body, subject=_("Rujukan pelamar"), key=key)


def tell_person(referral: Referral) -> None:
    if not has_consented(referral.person, ConsentPurpose.REMINDERS):
        return
    body = _("Kabar rujukan Anda untuk %(title)s: %(state)s. Hubungi %(office)s bila ada pertanyaan.") % {
        "title": referral.job_order.title,
        "state": referral.get_state_display(),
        "office": referral.made_by.name,
    }
    address = referral.person.phone or referral.person.email
    put("placement.answered", address, body, subject=_("Kabar rujukan"))


def ask_employer(placement: Placement, address: str, link: str) -> None:
    office = placement.made_by.name if placement.made_by else _("Balai")
    body = _(
        "%(office)s mencatat seseorang bekerja di %(workplace)s. Benarkah? Jawab dengan dua ketukan: %(link)s "
        "Tautan hanya bisa dipakai sekali."
    ) % {"office": office, "workplace": placement.workplace, "link": link}
    put("placement.ask_employer", address, body, subject=_("Mohon dibenarkan"))
