"""Words of adaptation: what is answered by a decision, how it stands, and whether what was hoped for came."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    ELEMENT = "element", _("unsur")
    FACTOR = "factor", _("faktor")
    ALARM = "alarm", _("tanda bahaya")
    CAUSE = "cause", _("sebab janji terlambat")


class FindingState(models.TextChoices):
    """How a finding stands in one reading; the first five as an assessment values an element."""

    STRONG = "strong", _("kuat")
    ADEQUATE = "adequate", _("memadai")
    WEAK = "weak", _("lemah")
    MIXED = "mixed", _("bercampur")
    NO_EVIDENCE = "no_evidence", _("tidak ada bukti")
    HINDERS = "hinders", _("menghambat")
    DISPUTED = "disputed", _("ada bukti ke dua arah")
    HELPS = "helps", _("mendukung")
    SOUNDS = "sounds", _("masih ada")
    QUIET = "quiet", _("tidak ada lagi")


_F = FindingState
BETTER: dict[str, tuple[FindingState, ...]] = {
    FindingKind.ELEMENT: (_F.WEAK, _F.MIXED, _F.ADEQUATE, _F.STRONG),
    FindingKind.FACTOR: (_F.HINDERS, _F.DISPUTED, _F.HELPS),
    FindingKind.ALARM: (_F.SOUNDS, _F.QUIET),
    FindingKind.CAUSE: (_F.SOUNDS, _F.QUIET),
}
"""From worst to best."""


class Effect(models.TextChoices):
    CAME = "came", _("datang")
    NOT_YET = "not_yet", _("belum datang")
    UNSEEN = "unseen", _("tidak bisa dilihat")
