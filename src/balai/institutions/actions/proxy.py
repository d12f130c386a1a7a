"""Acting for a body that has no account ("atas nama"), on its written word."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.documents.models import StoredFile
from balai.institutions.models import Institution, Proxy
from balai.institutions.parameters import PROXY_DAYS
from balai.institutions.rules.proxy import check_may_begin, check_period, may_end
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on


def begin_proxy(
    *,
    by: Actor,
    institution_id: int,
    acting_institution_id: int,
    letter: StoredFile | None,
    reason: str,
    valid_from: date,
    valid_to: date,
    now: datetime,
) -> Proxy:
    """From valid_from to valid_to, both included. Raises Refused (fields letter, reason, valid_to)."""
    try:
        with transaction.atomic():
            institution = (
                Institution.objects.select_for_update(of=("self",)).select_related("region").get(pk=institution_id)
            )
            today = today_in(institution.zone, now)
            letter = check_may_begin(by, institution, acting_institution_id, letter, today)
            check_period(valid_from, valid_to, today, value_on(PROXY_DAYS, today))
            if not reason.strip():
                raise Refused("reason_missing", _("Tulis mengapa lembaga ini perlu diwakili."), "reason")
            Proxy.objects.filter(
                institution=institution,
                acting_institution_id=acting_institution_id,
                ended_at__isnull=True,
                valid_to__lt=today,
            ).update(ended_at=now, ended_by="expired")
            proxy = Proxy.objects.create(
                institution=institution, acting_institution_id=acting_institution_id, letter=letter,
                reason=reason.strip(), valid_from=valid_from, valid_to=valid_to, begun_by=by.name, begun_at=now,
            )  # fmt: skip
            record(by, "institutions.begin_proxy", institution, proxy=proxy.pk, acting=acting_institution_id)
    except IntegrityError:
        raise Refused(
            "proxy_already_open",
            _("Sudah ada surat kuasa yang berlaku untuk lembaga ini. Akhiri dulu sebelum membuat yang baru."),
        ) from None
    return proxy


def end_proxy(*, by: Actor, proxy_id: int, now: datetime) -> Proxy:
    """By who speaks for the office that acts or for the body acted for; from this moment nobody acts on it."""
    with transaction.atomic():
        proxy = Proxy.objects.select_for_update().get(pk=proxy_id)
        if not may_end(by, proxy):
            raise Refused(
                "may_not_end_proxy", _("Surat kuasa ini hanya bisa diakhiri oleh kedua lembaga yang disebut.")
            )
        if proxy.ended_at is not None:
            raise Refused("proxy_already_over", _("Surat kuasa ini sudah berakhir."))
        proxy.ended_at, proxy.ended_by = now, by.name
        proxy.save(update_fields=["ended_at", "ended_by"])
        record(by, "institutions.end_proxy", proxy, institution=proxy.institution_id)
    return proxy


def end_proxies_of(*, by: Actor, institution_id: int, now: datetime) -> int:
    """The body speaks for itself from now on. Inside the caller's transaction."""
    open_ones = list(Proxy.objects.select_for_update().filter(institution_id=institution_id, ended_at__isnull=True))
    for proxy in open_ones:
        proxy.ended_at, proxy.ended_by = now, by.name
        proxy.save(update_fields=["ended_at", "ended_by"])
        record(by, "institutions.end_proxy", proxy, institution=institution_id)
    return len(open_ones)
