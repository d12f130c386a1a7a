"""Jejak audit (audit trail): who did what to which row, written in the transaction of the change itself.

Append-only and chained per writer; heads are sealed into a signed checkpoint that can be kept outside the database.
Entries hold ids and codes, never personal data, so they are kept for good (UU 27/2022 art. 31, 39; UU 43/2009).
"""
