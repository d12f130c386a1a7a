"""Reading a collaboration: what its records show and what people say, subject by subject, by published rules.

A pure function over a case workbook: no rule knows a case, asks the database or reads a date of today. Records and statements are
judged apart and never averaged; the third column, a researcher's conclusion, is not written here.
"""
