"""Kernel: what every room stands on. No models, no words of the trade.

Refused, Workflow, clock, money and date formats, identifiers, keys, tables (reading office spreadsheets), registries.
"""
