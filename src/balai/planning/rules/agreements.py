"""May a package name this agreement, with these clauses?"""

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Agreement, Institution
from balai.kernel.refusal import Refused
from balai.planning.enums import PackageState
from balai.planning.models import Package

GONE = (PackageState.REFUSED, PackageState.WITHDRAWN)


def may_name_agreement(actor: Actor, package: Package) -> bool:
    """The centre whose class it is, or the funder; not of a proposal that came to nothing."""
    mine = actor.may(Permission.PACKAGE_PROPOSE, package.centre_id) or actor.may(
        Permission.PACKAGE_DECIDE, package.funder_id
    )
    return mine and package.state not in GONE


def check_may_name_agreement(actor: Actor, package: Package) -> None:
    if package.state in GONE:
        raise Refused(
            "package_is_gone", _("Usulan ini ditolak atau ditarik. Tautkan perjanjian pada usulan yang berjalan.")
        )
    if not may_name_agreement(actor, package):
        raise Refused(
            "may_not_name_agreement",
            _("Perjanjian paket ini ditautkan oleh balai penyelenggara atau pendananya. Hubungi mereka."),
        )


def check_concerns(package: Package, agreement: Agreement, parties: set[int]) -> None:
    """parties: ids of the bodies it binds."""
    if not parties & {package.centre_id, package.funder_id}:
        raise Refused(
            "not_their_agreement",
            _("Balai maupun pendana paket ini bukan pihak perjanjian itu. Pilih perjanjian yang mengikat mereka."),
            "agreement",
        )


def check_clause(body: Institution | None, said: object, parties: set[int], field: str) -> None:
    """A clause names who and what; who is bound by the agreement. field: of the body."""
    if (body is None) == bool(said):
        raise Refused(
            "clause_incomplete",
            _(
                "Tulis keduanya: siapa yang berjanji, dan berapa orang atau alat apa. Kosongkan keduanya bila tidak ada."
            ),
            field,
        )
    if body is not None and body.pk not in parties:
        raise Refused(
            "not_a_party",
            _("%(name)s bukan pihak perjanjian ini. Pilih salah satu pihaknya.") % {"name": body.name},
            field,
        )
