"""What each model holds about people, in the words of the people it is about. A test asks for a word for every model."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.kernel.privacy import Purpose

P = Purpose
WHAT: dict[tuple[str, Purpose], str | Promise] = {
    ("notifications.Message", P.CONTACT): _("pesan yang kami kirim kepada Anda dan alamat tujuannya"),
    ("accounts.User", P.ACCOUNT): _("nama, nomor telepon, surel, dan kapan terakhir masuk"),
    ("accounts.OneTimeCode", P.ACCOUNT): _("alamat yang meminta kode sekali pakai"),
    ("accounts.SignIn", P.ACCOUNT): _("jenis perangkat tempat Anda masuk"),
    ("imports.ImportRun", P.EVIDENCE): _("nama berkas daftar yang diimpor kantor"),
    ("imports.ImportRow", P.EVIDENCE): _("baris daftar yang menunggu diperiksa"),
    ("documents.StoredFile", P.EVIDENCE): _("nama berkas yang diunggah"),
    ("institutions.Instructor", P.EVIDENCE): _("nama dan bidang instruktur"),
    ("institutions.InstructorCertificate", P.EVIDENCE): _("nomor sertifikat instruktur"),
    ("institutions.Membership", P.ACCOUNT): _("jabatan dan nomor induk pegawai"),
    ("institutions.Invitation", P.CONTACT): _("alamat orang yang diundang menduduki meja"),
    ("institutions.Invitation", P.ACCOUNT): _("jabatan orang yang diundang"),
    ("institutions.Proxy", P.EVIDENCE): _("alasan lembaga diwakili"),
    ("people.Person", P.IDENTITY): _(
        "nama, tempat dan tanggal lahir, serta nomor induk kependudukan (NIK) yang disegel"
    ),
    ("people.Person", P.CONTACT): _("telepon, surel, alamat, dan wali bagi yang belum 18 tahun"),
    ("people.Person", P.SERVICE): _("jurusan pendidikan"),
    ("people.ClaimRequest", P.ACCOUNT): _("data yang Anda sebut saat menyambungkan akun dengan catatan"),
    ("people.CallListItem", P.CONTACT): _("catatan petugas saat menelepon"),
    ("people.Consent", P.EVIDENCE): _("persetujuan Anda dan nama wali yang memberikannya"),
    ("people.MergeRecord", P.IDENTITY): _("catatan lama yang disegel sebelum dua catatan digabung"),
    ("people.Disability", P.INCLUSION): _("ragam disabilitas, bila Anda memberitahukannya"),
    ("people.AdjustmentNeed", P.INCLUSION): _("penyesuaian yang Anda perlukan saat belajar atau bekerja"),
    ("people.VulnerableGroupMembership", P.INCLUSION): _("kelompok rentan, bila Anda memberitahukannya"),
    ("people.PersonDocument", P.IDENTITY): _("salinan kartu identitas dan ijazah"),
    ("people.Reveal", P.EVIDENCE): _("siapa membuka NIK Anda dan alasannya"),
    ("people.RightsRequest", P.EVIDENCE): _("permintaan Anda tentang data sendiri dan jawabannya"),
    ("counselling.CaseFile", P.SERVICE): _("ringkasan konseling"),
    ("counselling.CounsellingSession", P.SERVICE): _("catatan sesi konseling"),
    ("counselling.EarlierWords", P.SERVICE): _("catatan sesi konseling sebelum diperbaiki"),
    ("counselling.RouteRecommendation", P.SERVICE): _("jalur yang disarankan dan alasannya"),
    ("admissions.Application", P.IDENTITY): _("nama, tanggal lahir, dan NIK yang disegel pada pendaftaran kelas"),
    ("admissions.Application", P.CONTACT): _("telepon dan wilayah pada pendaftaran kelas"),
    ("admissions.Application", P.SERVICE): _("motivasi dan hasil seleksi"),
    ("admissions.SelectionScore", P.SERVICE): _("nilai seleksi"),
    ("admissions.Appeal", P.SERVICE): _("banding atas hasil seleksi dan jawabannya"),
    ("admissions.Draw", P.SERVICE): _("saksi dan hasil undian seleksi"),
    ("admissions.ReachPlan", P.CONTACT): _("dua orang yang tahu keberadaan Anda dan kota tujuan Anda"),
    ("training.Enrolment", P.SERVICE): _("alasan berhenti dari kelas"),
    ("training.TrainingCertificate", P.EVIDENCE): _("nama dan nomor sertifikat pelatihan"),
    ("training.UnitResult", P.SERVICE): _("hasil tiap unit pelatihan"),
    ("training.AttendanceMark", P.SERVICE): _("kehadiran di kelas"),
    ("training.MarkStatement", P.SERVICE): _("tanda hadir menurut ponsel dan lembar tercetak"),
    ("papers.ClassPaper", P.EVIDENCE): _("nama pada berkas kelas dan penanda tangannya"),
    ("certification.CompetencyAssessment", P.SERVICE): _("catatan uji kompetensi"),
    ("training.LevyReport", P.SERVICE): _("laporan tentang pungutan di kelas"),
    ("certification.SelfAssessedUnit", P.SERVICE): _("penilaian Anda atas kemampuan sendiri sebelum uji"),
    ("certification.AssessmentEvidence", P.EVIDENCE): _("bukti yang dinilai saat uji kompetensi"),
    ("certification.AssessmentAppeal", P.EVIDENCE): _("banding atas hasil uji kompetensi dan jawabannya"),
    ("certification.CompetenceCertificate", P.EVIDENCE): _("nomor sertifikat kompetensi"),
    ("placement.Referral", P.SERVICE): _("rujukan kepada pemberi kerja"),
    ("placement.Placement", P.SERVICE): _("pekerjaan dan tempat kerja"),
    ("placement.PlacementStatement", P.SERVICE): _("keterangan tentang pekerjaan"),
    ("ventures.MonitoringVisit", P.SERVICE): _("catatan kunjungan ke usaha"),
    ("outcomes.ContactAttempt", P.FOLLOW_UP): _("catatan saat menanyakan kabar"),
    ("collaboration.Claim", P.EVIDENCE): _("keterangan tentang kerja sama dan siapa yang menyampaikannya"),
    ("outcomes.OutcomeStatement", P.FOLLOW_UP): _("pekerjaan, usaha, dan kisaran penghasilan sesudah pelatihan"),
}
OTHER = _("catatan lain")
