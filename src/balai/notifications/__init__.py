"""Notifications: the outbox. Knows addresses, not people; a row is written in the transaction of the change it tells of."""
