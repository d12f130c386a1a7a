from django.utils.translation import gettext_lazy as _

from balai.parameters.declare import UNVERIFIED, Parameter, declare

VALID_YEARS = declare(
    Parameter(
        "certification.valid_years", "integer", 3, _("Masa berlaku sertifikat kompetensi"),
        _("mengisi tanggal akhir saat sertifikat dicatat; tanggal yang tercetak tetap yang dipakai"),
        unit=_("tahun"), source=_("tertulis pada sertifikat: berlaku untuk tiga tahun"), minimum=1, maximum=10,
    )
)  # fmt: skip
EXPIRY_DAYS = declare(
    Parameter(
        "certification.expiry_days", "integer", 90, _("Peringatan sebelum sertifikat kompetensi berakhir"),
        _("sertifikat yang berakhir dalam sekian hari muncul di meja"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=365,
    )
)  # fmt: skip
RESULT_DAYS = declare(
    Parameter(
        "certification.result_days", "integer", 14, _("Batas hasil uji kompetensi"),
        _("uji yang lebih lama menunggu hasil ditandai lewat waktu di meja"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=180,
    )
)  # fmt: skip
SCAN_MONTHS = declare(
    Parameter(
        "certification.scan_months", "integer", 60, _("Lama pindaian sertifikat disimpan"),
        _("sesudahnya isi pindaian dihapus, catatannya tetap"),
        unit=_("bulan"), source=UNVERIFIED, minimum=1, maximum=240,
    )
)  # fmt: skip
EVIDENCE_MONTHS = declare(
    Parameter(
        "certification.evidence_months", "integer", 36, _("Lama berkas bukti uji kompetensi disimpan"),
        _("sesudahnya isi berkas dihapus, catatan asesornya tetap"),
        unit=_("bulan"), source=UNVERIFIED, minimum=1, maximum=240,
    )
)  # fmt: skip
