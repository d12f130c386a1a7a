"""Counselling (konseling): the case file of a person, sessions alone or in a group, the route with its reason.

Words: pengantar kerja = employment_counsellor, rekomendasi jalur = route_recommendation. Rules: R-001-06 to 08, domain book 3.1.
"""
