"""Funding (pendanaan): fund lines by year and source. The source decides who recruits and selects (R-000-09, R-000-10).

Words: APBN = state budget, APBD = regional budget, tugas pembantuan = assistance task, dekonsentrasi = deconcentration, POK.
"""
