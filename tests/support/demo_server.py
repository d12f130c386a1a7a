"""The demonstration as people start it, on a free port and in a folder of its own.

`python -m tests.support.demo_server FOLDER` makes it beforehand for all that share that folder.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from balai.config.cluster import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 420
COMMAND = [sys.executable, "-m", "balai.config.cli", "demo"]


def environment(folder: Path, port: int) -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if not name.startswith(("BALAI_", "DJANGO_"))}
    return found | {"BALAI_VAR": str(folder), "PORT": str(port), "PYTHONPATH": str(ROOT / "src")}


def copy_demo(session: Path, folder: Path) -> None:
    """Into `folder` the demonstration that was made from nothing, once, for all processes that share the folder `session`."""
    shutil.copytree(ready_demo(session), folder, dirs_exist_ok=True)


def ready_demo(session: Path) -> Path:
    made = session / "demo-made"
    with (session / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            growing = session / "demo-growing"
            shutil.rmtree(growing, ignore_errors=True)
            growing.mkdir()
            subprocess.run([*COMMAND, "--prepare"], cwd=ROOT, env=environment(growing, free_port()), check=True)
            growing.rename(made)
    return made


@contextmanager
def demo_server(folder: Path) -> Iterator[str]:
    """Yield the address of a `balai demo` whose database, keys and files live in `folder`; made there if they do not."""
    port = free_port()
    log = folder / "demo.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env=environment(folder, port),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # its workers are ended with it
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_ready(url, server, log)
            yield url
        finally:
            end(server)


def wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the demonstration did not start:\n{log.read_text(errors='replace')[-4000:]}")


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask the server and its workers to stop, then make them."""
    for sign, seconds in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
        try:
            os.killpg(server.pid, sign)
            server.wait(timeout=seconds)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


if __name__ == "__main__":
    ready_demo(Path(sys.argv[1]))
