"""Accounts: a way to log in. Who someone *is* lives in balai.people, where they *sit* in balai.institutions."""
