"""balai practice: a second, separate Balai with invented people, beside the real one (kata: ruang latihan).

`room.py` builds its walls before any setting is read, `again.py` puts it back to its beginning, `run.py` starts it.
"""
