"""A private PostgreSQL: made in a temporary folder, listening on loopback only, gone afterwards.

with cluster() as url: ...  # in a benchmark or a test
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 30
# Tests lose nothing by a power cut; waiting for the disk would only make them slow.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresMissing(RuntimeError):
    """The server's programs are not on this machine, or may not be run by this user."""


def binaries() -> Path:
    """The folder of initdb and postgres: the newest of Debian's, else the one on PATH."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    if packaged:
        return packaged[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresMissing("PostgreSQL's server is missing. On Debian: apt-get install postgresql")
    return Path(on_path).resolve().parent


@dataclass(frozen=True)
class Owner:
    """Who runs the server: initdb refuses root, so root lends it to the package's own user."""

    user: str | None = None

    @classmethod
    def find(cls) -> "Owner":
        if os.geteuid() != 0:
            return cls()
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            raise PostgresMissing("Run as an ordinary user: there is no user postgres to run the server as") from None
        return cls("postgres")

    def give(self, folder: Path) -> None:
        if self.user:
            shutil.chown(folder, self.user, self.user)

    def start(self, command: list[str], home: Path) -> subprocess.Popen[bytes]:
        log = (home / "log").open("ab")
        # Its own session: Ctrl-C reaches the tests first, which then stop the server in order.
        return subprocess.Popen(
            command,
            cwd=home,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=self.user,
            group=self.user,
            extra_groups=[] if self.user else None,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        )


@dataclass(slots=True)
class Cluster:
    """A server that can be killed and started again on its data. address: of its database balai."""

    programs: Path
    owner: Owner
    home: Path
    options: tuple[str, ...]
    password: str
    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        return f"postgresql://balai:{self.password}@127.0.0.1:{self.port}/balai"

    def kill(self) -> None:
        """As when the power goes: kill -9 of the server and of every process it has started; none of them is left."""
        os.kill(self.process.pid, signal.SIGSTOP)  # so that it starts no more while they are looked for
        own = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for process in (*map(int, own), self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait()
        while any(map(_runs, own)):  # the next server refuses memory that one of them still holds
            time.sleep(0.01)

    def start_again(self) -> None:
        """Returns before it has repaired itself; it refuses connections until then."""
        self.process = self.owner.start(_command(self.programs, self.home, self.port, self.options), self.home)


def _runs(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@contextmanager
def cluster(*, durable: bool = False, settings: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the address `postgresql://…/balai` of a fresh server and its empty database.

    `durable` keeps fsync on, for tests that kill it; `settings` are more lines like `max_connections=200`.
    Raises PostgresMissing where there is no server to start.
    """
    with standing_cluster(durable=durable, settings=settings) as found:
        yield found.address


@contextmanager
def standing_cluster(*, durable: bool = False, settings: tuple[str, ...] = ()) -> Iterator[Cluster]:
    """As `cluster`, and it can be killed."""
    programs, owner = binaries(), Owner.find()
    home = Path(tempfile.mkdtemp(prefix="balai-pg-", dir=_reachable_temporary_folder()))
    try:
        password = secrets.token_hex(16)
        owner.give(home)
        _make(programs, owner, home, password)
        options = (*settings, *(() if durable else FORGETFUL))
        server, port = _start(programs, owner, home, options)
        found = Cluster(programs, owner, home, options, password, server, port)
        try:
            _create_database(found.address.rsplit("/", 1)[0] + "/postgres")
            yield found
        finally:
            _stop(found.process)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _reachable_temporary_folder() -> str | None:
    """TMPDIR may lie inside a folder that only root can enter; then the machine's own is used."""
    return "/tmp" if os.geteuid() == 0 else None


def _make(programs: Path, owner: Owner, home: Path, password: str) -> None:
    secret = home / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    owner.give(secret)
    command = [str(programs / "initdb"), "--pgdata", str(home / "db"), "--username", "balai", "--pwfile", str(secret)]
    command += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    code = owner.start(command, home).wait(timeout=120)
    secret.unlink()
    if code:
        raise RuntimeError(f"initdb failed:\n{(home / 'log').read_text()}")


def _start(programs: Path, owner: Owner, home: Path, options: tuple[str, ...]) -> tuple[subprocess.Popen[bytes], int]:
    for _attempt in range(3):
        port = free_port()
        server = owner.start(_command(programs, home, port, options), home)
        if _answers(server, port):
            return server, port
        _stop(server)
    raise RuntimeError(f"PostgreSQL did not start:\n{(home / 'log').read_text()[-2000:]}")


def _command(programs: Path, home: Path, port: int, options: tuple[str, ...]) -> list[str]:
    command = [str(programs / "postgres"), "-D", str(home / "db"), "-h", "127.0.0.1", "-p", str(port), "-k", ""]
    for option in ("max_connections=60", *options):
        command += ["-c", option]
    return command


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


def _create_database(address: str) -> None:
    import psycopg

    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("CREATE DATABASE balai")
            return
        except psycopg.OperationalError:  # it listens before it is ready
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Immediate shutdown: nothing of it is kept."""
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
