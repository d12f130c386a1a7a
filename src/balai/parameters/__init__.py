"""Parameters: rules that change every year (amounts, ages, quotas, intervals, forms), dated, with their legal basis.

A room declares what it needs in its parameters.py; an administrator sets values on a page; the rooms read them by day.
"""
