from django.db import models
from django.utils.translation import gettext_lazy as _


class ShownAs(models.TextChoices):
    """What a set of figures is, whatever its printed title calls it."""

    DISTRIBUTION = "distribution", _("sebaran: bagian dari seratus, bukan tingkat")
    COUNT = "count", _("jumlah")
    PRESENCE = "presence", _("ada atau tidak ada, per provinsi")
    OUTPUT = "output", _("keluaran: sasaran dan realisasi, bukan hasil")
    FUNNEL = "funnel", _("penyaringan bertahap")
    MIXED = "mixed", _("angka-angka lepas")


class Trap(models.TextChoices):
    """Why a cell must not be read, drawn or computed with as it stands (domain book 1.7)."""

    COPIED = "copied", _("sama persis dengan tahun sebelumnya; kemungkinan salinan")
    NOT_A_RATE = "not_a_rate", _("bukan tingkat dan bukan bagian: jumlah dalam ribuan yang dibulatkan")
    COMPUTED = "computed", _("dihitung: sumber hanya menyebut yang tidak memiliki")
    NOT_YET = "not_yet", _("provinsi ini belum ada pada tahun itu")
    OUTPUT_ONLY = "output_only", _("angka keluaran, tidak mengatakan hasil")
    IN_WORDS = "in_words", _("ditulis dengan kata; bukan bilangan yang pasti")
    PLACE_MISPRINT = "place_misprint", _("nama tempat salah cetak di sumber; dibiarkan seperti tercetak")
