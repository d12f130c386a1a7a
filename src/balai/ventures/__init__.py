"""Ventures (usaha): business groups, their members, visits after training, and what each advice led to.

Words: kelompok = business_group, pendamping = mentor, TKS = volunteer_worker,
monev = monitoring_visit. Rules: R-003-08 to 11, domain book 5.1.
"""
