"""Documents: private uploaded files (identity card, diploma, letter), size-limited, re-encoded, sealed, with a term.

A stored file is never shown by itself: the room that refers to it decides who may see it. What arrives is drawn anew
(`redraw.py`, a process of its own with bounded memory and time), so that nothing hidden in a file survives: no place
where a picture was taken, no script, no second file behind the first.
"""
