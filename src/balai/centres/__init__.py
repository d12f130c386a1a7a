"""Centres (kemandirian balai): maturity with receipts, selection rounds, incubators. Empty until its issue is taken."""
