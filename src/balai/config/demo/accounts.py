"""One account a role (contract: the names and the password do not change)."""

from dataclasses import dataclass

PASSWORD = "balai-demo"


@dataclass(frozen=True, slots=True)
class Account:
    """seat: key of the institution in World.institutions; empty for people without a desk."""

    username: str
    full_name: str
    meaning: str
    role: str = ""
    seat: str = ""
    title: str = ""


ACCOUNTS: tuple[Account, ...] = (
    Account("peserta", "Rahmah", "pencari kerja"),
    Account("alumni", "Yusuf Contoh", "alumni kelas yang sudah selesai"),
    Account("konselor", "Siti Latihan", "pengantar kerja", "counsellor", "dinas", "Pengantar Kerja Ahli Muda"),
    Account(
        "admin-blk", "Budi Latihan", "admin balai latihan kerja", "centre_admin", "blk", "Kepala Subbagian Tata Usaha"
    ),
    Account("instruktur", "Dewi Latihan", "instruktur menjahit", "instructor", "blk", "Instruktur Ahli Pertama"),
    Account("asesor", "Hasan Latihan", "asesor kompetensi", "assessor", "lsp", "Asesor"),
    Account("lsp", "Maria Latihan", "kepala lembaga sertifikasi profesi", "certifier_head", "lsp", "Direktur LSP"),
    Account(
        "dinas", "Rina Latihan", "dinas tenaga kerja kabupaten", "labour_officer", "dinas", "Kepala Bidang Tenaga Kerja"
    ),
    Account("provinsi", "Anton Latihan", "dinas provinsi", "province_officer", "provinsi", "Kepala Bidang Pelatihan"),
    Account(
        "bpvp",
        "Lukman Latihan",
        "unit pelatihan kementerian",
        "central_unit_officer",
        "bpvp",
        "Subkoordinator Penyelenggaraan",
    ),
    Account("kemnaker", "Wati Latihan", "kementerian", "ministry_officer", "kementerian", "Analis Kebijakan"),
    Account("perusahaan", "Hendra Latihan", "pemberi kerja", "employer", "perusahaan", "Kepala Personalia"),
    Account("mitra", "Grace Latihan", "mitra atau donor", "partner", "mitra", "Manajer Program"),
    Account("pendamping", "Ujang Latihan", "pendamping kelompok usaha", "mentor", "dinas", "Pendamping"),
    Account("tks", "Nur Latihan", "tenaga kerja sukarela", "volunteer", "dinas", "Tenaga Kerja Sukarela"),
    Account(
        "pengelola-blkk", "Halimah Latihan", "pengelola BLK Komunitas", "community_centre_manager", "blkk", "Pengelola"
    ),
    Account("sekretaris", "Joko Latihan", "sekretaris forum", "forum_secretary", "forum", "Sekretaris"),
    Account("peneliti", "Ratna Latihan", "peneliti", "researcher", "universitas", "Peneliti"),
    Account("pemeriksa", "Yanti Latihan", "pemeriksa (auditor)", "inspector", "provinsi", "Auditor Ahli Muda"),
    Account("operator", "Agus Latihan", "operator sistem", "operator", "dinas", "Teknisi"),
)
