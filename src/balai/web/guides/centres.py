"""Guides for training centres, instructors, assessors."""

from django.utils.translation import gettext_lazy as _

from balai.web.guides.shape import Guide, Picture, Thing, Trouble

CENTRES = (
    Guide(
        slug="balai-latihan",
        account="admin-blk",
        title=_("Balai latihan kerja (BLK) dan BLK Komunitas"),
        who=_("Untuk admin balai, pengelola BLK Komunitas, dan unit pelatihan kementerian"),
        today=_(
            "Satu kelas berjalan pada satu halaman, dari usulan sampai sertifikat dan laporan. Surat dan daftarnya dibuat "
            "dari catatan yang sama, jadi tidak ada nama yang diketik dua kali."
        ),
        picture=Picture("/kelas/1/", "admin-blk", "Operator Garmen angkatan I"),
        things=(
            Thing(
                _("Ajukan paket dan buka kelas"),
                "/paket/",
                (
                    _(
                        "Tekan “Ajukan usulan”, pilih program, dana, dan kebutuhan yang dijawab; bila tidak ada yang bisa "
                        "dipilih, tulis mengapa. Pendana membacanya."
                    ),
                    _(
                        "Ada nota kesepahaman atau perjanjian kerja sama? Pada usulannya, tekan “Tautkan perjanjian” dan tulis "
                        "siapa menerima berapa lulusan dan siapa meminjamkan apa."
                    ),
                    _(
                        "Setelah disetujui, tekan “Buka kelas”, isi tanggal dan kursi. “Ruang, alat, dan instruktur” "
                        "menunjukkan yang kurang."
                    ),
                    _(
                        "Susun “Jadwal per pekan” sendiri, atau tekan “Susun jadwal balai” untuk semua kelas, lalu “Umumkan kelas”."
                    ),
                ),
            ),
            Thing(
                _("Pilih peserta dengan cadangan"),
                "/kelas/",
                (
                    _("Buka kelasnya, lalu “Pendaftar”. Tekan “Daftarkan orang di meja” untuk yang datang sendiri."),
                    _("Buka “Seleksi”, isi nilai setiap tahap, dan periksa usulan peringkatnya."),
                    _("Bila ada yang nilainya persis sama, tekan “Buka undian” dan undi di hadapan dua saksi."),
                    _(
                        "Tekan “Simpan putusan seluruh daftar”, lalu “Umumkan hasil”. Setiap pelamar menerima alasannya."
                    ),
                ),
            ),
            Thing(
                _("Jalankan kelas sampai sertifikat dan laporan"),
                "/kelas/",
                (
                    _("Buka “Peserta” dan tekan “Beri kursi semua”. Di “Pertemuan”, tekan “Rencanakan pertemuan”."),
                    _(
                        "Instruktur mengisi hadir dan hasil. Dari tanda hadir itu, “Daftar uang saku” sudah terhitung untuk bendahara."
                    ),
                    _("Putuskan kelulusan dan tekan “Simpan keputusan”, lalu “Terbitkan semua” sertifikat pelatihan."),
                    _(
                        "Di “Berkas”, tekan “Buat” untuk tiap surat dan daftar, tanda tangani, lalu “Pasang pindaian”. "
                        "“Unduh semuanya (PDF)” adalah pertanggungjawaban lengkap; laporannya dikirim dengan “Sampaikan laporan”."
                    ),
                    _("Banyak kelas sekaligus? Tekan “Kerjakan sekaligus” di halaman “Kelas”."),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Keputusan seleksi atau kelulusan keliru"),
                _("Tekan “Batalkan keputusan” dan tulis alasannya. Keputusan lama tetap tercatat."),
            ),
            Trouble(
                _("Skema ujinya tidak ada di pilihan"),
                _(
                    "Skema ditulis lembaga sertifikasinya. Bila lembaga itu belum memakai Balai, buka “Uji kompetensi”, lalu "
                    "“Lihat skema sertifikasi”, dan tekan “Tulis skema” untuk menyalinnya."
                ),
            ),
            Trouble(
                _("Catatan berubah sesudah berkas ditandatangani"),
                _(
                    "Halaman berkas mengatakannya. Tekan “Buat versi baru”; versi lama tetap tersimpan dengan pindaiannya."
                ),
            ),
            Trouble(
                _("Sertifikat salah cetak"),
                _(
                    "Buka “Ganti atau cabut” pada sertifikat itu. Kode lama tetap menjawab bahwa sertifikatnya "
                    "sudah diganti."
                ),
            ),
        ),
    ),
    Guide(
        slug="instruktur",
        account="instruktur",
        title=_("Instruktur"),
        who=_("Untuk pengajar di balai latihan kerja"),
        today=_(
            "Anda mencatat hadir dari ponsel di ruang kelas, juga tanpa sambungan, dan hasil setiap unit begitu selesai dinilai."
        ),
        picture=Picture("/kelas/3/pertemuan/", "instruktur", "Pertemuan"),
        things=(
            Thing(
                _("Catat hadir"),
                "/kelas/",
                (
                    _("Buka kelas Anda, lalu “Pertemuan”, dan tekan “Catat hadir”."),
                    _("Tandai dulu yang tidak hadir, lalu tekan “Tandai hadir yang masih kosong”."),
                    _(
                        "Tekan “Simpan daftar hadir”. Tanpa sambungan, tandanya tersimpan terkunci di ponsel dan dikirim sendiri kemudian."
                    ),
                    _(
                        "Memakai kertas? Tekan “Salin lembar hadir tercetak” sesudahnya, dan isi persis seperti di kertas."
                    ),
                ),
            ),
            Thing(
                _("Isi hasil per unit"),
                "/kelas/",
                (
                    _("Buka kelas, lalu “Hasil”, dan tekan “Isi hasil satu per satu”."),
                    _("Pilih hasil setiap unit, lalu lanjut ke peserta berikutnya."),
                    _(
                        "Kelas dengan beberapa tahap? “Tahap pembelajaran” di halaman kelas menghitung yang hadir dan yang lulus; "
                        "daftar hadir menyebut siapa yang belum lulus tahap sebelumnya."
                    ),
                ),
            ),
            Thing(
                _("Ubah jadwal dan bagikan materi"),
                "/kelas/",
                (
                    _(
                        "Tekan “Ubah” pada pertemuannya: ganti tanggal, jam, atau pengajarnya, atau tulis tautan ruang daring."
                    ),
                    _("Pertemuan di luar kurikulum? Pilih “Tahap” yang cocok, supaya hadirnya dihitung di situ."),
                    _("Tidak terlaksana? Tekan “Batalkan pertemuan”, lalu “Jadwalkan pengganti”."),
                    _(
                        "Di “Materi”, tulis tautan atau pilih berkas, lalu tekan “Simpan materi”. Peserta melihatnya di halaman kelasnya."
                    ),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Ponsel dan kertas menyebut tanda yang berbeda"),
                _("Keduanya disimpan. Buka “Tanda yang berbeda”, pilih satu, dan tulis alasannya."),
            ),
            Trouble(
                _("Tanda hadir keliru"),
                _("Buka lagi daftar hadir pertemuan itu dan ubah tandanya. Perubahan tercatat dengan nama Anda."),
            ),
            Trouble(_("Kelas Anda tidak terlihat"), _("Minta admin balai memeriksa meja Anda di halaman “Lembaga”.")),
        ),
    ),
    Guide(
        slug="asesor-dan-lsp",
        account="asesor",
        title=_("Asesor dan lembaga sertifikasi profesi (LSP)"),
        who=_("Untuk asesor kompetensi dan kepala LSP"),
        today=_(
            "Uji, hasil per unit, dan nomor sertifikat kompetensi tercatat satu kali dan bisa diperiksa siapa pun."
        ),
        picture=Picture("/uji/", "asesor", "Uji kompetensi"),
        things=(
            Thing(
                _("Siapkan uji dan catat hasilnya"),
                "/uji/",
                (
                    _(
                        "Buka “Lihat skema sertifikasi”: di situ unit, elemen, dan masa berlaku yang diuji. Kepala LSP menambahnya "
                        "dengan “Tulis skema”."
                    ),
                    _(
                        "Baca “Asesmen mandiri” peserta dan buktinya; yang belum ada bisa ditambah dengan “Catat bukti”."
                    ),
                    _(
                        "Pilih orangnya, lalu tekan “Catat hasil”. Balai memberi tahu bila asesor pernah mengajar orang itu."
                    ),
                    _("Isi hasil setiap unit dan keputusannya, lalu tekan “Simpan hasil uji”."),
                ),
            ),
            Thing(
                _("Catat sertifikat kompetensi"),
                "/sertifikat-kompetensi/",
                (
                    _("Sesudah dinyatakan kompeten, tekan “Catat sertifikat kompetensi”."),
                    _(
                        "Kepala LSP menulis nomor, blangko, dan penanda tangannya, menekan “Terbitkan sertifikat”, lalu mencetak "
                        "dari “Unduh sertifikat (PDF)”."
                    ),
                    _(
                        "Selama LSP belum memakai Balai, balai pelatihan menyalin nomor dan tanggalnya dari kertas dan "
                        "melampirkan pindaiannya."
                    ),
                ),
            ),
            Thing(
                _("Periksa sertifikat yang segera berakhir"),
                "/sertifikat-kompetensi/segera-berakhir/",
                (
                    _(
                        "Pemegangnya menerima pesan sebelum masa berlakunya habis. Buka daftar ini untuk menghubungi yang belum menjawab."
                    ),
                    _("Sertifikat yang terbit sebelum ada Balai dicatat dengan “Catat sertifikat dari kertas”."),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Peserta tidak setuju dengan hasil ujinya"),
                _(
                    "Bandingnya muncul di “Meja”. Tulis jawaban dan alasannya; bila perlu, peserta diuji lagi pada hari lain."
                ),
            ),
            Trouble(
                _("Unit pada skema tidak bisa diubah lagi"),
                _(
                    "Sudah ada peserta yang mengisi atau dinilai menurut unit itu. Isi “Dipakai sampai” pada skema lama, lalu "
                    "tulis edisi barunya sebagai skema lain."
                ),
            ),
            Trouble(
                _("Nomor sertifikat salah ditulis"),
                _("Tekan “Tarik catatan yang salah”, lalu catat lagi dengan nomor yang benar."),
            ),
            Trouble(
                _("Sertifikat harus dicabut"),
                _(
                    "Tekan “Cabut sertifikat”, atau “Catat dicabut lembaga sertifikasi” bila terbitnya di luar Balai. "
                    "Halaman pemeriksaan langsung menjawab dicabut."
                ),
            ),
        ),
    ),
)
