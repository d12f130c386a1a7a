"""What the processes of the drill on seats tell the one who watches; no Django here."""

from typing import Final

BEGIN, MOVED, SEATED = "begin", "moved", "seated"
"""Lines that finish no attempt: what is begun, and who was moved up or seated together with others."""

OVER: Final = """
SELECT count(*) FROM planning_batch AS class WHERE class.seats < (SELECT count(*) FROM (
  SELECT person_id FROM training_enrolment WHERE batch_id = class.id AND seat IS NOT NULL
  UNION SELECT person_id FROM admissions_application AS promised
  WHERE batch_id = class.id AND state IN ('selected', 'confirmed') AND NOT EXISTS (
    SELECT 1 FROM training_enrolment AS gone
    WHERE gone.batch_id = class.id AND gone.person_id = promised.person_id AND gone.seat IS NULL)) AS held)
"""
"""Classes with more people promised a seat or sitting than seats: one statement, so of one moment."""
