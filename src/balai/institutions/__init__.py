"""Institutions (lembaga): every kind of body on the road, names over time, desks (meja), rooms, equipment, instructors, agreements.

Words: institution = lembaga, desk = meja/jabatan, handover = mutasi, proxy = bertindak atas nama. Rules: domain book 1.0, 2.4, 5.2.
"""
