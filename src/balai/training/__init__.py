"""Training (pelatihan): enrolment, sessions held, attendance, unit results, the centre's training certificate.

Words: peserta = trainee, absensi = attendance, sertifikat pelatihan = training_certificate (never the competence certificate).
"""
