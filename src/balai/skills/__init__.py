"""Skills (keterampilan): occupations and competence units with their code as it was written; levels of the KKNI.

Words: unit kompetensi = competency_unit, SKKNI = national work-competence standard, KKNI = qualifications framework (1-9).
"""
