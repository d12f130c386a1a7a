"""Guides for people: jobseekers and alumni."""

from django.utils.translation import gettext_lazy as _

from balai.web.guides.shape import Guide, Picture, Thing, Trouble

PEOPLE = (
    Guide(
        slug="pencari-kerja",
        account="peserta",
        title=_("Pencari kerja"),
        who=_("Untuk Anda yang ingin belajar keterampilan atau mencari pekerjaan"),
        today=_(
            "Anda bisa mencari kelas gratis, mendaftar dari ponsel tanpa akun, dan melihat alasan "
            "setiap keputusan tentang Anda."
        ),
        picture=Picture("/pelatihan/", "", "Pelatihan kerja, gratis"),
        things=(
            Thing(
                _("Daftar ke kelas"),
                "/pelatihan/",
                (
                    _("Buka “Pelatihan”, pilih kelas, baca syarat dan jadwalnya, lalu tekan “Daftar”."),
                    _("Jawab satu pertanyaan pada setiap layar. Jawaban Anda tersimpan di ponsel sampai dikirim."),
                    _("Ketik kode enam angka yang dikirim ke telepon Anda, lalu simpan kode pendaftaran."),
                ),
            ),
            Thing(
                _("Lihat hasil seleksi"),
                "/pendaftaran/",
                (
                    _("Tulis kode pendaftaran Anda. Akun tidak diperlukan."),
                    _("Bila diterima, tekan “Daftar ulang sekarang” sebelum batas waktunya."),
                    _(
                        "Bila belum diterima, aturan dan alasannya tertulis di halaman yang sama. Kelas yang diundi "
                        "memuat daftar dan cara menghitung ulang undiannya."
                    ),
                    _("Ada yang keliru? Tekan “Ajukan banding” di halaman itu sebelum batasnya."),
                ),
            ),
            Thing(
                _("Lihat jalan Anda"),
                "/saya/",
                (
                    _(
                        "Masuk, lalu buka halaman ini. Konseling, kelas, sertifikat, dan pekerjaan Anda berdiri "
                        "pada satu garis."
                    ),
                    _(
                        "Sedang ikut kelas? Tekan nama kelasnya: pertemuan berikutnya, ruang daring, materi, dan kehadiran Anda."
                    ),
                    _("Ada yang salah? Tekan “Perbaiki data saya”."),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Kode telepon tidak datang"),
                _(
                    "Tekan “Kirim kode lagi”. Bila tetap tidak datang, datanglah ke balai dengan KTP; petugas "
                    "bisa mencatat pendaftaran Anda."
                ),
            ),
            Trouble(
                _("Nomor telepon Anda berganti"),
                _(
                    "Datanglah ke kantor yang mengenal Anda dengan kartu identitas. Petugas memulihkan akun "
                    "Anda tanpa melihat kata sandinya."
                ),
            ),
        ),
    ),
    Guide(
        slug="alumni",
        account="alumni",
        title=_("Alumni pelatihan"),
        who=_("Untuk Anda yang sudah menyelesaikan kelas"),
        today=_(
            "Anda bisa memberi kabar dalam waktu kurang dari satu menit, menunjukkan bahwa sertifikat"
            " Anda asli, dan melihat seluruh jalan Anda."
        ),
        picture=Picture("/kabar/", "alumni", "Apa kabar"),
        things=(
            Thing(
                _("Kirim kabar"),
                "/kabar/",
                (
                    _("Buka tautan yang Anda terima, atau masuk dan buka halaman ini."),
                    _("Pilih keadaan Anda sekarang. Belum bekerja juga kabar yang berguna."),
                    _("Tekan “Kirim kabar”. Ke luar hanya jumlahnya, tanpa nama."),
                ),
            ),
            Thing(
                _("Tunjukkan sertifikat Anda"),
                "/verifikasi/",
                (
                    _("Tulis kode pada sertifikat, atau pindai gambar kotak-kotaknya."),
                    _("Halaman itu menjawab: berlaku, diganti, dicabut, atau tidak dikenal."),
                ),
            ),
            Thing(
                _("Lihat jalan Anda"),
                "/saya/",
                (
                    _("Periksa kelas, sertifikat, rujukan, dan pekerjaan yang tercatat tentang Anda."),
                    _("Bila Anda dicatat sebagai anggota kelompok usaha, jawab dulu setuju atau bukan."),
                ),
            ),
        ),
        troubles=(
            Trouble(
                _("Pekerjaan Anda berganti setelah memberi kabar"),
                _("Kirim kabar lagi. Yang lama tetap tersimpan, yang terbaru dihitung."),
            ),
            Trouble(
                _("Tautan kabar tidak berlaku lagi"),
                _(
                    "Masuk dengan akun Anda dan buka halaman “Kabar Anda”, atau minta balai pelatihan mengirim tautan baru."
                ),
            ),
        ),
    ),
)
