"""What a webhook of ours costs beside a FastAPI route that does nothing, in one run on one machine.

    python -m benchmarks.service

Each row is served by a process of its own; the rows take turns, so that a busy machine is busy for all of them.
Compare rows and ratios, not digits. CPU is that of the server process, from /proc, so it needs Linux.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Response
from pydantic import SecretStr

from adapters.line.adapter import LineAdapter
from bot.app import create_app
from bot.clock import create_clock
from bot.http import create_http_app
from bot.service import create_service
from bot.settings import Settings
from tests.fakes import line_webhooks
from tests.fakes.dialog import FakeDialog

ROUNDS = 5
SECONDS = 2.0
CONNECTIONS = (1, 16)
PEOPLE = 500
SECRET, TOKEN = "secret-of-the-benchmark", "token-of-the-benchmark"
WORDS = "業者に今日中に契約しないともう直らないと言われました"
NOOP_PORT, BARE_PORT, SERVICE_PORT, LINE_PORT = 18181, 18182, 18183, 18184

#: Bytes of one request, new each time.
Requests = Iterator[bytes]


@dataclass(slots=True)
class Row:
    """One thing that is measured."""

    label: str
    port: int
    requests: Requests
    status: bytes
    rates: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, _running(Path(folder)) as pids:
        rows = [
            Row("FastAPI route that does nothing", NOOP_PORT, _posts("/noop", signed=True), b"200"),
            Row("ours, wrong signature", SERVICE_PORT, _posts("/webhooks/line", signed=False), b"401"),
            Row(
                "ours around a dialog of no cost: kept, then answered",
                BARE_PORT,
                _posts("/webhooks/line", signed=True),
                b"200",
            ),
            Row(
                "ours, the whole turn: kept, then answered", SERVICE_PORT, _posts("/webhooks/line", signed=True), b"200"
            ),
        ]
        for connections in CONNECTIONS:
            for row in rows:
                row.rates, row.cpu_us, row.milliseconds = [], [], []
            for _ in range(ROUNDS):
                for row in rows:
                    asyncio.run(_measure(row, connections, pids[row.port]))
            _print(rows, connections)


async def _measure(row: Row, connections: int, pid: int) -> None:
    ends_at = time.perf_counter() + SECONDS
    cpu, began = _cpu_seconds(pid), time.perf_counter()
    spent = [one for part in await asyncio.gather(*(_client(row, ends_at) for _ in range(connections))) for one in part]
    row.rates.append(len(spent) / (time.perf_counter() - began))
    row.cpu_us.append((_cpu_seconds(pid) - cpu) / len(spent) * 1e6)
    row.milliseconds += spent


async def _client(row: Row, ends_at: float) -> list[float]:
    """One connection that posts as soon as it is answered; the milliseconds of each request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", row.port)
    spent: list[float] = []
    while (began := time.perf_counter()) < ends_at:
        writer.write(next(row.requests))
        head = await reader.readuntil(b"\r\n\r\n")
        if head[9:12] != row.status:
            raise SystemExit(f"{row.label}: {head[:15]!r}")
        spent.append((time.perf_counter() - began) * 1000)
    writer.close()
    return spent


def _posts(path: str, *, signed: bool) -> Requests:
    for number in count():
        source = {"type": "user", "userId": line_webhooks.user(number % PEOPLE)}
        said = line_webhooks.message("text", text=WORDS)
        event = line_webhooks.event("message", 1_700_000_000_000 + number, source, replyToken="f" * 32, message=said)
        body, headers = line_webhooks.webhook(event, channel_secret=SECRET if signed else "another")
        lines = [f"POST {path} HTTP/1.1", "host: x", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        yield "\r\n".join((*lines, "", "")).encode() + body


def _print(rows: list[Row], connections: int) -> None:
    _write(f"\n{connections} connection(s), {ROUNDS} rounds of {SECONDS:g} s, median (range)\n")
    _write("| | requests a second | of the first row | p50 ms | p99 ms | server CPU µs a request |")
    _write("|---|---|---|---|---|---|")
    base = statistics.median(rows[0].rates)
    for row in rows:
        rate = statistics.median(row.rates)
        cuts = statistics.quantiles(row.milliseconds, n=100)
        _write(
            f"| {row.label} | {rate:.0f} ({min(row.rates):.0f}-{max(row.rates):.0f}) | {rate / base:.2f} "
            f"| {cuts[49]:.2f} | {cuts[98]:.2f} | {statistics.median(row.cpu_us):.0f} |"
        )


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


def _cpu_seconds(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _running(folder: Path) -> Iterator[dict[int, int]]:
    """The servers; gives the process of each port."""
    roles = {NOOP_PORT: "noop", LINE_PORT: "line", BARE_PORT: "bare", SERVICE_PORT: "service"}
    command = [sys.executable, "-m", "benchmarks.service"]
    servers = {port: subprocess.Popen([*command, role, str(folder)]) for port, role in roles.items()}
    try:
        for port in servers:
            asyncio.run(_wait_for(port))
        yield {port: server.pid for port, server in servers.items()}
    finally:
        for server in servers.values():
            server.terminate()
        for server in servers.values():
            server.wait()


async def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise SystemExit(f"nothing listens on {port}")


def _serve_noop(_: Path) -> None:
    app = FastAPI()

    @app.post("/noop")
    async def noop() -> Response:
        return Response()

    uvicorn.run(app, port=NOOP_PORT, log_config=None)


def _serve_service(folder: Path) -> None:
    uvicorn.run(create_app(_settings(folder / "whole")), port=SERVICE_PORT, log_config=None)


def _serve_bare(folder: Path) -> None:
    settings = _settings(folder / "bare")
    adapter = LineAdapter(SECRET, TOKEN, settings.line_api_base_url)
    service = create_service(settings, dialog=FakeDialog(), adapters=[adapter], clock=create_clock(settings.timezone))
    uvicorn.run(create_http_app(service), port=BARE_PORT, log_config=None)


def _settings(folder: Path) -> Settings:
    return Settings(
        data_dir=folder,
        line_channel_secret=SecretStr(SECRET),
        line_channel_access_token=SecretStr(TOKEN),
        line_api_base_url=f"http://127.0.0.1:{LINE_PORT}",
    )


def _serve_line(_: Path) -> None:
    """A Messaging API that takes everything, as cheaply as can be."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async for length in _request_lengths(reader):
            await reader.readexactly(length)
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}")
        writer.close()

    async def serve() -> None:
        async with await asyncio.start_server(answer, "127.0.0.1", LINE_PORT) as server:
            await server.serve_forever()

    asyncio.run(serve())


async def _request_lengths(reader: asyncio.StreamReader) -> AsyncIterator[int]:
    while True:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        yield int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])


ROLES: dict[str, Callable[[Path], None]] = {
    "noop": _serve_noop,
    "bare": _serve_bare,
    "service": _serve_service,
    "line": _serve_line,
}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        ROLES[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
