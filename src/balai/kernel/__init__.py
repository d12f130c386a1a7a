"""Kernel: what every room stands on. No models, no words of the trade.

Refused, reasons, Workflow, clock, money and date formats, identifiers, crypto, paging, privacy, tables (reading office
spreadsheets), registry.
"""
