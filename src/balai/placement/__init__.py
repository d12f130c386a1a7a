"""Placement (penempatan): referral to a job order, hire, and what employer and alumnus each say of it.

Words: antar kerja = placement_service, AKL/AKAD/AKAN = placement_kind, magang = apprenticeship. Rules: domain book 3.2-3.5.
"""
