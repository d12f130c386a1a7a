"""The first version of each consent text; an administrator publishes later ones."""

from typing import Final

from balai.people.enums import ConsentPurpose

FIRST_TEXTS: Final[dict[str, tuple[str, str]]] = {
    ConsentPurpose.SHARE_WITH_EMPLOYER: (
        "Saya setuju nama, keterampilan, pelatihan, dan nomor telepon saya ditunjukkan kepada pemberi kerja yang mencari "
        "orang seperti saya. NIK, alamat lengkap, dan keadaan disabilitas tidak ikut dibagikan. Saya bisa mencabut "
        "persetujuan ini kapan saja tanpa kehilangan layanan.",
        "I agree that my name, skills, training and telephone number are shown to employers who look for people like me. "
        "My identity number, full address and any disability are not shared. I can withdraw this at any time without "
        "losing any service.",
    ),
    ConsentPurpose.REMINDERS: (
        "Saya setuju menerima pengingat melalui SMS atau WhatsApp, misalnya jadwal pelatihan dan pertanyaan singkat "
        "sesudah lulus. Saya bisa berhenti kapan saja.",
        "I agree to receive reminders by SMS or WhatsApp, such as training times and short questions after graduation. "
        "I can stop at any time.",
    ),
    ConsentPurpose.FOLLOW_UP_CONTACTS: (
        "Saya setuju petugas menghubungi orang yang saya sebut di sini bila saya tidak bisa dihubungi, hanya untuk "
        "menanyakan cara menghubungi saya.",
        "I agree that officers contact the people I name here when I cannot be reached, only to ask how to reach me.",
    ),
    ConsentPurpose.SUCCESS_STORY: (
        "Saya setuju kisah dan foto saya ditampilkan untuk umum. Saya melihatnya dulu sebelum terbit, dan bisa meminta "
        "kisah itu diturunkan kapan saja.",
        "I agree that my story and photo are shown to the public. I see them before they are published and can have them "
        "taken down at any time.",
    ),
    ConsentPurpose.GUARDIAN: (
        "Sebagai orang tua atau wali, saya setuju anak ini didaftarkan dan mengikuti layanan pelatihan dan penempatan. "
        "Saya bisa mencabut persetujuan ini kapan saja.",
        "As parent or guardian I agree that this child is registered and takes part in training and placement services. "
        "I can withdraw this at any time.",
    ),
}
