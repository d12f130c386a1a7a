"""Guides for offices: counsellors, labour offices, provinces and the ministry."""

from django.utils.translation import gettext_lazy as _

from balai.web.guides.shape import Guide, Picture, Thing, Trouble

OFFICES = (
    Guide(
        slug="pengantar-kerja",
        account="konselor",
        title=_("Pengantar kerja (konselor)"),
        who=_("Untuk pengantar kerja di dinas dan konselor di balai"),
        today=_(
            "Anda mencatat sesi dan jalur sekali, lalu melihat sampai di mana orang itu berjalan "
            "tanpa bertanya ke kantor lain."
        ),
        picture=Picture("/konseling/kelompok/", "konselor", "Bimbingan kelompok"),
        things=(
            Thing(
                _("Catat sesi dan jalur satu orang"),
                "/orang/",
                (
                    _("Cari namanya di “Orang”, atau tekan “Daftarkan orang” bila belum tercatat."),
                    _("Buka “Konseling” untuk orang itu dan tulis keadaannya."),
                    _("Centang jalur yang disarankan, tulis alasannya, lalu tekan “Simpan sesi dan jalur”."),
                ),
            ),
            Thing(
                _("Catat bimbingan kelompok"),
                "/konseling/kelompok/",
                (
                    _("Isi judul dan tanggal, lalu cari orang yang sudah tercatat atau tulis nama baru."),
                    _(
                        "Centang jalurnya dan tulis satu alasan bersama. Alasan sendiri boleh ditambahkan pada "
                        "barisnya."
                    ),
                    _("Tekan “Simpan untuk semua”. Dua puluh orang selesai pada satu layar."),
                ),
            ),
            Thing(
                _("Rujuk ke pemberi kerja"),
                "/rujukan/",
                (
                    _("Tekan “Rujuk seseorang”, pilih lowongan dan orangnya."),
                    _("Catat cara orang itu menyetujui, lalu tekan “Kirim rujukan”."),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Anda salah mencatat jalur"),
                _(
                    "Tulis jalur yang benar pada sesi baru. Yang lama tetap terbaca, dan yang keliru bisa "
                    "ditarik lalu dipulihkan."
                ),
            ),
            Trouble(
                _("Orang yang sama tercatat dua kali"),
                _(
                    "Buka “Orang”, lalu “Catatan ganda”. Petugas yang berwenang membandingkan dan "
                    "menggabungkannya; penggabungan bisa dibatalkan."
                ),
            ),
        ),
    ),
    Guide(
        slug="dinas",
        account="dinas",
        title=_("Dinas tenaga kerja kabupaten dan kota"),
        who=_("Untuk petugas dinas yang mengatur dana, seleksi, dan penempatan"),
        today=_(
            "Pekerjaan yang menunggu berdiri di “Meja” dengan satu tombol; yang belum diketahui ditulis belum diketahui."
        ),
        picture=Picture("/meja/", "dinas", "Rina Latihan"),
        things=(
            Thing(
                _("Jawab usulan pelatihan"),
                "/paket/",
                (
                    _("Buka usulan dari “Meja”, baca kebutuhan dan buktinya."),
                    _("Setujui, minta diubah, atau tolak dengan alasan, lalu tekan “Kirim jawaban”."),
                    _("“Perencanaan tahunan” menunjukkan semua usulan setahun di samping uang dan daya tampungnya."),
                ),
            ),
            Thing(
                _("Kumpulkan pendaftar dan putuskan seleksi"),
                "/kelas/",
                (
                    _("Buka kelasnya, lalu “Pendaftar”; cocokkan nama yang berbeda dan jamin orang yang Anda kenal."),
                    _("Buka “Seleksi”, putuskan seluruh daftar beserta cadangan, lalu tekan “Umumkan hasil”."),
                    _("Di “Berkas”, tekan “Buat” untuk berita acara seleksi dan rancangan keputusan pesertanya."),
                ),
            ),
            Thing(
                _("Baca laporan dan ketahui kabar lulusan"),
                "/tindak-lanjut/",
                (
                    _("Buka “Laporan kegiatan”, baca laporan tiap kelas, lalu tekan “Nyatakan sudah dibaca”."),
                    _(
                        "Buka “Kabar alumni”, hubungi yang paling lama menunggu, dan catat hasilnya dengan satu ketukan."
                    ),
                    _("Tetap tidak terjawab? Tutup sebagai belum diketahui, dengan alasan."),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Lembaga lain belum memakai Balai"),
                _(
                    "Dinas tetap bisa mencatat langkahnya dengan surat kuasa dari halaman lembaga itu. "
                    "Catatannya tertulis atas nama siapa."
                ),
            ),
            Trouble(
                _("Jawaban atau putusan keliru"),
                _("Tekan “Batalkan jawaban” atau “Batalkan keputusan” dan tulis alasannya; jejaknya tetap ada."),
            ),
        ),
    ),
    Guide(
        slug="provinsi-dan-kementerian",
        account="provinsi",
        title=_("Dinas provinsi dan kementerian"),
        who=_("Untuk petugas provinsi dan kementerian"),
        today=_(
            "Anda melihat rencana, laporan kegiatan, dan angka wilayah Anda tanpa membuka data orang satu per satu."
        ),
        picture=Picture("/data/", "provinsi", "Data yang terbit"),
        things=(
            Thing(
                _("Catat dana dan jawab usulan"),
                "/dana/",
                (
                    _("Tekan “Tambah dana”, lalu isi tahun, sumber, dan jumlahnya."),
                    _("Buka “Jawab usulan”, lalu setujui, ubah, atau tolak dengan alasan."),
                ),
            ),
            Thing(
                _("Baca laporan dan angka yang terbit"),
                "/data/",
                (
                    _(
                        "“Laporan kegiatan” di “Meja” memuat hasil tiap kelas tanpa nama peserta. Tekan “Nyatakan sudah dibaca”."
                    ),
                    _("Setiap angka membawa sumber, tahun, dan bagian yang belum diketahui."),
                    _("Tekan “Unduh CSV dengan keterangannya”: berkas tabel untuk laporan Anda."),
                ),
            ),
            Thing(
                _("Periksa lembaga baru"),
                "/lembaga/menunggu/",
                (_("Buka lembaga yang menunggu, periksa suratnya, lalu terima atau tolak dengan alasan."),),
            ),
        ),
        troubles=(
            Trouble(
                _("Angka terlihat terlalu kecil"),
                _("Lihat bagian yang belum diketahui. Balai tidak menghitungnya sebagai bekerja atau tidak bekerja."),
            ),
            Trouble(
                _("Ketentuan tahun ini berubah"),
                _("Petugas kementerian membuka “Aturan” dan menulis angka baru dengan tanggal mulai dan dasarnya."),
            ),
        ),
    ),
)
