"""Programmes (program pelatihan): vocational fields, programmes, versioned curricula of units in lesson hours of 45 minutes.

Words: kejuruan = vocational_field, sub-kejuruan = vocational_subfield, JP = lesson_hour. Rules: domain book 2.1.
"""
