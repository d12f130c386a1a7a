"""balai demo: the demonstration network on one computer, made once, kept afterwards.

Everything in it is invented and says so; identity numbers begin with 99, a province that does not exist.
"""

from balai.config.demo.run import main

__all__ = ["main"]
