from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.collaboration.enums.workbook import Framework, PulseItem

SCORES = range(1, 6)


class PulseScope(models.TextChoices):
    """Which questions a round asks."""

    BOTH = "both", _("kedua kerangka, 22 butir")
    ANSELL_GASH = "ansell_gash", _("Ansell dan Gash, 6 butir")
    EMERSON = "emerson", _("Emerson, Nabatchi dan Balogh, 16 butir")


class PulseState(models.TextChoices):
    OPEN = "open", _("sedang berjalan")
    CLOSED = "closed", _("sudah ditutup")


class PulseLevel(models.TextChoices):
    """How far a group of answers is told apart."""

    PARTY = "party", _("pihak")
    SECTOR = "sector", _("sektor")
    ALL = "all", _("semua pihak")


def items_of(scope: str) -> list[PulseItem]:
    wanted = {PulseScope.ANSELL_GASH: ("AG",), PulseScope.EMERSON: ("EN",)}.get(PulseScope(scope), ("AG", "EN"))
    return [item for item in PulseItem if item.startswith(wanted)]


def framework_of(item: str) -> Framework:
    return Framework.ANSELL_GASH if item.startswith("AG") else Framework.EMERSON


ABOUT_OTHERS = frozenset({PulseItem.AG3, PulseItem.EN4, PulseItem.EN6, PulseItem.EN7, PulseItem.EN12, PulseItem.EN16})
"""What one party says of the others, trust above all: never shown by named party, so that nobody is ranked by it."""
