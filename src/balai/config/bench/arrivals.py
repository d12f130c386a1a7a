"""Applicants who arrive when they arrive, whether the server keeps up or not: python -m balai.config.bench.arrivals JSON.

One process, one epoll, connections that are kept: it shares the machine with what it measures. A delay counts from the
instant somebody was to arrive, so waiting for a free connection is part of it. Who gets no answer asks again with the key.
"""

import heapq
import json
import random
import select
import socket
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

NAMES = (
    "Siti Aminah",
    "Ahmad Fauzi",
    "Dewi Lestari",
    "Rizki Pratama",
    "Nurul Hidayah",
    "Budi Santoso",
    "Yanto",
    "Rahmah",
)
SCHOOLS = ("junior", "senior", "vocational", "diploma_3", "bachelor")
PATIENCE = 8.0
AGAIN = 0.15


@dataclass(slots=True)
class Plan:
    """rate: arrivals a second; 0: as many as the connections can carry, for `seconds`. first: their number, so that no
    two of several runs have the same identity number. until_all: nobody gives up. sessions: a file of session keys, one a
    line, each with a form filled to its last screen, which is sent instead of the API's address."""

    port: int
    batch: int
    villages: list[str]
    rate: float
    seconds: float
    connections: int
    run: str
    acknowledged: str
    first: int = 0
    until_all: bool = False
    sessions: str = ""


@dataclass(slots=True)
class Line:
    """A connection and the one request on its way."""

    socket: socket.socket
    number: int = -1
    due: float = 0.0
    sent: float = 0.0
    got: bytes = b""


