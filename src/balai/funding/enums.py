from django.db import models
from django.utils.translation import gettext_lazy as _


class FundSource(models.TextChoices):
    APBN = "apbn", _("APBN (anggaran negara)")
    APBN_ASSISTANCE = "apbn_tugas_pembantuan", _("APBN tugas pembantuan")
    APBN_DECONCENTRATION = "apbn_dekonsentrasi", _("APBN dekonsentrasi")
    APBD_PROVINCE = "apbd_province", _("APBD provinsi")
    APBD_REGENCY = "apbd_regency", _("APBD kabupaten/kota")
    CSR = "csr", _("tanggung jawab sosial perusahaan")
    DONOR = "donor", _("donor")
    OWN = "own", _("dana sendiri")


STATE_MONEY = (FundSource.APBN, FundSource.APBN_ASSISTANCE, FundSource.APBN_DECONCENTRATION)


class Duty(models.TextChoices):
    """Who does a step, by fund source; rows of ResponsibilityChain."""

    RECRUIT = "recruit", _("mengumumkan")
    SELECT = "select", _("menyeleksi")
    DELIVER = "deliver", _("melatih")
    REPORT = "report", _("melaporkan")


class Bearer(models.TextChoices):
    FUNDER = "funder", _("pendana")
    CENTRE = "centre", _("balai pelatihan")
    LABOUR_OFFICE = "labour_office", _("dinas tenaga kerja")
