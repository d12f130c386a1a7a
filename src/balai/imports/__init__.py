"""Imports: one run of reading an office's file; each row accepted, refused with its reason, or waiting for a decision.

The rooms that read files (people, institutions, collaboration) keep their runs here; what a row means is theirs.
A row's content may be personal, so it is kept sealed and for a term; refused and asked rows are kept, accepted rows
need not be (their content stands in the room that accepted them).
Words: run = impor, row = baris, mapping = pencocokan kolom.
"""
