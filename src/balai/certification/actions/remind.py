"""Holders are told once that their competence certificate will end, early enough to be assessed again."""

from datetime import date, timedelta

from django.db import transaction

from balai.certification.enums import CompetenceCertificateState
from balai.certification.messages import tell_ending
from balai.certification.models import CompetenceCertificate
from balai.certification.parameters import EXPIRY_DAYS
from balai.parameters.queries import value_on

AT_ONCE = 500


@transaction.atomic
def remind_of_ending(*, today: date) -> int:
    """Told once a certificate and last day: the outbox's key decides, so that a second round says nothing new."""
    last = today + timedelta(days=int(value_on(EXPIRY_DAYS, today)))
    rows = CompetenceCertificate.objects.filter(
        state=CompetenceCertificateState.VALID, valid_until__range=(today, last), person__erased_at=None
    )
    told = 0
    for paper in rows.select_related("person", "certifier").order_by("pk").iterator(AT_ONCE):
        told += tell_ending(paper)
    return told
