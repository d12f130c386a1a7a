"""People (orang): one person, one record; identity, consent, rights, duplicates, the import of offices' lists.

Words: NIK = national identity number (national_id), domicile = where one lives, AK/I = jobseeker registration card.
Rules: domain book 4 (identity), 8 (UU 27/2022), 9 (disability and vulnerable groups).
"""
