"""Credentials (kredensial digital): what a certificate states, signed so that others can check it without asking Balai.

statement: what is stated and whether it still holds. issuer: under which name and keys. badge: the only file that knows
openbadgeslib (Open Badges 3.0, W3C Verifiable Credential 2.0, status list). compact: the small form in the QR code.
"""
