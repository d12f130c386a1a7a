"""Kinds of places by their own names, levels, time zones, and the reasons a place changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    PROVINCE = 1, _("provinsi")
    REGENCY = 2, _("kabupaten atau kota")
    DISTRICT = 3, _("kecamatan")
    VILLAGE = 4, _("desa atau kelurahan")
    HAMLET = 5, _("jorong atau dusun")


class RegionKind(models.TextChoices):
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten")
    CITY = "city", _("Kota")
    SUBDISTRICT = "subdistrict", _("Kecamatan")
    DISTRIK = "distrik", _("Distrik")
    KAPANEWON = "kapanewon", _("Kapanewon")
    KEMANTREN = "kemantren", _("Kemantren")
    VILLAGE_URBAN = "village_urban", _("Kelurahan")
    VILLAGE_RURAL = "village_rural", _("Desa")
    VILLAGE_CUSTOMARY = "village_customary", _("Desa adat")
    NAGARI = "nagari", _("Nagari")
    GAMPONG = "gampong", _("Gampong")
    KAMPUNG = "kampung", _("Kampung")
    KALURAHAN = "kalurahan", _("Kalurahan")
    JORONG = "jorong", _("Jorong")


SHORT_KINDS = {
    RegionKind.REGENCY: _("Kab."),
    RegionKind.SUBDISTRICT: _("Kec."),
    RegionKind.VILLAGE_URBAN: _("Kel."),
}
"""The customary abbreviation, where there is one."""


class Zone(models.TextChoices):
    """Time zone of a place; none of them has summer time (Keppres 41/1987)."""

    WIB = "Asia/Jakarta", _("WIB")
    WITA = "Asia/Makassar", _("WITA")
    WIT = "Asia/Jayapura", _("WIT")


class ChangeKind(models.TextChoices):
    RENAMED = "renamed", _("berganti nama")
    MOVED = "moved", _("berpindah induk atau berganti kode")
    SPLIT = "split", _("hasil pemekaran")
    MERGED = "merged", _("hasil penggabungan")
