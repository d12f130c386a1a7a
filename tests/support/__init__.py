"""What tests stand on: a PostgreSQL of one's own, a browser, checks of the house."""
