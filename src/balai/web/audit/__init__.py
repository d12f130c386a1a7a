"""The audit trail, read by those who answer for the system."""
