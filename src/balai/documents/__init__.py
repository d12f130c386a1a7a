"""Documents: private uploaded files (identity card, diploma, letter), size-limited, re-encoded, sealed, with a term.

A stored file is never shown by itself: the room that refers to it decides who may see it.
"""
