"""A timetable for all classes of a centre: gathered from the records, assigned by HiGHS, explained in words."""
