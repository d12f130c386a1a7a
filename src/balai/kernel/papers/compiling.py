"""One typst compiler a thread, kept warm. Also a program of its own: `python -I compiling.py form seconds`, data in, PDF out.

Imports nothing of the project. The compiler's own threads do not survive a fork: a server process that was forked after its
parent compiled something would wait for them for ever, so it asks the program instead (a fifth of a second).
"""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a for keeping, PDF/UA-1 so that a screen reader reads it."""
LONGEST_SECONDS = 60
NOT_IN_THE_FACES = re.compile(r'the (?:text|codepoint) `"(\\u\{[0-9a-f]+\}|.)')
NO_SHAPE = "□"
SCRIPTS_OF_THE_FACES = 0x2E80
"""Where the letters of East Asia begin, and above them the small pictures."""
MOST_ATTEMPTS = 40
PLACE = Path(__file__).parent
_threads = threading.local()
_used_in = 0
"""Id of the process in which the compiler first ran; 0 before."""


def compiled(form: str, content: str, seconds: int) -> bytes:
    """content: JSON. seconds: since 1970, the date inside the file."""
    global _used_in  # one note for the process, read after a fork
    if _used_in not in (0, os.getpid()):
        return _elsewhere(form, content, seconds)
    _used_in = os.getpid()
    for _attempt in range(MOST_ATTEMPTS):
        try:
            return _made(form, content, seconds)
        except RuntimeError as no:
            letter = NOT_IN_THE_FACES.search(str(no))
            if letter is None:
                raise
            content = _without(content, letter[1])
    return _made(form, "".join(one if ord(one) < SCRIPTS_OF_THE_FACES else NO_SHAPE for one in content), seconds)


def _without(content: str, written: str) -> str:
    """A name in a script the faces do not have still gets its paper, with boxes in it. Beyond the scripts they have, the
    neighbours of a letter go with it."""
    point = int(written[3:-1], 16) if written.startswith("\\u{") else ord(written[0])
    if point < SCRIPTS_OF_THE_FACES:
        return content.replace(chr(point), NO_SHAPE)
    return "".join(NO_SHAPE if ord(one) >> 8 == point >> 8 else one for one in content)


def _made(form: str, content: str, seconds: int) -> bytes:
    made = _compiler(form).compile(
        format="pdf", sys_inputs={"data": content}, pdf_standards=list(STANDARDS), timestamp=seconds
    )
    if not isinstance(made, bytes):
        raise TypeError("the compiler returned no PDF")
    return made


def _compiler(form: str) -> Any:
    """Import and compiler on first use: no other page pays for them. Only the faces inside the compiler are used, so a
    paper looks alike on every machine."""
    found = getattr(_threads, form, None)
    if found is None:
        import typst  # noqa: PLC0415

        found = typst.Compiler(PLACE / f"{form}.typ", root=PLACE, ignore_system_fonts=True)
        setattr(_threads, form, found)
    return found


def _elsewhere(form: str, content: str, seconds: int) -> bytes:
    command = [sys.executable, "-I", str(Path(__file__)), form, str(seconds)]
    done = subprocess.run(command, input=content.encode(), capture_output=True, timeout=LONGEST_SECONDS, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.stdout.buffer.write(compiled(sys.argv[1], sys.stdin.buffer.read().decode(), int(sys.argv[2])))
