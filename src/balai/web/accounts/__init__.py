"""Signing in and the account itself. The flow is allauth's; the words, the addresses and what is recorded are ours."""
