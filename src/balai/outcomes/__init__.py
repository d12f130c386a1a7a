"""Outcomes (hasil): what became of people after training: follow-up waves, contact attempts, statements; silence is work.

Words: survei kebekerjaan = employment_survey, alumni/lulusan = graduate. "No report" is not "not employed" (R-000-22). Domain book 6.
"""
