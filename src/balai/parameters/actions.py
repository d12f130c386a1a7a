"""Set a rule from a day on; take one back. Nothing is overwritten: the trail of values stays."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.parameters.declare import Parameter, find
from balai.parameters.models import ParameterValue
from balai.parameters.rules import check_basis, check_may_set, check_period, read_value


def set_parameter(
    *,
    by: Actor,
    parameter: Parameter,
    text: str,
    valid_from: date,
    legal_basis: str,
    valid_to: date | None = None,
    institution_id: int | None = None,
    note: str = "",
) -> ParameterValue:
    """A value as typed holds from a day on. A second value for the same day is refused by constraint.

    institution_id: whose own value; None for the network's.
    """
    check_may_set(by, parameter, institution_id)
    check_period(valid_from, valid_to)
    row = ParameterValue(
        name=parameter.name,
        value=read_value(parameter, text),
        valid_from=valid_from,
        valid_to=valid_to,
        legal_basis=check_basis(legal_basis),
        institution_id=institution_id,
        note=note.strip(),
        set_by=by.name,
    )
    try:
        with transaction.atomic():
            row.save()
            record(by, "parameters.set", row, parameter=parameter.name)
    except IntegrityError as twice:
        raise Refused(
            "parameter_set_for_that_day",
            _("Sudah ada nilai yang berlaku mulai tanggal itu. Tarik dahulu nilai itu, atau pilih tanggal mulai lain."),
            "valid_from",
        ) from twice
    return row


@transaction.atomic
def withdraw_parameter(*, by: Actor, value: ParameterValue, now: datetime) -> ParameterValue:
    """A mistaken value is taken back; the one before it holds again."""
    value = ParameterValue.objects.select_for_update().get(pk=value.pk)
    known = find(value.name)
    if known is None:
        raise Refused("parameter_unknown", _("Aturan ini tidak dipakai lagi. Nilainya tidak perlu ditarik."))
    check_may_set(by, known, value.institution_id)
    if value.withdrawn_at is None:
        value.withdrawn_at = now
        value.save(update_fields=["withdrawn_at"])
        record(by, "parameters.withdraw", value, parameter=value.name)
    return value
