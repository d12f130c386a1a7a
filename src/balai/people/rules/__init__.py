"""Decisions of this room over given facts."""
