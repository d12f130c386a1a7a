"""Imports: one run of reading an office's file; each row accepted, refused with its reason, or waiting for a decision."""
