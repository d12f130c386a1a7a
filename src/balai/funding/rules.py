"""Money: a package cannot exceed its line; who bears a duty under a source."""

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.funding.models import FundLine
from balai.kernel.formats import rupiah
from balai.kernel.refusal import Refused


def check_may_edit_funds(actor: Actor, institution_id: int) -> None:
    if not actor.may(Permission.FUND_EDIT, institution_id):
        raise Refused(
            "not_your_funds", _("Dana ini milik lembaga lain. Hanya petugas lembaga itu yang bisa mengubahnya.")
        )


def check_within_ceiling(line: FundLine, committed: int, asked: int) -> None:
    """committed: rupiah already promised from the line, without the package asked about."""
    left = line.ceiling - committed
    if asked > left:
        raise Refused(
            "exceeds_fund_line",
            _("Biaya %(asked)s melebihi sisa dana %(line)s, yaitu %(left)s. Kurangi biaya atau pilih dana lain.")
            % {"asked": rupiah(asked), "line": line.title, "left": rupiah(max(left, 0))},
            "fund_line",
        )


def check_ceiling(amount: int) -> None:
    if amount < 0:
        raise Refused("negative_ceiling", _("Pagu tidak boleh kurang dari nol. Tulis jumlah rupiahnya."), "ceiling")
