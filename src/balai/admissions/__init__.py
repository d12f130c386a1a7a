"""Admissions (seleksi): applications as claims, verification, selection, reserves, refusal with its rule.

Words: pendaftar = applicant, cadangan = reserve, gugur = forfeited, daftar ulang = enrolment_confirmation. Rules: domain book 2.2.
"""
