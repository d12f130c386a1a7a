"""The desk of the system operator: given at the machine itself, where no desk exists yet that could invite."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.audit.record import record
from balai.institutions.actions.register import Particulars, register_institution
from balai.institutions.enums import InstitutionKind, Sector
from balai.institutions.models import Institution, Membership
from balai.institutions.rules.authority import is_operator
from balai.kernel.refusal import Refused


@transaction.atomic
def seat_operator(*, by: Actor, user: User, today: date) -> Membership:
    """At the body where operators sit already, else at one made for them. Raises Refused("may_not_seat")."""
    if not is_operator(by):
        raise Refused("may_not_seat", _("Meja operator hanya dibuka oleh operator lain atau dari komputer server."))
    first = Membership.objects.filter(role=Role.OPERATOR).select_related("institution").order_by("pk").first()
    body = first.institution if first else _body(by, today)
    desk = Membership.objects.create(institution=body, user=user, role=Role.OPERATOR, starts_on=today)
    record(by, "institutions.seat_operator", desk, institution=body.pk)
    return desk


def _body(by: Actor, today: date) -> Institution:
    particulars = Particulars(kind=InstitutionKind.OTHER, sector=Sector.GOVERNMENT)
    return register_institution(by=by, name=_("Pengelola sistem Balai"), particulars=particulars, today=today)
