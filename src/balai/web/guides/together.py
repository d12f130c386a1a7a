"""Guides for forum secretaries, researchers, operators."""

from django.utils.translation import gettext_lazy as _

from balai.web.guides.shape import Guide, Picture, Thing, Trouble

TOGETHER = (
    Guide(
        slug="sekretaris-forum",
        account="sekretaris",
        title=_("Sekretaris forum"),
        who=_("Untuk yang mencatat kerja sama beberapa lembaga"),
        today=_(
            "Rapat, pihak, janji, dan bukti berdiri di satu tempat, dan yang tidak hadir terlihat sebagai kursi kosong."
        ),
        picture=Picture("/kerja-sama/", "sekretaris", "Kerja sama"),
        things=(
            Thing(
                _("Baca satu kerja sama"),
                "/kerja-sama/",
                (
                    _("Pilih kerja sama dan masanya, lalu buka “Ringkasan”."),
                    _("Di “Catatan dan pernyataan”, catatan dan kata orang berdiri berdampingan."),
                ),
            ),
            Thing(
                _("Masukkan buku kasus"),
                "/impor/kasus/",
                (
                    _(
                        "Pilih satu berkas lembar kerja, tekan “Periksa dan simpan”, lalu baca jawaban baris demi baris."
                    ),
                    _("Perbaiki yang ditolak dan unggah lagi; baris yang sama tidak menjadi ganda."),
                ),
            ),
            Thing(
                _("Bagikan kepada umum"),
                "/kerja-sama/",
                (_("Buka kerja samanya dan tekan “Buka untuk umum”. Anda bisa menutupnya lagi."),),
            ),
        ),
        troubles=(
            Trouble(
                _("Catatan terasa keliru atau kurang"),
                _("Buka tabelnya dari “Ringkasan” dan lihat barisnya. Perbaiki di buku kasus, lalu masukkan lagi."),
            ),
            Trouble(
                _("Baris ditolak saat diunggah"),
                _("Setiap baris menyebut kolom dan alasannya. Selama ada yang ditolak, belum ada yang disimpan."),
            ),
        ),
    ),
    Guide(
        slug="peneliti",
        account="peneliti",
        title=_("Peneliti"),
        who=_("Untuk yang mempelajari kerja sama dan hasil pelatihan"),
        today=_("Anda membaca catatan, perkataan, dan kesimpulan berdampingan, dan mengunduh tabelnya."),
        picture=Picture("/kerja-sama/", "peneliti", "Kerja sama"),
        things=(
            Thing(
                _("Baca angka dan unduh"),
                "/data/",
                (
                    _("Buka satu angka untuk melihat batas bawah, batas atas, dan cara menghitungnya."),
                    _("Tekan “Unduh CSV dengan keterangannya”."),
                ),
            ),
            Thing(
                _("Pelajari satu kasus"),
                "/kerja-sama/",
                (
                    _("Pilih kasus dan masanya, lalu buka tabel yang Anda perlukan."),
                    _("Yang dikatakan orang dan yang ditunjukkan catatan tidak pernah dirata-rata."),
                ),
            ),
            Thing(
                _("Masukkan kasus sendiri"),
                "/impor/kasus/",
                (_("Pilih buku kasus Anda, tekan “Periksa dan simpan”, lalu baca jawabannya baris demi baris."),),
            ),
        ),
        troubles=(
            Trouble(
                _("Angka berbeda dari terbitan lain"),
                _("Bandingkan tahun, pembilang, dan penyebutnya; semuanya tertulis di halaman angka itu."),
            ),
            Trouble(
                _("Anda memerlukan data orang"),
                _("Balai tidak memberi data orang lewat halaman ini. Ajukan izin kepada lembaga yang menyimpannya."),
            ),
        ),
    ),
    Guide(
        slug="pemeriksa",
        account="pemeriksa",
        title=_("Pemeriksa"),
        who=_("Untuk auditor dan inspektorat yang memegang surat tugas"),
        today=_(
            "Contoh diundi dari catatan kelas dengan angka yang bisa diulang, dan bukti di balik setiap baris terbuka."
        ),
        picture=Picture("/pemeriksaan/", "pemeriksa", "Pemeriksaan"),
        things=(
            Thing(
                _("Undi contoh"),
                "/pemeriksaan/",
                (
                    _("Pada surat tugas yang berlaku, tekan “Undi contoh”, pilih tahun, kelas, dan jenis baris."),
                    _("Angka undian tertulis di lembarnya; siapa pun dapat mengulangnya."),
                ),
            ),
            Thing(
                _("Buka bukti dan catat temuan"),
                "/pemeriksaan/",
                (
                    _("Tekan “Buka bukti”; setiap pembukaan tercatat atas nama Anda."),
                    _("Baca catatan, berkas, dan pindaiannya, pilih temuan, lalu tekan “Catat temuan”."),
                    _("Tekan “Unduh lembar pemeriksaan (PDF)” untuk ditandatangani."),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Surat tugas tidak berlaku hari ini"),
                _("Mintalah surat tugas baru kepada pemberinya; temuan yang lama tetap terbaca."),
            ),
            Trouble(
                _("Undian ulang memilih baris lain"),
                _("Catatan bertambah sejak diundi. Baris pada contoh Anda tetap seperti waktu diundi."),
            ),
        ),
    ),
    Guide(
        slug="operator",
        account="operator",
        title=_("Operator sistem"),
        who=_("Untuk yang menjaga Balai tetap menyala dan aman"),
        today=_("Anda menjaga aturan, daftar lembaga, dan jejak audit tanpa melihat isi data orang."),
        picture=Picture("/aturan/", "operator", "Aturan yang berlaku"),
        things=(
            Thing(
                _("Ubah aturan menurut tanggal"),
                "/aturan/",
                (
                    _(
                        "Tekan “Ubah” pada aturannya, tulis angka baru, tanggal mulai, dan dasarnya, lalu tekan “Simpan aturan”."
                    ),
                    _("Keputusan yang lalu tetap memakai angka pada tanggalnya."),
                ),
            ),
            Thing(
                _("Periksa jejak audit"),
                "/audit/",
                (
                    _("Cari siapa melakukan apa dan kapan."),
                    _("Tekan “Periksa keutuhan jejak” untuk memastikan tidak ada jejak yang berubah."),
                ),
            ),
            Thing(
                _("Masukkan daftar lembaga"),
                "/impor/lembaga/",
                (_("Unggah lembar kerja, cocokkan kolomnya, lalu periksa setiap baris sebelum menyimpan."),),
            ),
        ),
        troubles=(
            Trouble(
                _("Rekan kehilangan ponsel"),
                _(
                    "Buka “Pulihkan akun”, periksa surat aslinya, dan isi nomor baru. Anda tidak pernah melihat"
                    " kata sandinya."
                ),
            ),
            Trouble(
                _("Server perlu dipulihkan"),
                _(
                    "Ikuti buku petunjuk operator yang datang bersama Balai: cadangan, pemulihan, dan "
                    "pemeriksaan jejak."
                ),
            ),
        ),
    ),
)
