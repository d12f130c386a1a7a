"""The secrets of one installation: made once, printed on paper, typed back from paper (kata: kunci, lembar kunci).

Texts here are plain Indonesian: these commands run before there are settings, so there is no catalogue to ask.
"""

from balai.config.keys.cli import main

__all__ = ["main"]
