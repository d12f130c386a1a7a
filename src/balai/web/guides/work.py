"""Guides for employers, partners, mentors."""

from django.utils.translation import gettext_lazy as _

from balai.web.guides.shape import Guide, Picture, Thing, Trouble

WORK = (
    Guide(
        slug="pemberi-kerja",
        account="perusahaan",
        title=_("Pemberi kerja"),
        who=_("Untuk wakil perusahaan dan usaha yang mencari tenaga kerja"),
        today=_(
            "Anda menulis kebutuhan sekali, menerima rujukan orang yang sudah terlatih, dan menjawabnya dari ponsel."
        ),
        picture=Picture("/permintaan/", "perusahaan", "Permintaan tenaga kerja"),
        things=(
            Thing(
                _("Tulis permintaan tenaga kerja"),
                "/permintaan/",
                (
                    _("Tekan “Tulis permintaan”, isi pekerjaan, jumlah orang, dan syaratnya."),
                    _("Tekan “Simpan rancangan”, periksa lagi, lalu tekan “Buka lowongan”."),
                ),
            ),
            Thing(
                _("Jawab rujukan"),
                "/rujukan/",
                (
                    _("Buka orangnya dari “Meja”."),
                    _("Pilih “Diterima bekerja”, “Sudah diwawancarai”, atau “Tidak diterima” dengan alasan."),
                ),
            ),
            Thing(
                _("Benarkan siapa yang bekerja"),
                "/penempatan/",
                (
                    _("Buka “Penempatan” dan jawab apakah orang itu bekerja di tempat Anda."),
                    _("Satu ketukan Anda mengganti banyak telepon dari dinas."),
                ),
            ),
        ),
        troubles=(
            Trouble(_("Anda salah menjawab rujukan"), _("Buka rujukan itu lagi dan tekan “Batalkan jawaban”.")),
            Trouble(
                _("Lowongan sudah terisi dari tempat lain"), _("Buka permintaannya dan tekan “Laporkan sudah terisi”.")
            ),
            Trouble(
                _("Perusahaan Anda ingin membiayai kelas, atau balai mengusulkannya kepada Anda"),
                _(
                    "Catat uangnya di “Dana”, lalu buka usulannya dari “Meja”: setujui, ubah, minta diperbaiki dahulu, atau tolak "
                    "dengan alasan. Dari halaman usulan itu Anda juga membuka berkas pertanggungjawaban kelasnya."
                ),
            ),
        ),
    ),
    Guide(
        slug="mitra",
        account="mitra",
        title=_("Mitra dan donor"),
        who=_("Untuk lembaga yang memberi dana, alat, atau bantuan lain"),
        today=_(
            "Anda melihat dana Anda menjadi kelas apa, dan janji Anda dihitung dari bukti yang sama dengan pihak lain."
        ),
        picture=Picture("/dana/", "mitra", "Dana"),
        things=(
            Thing(
                _("Catat dana"),
                "/dana/",
                (
                    _("Tekan “Tambah dana”, isi tahun, sumber, dan jumlahnya."),
                    _("Buka dana itu untuk melihat paket dan kelas yang memakainya."),
                ),
            ),
            Thing(
                _("Jawab usulan"),
                "/paket/",
                (
                    _("Buka usulan yang meminta dana Anda."),
                    _("Setujui, ubah, minta diperbaiki dahulu, atau tolak dengan alasan."),
                ),
            ),
            Thing(
                _("Lihat janji di kerja sama"),
                "/kerja-sama/",
                (
                    _(
                        "Pilih kerja sama, lalu buka “Janji dan sumbangan”. Hitungannya disertai catatan yang menjadi bukti."
                    ),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Hitungan janji tidak sesuai"),
                _(
                    "Baca buktinya, lalu sampaikan kepada sekretaris forum; tanggapan Anda dicatat di samping"
                    " janji itu."
                ),
            ),
            Trouble(
                _("Anda salah menjawab usulan"),
                _("Buka usulannya dan tekan “Batalkan jawaban”, selama kelasnya belum dibuka."),
            ),
        ),
    ),
    Guide(
        slug="pendamping",
        account="pendamping",
        title=_("Pendamping dan tenaga kerja sukarela (TKS)"),
        who=_("Untuk yang mendampingi kelompok usaha di lapangan"),
        today=_("Jadwal kunjungan berdiri di “Meja”, dan catatan kunjungan selesai dari ponsel di tempat kelompok."),
        picture=Picture("/kunjungan/", "pendamping", "Kunjungan"),
        things=(
            Thing(
                _("Catat kunjungan"),
                "/kunjungan/",
                (
                    _("Buka kunjungan yang direncanakan, tekan “Catat kunjungan”."),
                    _("Tulis yang terlihat, kendala, dan keadaan usaha."),
                    _("Tambah saran dengan siapa yang menjalankan dan kapan, lalu tekan “Simpan kunjungan”."),
                ),
            ),
            Thing(
                _("Lihat kelompok Anda"),
                "/kelompok/",
                (_("Buka kelompok untuk melihat anggota, kunjungan, dan saran yang belum selesai."),),
            ),
            Thing(
                _("Tutup saran yang sudah dijalankan"),
                "/kunjungan/",
                (_("Buka sarannya, tulis hasilnya, lalu tekan “Tutup dengan hasil ini”."),),
            ),
        ),
        troubles=(
            Trouble(_("Kunjungan tidak jadi"), _("Buka rencananya dan tekan “Batalkan kunjungan” dengan alasan.")),
            Trouble(
                _("Tidak ada sinyal di tempat kelompok"),
                _(
                    "Catat di kertas, lalu isi formulirnya ketika sinyal ada; tanggal kunjungan boleh tanggal"
                    " yang lalu."
                ),
            ),
        ),
    ),
)
