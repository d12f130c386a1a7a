"""Who listens to what: the one list of announcements made through kernel.announce and their listeners.

Empty while no room needs seconds; most telling upward is done by being read.
"""