@dataclass(slots=True)
class Wave:
    plan: Plan
    poll: Any = field(default_factory=select.epoll)
    lines: dict[int, Line] = field(default_factory=dict)
    idle: list[Line] = field(default_factory=list)
    again: list[tuple[float, int, float]] = field(default_factory=list)
    late: deque[tuple[int, float]] = field(default_factory=deque)
    delays: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    refused: int = 0
    retried: int = 0
    made: int = 0
    filled: list[str] = field(default_factory=list)
    connect_after: float = 0.0

    def run(self) -> dict[str, Any]:
        plan = self.plan
        while len(self.lines) < plan.connections and self._connect():
            pass
        self.made = plan.first
        self.filled = Path(plan.sessions).read_text().split() if plan.sessions else []
        begin, used = time.time(), getrusage(RUSAGE_SELF)
        start = time.perf_counter()
        due, end = start, start + plan.seconds
        checked = start
        while True:
            now = time.perf_counter()
            due = self._arrive(now, due, end)
            self._send(now)
            if now >= end and not self._waits_for_somebody(now, end):
                break
            if now - checked > 0.5:
                checked = now
                self._give_up(now)
            pause = 0.02 if self.late or not plan.rate else min(0.02, max(0.0, due - time.perf_counter()))
            for descriptor, _event in self.poll.poll(pause):
                self._read(self.lines[descriptor])
        spent = getrusage(RUSAGE_SELF)
        Path(plan.acknowledged).write_text("\n".join(self.codes) + "\n")
        cpu = spent.ru_utime + spent.ru_stime - used.ru_utime - used.ru_stime
        return self._said(begin, start, cpu, time.perf_counter() - start)

    def _arrive(self, now: float, due: float, end: float) -> float:
        if not self.plan.rate:
            while now < end and len(self.late) < len(self.idle):
                self.late.append((self.made, now))
                self.made += 1
            return now
        while due <= now and due < end:
            self.late.append((self.made, due))
            self.made += 1
            due += random.expovariate(self.plan.rate)
        return due

    def _send(self, now: float) -> None:
        while self.again and self.again[0][0] <= now:
            _when, number, due = heapq.heappop(self.again)
            self.late.appendleft((number, due))
        while self.late and len(self.lines) < self.plan.connections and now >= self.connect_after:
            if not self._connect():
                self.connect_after = now + 0.05
        while self.late and self.idle:
            line = self.idle.pop()
            line.number, line.due = self.late.popleft()
            line.sent = now
            try:
                line.socket.send(self._request(line.number))
            except OSError:
                self._broken(line)

    def _connect(self) -> bool:
        try:
            made = socket.create_connection(("127.0.0.1", self.plan.port), timeout=1)
        except OSError:
            return False
        made.setblocking(False)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = self.lines[made.fileno()] = Line(made)
        self.poll.register(made.fileno(), select.EPOLLIN)
        self.idle.append(line)
        return True

    def _request(self, number: int) -> bytes:
        return self._form(number) if self.filled else self._claim(number)

    def _form(self, number: int) -> bytes:
        token, body = "a" * 32, f"consent=on&csrfmiddlewaretoken={'a' * 32}"
        return (
            f"POST /pelatihan/{self.plan.batch}/daftar/5/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: balai_session={self.filled[number - self.plan.first]}; balai_csrf={token}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def _claim(self, number: int) -> bytes:
        day, month, year = number % 28 + 1, number // 28 % 12 + 1, 75 + number // 336 % 25
        rest = number // 8400
        nik = f"99{rest // 9999 % 10000:04}{day + 40 * (number & 1):02}{month:02}{year:02}{rest % 9999 + 1:04}"
        body = (
            f'{{"nik":"{nik}","full_name":"{NAMES[number & 7]}","birth_date":"19{year}-{month:02}-{day:02}",'
            f'"sex":"{"LP"[number & 1]}","phone":"0812{number % 10**8:08}",'
            f'"region_code":"{self.plan.villages[number % len(self.plan.villages)]}","education":"{SCHOOLS[number % 5]}",'
            '"motivation":"Ingin bekerja sebagai penjahit di dekat rumah dan membantu orang tua.","consent":true}'
        )
        head = (
            f"POST /api/v1/batches/{self.plan.batch}/applications HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json"
            f"\r\nIdempotency-Key: {self.plan.run}-{number}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return (head + body).encode()

    def _read(self, line: Line) -> None:
        try:
            said = line.socket.recv(8192)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self._broken(line)
            return
        now, number = time.perf_counter(), line.number
        if number < 0:
            return
        said = line.got + said
        if not said.endswith(b"}") and b"content-length: 0" not in said:
            line.got = said  # its end is still on the way
            return
        line.got = b""
        self._weigh(said, now, number, line.due)
        line.number = -1
        self.idle.append(line)

    def _weigh(self, said: bytes, now: float, number: int, due: float) -> None:
        if said[9:12] == b"201":
            self.delays.append(now - due)
            self.times.append(time.time())
            self.codes.append(f"{self.plan.run}-{number} {said.rpartition(b':')[2][1:-2].decode().strip(chr(34))}")
        elif self.filled and said[9:12] == b"302":
            self.delays.append(now - due)
            self.times.append(time.time())
            self.codes.append(
                f"{self.filled[number - self.plan.first]} {said.split(b'/pendaftaran/')[1][:12].decode()}"
            )
        elif said[9:12] in (b"503", b"502", b"500"):
            self._ask_again(now, number, due)
        else:
            self.refused += 1
            if self.refused == 1:
                print(said.decode(errors="replace"), file=sys.stderr)

    def _broken(self, line: Line) -> None:
        if line.number >= 0:
            self._ask_again(time.perf_counter(), line.number, line.due)
        self.poll.unregister(line.socket.fileno())
        del self.lines[line.socket.fileno()]
        line.socket.close()
        if line in self.idle:
            self.idle.remove(line)

    def _ask_again(self, now: float, number: int, due: float) -> None:
        self.retried += 1
        heapq.heappush(self.again, (now + AGAIN, number, due))

    def _give_up(self, now: float) -> None:
        for line in [line for line in self.lines.values() if line.number >= 0 and now - line.sent > PATIENCE]:
            self._broken(line)

    def _waits_for_somebody(self, now: float, end: float) -> bool:
        if now > end + (60 if self.plan.until_all else 10):
            return False
        return bool(self.late or self.again) or any(line.number >= 0 for line in self.lines.values())

    def _said(self, begin: float, start: float, cpu: float, seconds: float) -> dict[str, Any]:
        delays, arrived = sorted(self.delays), self.made - self.plan.first
        in_time = [one for one in self.times if one <= begin + self.plan.seconds]
        share = {name: round(delays[int(len(delays) * part)] * 1000, 2) if delays else 0.0
                 for name, part in (("p50_ms", 0.5), ("p99_ms", 0.99), ("p999_ms", 0.999))}  # fmt: skip
        return share | {
            "arrived": arrived, "acknowledged": len(self.delays), "refused": self.refused, "retried": self.retried,
            "unanswered": arrived - len(self.delays) - self.refused, "begin": begin, "seconds": seconds,
            "arrivals_per_second": round(arrived / self.plan.seconds, 1),
            "acknowledged_per_second": round(len(in_time) / self.plan.seconds, 1),
            "generator_cpu_share": round(cpu / seconds, 3),
            "windows": self._windows(begin),
        }  # fmt: skip

    def _windows(self, begin: float) -> list[int]:
        """Acknowledgements in each quarter of a second."""
        found = [0] * (int((max(self.times, default=begin) - begin) * 4) + 1)
        for one in self.times:
            found[int((one - begin) * 4)] += 1
        return found


def main(argv: list[str]) -> int:
    print(json.dumps(Wave(Plan(**json.loads(argv[0]))).run()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
