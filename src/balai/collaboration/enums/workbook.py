"""The vocabulary of a case workbook, as the two frameworks use it. Values are what stands in the cells."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class Framework(models.TextChoices):
    ANSELL_GASH = "ansell_gash", _("Ansell dan Gash (2008)")
    EMERSON = "emerson", _("Emerson, Nabatchi dan Balogh (2012)")


class YesNo(models.TextChoices):
    YES = "yes", _("ya")
    NO = "no", _("tidak")


class Performed(models.TextChoices):
    YES = "yes", _("dijalankan")
    PARTLY = "partly", _("sebagian dijalankan")
    NO = "no", _("tidak dijalankan")


class SourceKind(models.TextChoices):
    STUDY = "study", _("studi")
    OFFICIAL_TABLE = "official_table", _("tabel resmi")
    INTERVIEW = "interview", _("wawancara")
    DOCUMENT = "document", _("dokumen")
    OBSERVATION = "observation", _("pengamatan")
    SYSTEM = "system", _("catatan sistem")


class MeetingKind(models.TextChoices):
    PLANNING = "planning", _("perencanaan")
    COORDINATION = "coordination", _("koordinasi")
    EVALUATION = "evaluation", _("evaluasi")
    SELECTION = "selection", _("seleksi")
    OUTREACH = "outreach", _("sosialisasi")


class MeetingMode(models.TextChoices):
    FACE_TO_FACE = "face_to_face", _("tatap muka")
    MEDIATED = "mediated", _("melalui perantara")


class Recurrence(models.TextChoices):
    ONCE = "once", _("sekali")
    YEARLY = "yearly", _("tahunan")
    QUARTERLY = "quarterly", _("tiap tiga bulan")
    MONTHLY = "monthly", _("bulanan")


class DecisionKind(models.TextChoices):
    PROCEDURAL = "procedural", _("tata cara")
    SUBSTANTIVE = "substantive", _("isi")


class ContributionKind(models.TextChoices):
    FUNDING = "funding", _("dana")
    EQUIPMENT = "equipment", _("peralatan")
    VENUE = "venue", _("tempat")
    EXPERTISE = "expertise", _("keahlian")
    CURRICULUM = "curriculum", _("kurikulum")
    MATERIALS = "materials", _("bahan")
    MARKET_ACCESS = "market_access", _("akses pasar")


class ActivityKind(models.TextChoices):
    TRAINING = "training", _("pelatihan kerja")
    SELF_EMPLOYMENT = "self_employment", _("pemberdayaan tenaga kerja mandiri")


class FundSource(models.TextChoices):
    APBN = "apbn", _("APBN (anggaran negara)")
    APBN_TUGAS_PEMBANTUAN = "apbn_tugas_pembantuan", _("APBN, tugas pembantuan")
    APBN_DEKONSENTRASI = "apbn_dekonsentrasi", _("APBN, dekonsentrasi")
    APBD_PROVINCE = "apbd_province", _("APBD provinsi (anggaran daerah)")
    APBD_REGENCY = "apbd_regency", _("APBD kabupaten/kota (anggaran daerah)")
    CSR = "csr", _("tanggung jawab sosial perusahaan (CSR)")
    DONOR = "donor", _("donor")
    OWN = "own", _("dana sendiri")


class MonitoringPhase(models.TextChoices):
    DURING = "during", _("selama kegiatan")
    AFTER = "after", _("sesudah kegiatan")


class MonitoringKind(models.TextChoices):
    VISIT = "visit", _("kunjungan")
    REPORT = "report", _("laporan")
    SURVEY = "survey", _("survei")


class FacilityKind(models.TextChoices):
    ROOM = "room", _("ruang")
    WORKSHOP = "workshop", _("bengkel praktik")
    EQUIPMENT = "equipment", _("peralatan")
    MEDIA = "media", _("media ajar")


class FacilityCondition(models.TextChoices):
    GOOD = "good", _("baik")
    WORN = "worn", _("aus")
    BROKEN = "broken", _("rusak")
    TOO_SMALL = "too_small", _("terlalu sempit")
    ABSENT = "absent", _("tidak ada")


class ClaimMethod(models.TextChoices):
    INTERVIEW = "interview", _("wawancara")
    OBSERVATION = "observation", _("pengamatan")
    DOCUMENT = "document", _("dokumen")
    STUDY_TEXT = "study_text", _("teks studi")
    ABSTRACT = "abstract", _("abstrak studi")


class Polarity(models.TextChoices):
    POSITIVE = "positive", _("mendukung")
    NEGATIVE = "negative", _("menghambat")


class PartyPart(models.TextChoices):
    """What a member does in a meeting, an activity or a monitoring; one link table a noun serves its columns."""

    CONVENED = "convened", _("mengundang")
    ATTENDED = "attended", _("hadir")
    PROVIDER = "provider", _("penyelenggara")
    FUNDER = "funder", _("pendana")


class Subject(models.TextChoices):
    """Elements and factors of collaborative governance (Ansell and Gash 2008; Emerson, Nabatchi and Balogh 2012).

    Shared understanding (pemahaman bersama) and mutual understanding (part of motivation) stay two constructs.
    """

    STARTING_CONDITIONS = "starting_conditions", _("kondisi awal")
    INSTITUTIONAL_DESIGN = "institutional_design", _("desain kelembagaan")
    FACILITATIVE_LEADERSHIP = "facilitative_leadership", _("kepemimpinan fasilitatif")
    DIALOGUE = "dialogue", _("dialog tatap muka")
    TRUST = "trust", _("kepercayaan")
    COMMITMENT = "commitment", _("komitmen")
    UNDERSTANDING = "understanding", _("pemahaman bersama")
    OUTCOMES = "outcomes", _("hasil sementara")
    CONTEXT = "context", _("konteks")
    DRIVERS = "drivers", _("pendorong")
    ENGAGEMENT = "engagement", _("keterlibatan berprinsip")
    MOTIVATION = "motivation", _("motivasi bersama")
    CAPACITY = "capacity", _("kapasitas bertindak bersama")
    ACTIONS = "actions", _("tindakan bersama")
    IMPACTS = "impacts", _("dampak")
    ADAPTATION = "adaptation", _("adaptasi")
    LEGAL_BASIS = "legal_basis", _("dasar hukum")
    FUNDING = "funding", _("dana")
    BUDGET_TIMING = "budget_timing", _("waktu anggaran")
    FREE_OF_CHARGE = "free_of_charge", _("tanpa biaya")
    LEVY = "levy", _("pungutan")
    PARTICIPATION = "participation", _("partisipasi peserta")
    PARTICIPANT_READINESS = "participant_readiness", _("kesiapan peserta")
    PRIVATE_SECTOR = "private_sector", _("pihak swasta")
    COMMUNITY = "community", _("masyarakat")
    DIALOGUE_REGULARITY = "dialogue_regularity", _("keteraturan dialog")
    FACILITATION = "facilitation", _("fasilitasi")
    LEADERSHIP = "leadership", _("kepemimpinan")
    COORDINATION = "coordination", _("koordinasi")
    SECTORAL_EGO = "sectoral_ego", _("ego sektoral")
    POWER_IMBALANCE = "power_imbalance", _("ketimpangan kuasa")
    POLITICAL_INTERFERENCE = "political_interference", _("campur tangan politik")
    STAFF_TURNOVER = "staff_turnover", _("pergantian pegawai")
    COMMUNICATION = "communication", _("komunikasi")
    SOCIALISATION = "socialisation", _("sosialisasi")
    CAPABILITY = "capability", _("kemampuan pelaksana")
    INSTRUCTORS = "instructors", _("instruktur")
    FACILITIES = "facilities", _("sarana dan prasarana")
    MATERIALS = "materials", _("bahan baku")
    MENTORING = "mentoring", _("pendampingan")
    POST_TRAINING_MONITORING = "post_training_monitoring", _("pemantauan sesudah pelatihan")
    OUTCOME_REPORTING = "outcome_reporting", _("pelaporan hasil")
    MARKET_ACCESS = "market_access", _("akses pasar")
    JOB_DEMAND = "job_demand", _("permintaan tenaga kerja")
    SINGLE_ACTOR = "single_actor", _("satu pihak bertindak sendiri")
    LOCATION = "location", _("lokasi")


class ConveningState(models.TextChoices):
    PLANNED = "planned", _("direncanakan")
    HELD = "held", _("sudah diadakan")
    CONFIRMING = "confirming", _("notulen menunggu para pihak")
    CLOSED = "closed", _("notulen ditutup")
    CANCELLED = "cancelled", _("dibatalkan")


_C = ConveningState
CONVENING_FLOW = Workflow({
    "change": ((_C.PLANNED,), _C.PLANNED),
    "attend": ((_C.PLANNED, _C.HELD), _C.HELD),
    "send_minutes": ((_C.HELD, _C.CONFIRMING), _C.CONFIRMING),
    "close": ((_C.CONFIRMING,), _C.CLOSED),
    "cancel": ((_C.PLANNED,), _C.CANCELLED),
})  # fmt: skip


NOT_HELD = (_C.PLANNED, _C.CANCELLED)
"""Called, and so far no dialogue."""


class PresenceHow(models.TextChoices):
    LIST = "list", _("daftar hadir")
    CODE = "code", _("kode di tempat")


class Value(models.TextChoices):
    """What an assessment says of an element. Mixed: evidence points both ways, or records and statements disagree."""

    STRONG = "strong", _("kuat")
    ADEQUATE = "adequate", _("memadai")
    WEAK = "weak", _("lemah")
    MIXED = "mixed", _("bercampur")
    NO_EVIDENCE = "no_evidence", _("tidak ada bukti")
    NOT_APPLICABLE = "not_applicable", _("tidak berlaku")


class PulseItem(models.TextChoices):
    """The 22 items of the short survey (domain book 7.3); EN12, EN13 and EN16 are worded against the construct."""

    AG1 = "AG1", _("Dalam satu periode ini kami cukup sering bertemu langsung untuk membahas pelatihan dan penempatan.")
    AG2 = "AG2", _("Dalam pertemuan setiap pihak punya kesempatan bicara yang sama.")
    AG3 = "AG3", _("Pihak lain menjalankan tugas dan fungsinya seperti yang disepakati.")
    AG4 = "AG4", _("Organisasi saya merasa ikut memiliki hasil kerja sama ini.")
    AG5 = "AG5", _("Kami sepakat tentang masalah utama yang hendak diselesaikan.")
    AG6 = "AG6", _("Sudah ada hasil kecil yang nyata dan membuat kami mau melanjutkan.")
    EN1 = "EN1", _("Kepentingan dan kekhawatiran tiap pihak dibuka sejak awal.")
    EN2 = "EN2", _("Pendapat yang berbeda dibahas dengan alasan, bukan dengan tekanan.")
    EN3 = "EN3", _("Keputusan rapat dicatat dengan penanggung jawab dan tenggat yang jelas.")
    EN4 = "EN4", _("Saya dapat mengandalkan informasi dari pihak lain.")
    EN5 = "EN5", _("Kami menghormati posisi pihak lain meskipun tidak setuju.")
    EN6 = "EN6", _("Pihak yang ikut dianggap layak dan saling membutuhkan.")
    EN7 = "EN7", _("Pihak lain tetap hadir dan menepati janji saat ada kesulitan.")
    EN8 = "EN8", _("Aturan main kerja sama tertulis dan dipakai.")
    EN9 = "EN9", _("Ada yang menengahi ketika timbul perbedaan.")
    EN10 = "EN10", _("Data dan pengalaman dibagikan dan dipakai untuk memutuskan.")
    EN11 = "EN11", _("Dana, tenaga, dan fasilitas dari berbagai pihak digunakan bersama.")
    EN12 = "EN12", _("Satu pihak menanggung hampir semua pekerjaan.")
    EN13 = "EN13", _("Setelah rapat tiap pihak berjalan sendiri-sendiri.")
    EN14 = "EN14", _("Peserta dan kelompok merasakan perubahan yang bertahan.")
    EN15 = "EN15", _("Cara kerja kami berubah setelah melihat hasil evaluasi.")
    EN16 = "EN16", _("Manfaat kerja sama hanya dinikmati organisasi tertentu.")


PULSE_CONSTRUCTS = {
    PulseItem.AG1: _("dialog tatap muka"),
    PulseItem.AG2: _("dialog tatap muka"),
    PulseItem.AG3: _("membangun kepercayaan"),
    PulseItem.AG4: _("komitmen pada proses"),
    PulseItem.AG5: _("pemahaman bersama"),
    PulseItem.AG6: _("hasil sementara"),
    PulseItem.EN1: _("pengungkapan"),
    PulseItem.EN2: _("deliberasi"),
    PulseItem.EN3: _("determinasi"),
    PulseItem.EN4: _("kepercayaan"),
    PulseItem.EN5: _("saling pengertian"),
    PulseItem.EN6: _("legitimasi internal"),
    PulseItem.EN7: _("komitmen"),
    PulseItem.EN8: _("prosedur dan kelembagaan"),
    PulseItem.EN9: _("kepemimpinan"),
    PulseItem.EN10: _("pengetahuan"),
    PulseItem.EN11: _("sumber daya"),
    PulseItem.EN12: _("sumber daya"),
    PulseItem.EN13: _("tindakan bersama"),
    PulseItem.EN14: _("dampak"),
    PulseItem.EN15: _("adaptasi"),
    PulseItem.EN16: _("adaptasi"),
}
REVERSED = frozenset({PulseItem.EN12, PulseItem.EN13, PulseItem.EN16})
