"""Demand (kebutuhan): employers' job orders in their own words, and evidence of local need.

Words: job order = permintaan tenaga kerja, vacancy = lowongan. Rules: domain book 3.2 (Perpres 57/2023), R-000-18, R-000-29.
"""
