"""Collaboration (kerja sama): forums, meetings, decisions, promises, contributions, claims; evidence of closed periods from case workbooks.

Words: musyawarah = deliberation, janji = commitment, hak jawab = right_of_reply. Rules: cases/README vocabulary, domain book 7.
"""
