"""Rules about what was done. What no record can show (trust, motivation, mutual respect) has no rule here, however well tasks
were done; so have context, drivers and starting conditions, of which the workbook keeps no table.
"""

from balai.collaboration.assessment.records import actors, aftermath, agreements, meetings, promises, resources, work

__all__ = ["actors", "aftermath", "agreements", "meetings", "promises", "resources", "work"]
